// Themes as they are seen: ranked by how many rooms stand behind them. A card's room is counted here and never shown.
import type { Session, Theme } from '../../../shared/model.ts'
import { clip } from '../../../shared/text.ts'
import type { PhoneView, ThemeView } from '../../../shared/views.ts'
import { RANKED_FROM, sayReach } from '../concentration.ts'
import { echoShown } from '../echo-shown.ts'
import type { LiveFacts } from '../live-facts.ts'
import { rankThemes } from '../themes-rank.ts'

const SAMPLES = 3
/** As long as a title that the machine proposes. */
const TITLE = 60

/** `hidden` includes what the facilitator hid; only a console asks for that. */
export function themeViews(
  session: Session,
  live: Pick<LiveFacts, 'cards'>,
  hidden: 'hidden' | 'visible',
): ThemeView[] {
  const claims = live.cards.size >= RANKED_FROM
  return rankThemes(session.themes, live.cards, (theme) => echoShown(session, theme))
    .filter(({ theme }) => hidden === 'hidden' || theme.hidden === null)
    .map(({ theme, concentration, echo }) => {
      const cards = theme.cards.flatMap((id) => live.cards.get(id) ?? [])
      return {
        id: theme.id,
        title: titleOf(theme, live),
        count: cards.length,
        rooms: concentration.rooms,
        keywords: theme.keywords,
        samples: cards.slice(0, SAMPLES).map((card) => card.text),
        hidden: theme.hidden,
        reach: claims
          ? { word: concentration.reach, says: sayReach(concentration, echo?.functions?.echoed ?? null) }
          : null,
        echo,
      }
    })
}

/** A theme that nobody named yet is called by its most typical card. */
export function titleOf(theme: Theme, live: Pick<LiveFacts, 'cards'>): string {
  const [first = ''] = theme.cards
  return theme.title === '' ? clip(live.cards.get(first)?.text ?? '…', TITLE) : theme.title
}

/** What the facilitator hid, by the reason that was given: how many themes, never which. Most first. */
export function hiddenThemes({ themes }: Pick<Session, 'themes'>): PhoneView['hiddenThemes'] {
  const counts = new Map<string, number>()
  for (const { hidden } of themes) if (hidden !== null) counts.set(hidden, (counts.get(hidden) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, themes: count }))
    .sort((a, b) => b.themes - a.themes || (a.reason < b.reason ? -1 : 1))
}

/** Cards in no theme. */
export function ungroupedCount(session: Session, live: Pick<LiveFacts, 'cards'>): number {
  const grouped = new Set(session.themes.flatMap((theme) => theme.cards))
  return [...live.cards.keys()].filter((id) => !grouped.has(id)).length
}
