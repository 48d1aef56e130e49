// A room's cards doc as one value for a screen: cached until Yjs says that it changed.
import type { Doc } from 'yjs'
import type { DocCard, DocPile } from '../../shared/docs.ts'
import { readCards, readHeard, readPiles } from '../../shared/docs.ts'
import type { Readable } from '../state/readable.ts'

export type RoomTable = {
  readonly cards: readonly DocCard[]
  readonly piles: readonly DocPile[]
  readonly heard: readonly string[]
  readonly piled: ReadonlySet<string>
}

export const EMPTY_TABLE: RoomTable = { cards: [], piles: [], heard: [], piled: new Set() }

/** Each phone lays the cards out in an order of its own, so that "the first one" is not the same card for everyone. */
export function tableOf(doc: Doc, person: string): Readable<RoomTable> {
  let cached: RoomTable | null = null
  const read = (): RoomTable => {
    const unique = new Map(readCards(doc).map((card) => [card.id, card]))
    const cards = [...unique.values()].sort(
      (a, b) => scatter(person + a.id) - scatter(person + b.id) || (a.id < b.id ? -1 : 1),
    )
    const piles = readPiles(doc).map((pile) => ({ id: pile.id, cards: pile.cards.filter((id) => unique.has(id)) }))
    return { cards, piles, heard: readHeard(doc), piled: new Set(piles.flatMap((pile) => pile.cards)) }
  }
  return {
    get: () => {
      cached ??= read()
      return cached
    },
    subscribe: (fn) => {
      const changed = () => {
        cached = null
        fn()
      }
      doc.on('update', changed)
      return () => doc.off('update', changed)
    },
  }
}

/** FNV-1a: an order that looks random and stays the same on this phone. */
function scatter(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
