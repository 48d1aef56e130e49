// What the objective gains when one unit joins a cluster, or when two clusters become one.
import { logOdds } from './answer-odds.ts'
import { cohesion, type Partition } from './partition.ts'
import type { Heard, Problem } from './problem.ts'

/** By slot; written anew by each call, so that nothing is allocated where it matters. */
export type Gains = {
  /** Against staying alone (or apart); -Infinity: empty, or forbidden. */
  readonly gain: Float64Array
  /** Sum of similarities to what lies in the slot. */
  readonly affinity: Float64Array
}

export const gainsFor = (n: number): Gains => ({ gain: new Float64Array(n), affinity: new Float64Array(n) })

/** What `unit` gains in every slot over being alone; in its own slot, over leaving it. */
export function seatGains(problem: Problem, at: Partition, unit: number, into: Gains): void {
  const { n, alike, pull, apart } = problem
  const { gain, affinity } = into
  const own = at.slot[unit] ?? -1
  gain.fill(0)
  affinity.fill(0)
  const { slot } = at
  const row = unit * n
  for (let other = 0; other < n; other++) {
    if (other === unit) continue
    const to = slot[other] ?? 0
    affinity[to] = (affinity[to] ?? 0) + (alike[row + other] ?? 0)
    gain[to] = (gain[to] ?? 0) + (pull[row + other] ?? 0)
  }
  const size = problem.size[unit] ?? 1
  const inner = alike[row + unit] ?? 0
  const alone = cohesion(problem, size, inner)
  for (let to = 0; to < n; to++) {
    const without = to === own ? 1 : 0
    if ((at.units[to] ?? 0) - without === 0) {
      gain[to] = Number.NEGATIVE_INFINITY
      continue
    }
    const near = affinity[to] ?? 0
    const sentences = (at.sentences[to] ?? 0) - without * size
    const inside = (at.inside[to] ?? 0) - without * (near + inner)
    gain[to] =
      (gain[to] ?? 0) +
      cohesion(problem, sentences + size, inside + near + inner) -
      cohesion(problem, sentences, inside) -
      alone
  }
  for (const number of problem.onTop[unit] ?? []) addAnswerOfTop(problem, slot, number, unit, gain)
  for (const number of problem.below[unit] ?? []) addAnswerOfOption(problem, slot, number, unit, gain)
  if (apart !== null) forbid(apart, n, slot, unit, gain)
}

function addAnswerOfTop({ heard, trust }: Problem, slot: Int32Array, at: number, unit: number, gain: Float64Array) {
  const answer = heard[at]
  const weight = answer === undefined ? 0 : (trust[answer.by] ?? 1)
  if (answer === undefined || weight === 0) return
  const { options, choice } = answer
  const none = choice < 0
  const said = options[choice] ?? -1
  const fixed = countOf(options, unit)
  const before = logOdds(options.length, fixed, none, said === unit)
  for (let i = 0; i < options.length; i++) {
    const option = options[i] ?? -1
    if (option === unit) continue
    const to = slot[option] ?? 0
    let right = fixed
    let first = true
    for (let j = 0; j < options.length; j++) {
      const other = options[j] ?? -1
      if (other === unit || slot[other] !== to) continue
      right++
      if (j < i) first = false
    }
    if (!first) continue
    const hit = said >= 0 && (said === unit || slot[said] === to)
    gain[to] = (gain[to] ?? 0) + weight * (logOdds(options.length, right, none, hit) - before)
  }
}

function addAnswerOfOption({ heard, trust }: Problem, slot: Int32Array, at: number, unit: number, gain: Float64Array) {
  const answer = heard[at]
  const weight = answer === undefined ? 0 : (trust[answer.by] ?? 1)
  if (answer === undefined || weight === 0) return
  const { top, options, choice } = answer
  const to = slot[top] ?? 0
  let without = 0
  let own = 0
  for (const option of options) {
    if (option === unit) own++
    else if (option === top || slot[option] === to) without++
  }
  const said = options[choice] ?? -1
  const none = choice < 0
  const hitWithout = !none && said !== unit && (said === top || slot[said] === to)
  gain[to] =
    (gain[to] ?? 0) +
    weight *
      (logOdds(options.length, without + own, none, hitWithout || said === unit) -
        logOdds(options.length, without, none, hitWithout))
}

function countOf(options: readonly number[], unit: number): number {
  let count = 0
  for (const option of options) if (option === unit) count++
  return count
}

