// The board as it is taken home: what the reader's link shows, and for the facilitator the cards of the themes that are shown.
import type { Session } from '../../../shared/model.ts'
import { type BoardRecord, RECORD_FORMAT, RECORD_VERSION } from '../../../shared/record.ts'
import { dayOf } from '../calendar.ts'
import type { LiveFacts } from '../live-facts.ts'
import { type BoardReader, boardView } from './board-view.ts'

/** `shuffle`: an order that says nothing, for the cards; null for everybody but the facilitator, who get none. */
export function boardRecord(
  session: Session,
  live: Pick<LiveFacts, 'cards'>,
  now: number,
  shuffle: (<T>(items: readonly T[]) => T[]) | null,
  reader: BoardReader,
): BoardRecord {
  const { liveCheckin: _now, ...board } = boardView(session, live, reader, 'whole')
  const titles = new Map(board.themes.map(({ id, title }) => [id, title]))
  const cards = session.themes
    .filter(({ hidden }) => hidden === null)
    .flatMap((theme) =>
      theme.cards.flatMap((id) => {
        const card = live.cards.get(id)
        return card === undefined ? [] : [{ theme: titles.get(theme.id) ?? null, kind: card.kind, text: card.text }]
      }),
    )
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    exported: dayOf(now),
    board,
    cards: shuffle === null ? null : shuffle(cards),
  }
}
