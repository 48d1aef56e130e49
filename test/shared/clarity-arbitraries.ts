// Ballot answers and tallies for property tests, and counting by hand that shares no code with what it tests.

import fc from 'fast-check'
import { type BallotAnswer, CLEAR_LEVELS, GAPS, type Tally, tally } from '../../shared/clarity.ts'

export const full = (
  clear: (typeof CLEAR_LEVELS)[number],
  committed: number | null,
  guess: number | null = null,
): BallotAnswer => ({
  clear,
  gaps: [],
  committed,
  guess,
})

export const YES = full('clear', 3)
export const NO = full('fuzzy', 1)
export const NOT_MINE = full('not-mine', null)
export const ABSTAIN: BallotAnswer = { abstain: true }

export const anyAnswer: fc.Arbitrary<BallotAnswer> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<BallotAnswer>({ abstain: true }) },
  {
    weight: 8,
    arbitrary: fc.record({
      clear: fc.constantFrom(...CLEAR_LEVELS),
      gaps: fc.uniqueArray(fc.constantFrom(...GAPS)),
      committed: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 10 }),
      guess: fc.option(fc.integer({ min: 0, max: 10 })),
    }),
  },
  { weight: 6, arbitrary: fc.constant(YES) },
)

export const anyBallot = (max: number): fc.Arbitrary<{ answers: BallotAnswer[]; eligible: number }> =>
  fc
    .tuple(fc.array(anyAnswer, { maxLength: max }), fc.nat({ max: Math.ceil(max / 3) }))
    .map(([answers, missing]) => ({ answers, eligible: answers.length + missing }))

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)

/** `yes` counted, `no` neither, `notMine`; everyone else of `eligible` silent. */
export function ballotOf(eligible: number, notMine: number, yes: number, no: number): Tally {
  return tally([...times(yes, YES), ...times(no, NO), ...times(notMine, NOT_MINE)], eligible)
}

/** Of the uncounted: `hollow`, `resigned`, `neither`; nobody silent; `guess` is everyone's. */
export function splitOf(yes: number, hollow: number, resigned: number, neither: number, guess: number | null): Tally {
  const answers = [
    ...times(yes, full('explain', 4, guess)),
    ...times(hollow, full('nearly', 4, guess)),
    ...times(resigned, full('clear', 2, guess)),
    ...times(neither, full('lost', 0, guess)),
  ]
  return tally(answers, answers.length)
}
