// The order of themes: concentration, not anecdotes. A theme of three rooms stands before one of ten cards from one room.
import type { Theme } from '../../shared/model.ts'
import type { LiveFacts } from './live-facts.ts'

type Cards = LiveFacts['cards']

/** Distinct rooms behind a theme; cards of the pool belong to no room and count for none. */
export function roomsBehind(theme: Pick<Theme, 'cards'>, cards: Cards): number {
  const rooms = new Set(theme.cards.map((id) => cards.get(id)?.room ?? null))
  rooms.delete(null)
  return rooms.size
}

/** Most rooms first, then most cards, then by title; hidden ones last. Does not change its argument. */
export function rankThemes(themes: readonly Theme[], cards: Cards): Theme[] {
  const ranked = themes.map((theme) => ({
    theme,
    rooms: roomsBehind(theme, cards),
    hidden: Number(theme.hidden !== null),
  }))
  ranked.sort(
    (a, b) =>
      a.hidden - b.hidden ||
      b.rooms - a.rooms ||
      b.theme.cards.length - a.theme.cards.length ||
      compare(a.theme.title, b.theme.title) ||
      compare(a.theme.id, b.theme.id),
  )
  return ranked.map(({ theme }) => theme)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
