// Splitting, placing, renaming and removing rooms, and who is in none and why.
import { describe, expect, test } from 'vitest'
import { unplacedReason } from '../../server/core/rooms-placing.ts'
import type { Session } from '../../shared/model.ts'
import { does, laptop, NOW, newSession, phone, refused, roomSizes, withPeople } from './given-session.ts'

const split = (
  session: Session,
  fields: Partial<{ by: 'size' | 'count'; n: number; mix: 'spread' | 'group'; seed: number }> = {},
) => does(session, laptop, 'rooms.split', { by: 'size', n: 5, mix: 'spread', seed: 1, ...fields })

describe('splitting into rooms', () => {
  test('24 people in rooms of five are rooms r1 to r5, the sponsor placed like anyone', () => {
    const session = split(does(withPeople(newSession(), 24), laptop, 'person.role', { person: 'p3', role: 'sponsor' }))
    expect(session.rooms.map((room) => [room.id, room.name])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [`r${n}`, `Room ${n}`]),
    )
    expect(roomSizes(session).sort()).toEqual([4, 5, 5, 5, 5])
    expect(session.people.every((person) => person.room !== null)).toBe(true)
  })

  test('nobody is here: nothing to split', () =>
    refused(newSession(), laptop, 'rooms.split', { by: 'size', n: 5, mix: 'spread', seed: 1 }, 'nobody-here'))

  test('sent twice it is done once; with another seed it is a reshuffle', () => {
    const once = split(withPeople(newSession(), 16), { n: 4 })
    expect(split(once, { n: 4 })).toBe(once)
    const again = split(once, { n: 4, seed: 2 })
    expect(again.pastRooms).toHaveLength(1)
    expect(split(again, { n: 4, seed: 2 })).toBe(again)
    const neighbours = (session: Session, id: string) => {
      const room = session.people.find((person) => person.id === id)?.room
      return session.people.filter((person) => person.room === room && person.id !== id).map((person) => person.id)
    }
    for (const { id } of once.people)
      expect(neighbours(again, id).filter((other) => neighbours(once, id).includes(other))).toEqual([])
  })

  test('removed people are in no room, and rooms left over vanish', () => {
    const five = split(withPeople(newSession(), 24))
    const removed = does(five, laptop, 'person.remove', { person: 'p1' })
    const two = split(removed, { by: 'count', n: 2, seed: 9 })
    expect(two.rooms.map((room) => room.id)).toEqual(['r1', 'r2'])
    expect(two.people[0]?.room).toBeNull()
  })

  test('rooms keep ids, names and what is in them; one that holds cards stays', () => {
    const named = does(split(withPeople(newSession(), 20), { by: 'count', n: 4 }), laptop, 'room.rename', {
      room: 'r1',
      name: 'Balcony',
    })
    const holding: Session = {
      ...named,
      rooms: named.rooms.map((room) =>
        room.id === 'r4' ? { ...room, piles: [{ id: 'pile', cards: ['c1', 'c2'] }] } : room,
      ),
    }
    const two = split(holding, { by: 'count', n: 2, seed: 3 })
    expect(two.rooms.map((room) => [room.id, room.name])).toEqual([
      ['r1', 'Balcony'],
      ['r2', 'Room 2'],
      ['r4', 'Room 4'],
    ])
    expect(roomSizes(two)).toEqual([10, 10, 0])
  })
})

describe('by hand', () => {
  test('a person is placed, moved and taken out', () => {
    const session = split(withPeople(newSession(), 10))
    expect(does(session, laptop, 'room.place', { person: 'p1', room: 'r2' }).people[0]?.room).toBe('r2')
    expect(does(session, laptop, 'room.place', { person: 'p1', room: null }).people[0]?.room).toBeNull()
    refused(session, laptop, 'room.place', { person: 'p1', room: 'r9' }, 'not-found')
  })

  test('rooms are added once, renamed and removed', () => {
    const session = does(split(withPeople(newSession(), 10)), laptop, 'room.add', { room: 'new' })
    expect(session.rooms.at(-1)).toMatchObject({ id: 'new', name: 'Room 3' })
    expect(does(session, laptop, 'room.add', { room: 'new' })).toBe(session)
    refused(session, laptop, 'room.add', { room: 'a.1' }, 'bad-request')
    refused(session, laptop, 'room.rename', { room: 'new', name: ' \u200b ' }, 'empty')
    refused(session, laptop, 'room.rename', { room: 'new', name: 'x'.repeat(41) }, 'too-long')
    const without = does(session, laptop, 'room.remove', { room: 'r1' })
    expect(without.rooms.map((room) => room.id)).toEqual(['r2', 'new'])
    expect(without.people.filter((person) => person.room === null)).toHaveLength(5)
    refused(without, laptop, 'room.remove', { room: 'r1' }, 'not-found')
  })

  test('there are as many as fit', () => {
    let session = newSession()
    while (session.rooms.length < 60) session = does(session, laptop, 'room.add', { room: `x${session.rooms.length}` })
    refused(session, laptop, 'room.add', { room: 'more' }, 'too-many')
  })
})

test('everybody who is in no room is explained', () => {
  const lobby = withPeople(newSession(), 6)
  const reasons = (session: Session) => session.people.map((person) => unplacedReason(session, person))
  expect(new Set(reasons(lobby))).toEqual(new Set(['There are no rooms yet.']))
  expect(new Set(reasons(split(lobby)))).toEqual(new Set([null]))
  expect(reasons(does(split(lobby), laptop, 'room.place', { person: 'p1', room: null }))[0]).toMatch(/Choose a room/)
})

test('a room calls for help once, its own room only, and the facilitator answers', () => {
  const session = split(withPeople(newSession(), 10))
  const room = session.people[0]?.room ?? ''
  const other = room === 'r1' ? 'r2' : 'r1'
  refused(session, phone('p1'), 'help.ask', { room: other, on: true }, 'not-in-room')
  const called = does(session, phone('p1'), 'help.ask', { room, on: true })
  const help = (one: Session) => one.rooms.find(({ id }) => id === room)?.help
  expect(help(called)).toBe(NOW)
  expect(does(called, phone('p1'), 'help.ask', { room, on: true }, { now: NOW + 5, collectMs: 0 })).toBe(called)
  expect(help(does(called, phone('p1'), 'help.ask', { room, on: false }))).toBeNull()
  expect(help(does(called, laptop, 'help.clear', { room }))).toBeNull()
  refused(called, laptop, 'help.ask', { room, on: false }, 'participants-only')
})
