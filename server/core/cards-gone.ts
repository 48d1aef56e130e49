// What a session forgets when authors take their cards back: every place where such a card lay, the past of the themes included.
import type { Session, Theme, ThemeEdit } from '../../shared/model.ts'
import { filterSame, mapSame, withFields } from './session-with.ts'
import { isCalledBy } from './themes-named.ts'

/**
 * The same session when there is nothing to forget. The number of withdrawn cards is all that stays. `words`: of those cards, by which
 * a theme may still be called.
 */
export function withoutCards(session: Session, ids: readonly string[], words: readonly string[] = []): Session {
  if (ids.length === 0) return session
  const untitled = (theme: Theme) => (isCalledBy(theme.title, words) ? withFields(theme, { title: '' }) : theme)
  const gone = new Set(ids)
  const stays = (id: string) => !gone.has(id)
  const without = <T extends { readonly cards: string[] }>(value: T): T =>
    withFields<T>(value, { cards: filterSame(value.cards, stays) } as Partial<T>)
  // A theme of which nothing is left goes, unless a person named it.
  const kept = (theme: Theme) => untitled(without(theme))
  const themes = (all: Theme[]) => filterSame(mapSame(all, kept), (theme) => theme.cards.length > 0 || theme.edited)
  const edits = (all: ThemeEdit[]) =>
    mapSame(all, (edit) => withFields(edit, { before: mapSame(edit.before, kept), says: unquoted(edit.says, words) }))
  return withFields(session, {
    withdrawn: session.withdrawn + gone.size,
    rooms: mapSame(session.rooms, (room) =>
      withFields(room, {
        piles: filterSame(mapSame(room.piles, without), (pile) => pile.cards.length > 1),
        heard: filterSame(room.heard, stays),
      }),
    ),
    themes: themes(session.themes),
    themesPast: edits(session.themesPast),
    themesFuture: edits(session.themesFuture),
    commitments: mapSame(session.commitments, without),
    askers: filterSame(session.askers, ({ card }) => stays(card)),
    finding:
      session.finding === null
        ? null
        : withFields(session.finding, {
            themes: mapSame(session.finding.themes, (one) =>
              withFields(one, { weakest: filterSame(one.weakest, stays) }),
            ),
          }),
  })
}

/** What an edit says of a theme by its title says it without, where the title was such a card's words. */
function unquoted(says: string, words: readonly string[]): string {
  return says.replaceAll(/“([^”]*)”/gu, (quoted, title: string) => (isCalledBy(title, words) ? 'a theme' : quoted))
}
