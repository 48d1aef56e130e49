// Where sorting starts: each pile of a room is a cluster; where no room piled anything, each theme of the machine.
import type { Units } from './edits.ts'
import { type Partition, partitionOf } from './partition.ts'
import { numbered, type RoomPiles } from './pose-problem.ts'
import type { Problem } from './problem.ts'

/** A unit in two piles belongs to the first of them, by room and then in canonical order. */
export function firstPartition(
  problem: Problem,
  { unitOf }: Units,
  rooms: readonly RoomPiles[],
  themes: readonly (readonly string[])[],
): Partition {
  const piled = inOrder(rooms).flatMap(({ piles }) => numbered(piles, unitOf))
  const groups = piled.some((pile) => pile.length > 1) ? piled : numbered(themes, unitOf)
  const label = new Map<number, string>()
  for (const [i, group] of groups.entries())
    for (const unit of group) if (!label.has(unit)) label.set(unit, `group ${i}`)
  return partitionOf(problem, (unit) => label.get(unit) ?? unit)
}

export const inOrder = (rooms: readonly RoomPiles[]): readonly RoomPiles[] =>
  rooms.toSorted((a, b) => (a.room < b.room ? -1 : 1))
