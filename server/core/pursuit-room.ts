// How much the lists of a commitment may hold: whatever is written in them is pushed to everybody at every change.
import type { Pursuit } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import { pushedBytes } from './pushed-bytes.ts'

const LISTS = ['steps', 'wins', 'barriers'] as const

/** Whether a list grew beyond what fits; one that was longer already may only shrink. */
export function isTooMuch(before: Pursuit, after: Pursuit): boolean {
  return LISTS.some((list) => {
    if (after[list] === before[list]) return false
    const bytes = bytesOf(after[list])
    return bytes > LIMITS.pursuitBytes && bytes > bytesOf(before[list])
  })
}

const bytesOf = (lines: readonly { readonly text: string }[]): number => pushedBytes(lines.map(({ text }) => text))
