// What the last edit or proposal did: where each card was and where it is now, and which themes came and went with it.
import type { Session, Theme } from '../../../shared/model.ts'
import type { RequestReply } from '../../../shared/requests.ts'
import type { LiveFacts } from '../live-facts.ts'
import { turnBack } from '../themes-edit.ts'
import { titleOf } from './theme-views.ts'

type Changes = RequestReply['theme.changes']

/** In the order of the themes as they are now, and of card ids, which say nothing. */
export function themeChanges(session: Session, live: Pick<LiveFacts, 'cards'>): Changes {
  const edit = session.themesPast.at(-1)
  if (edit === undefined) return { says: null, cards: [], themes: [] }
  const then = turnBack(session, false).themes
  const before = placesIn(then)
  const now = placesIn(session.themes)
  return {
    says: edit.says,
    cards: [...live.cards.keys()]
      .map((card) => ({ card, from: before.get(card) ?? null, to: now.get(card) ?? null }))
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => (a.card < b.card ? -1 : 1)),
    themes: [...missingIn(then, session.themes, 'new', live), ...missingIn(session.themes, then, 'gone', live)],
  }
}

function placesIn(themes: readonly Theme[]): ReadonlyMap<string, string> {
  return new Map(themes.flatMap(({ id, cards }) => cards.map((card) => [card, id])))
}

/** Those of `all` that `known` does not have. */
function missingIn(
  known: readonly Theme[],
  all: readonly Theme[],
  state: Changes['themes'][number]['state'],
  live: Pick<LiveFacts, 'cards'>,
): Changes['themes'] {
  const ids = new Set(known.map(({ id }) => id))
  return all.filter(({ id }) => !ids.has(id)).map((theme) => ({ theme: theme.id, title: titleOf(theme, live), state }))
}
