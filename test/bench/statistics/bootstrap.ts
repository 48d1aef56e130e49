// A mean over sessions that are drawn again with replacement: the 95 % interval of a ratio of sums, session by session.
import type { Mind } from '../../../client/robots/mind.ts'

/** What one session adds: `sum` over `count` items. Sessions are the clusters; items inside one may depend on each other. */
export type Cluster = { readonly sum: number; readonly count: number }
export type Interval = { readonly mean: number; readonly low: number; readonly high: number }

const ratio = (clusters: readonly Cluster[]): number => {
  let sum = 0
  let count = 0
  for (const one of clusters) {
    sum += one.sum
    count += one.count
  }
  return count === 0 ? Number.NaN : sum / count
}

/** The means of `times` resamples, ascending. Empty when there is nothing to draw from. */
export function resample(clusters: readonly Cluster[], mind: Mind, times = 2000): number[] {
  const drawn = clusters.filter((one) => one.count > 0)
  if (drawn.length === 0) return []
  const means: number[] = []
  for (let time = 0; time < times; time++) {
    let sum = 0
    let count = 0
    for (let n = 0; n < drawn.length; n++) {
      const one = drawn[mind.below(drawn.length)]
      sum += one?.sum ?? 0
      count += one?.count ?? 0
    }
    means.push(sum / count)
  }
  return means.sort((a, b) => a - b)
}

/** Percentile interval of the mean at 95 %; NaN everywhere when no session has an item. */
export function bootstrap(clusters: readonly Cluster[], mind: Mind, times = 2000): Interval {
  const means = resample(clusters, mind, times)
  const at = (share: number) => means[Math.min(means.length - 1, Math.floor(share * means.length))] ?? Number.NaN
  return { mean: ratio(clusters), low: at(0.025), high: at(0.975) }
}

/** One-sided: how often a resampled mean is not above `least` (with the usual one added, so that it is never zero). */
export function notAbove(clusters: readonly Cluster[], least: number, mind: Mind, times = 2000): number {
  const means = resample(clusters, mind, times)
  return (means.filter((mean) => mean <= least).length + 1) / (means.length + 1)
}
