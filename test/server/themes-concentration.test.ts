// How widely a theme is felt: against chance, in words, and never by how often it was written.
import { describe, expect, test } from 'vitest'
import { compareReach, concentrationOf, expectedRooms, sayReach } from '../../server/core/concentration.ts'

const from = (...rooms: (string | null)[]) => rooms.map((room) => ({ room }))
const even = (rooms: number, each: number) =>
  new Map<string | null, number>(Array.from({ length: rooms }, (_, i) => [`r${i}`, each]))
const reachOf = (
  rooms: (string | null)[],
  written = even(6, 10),
  echoes: Parameters<typeof concentrationOf>[0]['echoes'] = null,
) => concentrationOf({ cards: from(...rooms), written, echoes }).reach

describe('rooms against chance', () => {
  test('what so many cards at random would reach', () => {
    expect(expectedRooms(1, even(6, 10))).toBeCloseTo(1)
    expect(expectedRooms(2, even(2, 10))).toBeCloseTo(1.5)
    expect(expectedRooms(60, even(6, 10))).toBeGreaterThan(5.99)
    expect(expectedRooms(3, new Map())).toBe(0)
    expect(
      expectedRooms(
        4,
        new Map([
          ['a', 10],
          [null, 30],
        ]),
      ),
    ).toBeCloseTo(1 - 0.75 ** 4)
  })

  test('three rooms are a signal, one is one, seven cards in ten of one room are local', () => {
    expect(reachOf(['r0', 'r1', 'r2'])).toBe('signal')
    expect(reachOf(['r0', 'r0', 'r0', 'r0'])).toBe('single')
    expect(reachOf(['r0', 'r0', 'r0', 'r0', 'r0', 'r0', 'r0', 'r1', 'r2', 'r3'])).toBe('local')
    expect(reachOf(['r0', 'r1'])).toBe('some')
    expect(reachOf([null, null])).toBe('some')
    expect(reachOf([])).toBe('some')
  })

  test('a large theme in few rooms is local even if no room has most of it', () => {
    expect(reachOf(['r0', 'r0', 'r0', 'r0', 'r0', 'r1', 'r1', 'r1', 'r1', 'r1', 'r2', 'r2'])).toBe('local')
  })

  test('with fewer than four rooms nothing is called a signal of the organisation', () => {
    expect(reachOf(['r0', 'r1'], even(2, 10))).toBe('some')
    expect(reachOf(['r0', 'r1', 'r2'], even(3, 10))).toBe('some')
    expect(reachOf(['r0', 'r1', 'r2'], even(4, 10))).toBe('signal')
    expect(reachOf(['r0', 'r0'], even(1, 10))).toBe('single')
    const three = concentrationOf({ cards: from('r0', 'r1', 'r2'), written: even(3, 10), echoes: null })
    expect(sayReach(three, null)).toBe('3 of 3 rooms (chance would give 2.1), rooms only')
  })

  test('functions count only where three may be counted', () => {
    const echoes = (functions: number, countable: number) => ({ functions, countable })
    expect(reachOf(['r0', 'r1', 'r2'], even(6, 10), echoes(2, 5))).toBe('some')
    expect(reachOf(['r0', 'r1', 'r2'], even(6, 10), echoes(3, 5))).toBe('signal')
    expect(reachOf(['r0', 'r1', 'r2'], even(6, 10), echoes(0, 2))).toBe('signal')
  })

  test('in words', () => {
    const signal = concentrationOf({ cards: from('r0', 'r1', 'r2'), written: even(6, 10), echoes: null })
    expect(sayReach(signal, null)).toBe('Organisational signal: 3 of 6 rooms (chance would give 2.5), rooms only')
    const echoed = concentrationOf({
      cards: from('r0', 'r1', 'r2'),
      written: even(6, 10),
      echoes: { functions: 4, countable: 5 },
    })
    expect(sayReach(echoed, 4)).toMatch(/, echoed in 4 functions$/)
  })
})

test('rooms come before functions, functions before echoes, echoes before cards', () => {
  const at = (rooms: string[], functions: number, echoes: number, cards: number, key: string) => ({
    concentration: concentrationOf({ cards: from(...rooms), written: even(6, 10), echoes: null }),
    functions,
    echoes,
    cards,
    cohesion: 0.3,
    key,
  })
  const list = [
    at(['r0'], 9, 99, 99, 'loud'),
    at(['r0', 'r1'], 1, 1, 2, 'b'),
    at(['r0', 'r1'], 2, 1, 2, 'c'),
    at(['r0', 'r1'], 1, 5, 2, 'd'),
    at(['r0', 'r1'], 1, 1, 2, 'a'),
  ]
  expect(list.sort(compareReach).map(({ key }) => key)).toEqual(['c', 'd', 'a', 'b', 'loud'])
})
