// Dividing people into rooms: sizes, balance, few repeat pairs, the same for the same seed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roomCount, type Splittable, splitPeople } from '../../server/core/split.ts'

const person = (n: number, fn: string | null = null, level: string | null = null): Splittable => ({
  id: `p${n}`,
  fn,
  level,
})
const crowd = fc
  .array(
    fc.record({
      fn: fc.option(fc.constantFrom('Sales', 'Product', 'Finance')),
      level: fc.option(fc.constantFrom('Director', 'Manager')),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((people) => people.map(({ fn, level }, n) => person(n, fn, level)))
const seed = fc.integer({ min: 0, max: 0xffffffff })
const pairsOf = (rooms: readonly (readonly string[])[]) =>
  new Set(rooms.flatMap((room) => room.flatMap((a) => room.filter((b) => a < b).map((b) => `${a} ${b}`))))

describe('how many rooms', () => {
  test.each([
    [24, 5, 5],
    [21, 5, 4],
    [6, 5, 1],
    [8, 5, 2],
    [4, 12, 1],
  ])('%i people in rooms of about %i are %i rooms', (people, size, rooms) =>
    expect(roomCount(people, 'size', size, 60)).toBe(rooms),
  )

  test('nobody sits alone when that can be avoided', () => {
    expect(roomCount(3, 'count', 3, 60)).toBe(1)
    expect(roomCount(7, 'size', 1, 60)).toBe(3)
    expect(roomCount(1, 'count', 4, 60)).toBe(1)
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 500 }),
        fc.constantFrom('size' as const, 'count' as const),
        fc.integer({ min: 1, max: 60 }),
        (people, by, n) => Math.floor(people / roomCount(people, by, n, 60)) >= 2,
      ),
    )
  })
})

describe('splitting', () => {
  test('everyone is in exactly one room and sizes differ by at most one', () => {
    fc.assert(
      fc.property(
        crowd,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('spread' as const, 'group' as const),
        seed,
        (people, n, mix, draw) => {
          const rooms = splitPeople(people, n, mix, draw, [])
          const sizes = rooms.map((room) => room.length)
          expect(rooms.flat().sort()).toEqual(people.map(({ id }) => id).sort())
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('spread: no function has two more in one room than in another', () => {
    fc.assert(
      fc.property(crowd, fc.integer({ min: 1, max: 8 }), seed, (people, n, draw) => {
        const rooms = splitPeople(people, n, 'spread', draw, [])
        for (const fn of ['Sales', 'Product', 'Finance']) {
          const counts = rooms.map((room) => room.filter((id) => people.find((one) => one.id === id)?.fn === fn).length)
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('spread: levels are balanced where functions leave the choice', () => {
    const people = Array.from({ length: 24 }, (_, n) => person(n, `fn${n % 4}`, n % 3 === 0 ? 'Director' : 'Manager'))
    for (let draw = 0; draw < 20; draw++) {
      const directors = splitPeople(people, 4, 'spread', draw, []).map(
        (room) => room.filter((id) => Number(id.slice(1)) % 3 === 0).length,
      )
      expect(directors).toEqual([2, 2, 2, 2])
    }
  })

  test('group: functions of exactly a room’s size each get a room', () => {
    const people = Array.from({ length: 20 }, (_, n) => person(n, `fn${n % 4}`))
    const rooms = splitPeople(people, 4, 'group', 7, [])
    for (const room of rooms) expect(new Set(room.map((id) => Number(id.slice(1)) % 4)).size).toBe(1)
  })

  test('the same seed is the same split, another seed is another', () => {
    const people = Array.from({ length: 20 }, (_, n) => person(n))
    expect(splitPeople(people, 4, 'spread', 1, [])).toEqual(splitPeople(people, 4, 'spread', 1, []))
    expect(splitPeople(people, 4, 'spread', 1, [])).not.toEqual(splitPeople(people, 4, 'spread', 2, []))
  })

  test('a reshuffle brings no pair together again when that is possible', () => {
    const people = Array.from({ length: 16 }, (_, n) => person(n))
    for (let draw = 0; draw < 40; draw++) {
      const first = splitPeople(people, 4, 'spread', draw, [])
      const second = pairsOf(splitPeople(people, 4, 'spread', draw + 1000, [first]))
      expect(
        [...pairsOf(first)].filter((pair) => second.has(pair)),
        `seed ${draw}`,
      ).toEqual([])
    }
  })

  test('when repeats cannot be avoided they are few', () => {
    const people = Array.from({ length: 24 }, (_, n) => person(n, `fn${n % 4}`))
    const first = splitPeople(people, 4, 'spread', 3, [])
    const again = pairsOf(splitPeople(people, 4, 'spread', 4, [first]))
    // Six of four old rooms in each new one: at least two pairs of old neighbours a room, eight in all.
    expect([...pairsOf(first)].filter((pair) => again.has(pair)).length).toBeLessThanOrEqual(10)
  })

  test('the largest session is split at once', () => {
    const people = Array.from({ length: 500 }, (_, n) => person(n, `fn${n % 9}`, `level${n % 4}`))
    const rooms = splitPeople(people, 60, 'spread', 5, [splitPeople(people, 60, 'spread', 6, [])])
    expect(new Set(rooms.map((room) => room.length))).toEqual(new Set([8, 9]))
  })
})
