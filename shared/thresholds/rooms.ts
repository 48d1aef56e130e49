// What small rooms, functions and published lines may show, and the counts that are about nobody.

import { FLOORS, ROOM_STRICT } from '../limits.ts'
import { type BallotResult, UNANIMITY_FROM } from './ballot.ts'
import type { Floors } from './floors.ts'

/** A function may be named when this many belong to it and this many do not (differencing finds the rest otherwise). */
export const FUNCTION_LEAST = 5
/** Published ballot lines carry their answer only from here up; below, a phone finds its line without one. */
export const LINES_FROM = UNANIMITY_FROM

/** How many cards there are is not about a person (everyone may write several, or none): shown as it is. */
export function showCount(n: number): number {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a count: ${n}`)
  return n
}

export type RoomNote =
  | { readonly note: 'shown' }
  | { readonly note: 'few'; readonly n: number }
  | { readonly note: 'pooled' }

/** Phones that must complete a room's round for its cards to stay there: the larger of the session's floor and the step's own rule. */
export function roomFloor(strict: boolean, floors: Floors = FLOORS): number {
  return Math.max(floors.room, strict ? ROOM_STRICT : 0)
}

/** What becomes of a room's cards when `phones` completed its round; 'few' is told: "only n people could have written this". */
export function roomNote(phones: number, strict: boolean, floors: Floors = FLOORS): RoomNote {
  if (phones < roomFloor(strict, floors)) return { note: 'pooled' }
  return phones < ROOM_STRICT ? { note: 'few', n: phones } : { note: 'shown' }
}

/** May echoes of a theme be told by function? `members` of the function and `others` among those who echoed could. */
export function showFunction(members: number, others: number, floors: Floors = FLOORS): boolean {
  const least = Math.max(FUNCTION_LEAST, floors.show)
  return members >= least && others >= least
}

/** May published ballot lines carry their answers? Only beside counts: below, the lines would say what the result hides. */
export function showLines(lines: number, level: BallotResult['level'], floors: Floors = FLOORS): boolean {
  return level === 'counts' && lines >= Math.max(LINES_FROM, floors.counts)
}
