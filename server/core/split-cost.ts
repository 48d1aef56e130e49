// What is wrong with a split, as one number that a swap changes a little: unbalanced functions, repeated pairs, unbalanced levels.
import type { Mix, Splittable } from './split.ts'

/** Far enough apart that the first always matters more than the next: functions, repeated pairs, levels. */
const WEIGHT = { fn: 1_000_000, repeat: 1000, level: 1 }

export type SplitCost = {
  /** Swaps in place and returns how much worse it became; the same call again takes it back. */
  swap(from: number, i: number, to: number, j: number): number
  now(): { readonly total: number; readonly repeats: number }
}

/** `rooms` holds indexes of `people` and is changed by `swap`. */
export function splitCost(
  people: readonly Splittable[],
  rooms: readonly number[][],
  mix: Mix,
  past: readonly (readonly (readonly string[])[])[],
): SplitCost {
  const fn = counted(
    rooms,
    people.map((person) => person.fn),
  )
  const level = counted(
    rooms,
    people.map((person) => person.level),
  )
  const met = meetings(people, past)
  const meets = (index: number, room: readonly number[]) =>
    room.reduce((sum, other) => sum + (other === index ? 0 : (met.get(pair(index, other)) ?? 0)), 0)
  // Together instead of apart: the more of one function in a room, the better.
  const towards = mix === 'spread' ? 1 : -1
  let total = WEIGHT.fn * towards * fn.squares() + WEIGHT.level * level.squares()
  let repeats = rooms.reduce((sum, room) => sum + room.reduce((inRoom, index) => inRoom + meets(index, room), 0), 0) / 2
  return {
    swap(from, i, to, j) {
      const [a, b] = [rooms[from], rooms[to]]
      const [x, y] = [a?.[i], b?.[j]]
      if (a === undefined || b === undefined || x === undefined || y === undefined) return 0
      const before = meets(x, a) + meets(y, b)
      a[i] = y
      b[j] = x
      const again = meets(y, a) + meets(x, b) - before
      const change = WEIGHT.fn * towards * fn.swap(x, from, y, to) + WEIGHT.level * level.swap(x, from, y, to)
      repeats += again
      total += change
      return change + WEIGHT.repeat * again
    },
    now: () => ({ total: total + WEIGHT.repeat * repeats, repeats }),
  }
}

/** How many people of each kind are in each room. Who said nothing is of no kind. */
function counted(rooms: readonly (readonly number[])[], kindOf: readonly (string | null)[]) {
  const counts = rooms.map((room) => {
    const count = new Map<string, number>()
    for (const index of room) add(count, kindOf[index] ?? null, 1)
    return count
  })
  return {
    /** The sum of squares is smallest when each kind is spread evenly over rooms of equal size. */
    squares: () => counts.reduce((sum, count) => sum + [...count.values()].reduce((inRoom, n) => inRoom + n * n, 0), 0),
    /** Person x leaves room `from` for `to`, y the other way round: how the sum of squares changes. */
    swap(x: number, from: number, y: number, to: number): number {
      const [a, b] = [counts[from], counts[to]]
      const [kindX, kindY] = [kindOf[x] ?? null, kindOf[y] ?? null]
      if (a === undefined || b === undefined || kindX === kindY) return 0
      return add(a, kindX, -1) + add(a, kindY, 1) + add(b, kindX, 1) + add(b, kindY, -1)
    },
  }
}

/** Returns how the square of this count changed. */
function add(count: Map<string, number>, kind: string | null, by: number): number {
  if (kind === null) return 0
  const before = count.get(kind) ?? 0
  count.set(kind, before + by)
  return (before + by) ** 2 - before ** 2
}

/** How often two people sat in one room before. */
function meetings(
  people: readonly Splittable[],
  past: readonly (readonly (readonly string[])[])[],
): Map<number, number> {
  const indexOf = new Map(people.map((person, index) => [person.id, index]))
  const met = new Map<number, number>()
  for (const room of past.flat()) {
    const here = room.flatMap((id) => indexOf.get(id) ?? [])
    for (const a of here) for (const b of here) if (a < b) met.set(pair(a, b), (met.get(pair(a, b)) ?? 0) + 1)
  }
  return met
}

/** One number for an unordered pair of indexes (both below 2^16). */
function pair(a: number, b: number): number {
  return a < b ? a * 65536 + b : b * 65536 + a
}
