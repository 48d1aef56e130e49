// The tree of merges by average similarity: it is built once, and cut anywhere.
import type { Steps } from './steps.ts'

/** Two groups, each named by its lowest index, and the mean similarity between their members. */
export type Merge = { readonly a: number; readonly b: number; readonly alike: number }

/**
 * `matrix` is `n × n`, symmetric; it is not changed. All merges at `least` or more, most alike first. Minus infinity keeps two
 * apart for good. Nearest-neighbour chains, O(n²): average linkage never becomes more alike by merging, so a later cut is exact.
 * Equal similarities go to the lowest index, so that the result follows from the order alone.
 */
export function* mergeTree(matrix: Float32Array, n: number, least: number): Steps<readonly Merge[]> {
  const alike = matrix.slice()
  const size = new Int32Array(n).fill(1)
  const active = Array.from({ length: n }, (_, i) => i)
  const chain: number[] = []
  const merges: Merge[] = []
  yield
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
    if (before === undefined && !(best >= least)) {
      // nothing is near enough to this group, and merges elsewhere can only bring its neighbours further away
      chain.pop()
      active.splice(active.indexOf(from), 1)
    } else if (nearest !== before) {
      chain.push(nearest)
    } else {
      chain.length -= 2
      const a = Math.min(from, nearest)
      const b = Math.max(from, nearest)
      merges.push({ a, b, alike: best })
      active.splice(active.indexOf(b), 1)
      join(alike, n, size, active, a, b)
    }
  }
  return merges
    .map((merge, made) => ({ merge, made }))
    .sort((x, y) => y.merge.alike - x.merge.alike || x.made - y.made)
    .map(({ merge }) => merge)
}

/** Groups (≥ 1 index each, ascending) after all merges at `threshold` or more, ordered by first index. */
export function cutTree(merges: readonly Merge[], n: number, threshold: number): number[][] {
  const above = Int32Array.from({ length: n }, (_, i) => i)
  const top = (i: number): number => {
    let at = i
    while ((above[at] ?? at) !== at) at = above[at] ?? at
    return at
  }
  for (const { a, b, alike } of merges) {
    if (alike < threshold) continue
    const x = top(a)
    const y = top(b)
    above[Math.max(x, y)] = Math.min(x, y)
  }
  const groups = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    const of = top(i)
    const members = groups.get(of)
    if (members) members.push(i)
    else groups.set(of, [i])
  }
  return [...groups.values()]
}

function join(alike: Float32Array, n: number, size: Int32Array, active: readonly number[], a: number, b: number) {
  const ofA = size[a] ?? 1
  const ofB = size[b] ?? 1
  for (const other of active) {
    const value = ((alike[a * n + other] ?? 0) * ofA + (alike[b * n + other] ?? 0) * ofB) / (ofA + ofB)
    alike[a * n + other] = value
    alike[other * n + a] = value
  }
  size[a] = ofA + ofB
}
