// Moves units and joins clusters for as long as the objective gains.
import type { Steps } from '../themes/steps.ts'
import { type Gains, gainsFor, mergeGains, seatGains } from './gains.ts'
import { emptySlot, join, type Partition, put, take } from './partition.ts'
import type { Problem } from './problem.ts'

/** Gains closer than this are equal; the lowest slot has them. */
export const EQUAL = 1e-9
const MOST_SWEEPS = 8

/** Puts `unit` where it gains most, or alone. True if it moved. */
export function reseat(problem: Problem, at: Partition, unit: number, gains: Gains): boolean {
  seatGains(problem, at, unit, gains)
  const own = at.slot[unit] ?? 0
  const ownGain = gains.gain[own] ?? Number.NEGATIVE_INFINITY
  const isAlone = at.units[own] === 1
  let to = isAlone ? -1 : own
  // to stay is as good as anything that gains no more; alone counts zero
  let best = isAlone ? 0 : ownGain
  if (!isAlone && best < -EQUAL) {
    best = 0
    to = -1
  }
  for (let slot = 0; slot < problem.n; slot++) {
    const gain = gains.gain[slot] ?? 0
    if (gain > best + EQUAL) {
      best = gain
      to = slot
    }
  }
  if (to === own || (to === -1 && isAlone)) return false
  take(problem, at, unit, gains.affinity[own] ?? 0)
  if (to === -1) put(problem, at, unit, emptySlot(at), 0)
  else put(problem, at, unit, to, gains.affinity[to] ?? 0)
  return true
}

/** Joins the cluster in `slot` with whatever gains most, as long as anything gains. */
export function mergeAround(problem: Problem, at: Partition, slot: number, gains: Gains): void {
  for (;;) {
    mergeGains(problem, at, slot, gains)
    const to = highest(gains.gain)
    if (to < 0 || (gains.gain[to] ?? 0) <= EQUAL) return
    join(at, to, slot, gains.affinity[to] ?? 0)
  }
}

export function highest(gain: Float64Array): number {
  let best = Number.NEGATIVE_INFINITY
  let at = -1
  for (let slot = 0; slot < gain.length; slot++) {
    const value = gain[slot] ?? 0
    if (value > best + EQUAL || (at < 0 && value > best)) {
      best = value
      at = slot
    }
  }
  return at
}

/** One pass over all units in order; true if anything moved. */
export function* sweep(problem: Problem, at: Partition, gains: Gains): Steps<boolean> {
  let moved = false
  for (let unit = 0; unit < problem.n; unit++) {
    if (reseat(problem, at, unit, gains)) moved = true
    yield
  }
  return moved
}

/** Greedy: always the pair of clusters that gains most. True if any were joined. */
function* mergeAll(problem: Problem, at: Partition, gains: Gains): Steps<boolean> {
  const { n } = problem
  const best = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
  const partner = new Int32Array(n).fill(-1)
  const look = (slot: number) => {
    mergeGains(problem, at, slot, gains)
    const to = highest(gains.gain)
    partner[slot] = to
    best[slot] = to < 0 ? Number.NEGATIVE_INFINITY : (gains.gain[to] ?? 0)
  }
  for (let slot = 0; slot < n; slot++) {
    if ((at.units[slot] ?? 0) === 0) continue
    look(slot)
    yield
  }
  let joined = false
  for (;;) {
    const slot = highest(best)
    const to = partner[slot] ?? -1
    if (slot < 0 || to < 0 || (best[slot] ?? 0) <= EQUAL) return joined
    mergeGains(problem, at, slot, gains)
    join(at, to, slot, gains.affinity[to] ?? 0)
    joined = true
    best[to] = Number.NEGATIVE_INFINITY
    partner[to] = -1
    look(slot)
    const row = gains.gain.slice()
    for (let other = 0; other < n; other++) {
      if (other === slot || (at.units[other] ?? 0) === 0) continue
      if (partner[other] === slot || partner[other] === to) look(other)
      else if ((row[other] ?? 0) > (best[other] ?? 0) + EQUAL) {
        best[other] = row[other] ?? 0
        partner[other] = slot
      }
    }
    yield
  }
}

/** Sweeps and merges until nothing gains. */
export function* settle(problem: Problem, at: Partition, gains: Gains = gainsFor(problem.n)): Steps<void> {
  for (let i = 0; i < MOST_SWEEPS; i++) {
    const moved = yield* sweep(problem, at, gains)
    const joined = yield* mergeAll(problem, at, gains)
    if (!moved && !joined) return
  }
}
