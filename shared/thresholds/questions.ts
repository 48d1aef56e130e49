// What may be shown of sealed questions: words or counts of options, the middle of numbers, texts from a number of them on.

import * as z from 'zod/mini'
import { FLOORS } from '../limits.ts'
import { around, digits, quantile } from '../middle.ts'
import { CELL_LEAST } from './ballot.ts'
import type { Floors } from './floors.ts'

const Count = z.int().check(z.nonnegative())

const Cell = z.strictObject({
  /** Option indices; several when their counts are only given together. */
  options: z.array(Count),
  count: z.nullable(Count),
  /** At bands and soft: more than two thirds chose it; or the rest beside such a leader; or no option leads. */
  word: z.nullable(z.enum(['most', 'few', 'some'])),
})

/** A sealed scale or choice: `soft` is what `bands` shows, with `n` known, where counts would point at one person. */
export const ChoicesShown = z.strictObject({
  type: z.literal('choices'),
  level: z.enum(['none', 'bands', 'soft', 'counts']),
  n: z.nullable(Count),
  cells: z.array(Cell),
})
/** A sealed number: the median's neighbourhood at `bands`, median and quartiles (three digits) at `counts`. */
export const NumbersShown = z.strictObject({
  type: z.literal('numbers'),
  level: z.enum(['none', 'bands', 'counts']),
  n: z.nullable(Count),
  around: z.nullable(z.strictObject({ from: z.number(), to: z.number() })),
  median: z.nullable(z.number()),
  quartiles: z.nullable(z.strictObject({ low: z.number(), high: z.number() })),
})
/** Sealed texts, in the order of their characters: an order that says nothing. */
export const TextsShown = z.strictObject({
  type: z.literal('texts'),
  level: z.enum(['none', 'shown']),
  texts: z.array(z.string()),
})
export const AskShown = z.discriminatedUnion('type', [ChoicesShown, NumbersShown, TextsShown])
export type ChoicesShown = z.infer<typeof ChoicesShown>
export type NumbersShown = z.infer<typeof NumbersShown>
export type TextsShown = z.infer<typeof TextsShown>
export type AskShown = z.infer<typeof AskShown>

/**
 * `counts` by option, one option a person. RangeError unless they are counts that add up to `n`. `before` are the floors it was
 * first shown by: raised since then, they only ever hide.
 */
export function showChoices(
  counts: readonly number[],
  n: number,
  floors: Floors = FLOORS,
  before: Floors = floors,
): ChoicesShown {
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0) || counts.reduce(plus, 0) !== n)
    throw new RangeError(`counts do not add up to ${n}`)
  const nothing = { type: 'choices', level: 'none', n: null, cells: [] } as const
  const was = choicesBy(counts, n, before)
  if (was === null) return { ...nothing, cells: [] }
  // Where n was hidden it stays so: a floor raised one by one until the words go away would tell it.
  if (was.n === null) return floors.show > before.show ? { ...nothing, cells: [] } : was
  return choicesBy(counts, n, floors) ?? { ...nothing, cells: [] }
}

function choicesBy(counts: readonly number[], n: number, floors: Floors): ChoicesShown | null {
  if (n < floors.show || counts.length < 2) return null
  if (n < floors.counts) return { type: 'choices', level: 'bands', n: null, cells: words(counts, n) }
  const merged = together(counts)
  if (Math.max(...counts) >= n - 1 || merged.length === counts.length) {
    // As many options as people and each chosen once: any word would be that very table.
    if (counts.every((count) => count === 1)) return null
    return { type: 'choices', level: 'soft', n, cells: words(counts, n) }
  }
  const single = counts.flatMap((count, i) => (merged.includes(i) ? [] : [{ options: [i], count, word: null }]))
  const sum = merged.reduce((total, i) => total + (counts[i] ?? 0), 0)
  const cells = merged.length === 0 ? single : [...single, { options: merged, count: sum, word: null }]
  return { type: 'choices', level: 'counts', n, cells }
}

/**
 * Options whose counts are given only as a sum: those chosen once or never, if any was chosen once. Were they all chosen
 * once, their sum would say so: then the smallest larger counts (all equals, or their order would tell) join them.
 */
function together(counts: readonly number[]): number[] {
  const at = (test: (count: number) => boolean) => counts.flatMap((count, i) => (test(count) ? [i] : []))
  if (!counts.includes(1)) return []
  if (counts.includes(0)) return at((count) => count < CELL_LEAST)
  const next = Math.min(...counts.filter((count) => count >= CELL_LEAST))
  return at((count) => count < CELL_LEAST || count === next)
}

function words(counts: readonly number[], n: number): ChoicesShown['cells'] {
  const leader = counts.findIndex((count) => count * 3 > n * 2)
  return counts.map((_, i) => ({
    options: [i],
    count: null,
    word: leader < 0 ? 'some' : leader === i ? 'most' : 'few',
  }))
}

/** Values in any order; finite, or RangeError. Never the least or the greatest: those are people. */
export function showNumbers(values: readonly number[], floors: Floors = FLOORS, before: Floors = floors): NumbersShown {
  if (!values.every(Number.isFinite)) throw new RangeError('a value is not a finite number')
  const n = values.length
  const sorted = [...values].sort((a, b) => a - b)
  const hidden = { type: 'numbers', n: null, around: null, median: null, quartiles: null } as const
  const exact = n >= before.counts
  // Where n was hidden it stays so, as with choices.
  if (n < floors.show || (!exact && floors.show > before.show)) return { ...hidden, level: 'none' }
  const middle = quantile(sorted, 0.5)
  const median = digits(middle)
  // What was exact is the neighbourhood of what was shown.
  if (n < floors.counts) return { ...hidden, level: 'bands', around: around(exact ? median : middle) }
  const quartiles = { low: digits(quantile(sorted, 0.25)), high: digits(quantile(sorted, 0.75)) }
  return { ...hidden, level: 'counts', n, median, quartiles }
}

export function showTexts(texts: readonly string[], floors: Floors = FLOORS): TextsShown {
  if (texts.length < floors.show) return { type: 'texts', level: 'none', texts: [] }
  return { type: 'texts', level: 'shown', texts: [...texts].sort() }
}

function plus(a: number, b: number): number {
  return a + b
}
