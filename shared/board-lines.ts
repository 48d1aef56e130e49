// What the board writes in one place and finds again in another: without zod, so that phones can read it too.
import type { Status } from './board.ts'
import { LIMITS } from './limits.ts'
import { clip } from './text.ts'

/** Whether anything is still to be done about it, or asked. */
export function goesOn({ pursuit: { status } }: { readonly pursuit: { readonly status: Status } }): boolean {
  return status !== 'done' && status !== 'dropped'
}

/** What a live check-in is called that stands between two planned ones. */
export const IN_THE_ROOM = 'In the room'

/** The line of a commitment's history that says that a barrier was taken off the list. */
export function takenOff(barrier: string): string {
  return clip(`took off the list: ${barrier}`, LIMITS.field)
}

/** Answers of the question about a barrier that is said to be gone, in this order. */
export const GONE = ['Gone, for me', 'Still in the way', 'It never concerned me'] as const

/** How the ids of such questions begin. */
export const GONE_ID = 'gone-'

/**
 * Whether a question asks about a barrier. What people answered to it is never shown: with what came of it, and whether the facilitator
 * may close it by word, counts of five to seven people could be worked out.
 */
export function isAboutBarrier({ id, options }: { readonly id: string; readonly options: readonly string[] }): boolean {
  return id.startsWith(GONE_ID) && options.length === GONE.length && GONE.every((answer, at) => options[at] === answer)
}

/** Said where its result would stand. */
export const GONE_SHOWN =
  'What came of it stands on the board, with what was in the way. Its counts are shown to nobody.'

/** What a result is called that came with an imported board, where a ballot would have its id (no ballot has such a one). */
export function earlierId(at: number): string {
  return `earlier-${at + 1}`
}
