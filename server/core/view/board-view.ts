// What a visitor with a link to the board is shown: whoever takes part more than whoever only sees it, and nobody a card's words.
import type { Session } from '../../../shared/model.ts'
import type { BoardView, CheckInView, CommitmentView, ThemeView } from '../../../shared/views.ts'
import { dayOf } from '../calendar.ts'
import type { LiveFacts } from '../live-facts.ts'
import { seatedPeople } from '../people.ts'
import { themesAreShown } from '../sorting.ts'
import { namedThemes } from '../themes-named.ts'
import { checkinViews } from './checkin-views.ts'
import { commitmentViews } from './commitment-views.ts'
import { liveCheckinView } from './head.ts'
import type { Told } from './pursuit-view.ts'
import { themeViews } from './theme-views.ts'

/** With which link it is read; those of the room read it as whoever takes part does. */
export type BoardReader = 'sees' | 'takes-part'

export function boardView(
  session: Session,
  live: Pick<LiveFacts, 'cards'>,
  reader: BoardReader,
  told: Told = 'latest',
): BoardView {
  const onlySees = reader === 'sees'
  const commitments = commitmentViews(session, live, told).map((commitment) => ({ ...commitment, theme: null }))
  const checkins = checkinViews(session)
  return {
    session: session.id,
    title: session.title,
    statement: session.statement,
    goal: session.goal,
    status: session.status,
    people: session.people.filter((person) => !person.removed).length,
    themes: themesForVisitors(session, live),
    commitments: onlySees ? commitments.map(withoutOffers) : commitments,
    talk: session.talk,
    offsite: dayOf(session.createdAt),
    checkins: onlySees ? checkins.map(withoutWords) : checkins,
    liveCheckin: liveCheckinView(session),
    summary: session.afterwards.summary.given === null ? '' : session.afterwards.summary.text,
    // Who was there is for those who may name somebody; the others know the names that stand on commitments.
    names: onlySees ? [] : seatedPeople(session).map(({ id, name }) => ({ id, name })),
  }
}

/** Who offered and was not taken stands on nothing. */
const withoutOffers = (commitment: CommitmentView): CommitmentView => ({ ...commitment, offers: [] })

/** Said under seal, to those of the room. */
const withoutWords = (checkin: CheckInView): CheckInView => ({ ...checkin, way: null })

/** What people wrote was written for those in the room; a link can be passed on. A title that nobody chose is a card's own words. */
function themesForVisitors(session: Session, live: Pick<LiveFacts, 'cards'>): ThemeView[] {
  if (!themesAreShown(session)) return []
  const named = namedThemes(
    session.themes,
    [...live.cards.values()].map(({ text }) => text),
  )
  return themeViews(session, live, 'visible').map((theme) => ({
    ...theme,
    title: named.has(theme.id) ? theme.title : theme.keywords.join(', ') || 'A theme without a name',
    samples: [],
  }))
}
