// Who may do what: access before rules, for every role and command.
import { describe, expect, test } from 'vitest'
import { decide } from '../../server/core/decide.ts'
import { BOARD_COMMANDS, isFacilitatorCommand } from '../../server/core/facilitator-commands.ts'
import { logSentence } from '../../server/core/log.ts'
import { STEP_KINDS } from '../../shared/agenda.ts'
import type { Command, CommandName } from '../../shared/commands.ts'
import { COMMANDS } from '../../shared/commands.ts'
import { STEPS } from '../../shared/steps.ts'
import { at, does, laptop, MOMENT, NOW, newSession, phone, refused, system, withPeople } from './given-session.ts'

const NAMES = Object.keys(COMMANDS) as CommandName[]
/** Data that no handler should ever see in these tests: access comes first. */
const any = (name: CommandName) => ({ name, data: {} }) as unknown as Command
const lobby = () => withPeople(newSession(), 3)

describe('access', () => {
  test.each(NAMES.filter(isFacilitatorCommand))('A3: %s by a participant is forbidden in every step', (name) => {
    for (const step of lobby().agenda)
      expect(decide(at(lobby(), step.id), phone('p1'), any(name), MOMENT)).toMatchObject({
        refusal: { code: 'forbidden' },
      })
  })

  test.each(NAMES.filter((name) => !isFacilitatorCommand(name) && !BOARD_COMMANDS.has(name)))(
    'A2: facilitators never answer: %s',
    (name) => {
      expect(decide(lobby(), laptop, any(name), MOMENT)).toMatchObject({ refusal: { code: 'participants-only' } })
    },
  )

  test.each(STEP_KINDS)('A3: in %s, what its row does not name is refused as not now', (kind) => {
    const session = lobby()
    const step = session.agenda.find((one) => one.kind === kind)
    if (step === undefined) throw new Error(kind)
    for (const other of STEP_KINDS)
      for (const name of STEPS[other].may) {
        if (STEPS[kind].may.includes(name)) continue
        expect(decide(at(session, step.id), phone('p1'), any(name), MOMENT)).toMatchObject({
          refusal: { code: 'not-now' },
        })
      }
  })

  test('S2: the sponsor’s commands are the sponsor’s, in their step', () => {
    const session = does(lobby(), laptop, 'person.role', { person: 'p1', role: 'sponsor' })
    refused(at(session, 'frame'), phone('p2'), 'frame.unknown', { text: 'x' }, 'sponsor-only')
    refused(at(session, 'write'), phone('p1'), 'frame.unknown', { text: 'x' }, 'not-now')
    expect(does(at(session, 'frame'), phone('p1'), 'frame.unknown', { text: 'Whether June holds' }).unknown).toBe(
      'Whether June holds',
    )
  })

  test('A4: system commands come from the server alone, and the server sends nothing else', () => {
    const written = { name: 'system.code', data: { code: 'ZZZ999' } } as const
    for (const actor of [laptop, phone('p1')])
      expect(decide(lobby(), actor, written, MOMENT)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(decide(lobby(), system, any('session.end'), MOMENT)).toMatchObject({ refusal: { code: 'forbidden' } })
  })

  test('a participant’s own commands work in every step', () => {
    for (const step of lobby().agenda)
      expect(does(at(lobby(), step.id), phone('p1'), 'me.done', { step: step.id, done: true }).done).toEqual(['p1'])
  })
})

describe('the log', () => {
  test('says who did what, for facilitators only and only for what changed', () => {
    const session = lobby()
    const locked = does(session, laptop, 'session.lock', { locked: true })
    expect(locked.log.at(-1)).toEqual({ at: NOW, by: 'Laptop', says: 'closed the door' })
    expect(does(locked, laptop, 'session.lock', { locked: true }).log).toBe(locked.log)
    expect(does(locked, phone('p1'), 'me.done', { step: 'lobby', done: true }).log).toBe(locked.log)
    expect(does(locked, laptop, 'step.go', { step: 'frame', from: 'lobby' }).log.at(-1)?.says).toBe(
      'moved to What we are here to align on',
    )
  })

  test('is bounded', () => {
    let session = lobby()
    for (let n = 0; n < 150; n++) session = does(session, laptop, 'blackout.set', { on: n % 2 === 0 })
    expect(session.log).toHaveLength(60)
  })

  test('has no sentence for what participants do, and one for all else', () => {
    const data = {
      step: 'write',
      card: 'c',
      cards: ['c'],
      commitments: ['c'],
      themes: ['t'],
      checkins: [],
      broadcast: null,
      webhook: null,
      day: null,
    }
    for (const name of NAMES) {
      const says = () =>
        logSentence(
          name,
          name === 'step.insert' ? { step: { id: 'write' }, after: 'lobby' } : data,
          lobby(),
          lobby(),
          NOW,
        )
      expect(says() !== null, name).toBe(isFacilitatorCommand(name))
    }
  })
})
