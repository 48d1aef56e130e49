// What may be shown of answers: the one file every view and every export passes through.
// Nothing else may hand a number from sealed answers to a role, a file or a log.

import * as z from 'zod/mini'
import { type BallotFacts, ballotIndicators, commitmentIndicators, Indicator } from './clarity/indicators.ts'
import { GAPS, type Judged, type Judgement, judge, TARGET, type Tally } from './clarity.ts'
import { around, digits, quantile } from './middle.ts'

/** Below, a fellow participant learns everyone else's answer too often (13 to 68 % at three to five people): talk, no numbers. */
export const SHOW_FROM = 5
/** Exact counts from here: at eight a participant's own answer and the counts give the rest away in 2 to 20 % of rooms. */
export const COUNTS_FROM = 8
/** Until here "all of them" and "all but one" are one word: an unanimous count says what each person answered. */
export const UNANIMITY_FROM = 12
/** A cell of one is a person. */
export const CELL_LEAST = 2
/** Published ballot lines carry their answer only from here up; below, a phone finds its line without one. */
export const LINES_FROM = 12
/** A function may be named when this many belong to it and this many do not (differencing finds the rest otherwise). */
export const FUNCTION_LEAST = 5
/** A room's cards stay in the room from three phones, from five by the strict rule; fewer go to the plenary pool. */
export const ROOM_LEAST = 3
export const ROOM_STRICT = 5

const Count = z.int().check(z.nonnegative())
const Share = z.strictObject({ count: Count, of: Count, percent: z.nullable(Count) })

/**
 * A ballot as it may be seen. What a level hides is null or empty:
 * - `none`: nothing. Too few answers, or a word that would give a count away (`reason` is then 'few').
 * - `bands`: the verdict, its reason and the zone of the bar.
 * - `soft`: the same, and that nearly everyone or nearly nobody (all or all but one of those who answered) counted.
 * - `counts`: everything.
 * Public at every level: `target`, `eligible` (seats when it opened), the commitment's own indicators.
 */
export const BallotResult = z.strictObject({
  level: z.enum(['none', 'bands', 'soft', 'counts']),
  target: z.int(),
  eligible: Count,
  verdict: z.nullable(z.enum(['reached', 'not-reached', 'open'])),
  reason: z.nullable(z.enum(['few', 'no-quorum', 'silent'])),
  /** Third of the bar: high when reached, low when even with the silent less than half the target; null without a quorum. */
  zone: z.nullable(z.enum(['low', 'middle', 'high'])),
  nearly: z.nullable(z.enum(['everyone', 'nobody'])),
  /** More than half of the eligible said "not mine". */
  needsOwners: z.boolean(),
  /** People it concerns: eligible minus not mine. */
  of: z.nullable(Count),
  floor: z.nullable(Share),
  ceiling: z.nullable(Share),
  silent: z.nullable(Count),
  needed: z.nullable(Count),
  /** k of "k more answers decide"; also null when decided. */
  more: z.nullable(Count),
  wilson: z.nullable(z.strictObject({ low: Count, high: Count })),
  firmness: z.nullable(z.enum(['firm', 'thin'])),
  /** Out of `of`, biggest first, 'other' last; may add up to more than the people, who can name several. */
  facets: z.array(z.strictObject({ gap: z.enum(GAPS), count: Count })),
  indicators: z.array(Indicator),
})
export type BallotResult = z.infer<typeof BallotResult>

/** The only way from a tally to something seen. Deterministic; the same tally always shows the same. */
export function showBallot(
  tally: Tally,
  target: number = TARGET,
  facts: BallotFacts = { hands: null, commitment: null },
): BallotResult {
  const judgement = judge(tally, target)
  const word = wordOf(tally, judgement)
  const level = word.level === 'none' || givesAway(tally, target, word) ? 'none' : word.level
  const seen = level !== 'none'
  const exact = level === 'counts'
  const indicators = facts.commitment ? commitmentIndicators(facts.commitment) : []
  return {
    level,
    target,
    eligible: tally.eligible,
    verdict: seen ? word.verdict : null,
    reason: seen ? word.reason : 'few',
    zone: seen ? word.zone : null,
    nearly: level === 'soft' ? word.nearly : null,
    needsOwners: judgement.needsOwners && tally.notMine + tally.answered >= SHOW_FROM,
    of: exact ? tally.of : null,
    floor: exact ? judgement.floor : null,
    ceiling: exact ? judgement.ceiling : null,
    silent: exact ? tally.silent : null,
    needed: exact ? judgement.needed : null,
    more: exact ? judgement.more : null,
    wilson: exact ? judgement.wilson : null,
    firmness: exact ? judgement.firmness : null,
    facets: exact ? facetsOf(tally) : [],
    indicators: exact ? [...ballotIndicators(tally, facts.hands), ...indicators] : indicators,
  }
}

type Word = Pick<BallotResult, 'level' | 'verdict' | 'reason' | 'zone' | 'nearly'>

function wordOf(t: Judged, judgement: Judgement): Word {
  const { verdict } = judgement
  const reason = judgement.reason === 'too-few' ? 'few' : judgement.reason
  const low = (t.counted + t.silent) * 200 < judgement.target * t.of
  const zone =
    reason === 'no-quorum' || reason === 'few' ? null : verdict === 'reached' ? 'high' : low ? 'low' : 'middle'
  const most = t.counted >= t.answered - 1
  const near = t.answered < UNANIMITY_FROM && (most || t.counted <= 1)
  // An open verdict beside "nearly everyone" would tell all from all but one, so it stays a band.
  const level =
    t.answered < SHOW_FROM || t.of < SHOW_FROM
      ? 'none'
      : t.answered >= COUNTS_FROM && !near
        ? 'counts'
        : judgement.needsOwners // in so small a group this word would count the "not mine"
          ? 'none'
          : t.answered >= COUNTS_FROM && verdict !== 'open'
            ? 'soft'
            : 'bands'
  return { level, verdict, reason, zone, nearly: level !== 'soft' ? null : most ? 'everyone' : 'nobody' }
}

