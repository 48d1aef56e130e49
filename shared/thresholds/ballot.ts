// What may be shown of a ballot: from a tally to words, zones or counts, and nothing that a hidden number follows from.

import * as z from 'zod/mini'
import {
  type BallotFacts,
  ballotIndicators,
  commitmentIndicators,
  Indicator,
  oneInFive,
} from '../clarity/indicators.ts'
import { GAPS, type Judged, type Judgement, judge, TARGET, type Tally } from '../clarity.ts'
import { FLOORS } from '../limits.ts'
import { type Floors, sameFloors } from './floors.ts'

/** Until here, or until counts are shown at all, "all of them" and "all but one" are one word: an unanimous count says what each person answered. */
export const UNANIMITY_FROM = 12
/** A cell of one is a person. */
export const CELL_LEAST = 2

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

/**
 * The only way from a tally to something seen. Deterministic; the same tally always shows the same. `before` are the floors it
 * was first shown by: raised since then, they only ever hide, and never by a number that was hidden before.
 */
export function showBallot(
  tally: Tally,
  target: number = TARGET,
  facts: BallotFacts = { hands: null, commitment: null },
  floors: Floors = FLOORS,
  before: Floors = floors,
): BallotResult {
  const judgement = judge(tally, target)
  const word = wordShown(tally, judgement, floors, before)
  const exact = word.level === 'counts'
  const own = facts.commitment ? commitmentIndicators(facts.commitment) : []
  const indicators = exact ? ballotIndicators(tally, facts.hands) : []
  // After a raise this says no more than the counts do, or all that it said before: else each raise would count "not mine" a little more.
  const owners = exact || floors.show === before.show ? floors.show : Number.POSITIVE_INFINITY
  return {
    ...word,
    target,
    eligible: tally.eligible,
    needsOwners: judgement.needsOwners && tally.notMine + tally.answered >= owners,
    of: exact ? tally.of : null,
    floor: exact ? judgement.floor : null,
    ceiling: exact ? judgement.ceiling : null,
    silent: exact ? tally.silent : null,
    needed: exact ? judgement.needed : null,
    more: exact ? judgement.more : null,
    wilson: exact ? judgement.wilson : null,
    firmness: exact ? judgement.firmness : null,
    facets: exact ? facetsOf(tally, indicators) : [],
    indicators: [...indicators, ...own],
  }
}

type Word = Pick<BallotResult, 'level' | 'verdict' | 'reason' | 'zone' | 'nearly'>

const NOTHING: Word = { level: 'none', verdict: null, reason: 'few', zone: null, nearly: null }

function wordShown(t: Judged, judgement: Judgement, floors: Floors, before: Floors): Word {
  const was = wordBy(t, judgement, before, before)
  if (sameFloors(floors, before)) return was
  if (was.level === 'counts') return wordBy(t, judgement, floors, before)
  // How many answered was hidden. A floor raised one by one until the word goes away would count them: so it goes at once.
  if (floors.show > (was.level === 'soft' ? before.counts : before.show)) return NOTHING
  return was.level === 'soft' && floors.counts > before.counts ? { ...was, level: 'bands', nearly: null } : was
}

function wordBy(t: Judged, judgement: Judgement, floors: Floors, before: Floors): Word {
  const word = wordOf(t, judgement, floors)
  return word.level === 'none' || givesAway(t, judgement.target, word, floors, before) ? NOTHING : word
}

function wordOf(t: Judged, judgement: Judgement, floors: Floors): Word {
  const { verdict } = judgement
  const reason = judgement.reason === 'too-few' ? 'few' : judgement.reason
  const low = (t.counted + t.silent) * 200 < judgement.target * t.of
  const zone =
    reason === 'no-quorum' || reason === 'few' ? null : verdict === 'reached' ? 'high' : low ? 'low' : 'middle'
  const most = t.counted >= t.answered - 1
  const near = t.answered < unanimityFrom(floors) && (most || t.counted <= 1)
  // An open verdict beside "nearly everyone" would tell all from all but one, so it stays a band.
  const level =
    t.answered < floors.show
      ? 'none'
      : t.answered >= floors.counts && !near
        ? 'counts'
        : judgement.needsOwners // in so small a group this word would count the "not mine"
          ? 'none'
          : t.answered >= floors.counts && verdict !== 'open'
            ? 'soft'
            : 'bands'
  return { level, verdict, reason, zone, nearly: level !== 'soft' ? null : most ? 'everyone' : 'nobody' }
}

