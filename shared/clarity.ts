// From ballot answers to a verdict: what is counted, what the silent could still change, and nothing else (no means).

import * as z from 'zod/mini'
import { wilson } from './clarity/wilson.ts'

export const TARGET = 80
/** No verdict with fewer valid answers than this, however small the group it concerns. */
export const QUORUM_LEAST = 5
/** A verdict is firm when the low end of the Wilson band reaches this share. */
export const FIRM_FROM = 0.7

export const CLEAR_LEVELS = ['lost', 'fuzzy', 'nearly', 'clear', 'explain', 'not-mine'] as const
export const GAPS = ['what', 'who', 'when', 'giving-up', 'people-time', 'other'] as const
export type ClearLevel = (typeof CLEAR_LEVELS)[number]
export type Gap = (typeof GAPS)[number]

/** Committed counts from "quite a bit" (3) of 0..4, not at all .. extremely (KUT item 1). */
const COMMITTED_FROM = 3

/**
 * One person's reply. *Rather not say* is `{abstain: true}`. Otherwise it is complete with `clear` and `committed`, or with
 * `not-mine` alone; anything less weighs the same as silence. `gaps` mean something only while not clear.
 */
export const BallotAnswer = z.union([
  z.strictObject({ abstain: z.literal(true) }),
  z.strictObject({
    clear: z.enum(CLEAR_LEVELS),
    gaps: z.array(z.enum(GAPS)).check(
      z.maxLength(GAPS.length),
      z.refine((gaps) => new Set(gaps).size === gaps.length, 'each gap once'),
    ),
    committed: z.nullable(z.int().check(z.minimum(0), z.maximum(4))),
    guess: z.nullable(z.int().check(z.minimum(0), z.maximum(10))),
  }),
])
export type BallotAnswer = z.infer<typeof BallotAnswer>

const count = () => z.int().check(z.minimum(0))

/**
 * The counts of one closed ballot: integers, JSON, no order. People: `eligible` E = `notMine` + `of` (A); A = `answered` (r) +
 * `silent` (m: missing, blank, incomplete, and the `abstained`). Of r: `counted` (c, clear and committed), `hollow` (committed,
 * not clear), `resigned` (clear, not committed), the rest neither. `gaps` are named by those not clear; guesses are out of ten.
 */
export const Tally = z
  .strictObject({
    eligible: count(),
    notMine: count(),
    of: count(),
    answered: count(),
    counted: count(),
    silent: count(),
    abstained: count(),
    clear: count(),
    committed: count(),
    hollow: count(),
    resigned: count(),
    gaps: z.record(z.enum(GAPS), count()),
    guessSum: count(),
    guessN: count(),
  })
  .check(z.refine(consistent, 'the counts of a tally must add up'))
export type Tally = z.infer<typeof Tally>

type Counts = { readonly [K in Exclude<keyof Tally, 'gaps'>]: number } & {
  readonly gaps: Readonly<Record<Gap, number>>
}

function consistent(t: Counts): boolean {
  const notClear = t.answered - t.clear
  return (
    t.eligible === t.notMine + t.of &&
    t.of === t.answered + t.silent &&
    t.abstained <= t.silent &&
    t.clear === t.counted + t.resigned &&
    t.committed === t.counted + t.hollow &&
    t.counted + t.hollow + t.resigned <= t.answered &&
    GAPS.every((gap) => t.gaps[gap] <= notClear) &&
    t.guessN <= t.answered &&
    t.guessSum <= 10 * t.guessN
  )
}

const isClear = ({ clear }: { readonly clear: ClearLevel }) => clear === 'clear' || clear === 'explain'

/** What one answer weighs, in a word; nothing at all, a blank and *rather not say* weigh the same. */
export function saysOf(answer: BallotAnswer | null): 'counted' | 'not-counted' | 'not-mine' | 'silent' {
  if (answer === null || 'abstain' in answer) return 'silent'
  if (answer.clear === 'not-mine') return 'not-mine'
  if (answer.committed === null) return 'silent'
  return isClear(answer) && answer.committed >= COMMITTED_FROM ? 'counted' : 'not-counted'
}

/**
 * Counts a ballot. `eligible` is the number of seats when it opened; whoever sent nothing is silent.
 * Throws RangeError when there are more answers than eligible people (a ballot box with too many ballots proves nothing).
 */
