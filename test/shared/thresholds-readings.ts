// Every small ballot and table, and what a reader who knows the rules is left with: all that read the same.

import fc from 'fast-check'
import type { Tally } from '../../shared/clarity.ts'
import type { Floors } from '../../shared/thresholds.ts'
import { ballotOf } from './clarity-arbitraries.ts'

export function* ballots(eligible: number): Generator<Tally> {
  for (let notMine = 0; notMine <= eligible; notMine++)
    for (let answered = 0; answered <= eligible - notMine; answered++)
      for (let yes = 0; yes <= answered; yes++) yield ballotOf(eligible, notMine, yes, answered - yes)
}

export function* tables(n: number, options: number): Generator<number[]> {
  if (options === 1) yield [n]
  else
    for (let first = 0; first <= n; first++) for (const rest of tables(n - first, options - 1)) yield [first, ...rest]
}

/** Sorted lists of n whole numbers below `top`. */
export function* multisets(n: number, top: number, from = 0): Generator<number[]> {
  if (n === 0) yield []
  else
    for (let first = from; first < top; first++) for (const rest of multisets(n - 1, top, first)) yield [first, ...rest]
}

export type Reading<T, S> = { readonly shown: S; readonly all: T[] }

/** What is shown (as JSON) → everything that shows like it. */
export function readings<T, S>(all: Iterable<T>, show: (one: T) => S): Map<string, Reading<T, S>> {
  const groups = new Map<string, Reading<T, S>>()
  for (const one of all) {
    const shown = show(one)
    const key = JSON.stringify(shown)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { shown, all: [one] })
    else group.all.push(one)
  }
  return groups
}

export const values = <T>(all: readonly T[], of: (one: T) => number) => new Set(all.map(of)).size

/** Mostly a little above the least, where most of what can go wrong is. */
const from = (least: number, most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: least, max: Math.min(least + 2, Math.max(least, most)) }) },
    { weight: 1, arbitrary: fc.integer({ min: least, max: Math.max(least, most) }) },
  )

export const anyFloors = (most = 50): fc.Arbitrary<Floors> => above({ show: 5, counts: 8, room: 3 }, most)

/** Floors that are as high as these everywhere. */
function above(low: Floors, most: number): fc.Arbitrary<Floors> {
  return fc
    .record({ show: from(low.show, most), counts: from(low.counts, most), room: from(low.room, most) })
    .map((one) => ({ ...one, counts: Math.max(one.show, one.counts) }))
}

/** Floors, and the same raised once more. */
export const anyRaise = (most = 50): fc.Arbitrary<readonly [Floors, Floors]> =>
  anyFloors(most).chain((before) => above(before, most).map((floors) => [before, floors] as const))
