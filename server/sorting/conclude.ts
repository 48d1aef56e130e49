// The end of sorting: themes that follow from the evidence alone, whatever the order in which it came.
import type { Steps } from '../themes/steps.ts'
import { type Edits, unitsOf } from './edits.ts'
import { firstPartition, inOrder } from './first-partition.ts'
import { type Answer, type Evidence, poseProblem } from './pose-problem.ts'
import type { Ground } from './read-ground.ts'
import { resultOf, type SortingResult } from './result.ts'
import { solve } from './solve.ts'

type ToConclude = {
  readonly ground: Ground
  readonly evidence: Evidence
  /** The machine's proposal, ids of cards; counts only where no room piled. */
  readonly themes: readonly (readonly string[])[]
  readonly edits: Edits
  /** How much more alike than usual cards must be to lie together; below 0: coarser. Absent: as usual. */
  readonly finer?: number
}

export type Conclusion = SortingResult & {
  /** Evidence without people: answers of those who are not trusted are left out, and nothing says whose the others were. */
  readonly kept: Evidence
  /** Numbers of the phones whose answers do not count. */
  readonly doubted: ReadonlySet<number>
}

/** The same evidence gives the same conclusion, in any order of cards, rooms, piles and answers. Yields often. */
export function* conclude({ ground, evidence, themes, edits, finer }: ToConclude): Steps<Conclusion> {
  const units = unitsOf(ground.sentences, edits)
  const ordered = { rooms: inOrder(evidence.rooms), answers: inCanonicalOrder(evidence.answers) }
  yield
  const problem = poseProblem(ground, units, ordered, finer)
  yield
  const { partition, trust } = yield* solve(problem, [firstPartition(problem, units, ordered.rooms, themes)])
  const kept = ordered.answers.flatMap((answer) =>
    answer.by < 0 || trust[answer.by] !== 0 ? { ...answer, by: -1 } : [],
  )
  const doubted = new Set(trust.flatMap((weight, by) => (weight === 0 ? [by] : [])))
  yield
  const result = yield* resultOf(problem, partition, units)
  return { ...result, kept: { rooms: ordered.rooms, answers: kept }, doubted }
}

/** By the cards shown and the one chosen, not by its place: phones show the same options in different orders. */
function inCanonicalOrder(answers: readonly Answer[]): readonly Answer[] {
  const keyed = answers.map((answer) => {
    const { top, options, choice } = answer
    return { answer, key: JSON.stringify([top, options.toSorted(), options[choice] ?? '']) }
  })
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.answer.by - b.answer.by))
  return keyed.map(({ answer }) => answer)
}
