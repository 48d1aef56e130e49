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
    themes: themeViews(session, live, 'visible'),
    commitments: commitmentViews(session, live),
    talk: session.talk,
  }
}
