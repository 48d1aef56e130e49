// Commitments as they are seen, with every turn of their ballots.
import type { Session } from '../../../shared/model.ts'
import type { CommitmentView } from '../../../shared/views.ts'
import { wordingOf } from '../asked.ts'
import { missingFields } from '../commitments.ts'
import type { LiveFacts } from '../live-facts.ts'
import { ballotViews } from './ballot-view.ts'
import { named } from './named.ts'
import { pursuitView, type Told } from './pursuit-view.ts'
import { titleOf } from './theme-views.ts'

export function commitmentViews(session: Session, live: Pick<LiveFacts, 'cards'>, told: Told): CommitmentView[] {
  return session.commitments.map((commitment) => {
    const ballots = ballotViews(session, live, commitment)
    const theme = session.themes.find((one) => one.id === commitment.theme)
    return {
      id: commitment.id,
      theme: theme === undefined || theme.hidden !== null ? null : { id: theme.id, name: titleOf(theme, live) },
      wording: wordingOf(commitment),
      owner: named(session, commitment.owner),
      accepted: commitment.accepted,
      offers: commitment.offers.flatMap((id) => named(session, id) ?? []),
      by: commitment.by,
      firstStepBy: commitment.firstStepBy,
      remover: named(session, commitment.remover),
      decider: named(session, commitment.decider),
      missing: missingFields(commitment),
      waived: commitment.waived,
      ballots,
      pursuit: pursuitView(session, commitment, ballots, told),
    }
  })
}
