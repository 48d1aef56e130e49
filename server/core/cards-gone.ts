// What a session forgets when authors take their cards back: every place where such a card lay, the past of the themes included.
import type { Session, Theme, ThemeEdit } from '../../shared/model.ts'
import { filterSame, mapSame, withFields } from './session-with.ts'

/** The same session when there is nothing to forget. The number of withdrawn cards is all that stays. */
export function withoutCards(session: Session, ids: readonly string[]): Session {
  if (ids.length === 0) return session
  const gone = new Set(ids)
  const stays = (id: string) => !gone.has(id)
  const without = <T extends { readonly cards: string[] }>(value: T): T =>
    withFields<T>(value, { cards: filterSame(value.cards, stays) } as Partial<T>)
  // A theme of which nothing is left goes, unless a person named it.
  const themes = (all: Theme[]) => filterSame(mapSame(all, without), (theme) => theme.cards.length > 0 || theme.edited)
  const edits = (all: ThemeEdit[]) =>
    mapSame(all, (edit) => withFields(edit, { before: mapSame(edit.before, without) }))
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
