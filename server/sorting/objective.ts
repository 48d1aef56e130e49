// The one number that says how well a partition fits what rooms piled, people answered and the machine sees.
import { logOdds } from './answer-odds.ts'
import { cohesion, type Partition } from './partition.ts'
import type { Heard, Problem } from './problem.ts'

/** Sum of the answers' log-odds, the clusters' cohesion and the piles' pulls; higher is better. */
export function objective(problem: Problem, at: Partition): number {
  const { n, pull } = problem
  let sum = 0
  for (const answer of problem.heard) sum += (problem.trust[answer.by] ?? 1) * answerOdds(at, answer)
  for (let slot = 0; slot < n; slot++) sum += cohesion(problem, at.sentences[slot] ?? 0, at.inside[slot] ?? 0)
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) if (at.slot[a] === at.slot[b]) sum += pull[a * n + b] ?? 0
  return sum
}

function answerOdds({ slot }: Partition, { top, options, choice }: Heard): number {
  const to = slot[top]
  let right = 0
  for (const option of options) if (slot[option] === to) right++
  return logOdds(options.length, right, choice < 0, choice >= 0 && slot[options[choice] ?? -1] === to)
}
