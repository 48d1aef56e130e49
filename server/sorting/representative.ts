// The card that speaks for a cluster when a question shows it.
import type { Partition } from './partition.ts'
import type { Problem } from './problem.ts'

/** By unit: how often people found it to say what others say. */
export type Proven = Float64Array

/** Chosen counts one, being asked about and answered with a choice a half. */
export function provenOf({ n, heard }: Problem): Proven {
  const proven = new Float64Array(n)
  for (const answer of heard) countProof(proven, answer.top, answer.options[answer.choice])
  return proven
}

export function countProof(proven: Proven, top: number, chosen: number | undefined): void {
  if (chosen === undefined) return
  proven[top] = (proven[top] ?? 0) + 0.5
  proven[chosen] = (proven[chosen] ?? 0) + 1
}

const MOST_PROOF = 4
const WEIGHT_OF_PROOF = 3

/** Of the slot's units, `but` left out; -1 if none is left. Equal ones: the lowest. */
export function representative(
  { n, alike }: Problem,
  { slot }: Partition,
  proven: Proven,
  of: number,
  but: number,
): number {
  const members: number[] = []
  for (let unit = 0; unit < n; unit++) if (slot[unit] === of) members.push(unit)
  let best = Number.NEGATIVE_INFINITY
  let speaks = -1
  for (const unit of members) {
    if (unit === but) continue
    let near = 0
    for (const other of members) if (other !== unit) near += alike[unit * n + other] ?? 0
    const score = WEIGHT_OF_PROOF * Math.min(MOST_PROOF, proven[unit] ?? 0) + near / Math.max(1, members.length - 1)
    if (score > best + 1e-9) {
      best = score
      speaks = unit
    }
  }
  return speaks
}
