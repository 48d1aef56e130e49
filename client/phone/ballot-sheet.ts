// What has been tapped so far on one ballot, and when that is an answer.
import type { BallotAnswer } from '../../shared/clarity.ts'

type Full = Exclude<BallotAnswer, { abstain: true }>
export type Sheet =
  | { readonly abstain: true }
  | {
      readonly clear: Full['clear'] | null
      readonly gaps: Full['gaps']
      readonly committed: Full['committed']
      readonly guess: Full['guess']
    }

export const BLANK: Sheet = { clear: null, gaps: [], committed: null, guess: null }

export function sheetOf(answer: unknown): Sheet {
  return typeof answer === 'object' && answer !== null ? (answer as Sheet) : BLANK
}

/** Two taps make an answer (the guess is welcome, not needed); "not mine" needs one. */
export function isComplete(sheet: Sheet | undefined): boolean {
  if (sheet === undefined) return false
  return 'abstain' in sheet || sheet.clear === 'not-mine' || (sheet.clear !== null && sheet.committed !== null)
}