export function tally(answers: readonly BallotAnswer[], eligible: number): Tally {
  if (!Number.isSafeInteger(eligible) || eligible < 0) throw new RangeError(`eligible is not a count: ${eligible}`)
  if (answers.length > eligible) throw new RangeError(`${answers.length} answers from ${eligible} eligible people`)
  const gaps: Record<Gap, number> = { what: 0, who: 0, when: 0, 'giving-up': 0, 'people-time': 0, other: 0 }
  const n = { notMine: 0, answered: 0, counted: 0, abstained: 0, hollow: 0, resigned: 0, guessSum: 0, guessN: 0 }
  for (const answer of answers) {
    if ('abstain' in answer) n.abstained++
    else if (answer.clear === 'not-mine') n.notMine++
    else if (answer.committed !== null) {
      const clear = isClear(answer)
      const committed = answer.committed >= COMMITTED_FROM
      n.answered++
      if (clear && committed) n.counted++
      else if (committed) n.hollow++
      else if (clear) n.resigned++
      if (!clear) for (const gap of new Set(answer.gaps)) gaps[gap]++
      if (answer.guess !== null) {
        n.guessSum += answer.guess
        n.guessN++
      }
    }
  }
  const of = eligible - n.notMine
  const clear = n.counted + n.resigned
  return { eligible, of, silent: of - n.answered, clear, committed: n.counted + n.hollow, gaps, ...n }
}

/** What a verdict depends on. */
export type Judged = Pick<Tally, 'eligible' | 'notMine' | 'of' | 'answered' | 'counted' | 'silent'>
export type Verdict = 'reached' | 'not-reached' | 'open'
/** `count` of `of` people; `percent` is whole and rounded down (both ends, so that a shown 80 is a true 80), null of nobody. */
export type Share = { readonly count: number; readonly of: number; readonly percent: number | null }

export type Judgement = {
  readonly target: number
  readonly verdict: Verdict
  /** Why the verdict is open: fewer than 5 people it concerns, fewer answers than the quorum, or the silent could turn it. */
  readonly reason: 'too-few' | 'no-quorum' | 'silent' | null
  /** Worst case: every silent person would not have counted. */
  readonly floor: Share
  /** Best case: every silent person would have counted. */
  readonly ceiling: Share
  /** People who must count for the target: the smallest whole number at or above target × A. */
  readonly needed: number
  /** Valid answers without which there is no verdict. */
  readonly quorum: number
  /**
   * k of "k more answers decide": the smallest number of further valid answers that could settle the verdict, either way, were
   * they all alike. Fewer than k cannot settle it whatever they say; all the silent together always do. Null when
   * decided, and when no number of answers can decide (fewer than 5 people).
   */
  readonly more: number | null
  /** More than half said "not mine": ask who owns it before asking for votes. */
  readonly needsOwners: boolean
  /** "If we asked again", whole percents rounded outward: low end with all the silent against, high end with all for. */
  readonly wilson: { readonly low: number; readonly high: number } | null
  /** Of a reached verdict only: firm when the low end is at least 70 %. Never part of the verdict. */
  readonly firmness: 'firm' | 'thin' | null
}

/**
 * The verdict on a tally (floor and ceiling make no assumption about the silent). `target` in whole percents, 1..100; RangeError otherwise.
 * A silent person who would have said "not mine" changes nothing: leaving the group never takes the share outside floor .. ceiling.
 */
export function judge(tally: Judged, target: number = TARGET): Judgement {
  if (!Number.isInteger(target) || target < 1 || target > 100)
    throw new RangeError(`target is not a percentage: ${target}`)
  const { of, answered, counted, silent } = tally
  const most = counted + silent
  const needed = Math.ceil((target * of) / 100)
  const quorum = Math.max(QUORUM_LEAST, Math.ceil((2 * of) / 3))
  const tooFew = of < QUORUM_LEAST
  const passes = (people: number) => people * 100 >= target * of
  const held = !tooFew && answered >= quorum
  const verdict = held && passes(counted) ? 'reached' : held && !passes(most) ? 'not-reached' : 'open'
  const reason = verdict !== 'open' ? null : tooFew ? 'too-few' : held ? 'silent' : 'no-quorum'
  const toReach = Math.max(0, needed - counted)
  const toFail = Math.max(0, most - needed + 1)
  const low = of === 0 ? 0 : wilson(counted, of).low
  return {
    target,
    verdict,
    reason,
    floor: share(counted, of),
    ceiling: share(most, of),
    needed,
    quorum,
    more: verdict !== 'open' || tooFew ? null : Math.max(quorum - answered, Math.min(toReach, toFail)),
    needsOwners: 2 * tally.notMine > tally.eligible,
    wilson: of === 0 ? null : { low: Math.floor(low * 100), high: Math.ceil(wilson(most, of).high * 100) },
    firmness: verdict !== 'reached' ? null : low >= FIRM_FROM ? 'firm' : 'thin',
  }
}

function share(people: number, of: number): Share {
  return { count: people, of, percent: of === 0 ? null : Math.floor((people * 100) / of) }
}
