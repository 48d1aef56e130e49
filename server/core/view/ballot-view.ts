// A ballot as it is seen: its frozen wording while it is open, and after the close only what the thresholds let through.
import type { CommitmentFacts } from '../../../shared/clarity/indicators.ts'
import type { Ballot, Commitment, Session } from '../../../shared/model.ts'
import { WORDING } from '../../../shared/model.ts'
import { showBallot } from '../../../shared/thresholds.ts'
import type { BallotView } from '../../../shared/views.ts'
import { checkinWalkedIn } from '../agenda.ts'
import { wordingOf } from '../asked.ts'
import { isWithheld } from '../floors.ts'
import type { LiveFacts } from '../live-facts.ts'
import { named } from './named.ts'

const FACTS = ['owner', 'by', 'firstStepBy', 'remover', 'decider'] as const

export function ballotViews(session: Session, live: Pick<LiveFacts, 'cards'>, commitment: Commitment): BallotView[] {
  const turns = session.ballots.filter((ballot) => ballot.commitment === commitment.id).sort((a, b) => a.turn - b.turn)
  return turns.map((ballot, at) => {
    // Whose it is may settle after the ballot; only of the latest turn is that still news.
    const owned = at === turns.length - 1 ? commitment : ballot.frozen
    const facts = factsOf(session, live, ballot, commitment, owned)
    return ballotView(session, commitment, ballot, turns[at - 1] ?? null, facts)
  })
}

function ballotView(
  session: Session,
  commitment: Commitment,
  ballot: Ballot,
  before: Ballot | null,
  facts: CommitmentFacts,
): BallotView {
  const { frozen } = ballot
  const round = session.rounds.find((one) => one.id === ballot.round)
  const state = round?.state === 'open' ? 'open' : round?.state === 'collecting' ? 'collecting' : 'closed'
  return {
    id: ballot.id,
    round: ballot.round,
    turn: ballot.turn,
    asked: askedAt(session, commitment, round?.step ?? ''),
    state,
    target: ballot.target,
    wording: wordingOf(frozen),
    owner: named(session, frozen.owner),
    by: frozen.by,
    firstStepBy: frozen.firstStepBy,
    result:
      state !== 'closed' || ballot.tally === null
        ? null
        : showBallot(ballot.tally, ballot.target, { hands: null, commitment: facts }, session.floors, ballot.floors),
    eligible: ballot.eligible,
    published:
      ballot.published === null
        ? null
        : { lines: ballot.published.lines, digest: isWithheld(session, ballot) ? null : ballot.published.digest },
    changed: before === null ? [] : [...WORDING, ...FACTS].filter((field) => before.frozen[field] !== frozen[field]),
  }
}

/** As the board calls it: the check-in whose step it was; else the offsite, or for what was asked before it came here, a check-in in the room. */
function askedAt(session: Session, { pursuit }: Commitment, step: string): string {
  const live = checkinWalkedIn(session, step)
  const checkin = session.afterwards.checkins.find((one) => one.id === live || one.steps.some(({ id }) => id === step))
  return checkin?.title ?? (pursuit.earlier.length > 0 ? 'In the room' : 'Offsite')
}

function factsOf(
  session: Session,
  live: Pick<LiveFacts, 'cards'>,
  { frozen }: Ballot,
  commitment: Commitment,
  { owner, accepted }: Pick<Commitment, 'owner' | 'accepted'>,
): CommitmentFacts {
  return {
    givingUp: frozen.givingUp,
    givingUpWaived: frozen.waived.includes('givingUp'),
    staffingCards: commitment.cards.filter((id) => live.cards.get(id)?.kind === 'staffing').length,
    owner: owner === null ? 'none' : accepted ? 'accepted' : 'asked',
    ownerHolds: owner === null ? 0 : session.commitments.filter((one) => one.owner === owner).length,
  }
}
