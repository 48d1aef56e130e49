// Locking, keys, words of the session, and its end.
import { describe, expect, test } from 'vitest'
import { decide } from '../../server/core/decide.ts'
import { LIMITS } from '../../shared/limits.ts'
import { Session } from '../../shared/model.ts'
import { oneHour } from '../../shared/templates/one-hour.ts'
import { at, does, laptop, MOMENT, NOW, newSession, phone, refused, system, tell, withPeople } from './given-session.ts'

describe('creating', () => {
  test('a session parses, begins in the lobby and has its minutes', () => {
    const session = newSession({ minutes: { write: 3, nowhere: 9 } })
    expect(Session.safeParse(session).success).toBe(true)
    expect(session).toMatchObject({ version: 1, step: 'lobby', status: 'live', endsAt: null, code: 'BCD347' })
    expect(session.agenda.find((step) => step.id === 'write')?.minutes).toBe(3)
    expect(session.log).toEqual([{ at: NOW, by: 'Laptop', says: 'created the session' }])
  })

  test('words are made plain and cut, empty ones come from the template', () => {
    const session = newSession(
      { title: ' ', goal: '', statement: `${'x'.repeat(500)}`, functions: [' Sales', 'Sales', '', 'Ops\u200b'] },
      oneHour,
    )
    expect(session.title).toBe(oneHour.title)
    expect(session.goal).toBe(oneHour.goal)
    expect(session.statement).toHaveLength(400)
    expect(session.functions).toEqual(['Sales', 'Ops'])
  })

  test('the template itself is not changed by what happens later', () => {
    const before = JSON.stringify(oneHour)
    does(newSession({ minutes: { write: 1 } }, oneHour), laptop, 'step.edit', {
      step: 'write',
      title: 'W',
      minutes: 9,
      prompt: 'x',
    })
    expect(JSON.stringify(oneHour)).toBe(before)
  })
})

describe('words, door and screens', () => {
  test('title, statement and goal', () => {
    const session = newSession()
    const words = { title: ' New  title ', statement: 'One\r\ntwo', goal: '' }
    const edited = does(session, laptop, 'session.edit', words)
    expect(edited).toMatchObject({ title: 'New title', statement: 'One\ntwo', goal: '' })
    expect(does(edited, laptop, 'session.edit', words)).toBe(edited)
    refused(session, laptop, 'session.edit', { ...words, title: '' }, 'empty')
    refused(session, laptop, 'session.edit', { ...words, statement: 'é'.repeat(401) }, 'too-long')
    expect(
      does(session, laptop, 'session.edit', { ...words, statement: 'e\u0301'.repeat(400) }).statement,
    ).toHaveLength(400)
  })

  test('a broadcast line is set, replaced and taken away', () => {
    const sent = does(newSession(), laptop, 'broadcast.set', { broadcast: { id: 'b1', text: ' Five  minutes ' } })
    expect(sent.broadcast).toEqual({ id: 'b1', text: 'Five minutes' })
    expect(does(sent, laptop, 'broadcast.set', { broadcast: { id: 'b1', text: 'Five minutes' } })).toBe(sent)
    expect(does(sent, laptop, 'broadcast.set', { broadcast: null }).broadcast).toBeNull()
    refused(sent, laptop, 'broadcast.set', { broadcast: { id: 'b2', text: ' ' } }, 'empty')
    refused(sent, laptop, 'broadcast.set', { broadcast: { id: 'b2', text: 'x'.repeat(201) } }, 'too-long')
  })

  test('lock and blackout are absolute', () => {
    const locked = does(newSession(), laptop, 'session.lock', { locked: true })
    expect(does(locked, laptop, 'session.lock', { locked: true })).toBe(locked)
    expect(does(locked, laptop, 'blackout.set', { on: true }).blackout).toBe(true)
  })
})

describe('keys', () => {
  test('codes, recovery and board link are replaced', () => {
    expect(tell(newSession(), { name: 'system.code', data: { code: 'ZZZ999' } }).code).toBe('ZZZ999')
    expect(tell(newSession(), { name: 'system.recovery', data: { hash: 'h' } }).recovery).toBe('h')
    expect(tell(newSession(), { name: 'system.board', data: { key: 'k', revoked: null } }).boardKey).toBe('k')
  })

  test('links that were taken back are remembered by their hashes, each once and only so many', () => {
    let session = newSession()
    const links = () => session.afterwards.revoked
    session = tell(session, { name: 'system.take', data: { key: 't', revoked: null } })
    expect(links()).toEqual([])
    for (let n = 0; n <= LIMITS.revoked; n++)
      session = tell(session, { name: 'system.board', data: { key: `k${n}`, revoked: `h${n}` } })
    session = tell(session, { name: 'system.take', data: { key: null, revoked: 'ht' } })
    expect(session.afterwards.takeKey).toBeNull()
    expect([links().length, links()[0], links().at(-1)]).toEqual([LIMITS.revoked, 'h2', 'ht'])
    expect(tell(session, { name: 'system.take', data: { key: null, revoked: 'ht' } })).toBe(session)
  })

  test('devices are added up to a limit, the first always stays, and one can send the others away', () => {
    let session = newSession()
    for (let n = 2; n <= 30; n++)
      session = tell(session, {
        name: 'system.facilitator',
        data: { id: `key${n}`, hash: `h${n}`, label: 'Second device' },
      })
    expect(session.facilitators).toHaveLength(12)
    expect(session.facilitators[0]?.id).toBe('key1')
    expect(session.facilitators.at(-1)?.id).toBe('key30')
    const one = tell(session, { name: 'system.only', data: { id: 'key30' } })
    expect(one.facilitators.map((key) => key.id)).toEqual(['key30'])
    expect(decide(session, system, { name: 'system.only', data: { id: 'key2' } }, MOMENT)).toMatchObject({
      refusal: { code: 'not-found' },
    })
  })
})

describe('the end', () => {
  const open = () =>
    does(
      at(
        does(withPeople(newSession(), 5), laptop, 'rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 }),
        'hands',
      ),
      laptop,
      'step.go',
      { step: 'write', from: 'hands' },
    )

  test('closes the door, and what is open is still collected and written', () => {
    const ended = does({ ...open(), talk: 'c1' }, laptop, 'session.end', {})
    expect(ended).toMatchObject({ status: 'ended', code: null, endsAt: null, talk: null })
    expect(ended.rounds[0]).toMatchObject({ state: 'collecting', collectBy: NOW + MOMENT.collectMs })
    const written = tell(ended, {
      name: 'system.written',
      data: {
        round: 'write.1',
        phones: 5,
        phonesByRoom: { r1: 5 },
        pooled: [],
        results: [],
        tallies: [],
        withdrawn: [],
      },
    })
    expect(written.rounds[0]?.state).toBe('written')
    expect(does(ended, laptop, 'session.end', {})).toBe(ended)
  })

  test('and nobody changes anything any more', () => {
    const ended = does(open(), laptop, 'session.end', {})
    refused(ended, laptop, 'step.go', { step: 'discuss', from: 'write' }, 'ended')
    refused(ended, phone('p1'), 'me.done', { step: 'write', done: true }, 'ended')
    expect(decide(ended, system, { name: 'system.code', data: { code: 'ZZZ999' } }, MOMENT)).toMatchObject({
      refusal: { code: 'ended' },
    })
    expect(tell(ended, { name: 'system.board', data: { key: 'k', revoked: null } }).boardKey).toBe('k')
  })
})
