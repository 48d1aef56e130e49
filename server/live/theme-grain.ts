// How coarse themes are: whole steps from the usual threshold, so that finer after coarser is where one was.
import { TAU, usualTau } from '../themes/cut.ts'

export type Grain = 'same' | 'coarser' | 'finer'

/** Steps finer than usual; coarser: below zero. */
export type Steps = number

const STEP = 0.02
/** Sums of fractions of two come out a hair beside a whole step. */
const HAIR = 1e-9

/** Of a threshold that was used for so many cards. */
export function stepsOf(tau: number, cards: number): Steps {
  return Math.round((tau - usualTau(cards)) / STEP)
}

/** As far as the threshold goes, and not a step more: the way back is as long as the way there. */
export function stepTo(grain: Grain, steps: Steps, usual: number): Steps {
  const next = grain === 'same' ? steps : steps + (grain === 'finer' ? 1 : -1)
  const most = Math.ceil((TAU.finest - usual) / STEP - HAIR)
  const least = Math.floor((TAU.coarsest - usual) / STEP + HAIR)
  return Math.min(most, Math.max(least, next))
}

export function tauAt(steps: Steps, usual: number): number {
  const tau = Math.min(TAU.finest, Math.max(TAU.coarsest, usual + steps * STEP))
  return steps === 0 ? usual : Math.round(tau / HAIR) / Math.round(1 / HAIR)
}
