// The floors of a session: how many answers it takes to show anything, exact counts, and how many phones keep a room's cards.

import * as z from 'zod/mini'
import { FLOORS, FLOORS_MOST } from '../limits.ts'

const from = (least: number) => z.int().check(z.minimum(least), z.maximum(FLOORS_MOST))

/** Below five answers a fellow participant learns everyone else's in 13 to 68 % of rooms; at eight, with counts, in 2 to 20 %. */
export const Floors = z
  .strictObject({ show: from(FLOORS.show), counts: from(FLOORS.counts), room: from(FLOORS.room) })
  .check(z.refine((floors) => floors.counts >= floors.show, 'counts are shown no earlier than anything is'))
export type Floors = Readonly<z.infer<typeof Floors>>

const NAMES = ['show', 'counts', 'room'] as const

/** Is any of them lower than it was? */
export function lowers(next: Floors, now: Floors): boolean {
  return NAMES.some((name) => next[name] < now[name])
}

export function sameFloors(a: Floors, b: Floors): boolean {
  return NAMES.every((name) => a[name] === b[name])
}
