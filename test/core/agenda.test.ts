// Walking and timing the agenda: going, guards, skipping, reopening.
import { describe, expect, test } from 'vitest'
import { nextStep } from '../../server/core/agenda.ts'
import { blockedReason } from '../../server/core/guards.ts'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, MOMENT, NOW, newSession, phone, refused, tell, withPeople } from './given-session.ts'

const split = (session: Session) => does(session, laptop, 'rooms.split', { by: 'size', n: 5, mix: 'spread', seed: 1 })
const go = (session: Session, step: string, moment = MOMENT) =>
  does(session, laptop, 'step.go', { step, from: session.step }, moment)
const offsite = () => split(withPeople(newSession(), 10))

const roomOf = (session: Session, id: string) => session.people.find((person) => person.id === id)?.room ?? ''

describe('going to a step', () => {
  test('sets the time, forgets who was done, and remembers what was visited', () => {
    const here = does(offsite(), phone('p1'), 'me.done', { step: 'lobby', done: true })
    const there = go(here, 'frame', { ...MOMENT, now: NOW + 5 })
    expect(there).toMatchObject({
      step: 'frame',
      openedAt: NOW + 5,
      endsAt: NOW + 5 + 15 * 60_000,
      done: [],
      visited: ['lobby'],
    })
  })

  test('lobby, board and close have no timer; a step of no minutes has none either', () => {
    const session = at(offsite(), 'ballot')
    expect(go(session, 'board').endsAt).toBeNull()
    expect(go(at(session, 'board'), 'close').endsAt).toBeNull()
    expect(go(at(session, 'board'), 'lobby').endsAt).toBeNull()
    const untimed = does(session, laptop, 'step.edit', { step: 'gather', title: 'Gather', minutes: 0, prompt: '' })
    expect(go(untimed, 'gather').endsAt).toBeNull()
  })

  test('calls for help end with the step they were made in', () => {
    const calling = does(offsite(), phone('p1'), 'help.ask', { room: roomOf(offsite(), 'p1'), on: true })
    expect(calling.rooms.some((room) => room.help !== null)).toBe(true)
    expect(go(calling, 'frame').rooms.every((room) => room.help === null)).toBe(true)
  })

  test('from a step that is not the current one is refused: somebody else was faster', () => {
    refused(go(offsite(), 'frame'), laptop, 'step.go', { step: 'baseline', from: 'lobby' }, 'moved-on')
  })

  test('two consoles that both wanted the same step both hear yes, and it is entered once', () => {
    const there = go(offsite(), 'frame')
    expect(does(there, laptop, 'step.go', { step: 'frame', from: 'lobby' }, { ...MOMENT, now: NOW + 9 })).toBe(there)
  })

  test('an unknown step is not found', () =>
    refused(offsite(), laptop, 'step.go', { step: 'nowhere', from: 'lobby' }, 'not-found'))

  test('a skipped step that is gone to is skipped no longer', () => {
    const skipping = does(offsite(), laptop, 'step.skip', { step: 'frame', skip: true })
    expect(nextStep(skipping)?.id).toBe('baseline')
    expect(go(skipping, 'frame').skipped).toEqual([])
  })

  test('entering writing opens its first round for everyone here; coming back does not open another', () => {
    const writing = go(at(offsite(), 'hands'), 'write')
    expect(writing.rounds).toMatchObject([
      { id: 'write.1', purpose: 'card', slots: ['1', '2', '3', '4'], state: 'open' },
    ])
    expect(writing.rounds[0]?.seats).toHaveLength(10)
    const back = go(go(writing, 'discuss'), 'write')
    expect(back.rounds.filter((round) => round.step === 'write')).toHaveLength(1)
  })

  test('leaving rings the bell of what is open', () => {
    const left = go(go(at(offsite(), 'hands'), 'write'), 'discuss')
    expect(left.rounds[0]).toMatchObject({ id: 'write.1', state: 'collecting', collectBy: NOW + MOMENT.collectMs })
    expect(left.rounds[1]).toMatchObject({ id: 'discuss.1', state: 'open' })
  })
})

