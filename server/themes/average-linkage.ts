// Groups by average similarity: the pair of groups that are most alike on the average is merged first, down to a threshold.
import type { Steps } from './steps.ts'

/**
 * `alike` is an `n × n` similarity matrix; it is used up. Returns the groups (≥ 1 index each, ascending), ordered by first index.
 * Nearest-neighbour chains, O(n²): average linkage never becomes more alike by merging, so cutting after all merges is exact.
 * Equal similarities go to the lowest index, so that the result follows from the order of the voices alone.
 */
export function* averageLinkage(alike: Float32Array, n: number, threshold: number): Steps<number[][]> {
  const size = new Int32Array(n).fill(1)
  const group = Int32Array.from({ length: n }, (_, i) => i)
  const active = Array.from({ length: n }, (_, i) => i)
  const chain: number[] = []
  while (active.length > 1) {
    yield
    const from = chain.at(-1) ?? active[0] ?? 0
    if (chain.length === 0) chain.push(from)
    const before = chain.at(-2)
    let nearest = before ?? -1
    let best = before === undefined ? Number.NEGATIVE_INFINITY : (alike[from * n + before] ?? 0)
    for (const other of active) {
      const value = alike[from * n + other] ?? 0
      if (other !== from && value > best) {
        best = value
        nearest = other
      }
    }
    if (best < threshold && before === undefined) {
      // nothing is near enough to this group, and merges elsewhere can only bring its neighbours further away
      chain.pop()
      active.splice(active.indexOf(from), 1)
    } else if (nearest !== before) {
      chain.push(nearest)
    } else {
      chain.length -= 2
      merge(alike, n, size, active, Math.min(from, nearest), Math.max(from, nearest))
      active.splice(active.indexOf(Math.max(from, nearest)), 1)
      for (let i = 0; i < n; i++) if (group[i] === Math.max(from, nearest)) group[i] = Math.min(from, nearest)
    }
  }
  const groups = new Map<number, number[]>()
  for (const [i, of] of group.entries()) {
    const members = groups.get(of)
    if (members) members.push(i)
    else groups.set(of, [i])
  }
  return [...groups.values()]
}

function merge(alike: Float32Array, n: number, size: Int32Array, active: readonly number[], a: number, b: number) {
  const ofA = size[a] ?? 1
  const ofB = size[b] ?? 1
  for (const other of active) {
    const value = ((alike[a * n + other] ?? 0) * ofA + (alike[b * n + other] ?? 0) * ofB) / (ofA + ofB)
    alike[a * n + other] = value
    alike[other * n + a] = value
  }
  size[a] = ofA + ofB
}
