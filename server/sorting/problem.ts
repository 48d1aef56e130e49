// What is to be solved, by number: how alike the units are, what rooms piled, what people answered, what the facilitator fixed.

/** One answer. A unit is a card, its copies, and whatever the facilitator fixed to it. */
export type Heard = {
  /** The unit of the card on top. */
  readonly top: number
  /** The units of the cards below it, 1 to 12. */
  readonly options: readonly number[]
  /** Index among the options; -1: none of these. */
  readonly choice: number
  /** Number of the phone; -1: forgotten, and trusted. */
  readonly by: number
}

export type Problem = {
  readonly n: number
  /** Distinct sentences of each unit. */
  readonly size: Float64Array
  /** Row-major sums of the similarities between two units' sentences; on the diagonal, of the pairs inside. */
  readonly alike: Float32Array
  /** Row-major: what the rooms' piles say for (positive) and against two units in one theme. */
  readonly pull: Float32Array
  /** Row-major, 1: these two may never be together; on the diagonal: this one stays alone. Null: all may. */
  readonly apart: Uint8Array | null
  /** What the similarity counts for. */
  readonly weight: number
  /** What a theme costs. */
  readonly cost: number
  /** Mean similarity from which it speaks for lying together. */
  readonly least: number
  /** Grows while people answer. */
  readonly heard: Heard[]
  /** By unit: numbers of the answers with this unit on top, and with it among the options. */
  readonly onTop: readonly number[][]
  readonly below: readonly number[][]
  /** By phone: 1, or 0 for one whose answers do not count. */
  readonly trust: number[]
}

export const mayMeet = ({ apart, n }: Problem, a: number, b: number) =>
  apart === null || (apart[a * n + b] === 0 && apart[a * n + a] === 0 && apart[b * n + b] === 0)

export function hear(problem: Problem, heard: Heard): void {
  const number = problem.heard.push(heard) - 1
  problem.onTop[heard.top]?.push(number)
  for (const unit of new Set(heard.options)) if (unit !== heard.top) problem.below[unit]?.push(number)
  while (problem.trust.length <= heard.by) problem.trust.push(1)
}
