// What letting cards go over some place of the room's table would do: nothing, join, found a pile, or leave one.
import type { RoomTable } from './room-table.ts'

/** Where a finger is: over a card, inside a pile beside its cards, or on free ground. */
export type Spot = { readonly over: 'card' | 'pile'; readonly id: string } | { readonly over: 'ground' }

export type Plan = {
  readonly cards: readonly string[]
  /** A pile's id, null to take them out of theirs, `new` for one that is not there yet. */
  readonly into: { readonly pile: string | null } | 'new'
  readonly says: string
}

/** Null when nothing would change. */
export function planDrop(table: Pick<RoomTable, 'piles' | 'piled'>, cards: readonly string[], spot: Spot): Plan | null {
  if (spot.over === 'ground') {
    const piled = cards.filter((card) => table.piled.has(card))
    return piled.length === 0 ? null : { cards: piled, into: { pile: null }, says: 'Take out' }
  }
  const pile = table.piles.find((one) => (spot.over === 'pile' ? one.id === spot.id : one.cards.includes(spot.id)))
  if (pile !== undefined) {
    const moved = cards.filter((card) => !pile.cards.includes(card))
    return moved.length === 0 ? null : { cards: moved, into: { pile: pile.id }, says: 'Add to this pile' }
  }
  if (spot.over === 'pile' || cards.includes(spot.id)) return null
  return { cards: [spot.id, ...cards], into: 'new', says: 'Put together' }
}