function forbid(apart: Uint8Array, n: number, slot: Int32Array, unit: number, gain: Float64Array): void {
  if (apart[unit * n + unit] === 1) gain.fill(Number.NEGATIVE_INFINITY)
  for (let other = 0; other < n; other++) {
    if (other !== unit && (apart[unit * n + other] === 1 || apart[other * n + other] === 1))
      gain[slot[other] ?? 0] = Number.NEGATIVE_INFINITY
  }
}

/** What cluster `a` gains by becoming one with every other. */
export function mergeGains(problem: Problem, at: Partition, a: number, into: Gains): void {
  const { n, alike, pull, apart } = problem
  const { gain, affinity } = into
  const { slot } = at
  gain.fill(0)
  affinity.fill(0)
  for (let unit = 0; unit < n; unit++) {
    if (slot[unit] !== a) continue
    const row = unit * n
    for (let other = 0; other < n; other++) {
      const to = slot[other] ?? 0
      affinity[to] = (affinity[to] ?? 0) + (alike[row + other] ?? 0)
      gain[to] = (gain[to] ?? 0) + (pull[row + other] ?? 0)
    }
  }
  const sentences = at.sentences[a] ?? 0
  const inside = at.inside[a] ?? 0
  const apartNow = cohesion(problem, sentences, inside)
  for (let to = 0; to < n; to++) {
    if (to === a || at.units[to] === 0) {
      gain[to] = Number.NEGATIVE_INFINITY
      continue
    }
    const theirs = at.inside[to] ?? 0
    gain[to] =
      (gain[to] ?? 0) +
      cohesion(problem, sentences + (at.sentences[to] ?? 0), inside + theirs + (affinity[to] ?? 0)) -
      cohesion(problem, at.sentences[to] ?? 0, theirs) -
      apartNow
  }
  for (let unit = 0; unit < n; unit++) {
    if (slot[unit] !== a) continue
    for (const number of problem.onTop[unit] ?? []) addMergeOfTop(problem, slot, problem.heard[number], a, gain)
    for (const number of problem.below[unit] ?? [])
      addMergeOfOption(problem, slot, problem.heard[number], a, unit, gain)
    if (apart !== null) forbid(apart, n, slot, unit, gain)
  }
}

function addMergeOfTop({ trust }: Problem, slot: Int32Array, answer: Heard | undefined, a: number, gain: Float64Array) {
  const weight = answer === undefined ? 0 : (trust[answer.by] ?? 1)
  if (answer === undefined || weight === 0) return
  const { options, choice } = answer
  const none = choice < 0
  const saidIn = none ? -1 : (slot[options[choice] ?? -1] ?? -1)
  let now = 0
  for (const option of options) if (slot[option] === a) now++
  const before = logOdds(options.length, now, none, saidIn === a)
  for (let i = 0; i < options.length; i++) {
    const to = slot[options[i] ?? -1] ?? -1
    if (to === a || to < 0) continue
    let right = now
    let first = true
    for (let j = 0; j < options.length; j++) {
      if (slot[options[j] ?? -1] !== to) continue
      right++
      if (j < i) first = false
    }
    if (!first) continue
    const hit = !none && (saidIn === a || saidIn === to)
    gain[to] = (gain[to] ?? 0) + weight * (logOdds(options.length, right, none, hit) - before)
  }
}

/** Once for every answer, at the first of its options that lies in `a`. */
function addMergeOfOption(
  { trust }: Problem,
  slot: Int32Array,
  answer: Heard | undefined,
  a: number,
  unit: number,
  gain: Float64Array,
) {
  const weight = answer === undefined ? 0 : (trust[answer.by] ?? 1)
  if (answer === undefined || weight === 0) return
  const { top, options, choice } = answer
  const to = slot[top] ?? -1
  if (to === a || options.find((option) => slot[option] === a) !== unit) return
  let now = 0
  let more = 0
  for (const option of options) {
    if (slot[option] === to) now++
    else if (slot[option] === a) more++
  }
  const none = choice < 0
  const saidIn = none ? -1 : (slot[options[choice] ?? -1] ?? -1)
  gain[to] =
    (gain[to] ?? 0) +
    weight *
      (logOdds(options.length, now + more, none, saidIn === to || saidIn === a) -
        logOdds(options.length, now, none, saidIn === to))
}
