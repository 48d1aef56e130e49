// What a visitor with the board link is shown.
import type { Session, Theme } from '../../../shared/model.ts'
import type { BoardView, ThemeView } from '../../../shared/views.ts'
import { dayOf } from '../calendar.ts'
import type { LiveFacts } from '../live-facts.ts'
import { seatedPeople } from '../people.ts'
import { themesAreShown } from '../sorting.ts'
import { checkinViews } from './checkin-views.ts'
import { commitmentViews } from './commitment-views.ts'
import { themeViews } from './theme-views.ts'

export function boardView(session: Session, live: Pick<LiveFacts, 'cards'>): BoardView {
  return {
    session: session.id,
    title: session.title,
    statement: session.statement,
    goal: session.goal,
    status: session.status,
    people: session.people.filter((person) => !person.removed).length,
    themes: themesForVisitors(session, live),
    commitments: commitmentViews(session, live).map((commitment) => ({ ...commitment, theme: null })),
    talk: session.talk,
    offsite: dayOf(session.createdAt),
    checkins: checkinViews(session),
    summary: session.afterwards.summary.given === null ? '' : session.afterwards.summary.text,
    names: seatedPeople(session).map(({ id, name }) => ({ id, name })),
  }
}

/** What people wrote was written for those in the room; a link can be passed on. A title that nobody chose is a card's own words. */
function themesForVisitors(session: Session, live: Pick<LiveFacts, 'cards'>): ThemeView[] {
  if (!themesAreShown(session)) return []
  const cards = [...live.cards.values()].map(({ text }) => asRead(text))
  const isNamed = ({ title, edited }: Theme) => edited && !cards.some((card) => begins(card, asRead(title)))
  const named = new Set(session.themes.filter(isNamed).map((theme) => theme.id))
  return themeViews(session, live, 'visible').map((theme) => ({
    ...theme,
    title: named.has(theme.id) ? theme.title : theme.keywords.join(', ') || 'A theme without a name',
    samples: [],
  }))
}

/**
 * Whether a title is all of a card, its first sentence or its beginning, cut off: so the machine calls themes, also those that
 * people moved cards in or hid. A name that happens to be a card's first words is none of these.
 */
function begins(card: string, title: string): boolean {
  const isCut = /(…|\.{3})$/u.test(title)
  const words = title.replace(/[.!?…]+$/u, '')
  const next = card.slice(words.length, words.length + 1)
  return card.startsWith(words) && (words === '' || isCut || /^[.!?…]?$/u.test(next))
}

/** As titles are made of cards. */
const asRead = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
