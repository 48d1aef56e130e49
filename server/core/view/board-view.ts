// What a visitor with the board link is shown.
import type { Session } from '../../../shared/model.ts'
import type { BoardView } from '../../../shared/views.ts'
import type { LiveFacts } from '../live-facts.ts'
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
    // What people wrote was written for those in the room; a link can be passed on. The titles are what the room agreed to show.
    themes: themeViews(session, live, 'visible').map((theme) => ({ ...theme, samples: [] })),
    commitments: commitmentViews(session, live),
    talk: session.talk,
  }
}
