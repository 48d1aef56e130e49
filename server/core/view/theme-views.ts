// Themes as they are seen: ranked by how many rooms stand behind them. A card's room is counted here and never shown.
import type { Session, Theme } from '../../../shared/model.ts'
import { clip } from '../../../shared/text.ts'
import type { ThemeView } from '../../../shared/views.ts'
import type { LiveFacts } from '../live-facts.ts'
import { rankThemes, roomsBehind } from '../themes-rank.ts'

const SAMPLES = 3
/** As long as a title that the machine proposes. */
const TITLE = 60

/** `hidden` includes what the facilitator hid; only a console asks for that. */
export function themeViews(
  session: Session,
  live: Pick<LiveFacts, 'cards'>,
  hidden: 'hidden' | 'visible',
): ThemeView[] {
  return rankThemes(session.themes, live.cards)
    .filter((theme) => hidden === 'hidden' || theme.hidden === null)
    .map((theme) => {
      const cards = theme.cards.flatMap((id) => live.cards.get(id) ?? [])
      return {
        id: theme.id,
        title: titleOf(theme, live),
        count: cards.length,
        rooms: roomsBehind(theme, live.cards),
        keywords: theme.keywords,
        samples: cards.slice(0, SAMPLES).map((card) => card.text),
        hidden: theme.hidden,
      }
    })
}

/** A theme that nobody named yet is called by its most typical card. */
export function titleOf(theme: Theme, live: Pick<LiveFacts, 'cards'>): string {
  const [first = ''] = theme.cards
  return theme.title === '' ? clip(live.cards.get(first)?.text ?? '…', TITLE) : theme.title
}

/** Cards in no theme. */
export function ungroupedCount(session: Session, live: Pick<LiveFacts, 'cards'>): number {
  const grouped = new Set(session.themes.flatMap((theme) => theme.cards))
  return [...live.cards.keys()].filter((id) => !grouped.has(id)).length
}
