// Joining, names, functions, leaving: the rules about people.
import { describe, expect, test } from 'vitest'
import { decide } from '../../server/core/decide.ts'
import type { Session } from '../../shared/model.ts'
import {
  at,
  decideBy,
  does,
  laptop,
  NOW,
  newSession,
  phone,
  refused,
  seat,
  system,
  tell,
  withPeople,
} from './given-session.ts'

const join = (session: Session, id: string, fields: Parameters<typeof seat>[1] = {}) =>
  tell(session, { name: 'system.join', data: { person: seat(id, fields) } })
const names = (session: Session) => session.people.map((person) => person.name)
const MOMENT = { now: NOW, collectMs: 6500 }

describe('joining', () => {
  test('without a name one is Person N, with one it is made plain', () => {
    expect(names(join(join(newSession(), 'a'), 'b', { name: ' \u202eSam\u200b  Lee ' }))).toEqual([
      'Person 1',
      'Sam Lee',
    ])
  })

  test('a name that is taken gets a number, in any case', () => {
    const session = join(join(join(newSession(), 'a', { name: 'Sam' }), 'b', { name: 'sam' }), 'c', { name: 'Sam' })
    expect(names(session)).toEqual(['Sam', 'sam (2)', 'Sam (3)'])
  })

  test('the name of somebody removed is free again', () => {
    const gone = does(join(newSession(), 'a', { name: 'Sam' }), laptop, 'person.remove', { person: 'a' })
    expect(names(join(gone, 'b', { name: 'Sam' }))).toEqual(['Sam', 'Sam'])
  })

  test('a very long name is cut, number and all', () => {
    const session = join(join(newSession(), 'a', { name: 'x'.repeat(300) }), 'b', { name: 'x'.repeat(300) })
    expect(names(session)).toEqual(['x'.repeat(40), `${'x'.repeat(36)} (2)`])
  })

  test('twice with the same seat or ticket is one seat', () => {
    const once = join(newSession(), 'a', { name: 'Sam' })
    expect(join(once, 'a')).toBe(once)
    expect(join(once, 'b', { ticket: 'ticket-a' })).toBe(once)
  })

  test('a late joiner is placed in the smallest room', () => {
    const split = does(withPeople(newSession(), 7), laptop, 'rooms.split', {
      by: 'count',
      n: 2,
      mix: 'spread',
      seed: 1,
    })
    const late = join(split, 'late')
    expect(late.people.at(-1)?.room).toBe('r2')
  })

  test('and gets a seat in the open round of cards, but not in a ballot', () => {
    const writing = does(at(withPeople(newSession(), 3), 'baseline'), laptop, 'step.go', {
      step: 'frame',
      from: 'baseline',
    })
    const round = {
      id: 'r',
      step: 'write',
      slots: ['1'],
      state: 'open',
      attempt: 0,
      issue: 0,
      gone: [],
      collectBy: null,
      seats: ['p1'],
      phones: null,
      phonesByRoom: {},
      pooled: [],
    } as const
    const open: Session = {
      ...writing,
      rounds: [
        { ...round, purpose: 'card' },
        { ...round, id: 'b', purpose: 'ballot' },
        { ...round, id: 'w', purpose: 'card', state: 'written' },
      ].map((one) => ({
        ...one,
        slots: ['1'],
        seats: ['p1'],
        pooled: [],
        gone: [],
        functions: [],
        phonesByRoom: {},
      })) as Session['rounds'],
    }
    expect(join(open, 'late').rounds.map((one) => one.seats)).toEqual([['p1', 'late'], ['p1'], ['p1']])
  })

  test('is refused when locked, when full, off the lists, or ended', () => {
    const say = (session: Session, fields: Parameters<typeof seat>[1] = {}) =>
      decide(session, system, { name: 'system.join', data: { person: seat('z', fields) } }, MOMENT)
    expect(say(does(newSession(), laptop, 'session.lock', { locked: true }))).toMatchObject({
      refusal: { code: 'locked' },
    })
    expect(say(newSession(), { fn: 'Alchemy' })).toMatchObject({ refusal: { code: 'not-on-list' } })
    expect(say(does(newSession(), laptop, 'session.end', {}))).toMatchObject({ refusal: { code: 'ended' } })
    const full = { ...newSession(), people: Array.from({ length: 500 }, (_, n) => seat(`f${n}`)) }
    expect(say(full)).toMatchObject({ refusal: { code: 'full' } })
  })
})

