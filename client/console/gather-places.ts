// Where cards can be while they are gathered, and what a drag from one place to another means.
import type { Command } from '../../shared/commands.ts'
import type { ShownCard } from '../../shared/requests.ts'
import { clip } from '../../shared/text.ts'
import type { ConsoleView } from '../../shared/views.ts'

/** The place of cards that are in no theme. No id may contain a slash, so it is never a theme's. */
export const LOOSE = '/loose'
/** Not a place yet: what is dropped here begins a theme. */
export const FRESH = '/new'

export type Drag =
  | { readonly kind: 'cards'; readonly from: string; readonly cards: readonly string[] }
  | { readonly kind: 'theme'; readonly theme: string }

/** What dropping `drag` on `place` does; null when it would do nothing. `as` is the id of a theme that may begin. */
export function landing(drag: Drag, place: string, as: string, title: string): Command | null {
  if (drag.kind === 'theme')
    return place === LOOSE || place === FRESH || place === drag.theme
      ? null
      : { name: 'theme.merge', data: { into: place, from: drag.theme } }
  const cards = [...drag.cards]
  if (cards.length === 0 || place === drag.from) return null
  if (place !== FRESH) return { name: 'theme.move', data: { cards, theme: place === LOOSE ? null : place } }
  if (drag.from === LOOSE) return { name: 'theme.add', data: { theme: as, title, cards } }
  return { name: 'theme.split', data: { theme: drag.from, cards, as } }
}

/** The first words of a card: what a theme is called until somebody names it. */
export function firstWords(text: string): string {
  const kept = clip(text, 59)
  if (kept === text) return text
  // To the last whole word, where that leaves most of it.
  const space = kept.lastIndexOf(' ')
  return `${space > 30 ? kept.slice(0, space) : kept}…`
}

/** The card ids of a place. Loose cards are those that stand in no theme. */
export function cardsAt(
  view: Pick<ConsoleView, 'grouping'>,
  place: string,
  texts: ReadonlyMap<string, ShownCard>,
): readonly string[] {
  if (place !== LOOSE) return view.grouping.find((one) => one.theme === place)?.cards ?? []
  const grouped = new Set(view.grouping.flatMap((one) => one.cards))
  return [...texts.keys()].filter((id) => !grouped.has(id))
}
