// How often a score puts a yes above a no: pairs inside one session only, ties half, as sums that a bootstrap can add up.
import type { Cluster } from './bootstrap.ts'

export type Scored = { readonly score: number; readonly is: boolean }

/** `sum / count` is the area under the ROC curve of this session; count 0 when there is no pair of a yes and a no. */
export function concordance(items: readonly Scored[]): Cluster {
  const yes = items.filter((one) => one.is).map((one) => one.score)
  const no = items.filter((one) => !one.is).map((one) => one.score)
  let sum = 0
  for (const a of yes) for (const b of no) sum += a > b ? 1 : a === b ? 0.5 : 0
  return { sum, count: yes.length * no.length }
}