describe('guards (S3)', () => {
  const blocked = (session: Session, id: string) => {
    const target = session.agenda.find((step) => step.id === id)
    if (target === undefined) throw new Error(id)
    return blockedReason(session, target)
  }

  test('the lobby is left only when somebody is here', () => {
    refused(newSession(), laptop, 'step.go', { step: 'frame', from: 'lobby' }, 'nobody-here')
    const removed = does(withPeople(newSession(), 1), laptop, 'person.remove', { person: 'p1' })
    expect(blocked(removed, 'frame')).toBe('nobody-here')
    expect(blocked(withPeople(newSession(), 1), 'frame')).toBeNull()
  })

  test('a step that happens in rooms needs rooms with somebody in them', () => {
    const session = withPeople(newSession(), 6)
    expect(blocked(session, 'discuss')).toBe('rooms-needed')
    expect(blocked(at(session, 'frame'), 'discuss')).toBe('rooms-needed')
    expect(blocked(does(session, laptop, 'room.add', { room: 'empty' }), 'discuss')).toBe('rooms-needed')
    expect(blocked(split(session), 'discuss')).toBeNull()
  })

  test('writing needs rooms when its cards are talked about in rooms, and only then', () => {
    const session = at(withPeople(newSession(), 6), 'hands')
    expect(blocked(session, 'write')).toBe('rooms-needed')
    const plenary = does(session, laptop, 'step.skip', { step: 'discuss', skip: true })
    expect(blocked(plenary, 'write')).toBeNull()
  })

  test('a ballot needs a commitment that is ready', () => {
    const drafting = at(offsite(), 'draft')
    expect(blocked(drafting, 'ballot')).toBe('nothing-ready')
    let ready = does(drafting, laptop, 'commitment.add', { commitment: 'c1', theme: null, what: 'Ship it' })
    expect(blocked(ready, 'ballot')).toBe('nothing-ready')
    for (const field of ['what', 'owner', 'by', 'givingUp'] as const)
      ready = does(ready, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
    expect(blocked(ready, 'ballot')).toBeNull()
    expect(blocked(drafting, 'board')).toBeNull()
  })

  test('an open ballot is not left forward, but back it always goes', () => {
    let session = does(at(offsite(), 'draft'), laptop, 'commitment.add', {
      commitment: 'c1',
      theme: null,
      what: 'Ship it',
    })
    for (const field of ['what', 'owner', 'by', 'givingUp'] as const)
      session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
    session = does(go(session, 'ballot'), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })
    refused(session, laptop, 'step.go', { step: 'board', from: 'ballot' }, 'ballot-open')
    expect(go(session, 'draft').rounds.at(-1)?.state).toBe('collecting')
    expect(go(does(session, laptop, 'round.ring', { round: 'ballot.1' }), 'board').step).toBe('board')
  })
})

describe('timer, skip, reopen', () => {
  test('the timer is set or taken away, in the current step only', () => {
    const session = go(offsite(), 'frame')
    expect(does(session, laptop, 'step.time', { step: 'frame', endsAt: NOW + 60_000 }).endsAt).toBe(NOW + 60_000)
    expect(does(session, laptop, 'step.time', { step: 'frame', endsAt: null }).endsAt).toBeNull()
    refused(session, laptop, 'step.time', { step: 'lobby', endsAt: null }, 'moved-on')
    refused(session, laptop, 'step.time', { step: 'frame', endsAt: NOW + 481 * 60_000 }, 'too-many')
  })

  test('lobby, close and the current step cannot be skipped', () => {
    const session = go(offsite(), 'frame')
    refused(session, laptop, 'step.skip', { step: 'lobby', skip: true }, 'first-and-last')
    refused(session, laptop, 'step.skip', { step: 'close', skip: true }, 'first-and-last')
    refused(session, laptop, 'step.skip', { step: 'frame', skip: true }, 'already-begun')
    const skipping = does(session, laptop, 'step.skip', { step: 'hands', skip: true })
    expect(does(skipping, laptop, 'step.skip', { step: 'hands', skip: true })).toBe(skipping)
    expect(does(skipping, laptop, 'step.skip', { step: 'hands', skip: false }).skipped).toEqual([])
  })

  test('reopening goes there and opens a fresh round, once for each id', () => {
    const written = tell(go(go(at(offsite(), 'hands'), 'write'), 'discuss'), {
      name: 'system.written',
      data: { round: 'write.1', phones: 10, phonesByRoom: {}, pooled: [], results: [], tallies: [], withdrawn: [] },
    })
    const again = does(written, laptop, 'step.reopen', { step: 'write', from: 'discuss', round: 'write.2' })
    expect(again.step).toBe('write')
    expect(again.rounds.find((round) => round.id === 'write.2')).toMatchObject({ step: 'write', state: 'open' })
    expect(again.rounds.find((round) => round.id === 'discuss.1')?.state).toBe('collecting')
    expect(does(again, laptop, 'step.reopen', { step: 'write', from: 'discuss', round: 'write.2' })).toBe(again)
    refused(again, laptop, 'step.reopen', { step: 'write', from: 'write', round: 'write.3' }, 'round-open')
  })

  test('a step whose cards are still being collected is not reopened yet', () => {
    const collecting = go(go(at(offsite(), 'hands'), 'write'), 'discuss')
    refused(collecting, laptop, 'step.reopen', { step: 'write', from: 'discuss', round: 'write.2' }, 'not-written')
  })

  test('reopening a step without rounds just goes there', () => {
    const session = go(go(offsite(), 'frame'), 'baseline')
    expect(does(session, laptop, 'step.reopen', { step: 'frame', from: 'baseline', round: 'x1' })).toMatchObject({
      step: 'frame',
    })
    refused(session, laptop, 'step.reopen', { step: 'frame', from: 'lobby', round: 'x1' }, 'moved-on')
  })
})
