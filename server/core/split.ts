// Splits people into rooms: sizes that differ by at most one, functions and levels spread (or functions together), old pairs apart.
//
// Deterministic: the same people, seed and past give the same rooms. First people are dealt like cards, which already
// balances functions; then seeded swaps make it better. What counts, in this order: functions, repeated pairs, levels.
import { splitCost } from './split-cost.ts'
import { seededRandom } from './split-random.ts'

export type Splittable = { readonly id: string; readonly fn: string | null; readonly level: string | null }
export type Mix = 'spread' | 'group'

const TRIES = 4
const SWAPS_PER_PERSON = 40
const MOST_SWAPS = 6000

/** How many rooms: near the size asked for, and never so many that somebody sits alone if that can be avoided. */
export function roomCount(people: number, by: 'size' | 'count', n: number, most: number): number {
  const wanted = by === 'count' ? n : Math.round(people / n)
  return Math.max(1, Math.min(wanted, Math.floor(people / 2), most))
}

/** `count` lists of person ids. `past` are earlier arrangements, each a list of rooms of person ids. */
export function splitPeople(
  people: readonly Splittable[],
  count: number,
  mix: Mix,
  seed: number,
  past: readonly (readonly (readonly string[])[])[],
): string[][] {
  const random = seededRandom(seed)
  const below = (n: number) => Math.floor(random() * n)
  let best: { rooms: number[][]; cost: number } | null = null
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const rooms = mix === 'spread' ? dealt(people, count, below) : cut(people, count, below)
    const cost = improve(people, rooms, mix, past, below)
    if (best === null || cost.total < best.cost) best = { rooms, cost: cost.total }
    if (cost.repeats === 0) break
  }
  return (best?.rooms ?? []).map((room) => room.flatMap((index) => people[index]?.id ?? []))
}

/** By function, then level, one to each room in turn: every room gets its share of each function, rounded up or down. */
function dealt(people: readonly Splittable[], count: number, below: (n: number) => number): number[][] {
  const order = sorted(people, below)
  return Array.from({ length: count }, (_, room) => order.filter((_, place) => place % count === room))
}

/** By function, in one piece each as far as sizes allow. */
function cut(people: readonly Splittable[], count: number, below: (n: number) => number): number[][] {
  const order = sorted(people, below)
  const [size, larger] = [Math.floor(order.length / count), order.length % count]
  let start = 0
  return Array.from({ length: count }, (_, room) => {
    const end = start + size + (room < larger ? 1 : 0)
    const slice = order.slice(start, end)
    start = end
    return slice
  })
}

function sorted(people: readonly Splittable[], below: (n: number) => number): number[] {
  const order = people.map((_, index) => index)
  for (let last = order.length - 1; last > 0; last--) swap(order, last, order, below(last + 1))
  const key = (index: number) => JSON.stringify([people[index]?.fn ?? null, people[index]?.level ?? null])
  return order
    .map((index) => ({ index, key: key(index) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ index }) => index)
}

/** Swaps two people of two rooms as long as that does no harm. Sizes stay. */
function improve(
  people: readonly Splittable[],
  rooms: number[][],
  mix: Mix,
  past: readonly (readonly (readonly string[])[])[],
  below: (n: number) => number,
): { total: number; repeats: number } {
  const cost = splitCost(people, rooms, mix, past)
  if (rooms.length < 2) return cost.now()
  const swaps = Math.min(MOST_SWAPS, people.length * SWAPS_PER_PERSON)
  for (let turn = 0; turn < swaps; turn++) {
    const from = below(rooms.length)
    const to = (from + 1 + below(rooms.length - 1)) % rooms.length
    const [a, b] = [rooms[from], rooms[to]]
    if (a === undefined || b === undefined || a.length === 0 || b.length === 0) continue
    const [i, j] = [below(a.length), below(b.length)]
    const worse = cost.swap(from, i, to, j)
    if (worse > 0) cost.swap(from, i, to, j)
  }
  return cost.now()
}

function swap(a: number[], i: number, b: number[], j: number): void {
  const [x, y] = [a[i], b[j]]
  if (x === undefined || y === undefined) return
  a[i] = y
  b[j] = x
}