/**
 * Would this word, with the eligible known, tell how many counted, or how many did not? Looks for other ballots that read the same.
 * (Of six people, "can't say yet" can only mean four of five answers; at 100 %, "reached" is unanimous.)
 */
function givesAway(t: Judged, target: number, word: Word): boolean {
  if (word.level === 'counts') return false
  let counted = false
  let uncounted = false
  // Beyond 16 people eleven answers are no quorum, and that word fits any count of the same group.
  const largest = Math.min(t.eligible, Math.ceil((UNANIMITY_FROM * 3) / 2))
  for (const of of [t.of, ...Array.from({ length: Math.max(0, largest - SHOW_FROM + 1) }, (_, i) => SHOW_FROM + i)]) {
    for (let answered = SHOW_FROM; answered <= Math.min(of, UNANIMITY_FROM - 1); answered++) {
      for (let c = 0; c <= answered; c++) {
        const other = {
          eligible: t.eligible,
          notMine: t.eligible - of,
          of,
          answered,
          counted: c,
          silent: of - answered,
        }
        if (!same(wordOf(other, judge(other, target)), word)) continue
        counted ||= c !== t.counted
        uncounted ||= answered - c !== t.answered - t.counted
        if (counted && uncounted) return false
      }
    }
  }
  return true
}

function same(a: Word, b: Word): boolean {
  return (
    a.level === b.level &&
    a.verdict === b.verdict &&
    a.reason === b.reason &&
    a.zone === b.zone &&
    a.nearly === b.nearly
  )
}

/** A gap named by one person, or by nobody, is not listed; the ones go into "other", which is listed from two on, too. */
function facetsOf(tally: Tally): BallotResult['facets'] {
  if (tally.answered - tally.clear < CELL_LEAST) return []
  const named = GAPS.filter((gap) => gap !== 'other').map((gap) => ({ gap, count: tally.gaps[gap] }))
  const listed = named.filter((cell) => cell.count >= CELL_LEAST).sort((a, b) => b.count - a.count)
  const rest = named.filter((cell) => cell.count < CELL_LEAST).reduce((sum, cell) => sum + cell.count, tally.gaps.other)
  return rest >= CELL_LEAST ? [...listed, { gap: 'other', count: rest }] : listed
}

/** The session's headline: how many commitments stand ("5 of 7 reached 80 %"); never an average. */
export function headline(results: readonly BallotResult[]): { readonly reached: number; readonly of: number } {
  return { reached: results.filter((result) => result.verdict === 'reached').length, of: results.length }
}

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

/** `counts` by option, one option a person. RangeError unless they are counts that add up to `n`. */
export function showChoices(counts: readonly number[], n: number): ChoicesShown {
  if (!counts.every(isCount) || counts.reduce((sum, count) => sum + count, 0) !== n)
    throw new RangeError(`counts do not add up to ${n}`)
  if (n < SHOW_FROM || counts.length < 2) return { type: 'choices', level: 'none', n: null, cells: [] }
  if (n < COUNTS_FROM) return { type: 'choices', level: 'bands', n: null, cells: words(counts, n) }
  const merged = together(counts)
  if (Math.max(...counts) >= n - 1 || merged.length === counts.length) {
    // As many options as people and each chosen once: any word would be that very table.
    if (counts.every((count) => count === 1)) return { type: 'choices', level: 'none', n: null, cells: [] }
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
export function showNumbers(values: readonly number[]): NumbersShown {
  if (!values.every(Number.isFinite)) throw new RangeError('a value is not a finite number')
  const n = values.length
  const sorted = [...values].sort((a, b) => a - b)
  const hidden = { type: 'numbers', n: null, around: null, median: null, quartiles: null } as const
  if (n < SHOW_FROM) return { ...hidden, level: 'none' }
  if (n < COUNTS_FROM) return { ...hidden, level: 'bands', around: around(quantile(sorted, 0.5)) }
  const quartiles = { low: digits(quantile(sorted, 0.25)), high: digits(quantile(sorted, 0.75)) }
  return { ...hidden, level: 'counts', n, median: digits(quantile(sorted, 0.5)), quartiles }
}

export function showTexts(texts: readonly string[]): TextsShown {
  if (texts.length < SHOW_FROM) return { type: 'texts', level: 'none', texts: [] }
  return { type: 'texts', level: 'shown', texts: [...texts].sort() }
}

/** How many cards there are is not about a person (everyone may write several, or none): shown as it is. */
export function showCount(n: number): number {
  if (!isCount(n)) throw new RangeError(`not a count: ${n}`)
  return n
}

export type RoomNote =
  | { readonly note: 'shown' }
  | { readonly note: 'few'; readonly n: number }
  | { readonly note: 'pooled' }

/** What becomes of a room's cards when `phones` completed its round; 'few' is told: "only n people could have written this". */
export function roomNote(phones: number, strict: boolean): RoomNote {
  if (phones < (strict ? ROOM_STRICT : ROOM_LEAST)) return { note: 'pooled' }
  return phones < ROOM_STRICT ? { note: 'few', n: phones } : { note: 'shown' }
}

/** May echoes of a theme be told by function? `members` of the function and `others` among those who echoed could. */
export function showFunction(members: number, others: number): boolean {
  return members >= FUNCTION_LEAST && others >= FUNCTION_LEAST
}

/** May published ballot lines carry their answers? */
export function showLines(lines: number): boolean {
  return lines >= LINES_FROM
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}