describe('what people say about themselves', () => {
  test('name, function and level change; the same again changes nothing', () => {
    const session = join(join(newSession(), 'a', { name: 'Sam' }), 'b', { name: 'Kim' })
    const update = { name: 'Sam', fn: 'Sales', level: null }
    const changed = does(session, phone('b'), 'me.update', update)
    expect(changed.people[1]).toMatchObject({ name: 'Sam (2)', fn: 'Sales', level: null })
    expect(does(changed, phone('b'), 'me.update', update)).toBe(changed)
    refused(session, phone('b'), 'me.update', { ...update, fn: 'Alchemy' }, 'not-on-list')
    refused(session, phone('b'), 'me.update', { ...update, name: 'x'.repeat(41) }, 'too-long')
    // Characters as people count them, as long as they are ones that somebody writes with.
    expect(does(session, phone('b'), 'me.update', { ...update, name: '하'.repeat(40) }).people[1]?.name).toBe(
      '하'.repeat(40),
    )
    refused(session, phone('b'), 'me.update', { ...update, name: '🇫🇷'.repeat(40) }, 'too-long')
  })

  test('done belongs to the current step', () => {
    const session = withPeople(newSession(), 2)
    const done = does(session, phone('p1'), 'me.done', { step: 'lobby', done: true })
    expect(done.done).toEqual(['p1'])
    expect(does(done, phone('p1'), 'me.done', { step: 'lobby', done: true })).toBe(done)
    expect(does(done, phone('p1'), 'me.done', { step: 'lobby', done: false }).done).toEqual([])
    refused(session, phone('p1'), 'me.done', { step: 'write', done: true }, 'stale-step')
  })
})

describe('removing a person', () => {
  const given = () => {
    let session = does(withPeople(newSession(), 4), laptop, 'rooms.split', {
      by: 'count',
      n: 2,
      mix: 'spread',
      seed: 1,
    })
    session = does(session, phone('p1'), 'me.done', { step: 'lobby', done: true })
    session = does(session, laptop, 'commitment.add', { commitment: 'c1', theme: null, what: 'Ship' })
    session = does(session, laptop, 'commitment.set', { commitment: 'c1', field: 'decider', person: 'p1' })
    return does(session, laptop, 'commitment.set', { commitment: 'c1', field: 'owner', person: 'p1' })
  }

  test('takes them out of room, done and commitments, but keeps the record', () => {
    const removed = does(given(), laptop, 'person.remove', { person: 'p1' })
    expect(removed.people[0]).toMatchObject({ id: 'p1', removed: true, room: null })
    expect(removed.done).toEqual([])
    expect(removed.commitments[0]).toMatchObject({ owner: null, accepted: false, decider: null })
    expect(does(removed, laptop, 'person.remove', { person: 'p1' })).toBe(removed)
  })

  test('and everything they send is refused', () => {
    const removed = does(given(), laptop, 'person.remove', { person: 'p1' })
    refused(removed, phone('p1'), 'me.done', { step: 'lobby', done: true }, 'removed')
    refused(removed, phone('p1'), 'session.end', {}, 'removed')
    refused(removed, phone('nobody'), 'me.done', { step: 'lobby', done: true }, 'bad-ticket')
    refused(removed, laptop, 'person.remove', { person: 'nobody' }, 'not-found')
    refused(removed, laptop, 'room.place', { person: 'p1', room: 'r1' }, 'not-found')
  })

  test('takes the seat from an open round of cards, never from a ballot', () => {
    const round = {
      step: 'write',
      slots: ['1'],
      state: 'open',
      attempt: 0,
      issue: 0,
      gone: [],
      collectBy: null,
      phones: null,
      phonesByRoom: {},
      pooled: [],
    } as const
    const rounds = (['card', 'ballot'] as const).map((purpose) => ({
      ...round,
      id: purpose,
      purpose,
      slots: ['1'],
      seats: ['p1', 'p2'],
      phonesByRoom: {},
      pooled: [],
      gone: [],
      functions: [],
    }))
    expect(
      does({ ...given(), rounds }, laptop, 'person.remove', { person: 'p1' }).rounds.map((one) => one.seats),
    ).toEqual([['p2'], ['p1', 'p2']])
  })
})

test('there is one sponsor', () => {
  const session = withPeople(newSession(), 3)
  const first = does(session, laptop, 'person.role', { person: 'p1', role: 'sponsor' })
  const second = does(first, laptop, 'person.role', { person: 'p2', role: 'sponsor' })
  expect(second.people.map((person) => person.role)).toEqual(['participant', 'sponsor', 'participant'])
  expect(decideBy(second, laptop, 'person.role', { person: 'p2', role: 'sponsor' })).toEqual({
    ok: true,
    session: second,
  })
  expect(does(second, laptop, 'person.role', { person: 'p2', role: 'participant' }).people[1]?.role).toBe('participant')
})
