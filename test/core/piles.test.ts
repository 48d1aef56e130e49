// What a room does with its cards: piles of at least two, three cards to be heard, and nobody's name on either.
import { describe, expect, test } from 'vitest'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, newSession, phone, refused, withPeople } from './given-session.ts'

/** p1 and p2 sit in r1, p3 in r2, p4 nowhere. */
function discussing(): Session {
  const session = at(withPeople(newSession(), 4), 'discuss')
  const rooms = ['r1', 'r2'].map((id) => ({ id, name: id, piles: [], heard: [], help: null }))
  const seats: Record<string, string | null> = { p1: 'r1', p2: 'r1', p3: 'r2', p4: null }
  return { ...session, rooms, people: session.people.map((person) => ({ ...person, room: seats[person.id] ?? null })) }
}

const put = (session: Session, cards: string[], pile: string | null, who = 'p1') =>
  does(session, phone(who), 'pile.put', { cards, pile })
const piles = (session: Session, room = 'r1') =>
  session.rooms.find(({ id }) => id === room)?.piles.map(({ id, cards }) => `${id}:${cards.join('')}`)

describe('piles', () => {
  test('are made by whoever puts two cards together, in their own room only', () => {
    const session = put(discussing(), ['a', 'b'], 'x')
    expect(piles(session)).toEqual(['x:ab'])
    expect(piles(session, 'r2')).toEqual([])
  })

  test('take cards from each other; a pile of one is no pile', () => {
    const two = put(put(discussing(), ['a', 'b'], 'x'), ['c', 'd', 'e'], 'y')
    expect(piles(put(two, ['b'], 'y'))).toEqual(['y:cdeb'])
    expect(piles(put(two, ['c'], 'x'))).toEqual(['x:abc', 'y:de'])
    expect(piles(put(two, ['a'], null))).toEqual(['y:cde'])
    expect(piles(put(two, ['a', 'b', 'c', 'd', 'e'], null))).toEqual([])
  })

  test('put twice change nothing, and neither does a single card put on nothing', () => {
    const session = put(discussing(), ['a', 'b', 'c'], 'x')
    expect(put(session, ['b', 'a'], 'x')).toBe(session)
    expect(put(session, ['d', 'd'], 'new')).toBe(session)
    expect(put(session, ['z'], null)).toBe(session)
  })

  test('are their room’s: whoever sits in none has none, and a facilitator does not sort', () => {
    refused(discussing(), phone('p4'), 'pile.put', { cards: ['a', 'b'], pile: 'x' }, 'not-in-room')
    refused(discussing(), laptop, 'pile.put', { cards: ['a', 'b'], pile: 'x' }, 'participants-only')
    refused(at(discussing(), 'gather'), phone('p1'), 'pile.put', { cards: ['a', 'b'], pile: 'x' }, 'not-now')
  })
})

describe('cards that must be heard', () => {
  const mark = (session: Session, card: string, on = true, who = 'p1') =>
    does(session, phone(who), 'heard.mark', { card, on })

  test('are three a room, whoever marks them', () => {
    const three = mark(mark(mark(discussing(), 'a'), 'b', true, 'p2'), 'c')
    expect(three.rooms[0]?.heard).toEqual(['a', 'b', 'c'])
    refused(three, phone('p2'), 'heard.mark', { card: 'd', on: true }, 'three-heard')
    expect(mark(mark(three, 'a', false), 'd').rooms[0]?.heard).toEqual(['b', 'c', 'd'])
    expect(mark(three, 'd', true, 'p3').rooms[1]?.heard).toEqual(['d'])
  })

  test('marked twice are marked once', () => {
    const session = mark(discussing(), 'a')
    expect(mark(session, 'a')).toBe(session)
    expect(mark(session, 'b', false)).toBe(session)
  })
})

test('nothing about it says who did it', () => {
  const before = discussing()
  const after = does(put(before, ['a', 'b'], 'x', 'p1'), phone('p2'), 'heard.mark', { card: 'a', on: true })
  const same = does(put(before, ['a', 'b'], 'x', 'p2'), phone('p1'), 'heard.mark', { card: 'a', on: true })
  expect(after).toEqual(same)
  expect(after.log).toEqual(before.log)
})
