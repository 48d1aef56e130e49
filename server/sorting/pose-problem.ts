// From cards, piles and answers by name to the problem by number.
import type { Units } from './edits.ts'
import { hear, type Problem } from './problem.ts'
import type { Ground } from './read-ground.ts'

/** An answer by name: which cards mean the same, and by whom as long as that is remembered. */
export type Answer = {
  readonly top: string
  readonly options: readonly string[]
  /** Index among the options; -1: none of these. */
  readonly choice: number
  /** Number of the phone; -1: forgotten, and trusted. */
  readonly by: number
}

/** What one room put together. */
export type RoomPiles = { readonly room: string; readonly piles: readonly (readonly string[])[] }

/** What people and rooms said; it belongs to cards, so it survives every grouping. */
export type Evidence = { readonly rooms: readonly RoomPiles[]; readonly answers: readonly Answer[] }

const PULL = 1.5
const LEAST_ALIKE = 0.12
/** What the similarity counts for, and what a theme costs: with piles the machine need not say as much. */
const WITH_PILES = { weight: 6, cost: 1 } as const
const WITHOUT = { weight: 8, cost: 1.5 } as const

/** `finer`: how much more alike than usual cards must be to lie together; below 0: coarser. */
export function poseProblem(
  { sentences, alike }: Ground,
  { units, unitOf, apart }: Units,
  { rooms, answers }: Evidence,
  finer = 0,
): Problem {
  const n = units.length
  const piles = rooms.map((room) => numbered(room.piles, unitOf))
  const problem: Problem = {
    n,
    size: Float64Array.from(units, (unit) => unit.sentences.length),
    alike: alikeBetween(alike, sentences.length, units),
    pull: pullsOf(piles, n),
    apart,
    ...grain(piles.some((room) => room.some((pile) => pile.length > 1)) ? WITH_PILES : WITHOUT, finer),
    heard: [],
    onTop: units.map(() => []),
    below: units.map(() => []),
    trust: [],
  }
  for (const answer of answers) hearByName(problem, unitOf, answer)
  return problem
}

/** Nats for a difference of 1 in likeness: one step of 0.02, as a facilitator takes it, weighs about as much as one answer. */
const NATS = 100

/**
 * Coarser: two themes gain so many nats by becoming one, and a card half of them by joining one, while a theme of two is as
 * good as ever. Finer: they lose them.
 */
function grain({ weight, cost }: { readonly weight: number; readonly cost: number }, finer: number) {
  const nats = -NATS * finer
  return { weight, cost: cost + nats, least: LEAST_ALIKE - nats / (2 * weight) }
}

/** An answer about hidden cards says nothing any more; an option that is hidden was not there. */
export function hearByName(problem: Problem, unitOf: Units['unitOf'], answer: Answer): void {
  const top = unitOf.get(answer.top)
  const chosen = answer.options[answer.choice]
  if (top === undefined || (chosen !== undefined && !unitOf.has(chosen))) return
  const options = answer.options.filter((id) => unitOf.has(id))
  if (options.length === 0) return
  const choice = chosen === undefined ? -1 : options.indexOf(chosen)
  hear(problem, { top, options: options.map((id) => unitOf.get(id) ?? 0), choice, by: answer.by })
}

/** Distinct units, ascending; piles by their first unit: the order in which people made them decides nothing. */
export function numbered(piles: RoomPiles['piles'], unitOf: Units['unitOf']): readonly (readonly number[])[] {
  return piles
    .map((pile) => [...new Set(pile.flatMap((id) => unitOf.get(id) ?? []))].sort((a, b) => a - b))
    .filter((pile) => pile.length > 0)
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || a.length - b.length || (a.join() < b.join() ? -1 : 1))
}

function alikeBetween(alike: Float32Array, from: number, units: Units['units']): Float32Array {
  const n = units.length
  if (n === from && units.every((unit) => unit.sentences.length === 1)) return withoutDiagonal(alike, n)
  const between = new Float32Array(n * n)
  for (const [a, one] of units.entries()) {
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (const i of one.sentences) {
        for (const j of units[b]?.sentences ?? []) if (a !== b || j < i) sum += alike[i * from + j] ?? 0
      }
      between[a * n + b] = sum
      between[b * n + a] = sum
    }
  }
  return between
}

/** The very same where there is nothing on it, as of every ground that was read: at 2,000 cards a copy takes its time. */
function withoutDiagonal(alike: Float32Array, n: number): Float32Array {
  let on = 0
  for (let unit = 0; unit < n; unit++) on += Math.abs(alike[unit * n + unit] ?? 0)
  if (on === 0) return alike
  const between = alike.slice()
  for (let unit = 0; unit < n; unit++) between[unit * n + unit] = 0
  return between
}

/** Two in a pile are for each other, the more the smaller it is; two in different piles of one room are against. */
function pullsOf(rooms: readonly (readonly (readonly number[])[])[], n: number): Float32Array {
  const pull = new Float32Array(n * n)
  const add = (a: number, b: number, by: number) => {
    if (a === b) return
    pull[a * n + b] = (pull[a * n + b] ?? 0) + by
    pull[b * n + a] = (pull[b * n + a] ?? 0) + by
  }
  for (const piles of rooms) {
    for (const [i, pile] of piles.entries()) {
      for (const [at, a] of pile.entries()) for (const b of pile.slice(0, at)) add(a, b, (2 * PULL) / (pile.length - 1))
      for (const other of piles.slice(0, i)) {
        const against = (pile.length + other.length) / (pile.length * other.length)
        for (const a of pile) for (const b of other) add(a, b, -against)
      }
    }
  }
  return pull
}