function unanimityFrom(floors: Floors): number {
  return Math.max(UNANIMITY_FROM, floors.counts)
}

/**
 * Would this word, with the eligible known, tell how many counted, how many did not, or how many were silent? Looks for other
 * ballots that read the same. (Of six people, "can't say yet" can only mean four of five answers; at 100 %, "reached" is
 * unanimous; of eight, "no quorum" is five answers.) Where there are only as many people as the floor asks for, anything
 * shown says that all of them answered: that is the floor, and no secret.
 */
function givesAway(t: Judged, target: number, word: Word, floors: Floors, before: Floors): boolean {
  if (word.level === 'counts') return false
  const raised = !sameFloors(floors, before)
  let counted = false
  let uncounted = false
  const least = raised ? before.counts : word.level === 'soft' ? floors.counts : floors.show
  let silent = t.eligible <= Math.max(least, floors.show)
  const most = unanimityFrom(floors) - 1
  // In larger groups so few answers are no quorum, and that word fits any count of the same group.
  const largest = Math.min(t.eligible, Math.ceil(((most + 1) * 3) / 2))
  for (const of of [
    t.of,
    ...Array.from({ length: Math.max(0, largest - floors.show + 1) }, (_, i) => floors.show + i),
  ]) {
    for (let answered = floors.show; answered <= Math.min(of, most); answered++) {
      for (let c = 0; c <= answered; c++) {
        const other = {
          eligible: t.eligible,
          notMine: t.eligible - of,
          of,
          answered,
          counted: c,
          silent: of - answered,
        }
        const judged = judge(other, target)
        if (!same(wordOf(other, judged, floors), word)) continue
        // What was a word before the floors were raised reads otherwise now.
        if (raised && wordOf(other, judged, before).level !== 'counts') continue
        counted ||= c !== t.counted
        uncounted ||= answered - c !== t.answered - t.counted
        silent ||= of - answered !== t.silent
        if (counted && uncounted && silent) return false
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

/**
 * A gap named by one person, or by nobody, is not listed; the ones go into "other", which is listed from two on, too. Nothing is
 * listed when a gap is named by so many that none of the uncounted could be clear and not committed: that would say how they split.
 */
function facetsOf(tally: Tally, said: readonly Indicator[]): BallotResult['facets'] {
  const { of, answered, counted, clear, hollow, resigned, gaps } = tally
  const unclear = answered - clear
  if (unclear < CELL_LEAST) return []
  const named = GAPS.filter((gap) => gap !== 'other').map((gap) => ({ gap, count: gaps[gap] }))
  const listed = named.filter((cell) => cell.count >= CELL_LEAST).sort((a, b) => b.count - a.count)
  const rest = named.filter((cell) => cell.count < CELL_LEAST).reduce((sum, cell) => sum + cell.count, gaps.other)
  // No more than the unclear people, else so many ones would have to be in it that each gap has its own.
  const other = Math.min(rest, unclear)
  const cells: BallotResult['facets'] = other >= CELL_LEAST ? [...listed, { gap: 'other', count: other }] : listed
  const uncounted = answered - counted
  const says = (id: Indicator['id']) => said.some((one) => one.id === id)
  const split = Math.min(hollow, resigned, unclear - hollow) >= CELL_LEAST
  const told = split && (says('resigned-yes') || says('illusion'))
  const least = says('resigned-yes') ? oneInFive(of) : 0
  return told || Math.max(0, ...cells.map((cell) => cell.count)) + least < uncounted ? cells : []
}

/** The session's headline: how many commitments stand ("5 of 7 reached 80 %"); never an average. */
export function headline(results: readonly BallotResult[]): { readonly reached: number; readonly of: number } {
  return { reached: results.filter((result) => result.verdict === 'reached').length, of: results.length }
}
