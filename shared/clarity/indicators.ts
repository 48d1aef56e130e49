// Signs of nodding: each a rule said aloud and a suggested move, about the ballot or the commitment, never about a person.

import * as z from 'zod/mini'
import type { Tally } from '../clarity.ts'

export const INDICATORS = [
  'hollow-yes',
  'resigned-yes',
  'illusion',
  'public-private',
  'free-lunch',
  'owner-missing',
] as const
export type IndicatorId = (typeof INDICATORS)[number]

/** `rule` says when it appears, `says` what was seen, `move` what a facilitator could do next; sentences for people. */
export const Indicator = z.strictObject({
  id: z.enum(INDICATORS),
  rule: z.string(),
  says: z.string(),
  move: z.string(),
})
export type Indicator = z.infer<typeof Indicator>

/** The open show of hands taken before the ballot: `up` of `of` people showed three fingers or more. */
export type Hands = { readonly up: number; readonly of: number }

/** What the commitment itself says. `ownerHolds`: commitments of this session with the same owner, this one included. */
export type CommitmentFacts = {
  readonly givingUp: string
  readonly givingUpWaived: boolean
  readonly staffingCards: number
  readonly owner: 'none' | 'asked' | 'accepted'
  readonly ownerHolds: number
}

/** Null: no open show of hands was taken; the commitment is not known. */
export type BallotFacts = { readonly hands: Hands | null; readonly commitment: CommitmentFacts | null }

const GAP_POINTS = 15
const OWNER_HOLDS_MOST = 3
const NOTHING = /^[^\p{L}\p{N}]*(nothing( at all| much)?|none|nil|no|n\/?a|not applicable|0)?[^\p{L}\p{N}]*$/iu

/**
 * Indicators that are read from the commitment, not from the ballot: they give no answer away, so any level may show them.
 */
export function commitmentIndicators(facts: CommitmentFacts): Indicator[] {
  const found: Indicator[] = []
  const nothing = facts.givingUpWaived || NOTHING.test(facts.givingUp)
  if (nothing || facts.staffingCards > 0) {
    found.push({
      id: 'free-lunch',
      rule: 'Shown when nothing is given up for it, or when there are cards of the kind “Staffing” in the theme that it came from. Those cards stay, so this stays too: it is there to be talked about, and says nothing of who wrote.',
      says: nothing
        ? 'This commitment gives up nothing.'
        : 'In the theme behind it people asked how this works with how we are staffed.',
      move: nothing
        ? 'Ask what would make this fail for sure, and what stops to make room for it.'
        : 'Ask who does it and what they stop doing for it; put the answer under “giving up”, or say aloud that the people are there.',
    })
  }
  const stretched = facts.ownerHolds > OWNER_HOLDS_MOST
  if (facts.owner !== 'accepted' || stretched) {
    found.push({
      id: 'owner-missing',
      rule: `Shown when nobody owns it, when its owner has not accepted, or when one person owns more than ${OWNER_HOLDS_MOST}.`,
      says:
        facts.owner === 'none'
          ? 'Nobody owns this yet.'
          : facts.owner === 'asked'
            ? 'Its owner has not accepted yet.'
            : `Its owner holds ${facts.ownerHolds} commitments.`,
      move: stretched ? 'Ask which of these somebody else could own.' : 'Ask who will say "mine" aloud, and for what.',
    })
  }
  return found
}

/**
 * Indicators read from the counts of a ballot. Only shared/thresholds calls this, and only where exact counts are shown.
 *
 * A, c and m are on the screen then, so the U = A − m − c people not counted are known; how they split into hollow, resigned and
 * neither is not. Exact numbers of the split appear only when each of the three has two people or more; otherwise a fixed
 * share is named, and only where at least two splits fit everything that is said.
 */
export function ballotIndicators(tally: Tally, hands: Hands | null): Indicator[] {
  const { of, answered, counted, silent, hollow, resigned } = tally
  const uncounted = answered - counted
  const exact = Math.min(hollow, resigned, uncounted - hollow - resigned) >= 2
  const fifth = oneInFive(of)
  const showHollow = hollow >= fifth && (exact || uncounted > fifth)
  const room = showHollow ? 2 * fifth : fifth
  const showResigned = resigned >= fifth && (exact || uncounted > room)
  const found: Indicator[] = []
  if (showHollow) {
    found.push({
      id: 'hollow-yes',
      rule: 'Shown when at least one in five (and at least two people) are committed but not clear.',
      says: `${exact ? `${hollow} of ${of}` : `At least ${fifth} of ${of}`} are committed without knowing enough to do their part.`,
      move: 'Talk through what is missing, biggest first, then ask again.',
    })
  }
  if (showResigned) {
    found.push({
      id: 'resigned-yes',
      rule: 'Shown when at least one in five (and at least two people) are clear but not committed.',
      says: `${exact ? `${resigned} of ${of}` : `At least ${fifth} of ${of}`} know what to do and are not committed to it.`,
      move: 'An objection may not have been spoken: hold a consent round.',
    })
  }
  const illusion = illusionOf(tally, exact, showResigned ? fifth : 0)
  if (illusion) found.push(illusion)
  if (hands && hands.of > 0 && of > 0) {
    const yes = counted + silent
    const points = hands.up * 100 * of - yes * 100 * hands.of
    if (points >= GAP_POINTS * hands.of * of && hands.up - yes - tally.notMine >= 2) {
      found.push({
        id: 'public-private',
        rule: `Shown when the open hands are at least ${GAP_POINTS} points and two people above the secret yes, even if every silent person were a yes.`,
        says: `${hands.up} hands of ${hands.of}, ${counted} private yes of ${of}${silent ? ` (at most ${yes} with the silent)` : ''}.`,
        move: 'Say the two numbers aloud and ask what makes it hard to say no here. Then be quiet.',
      })
    }
  }
  return found
}

/** One in five of these people, and two at least. */
export function oneInFive(of: number): number {
  return Math.max(2, Math.ceil(of / 5))
}

/** `leastResigned`: what is already said about the resigned; the largest number of them that still fits must leave a choice. */
function illusionOf(tally: Tally, exact: boolean, leastResigned: number): Indicator | null {
  const { of, counted, silent, resigned, guessSum, guessN } = tally
  if (guessN < 8 || of === 0) return null
  const excess = guessSum * 10 - GAP_POINTS * guessN
  const mostClear = Math.floor((excess * of) / (100 * guessN))
  const fits = mostClear - counted - silent
  if (resigned > fits || (!exact && fits < leastResigned + 1)) return null
  const guess = Math.round((guessSum * 10) / guessN)
  return {
    id: 'illusion',
    rule: `Shown when the room guesses at least ${GAP_POINTS} points more than say so themselves, even if every silent person were clear.`,
    says: exact
      ? `You guess ${guess} in 100 are clear enough to act; it is at most ${counted + resigned + silent} of ${of}.`
      : `You guess ${guess} in 100 are clear enough to act; it is at least ${GAP_POINTS} points fewer.`,
    move: 'Show the guess beside the bar and ask each room what it took for granted.',
  }
}
