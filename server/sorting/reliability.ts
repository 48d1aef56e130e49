// Whose answers count: those who mostly agree with what all answers together say.

import type { Partition } from './partition.ts'
import type { Problem } from './problem.ts'
import { EQUAL } from './settle.ts'

/** Everybody starts with three agreeing answers of four. */
const BEFORE = { agreeing: 3, answers: 4 } as const
const LEAST = 0.5

/** An answer agrees if it chose a card of the same theme, or said none where none was. */
export function judgeTrust(problem: Problem, { slot }: Partition): void {
  const { trust, heard } = problem
  const agreeing = trust.map(() => 0)
  const answers = trust.map(() => 0)
  for (const { top, options, choice, by } of heard) {
    if (by < 0) continue
    const to = slot[top]
    const agrees = choice < 0 ? !options.some((option) => slot[option] === to) : slot[options[choice] ?? -1] === to
    answers[by] = (answers[by] ?? 0) + 1
    if (agrees) agreeing[by] = (agreeing[by] ?? 0) + 1
  }
  for (let by = 0; by < trust.length; by++) {
    const share = (BEFORE.agreeing + (agreeing[by] ?? 0)) / (BEFORE.answers + (answers[by] ?? 0))
    trust[by] = share < LEAST - EQUAL ? 0 : 1
  }
}
