// What the board writes in one place and finds again in another: without zod, so that phones can read it too.
import { LIMITS } from './limits.ts'
import { clip } from './text.ts'

/** The line of a commitment's history that says that a barrier was taken off the list. */
export function takenOff(barrier: string): string {
  return clip(`took off the list: ${barrier}`, LIMITS.field)
}

/** What a result is called that came with an imported board, where a ballot would have its id (no ballot has such a one). */
export function earlierId(at: number): string {
  return `earlier-${at + 1}`
}
