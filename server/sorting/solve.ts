// The full solve: settles from several starts and keeps the partition of the highest objective.
import { cutTree, type Merge, mergeTree } from '../themes/merge-tree.ts'
import type { Steps } from '../themes/steps.ts'
import { gainsFor } from './gains.ts'
import { objective } from './objective.ts'
import { copyOf, type Partition, partitionOf } from './partition.ts'
import { mayMeet, type Problem } from './problem.ts'
import { judgeTrust } from './reliability.ts'
import { EQUAL, settle } from './settle.ts'

const SHARES_OF_EVIDENCE = [0.1, 0.25, 0.5] as const
const CUTS = [0.1, 0.2] as const
const LOWEST_CUT = Math.min(...CUTS)
const EVIDENCE = { chosen: 2.5, other: -1, none: -1.5 } as const
const NEVER = Number.NEGATIVE_INFINITY

type Solved = { readonly partition: Partition; readonly trust: readonly number[]; readonly value: number }

/** Changes nothing but `problem.trust`; starts from `from` and from six other partitions. Yields often. */
export function* solve(problem: Problem, from: readonly Partition[]): Steps<Solved> {
  const gains = gainsFor(problem.n)
  let best: Partition | null = null
  let value = Number.NEGATIVE_INFINITY
  const consider = (candidate: Partition) => {
    const reached = objective(problem, candidate)
    if (best !== null && reached <= value + EQUAL) return
    best = candidate
    value = reached
  }
  const settled: Partition[] = []
  for (const start of from) {
    const partition = copyOf(start)
    yield* settle(problem, partition, gains)
    settled.push(partition)
    consider(partition)
  }
  if (best !== null) judgeTrust(problem, best)
  best = null
  value = Number.NEGATIVE_INFINITY
  for (const partition of settled) {
    yield* settle(problem, partition, gains)
    consider(partition)
    yield
  }
  const evidence = evidenceOf(problem)
  for (const share of SHARES_OF_EVIDENCE) {
    const merges = yield* linked(problem, evidence, share)
    for (const cut of CUTS) {
      const partition = cutInto(problem, merges, cut)
      yield* settle(problem, partition, gains)
      consider(partition)
      yield
    }
  }
  return { partition: best ?? partitionOf(problem, (unit) => unit), trust: [...problem.trust], value }
}

/** What the answers and piles say of each pair, row-major. */
function evidenceOf({ n, heard, trust, pull }: Problem): Float32Array {
  const evidence = Float32Array.from(pull)
  const add = (a: number, b: number, by: number) => {
    evidence[a * n + b] = (evidence[a * n + b] ?? 0) + by
    evidence[b * n + a] = (evidence[b * n + a] ?? 0) + by
  }
  for (const { top, options, choice, by } of heard) {
    const weight = trust[by] ?? 1
    for (const [i, option] of options.entries()) {
      const says = choice < 0 ? EVIDENCE.none : i === choice ? EVIDENCE.chosen : EVIDENCE.other
      if (option !== top && weight > 0) add(top, option, weight * says)
    }
  }
  return evidence
}

/** Average linkage on similarity and a share of the evidence. */
function* linked(problem: Problem, evidence: Float32Array, share: number): Steps<readonly Merge[]> {
  const { n, size, alike } = problem
  const together = new Float32Array(n * n)
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const at = a * n + b
      if (a === b) together[at] = 1
      else if (!mayMeet(problem, a, b)) together[at] = NEVER
      else together[at] = (alike[at] ?? 0) / ((size[a] ?? 1) * (size[b] ?? 1)) + share * (evidence[at] ?? 0)
    }
    if (a % 64 === 0) yield
  }
  return yield* mergeTree(together, n, LOWEST_CUT)
}

function cutInto(problem: Problem, merges: readonly Merge[], cut: number): Partition {
  const label = new Int32Array(problem.n)
  for (const [number, members] of cutTree(merges, problem.n, cut).entries())
    for (const unit of members) label[unit] = number
  return partitionOf(problem, (unit) => label[unit] ?? 0)
}
