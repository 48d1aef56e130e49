// Putting commitments to everyone: the wording freezes, one sealed round asks about all of them, and the tally comes with its batch.
import { type Ballot, type Commitment, type RequiredField, type Session, WORDING } from '../../shared/model.ts'
import { clip } from '../../shared/text.ts'
import { currentStep } from './agenda.ts'
import { wordingOf } from './asked.ts'
import type { Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { missingFields } from './commitments.ts'
import { lastDecision } from './decided.ts'
import { newRound, seatsNow } from './rounds.ts'
import { withFields } from './session-with.ts'

const LACKS: Readonly<Record<RequiredField, string>> = {
  what: 'what will be done',
  owner: 'an owner',
  by: 'a date',
  givingUp: 'what is given up',
}

const open: Handler<'ballot.open'> = (session, data) => {
  const existing = session.rounds.find((round) => round.id === data.round)
  if (existing !== undefined) return existing.purpose === 'ballot' ? accept(session) : refuse('bad-request')
  const step = currentStep(session)
  if (step.kind !== 'ballot') return refuse('not-now')
  if (session.rounds.some((round) => round.state === 'open')) return refuse('round-open')
  // Two ballots on their way at once could ask about the same commitment twice.
  if (session.rounds.some((round) => round.purpose === 'ballot' && round.state !== 'written'))
    return refuse('not-written')
  const byId = new Map(session.commitments.map((commitment) => [commitment.id, commitment]))
  const asked: Commitment[] = []
  for (const id of new Set(data.commitments)) {
    const commitment = byId.get(id)
    if (commitment === undefined) return refuse('not-found')
    const missing = missingFields(commitment)
    if (missing.length > 0) return refuse('not-ready', lacking(commitment, missing))
    if (isDecided(session, commitment)) return refuse('nothing-new', `“${clip(commitment.what, 60)}” was decided`)
    asked.push(commitment)
  }
  const seats = seatsNow(session)
  if (seats.length === 0) return refuse('nobody-here')
  const ballots = newBallots(session, asked, { round: data.round, target: step.settings.target, seats })
  const slots = ballots.map(({ id }) => id)
  return accept({
    ...session,
    ballots: [...session.ballots, ...ballots],
    rounds: [...session.rounds, newRound(data.round, step.id, { purpose: 'ballot', slots }, seats)],
  })
}

/**
 * Everybody decided it, and nobody has opened it again with something new (P3): it is not asked once more by accident. G4: what was
 * decided before the team met again, or before its board was brought here, may be asked about as it stands.
 */
export function isDecided(session: Session, commitment: Commitment): boolean {
  const last = lastDecision(session, commitment)
  if (last === null || !last.isReached) return false
  if (commitment.pursuit.reopened.some(({ decided }) => decided === last.id)) return false
  const { wording } = last
  const stands = wording === null || WORDING.every((field) => wording[field] === commitment[field])
  return last.isOfToday || !stands
}

/** One ballot a commitment, in this order, with the wording as it stands now. */
export function newBallots(
  session: Session,
  asked: readonly Commitment[],
  { round, target, seats }: { readonly round: string; readonly target: number; readonly seats: readonly string[] },
): Ballot[] {
  return asked.map((commitment, i) => ({
    id: `${round}.${i + 1}`,
    commitment: commitment.id,
    round,
    turn: turnsOf(session, commitment.id) + 1,
    frozen: frozen(commitment),
    target,
    eligible: seats.length,
    tally: null,
    published: null,
  }))
}

const talk: Handler<'talk.set'> = (session, { commitment: id }) => {
  if (id !== null && !session.commitments.some((one) => one.id === id)) return refuse('not-found')
  return accept(withFields(session, { talk: id }))
}

export const ballotHandlers = { 'ballot.open': open, 'talk.set': talk }

/** How often everyone was asked about a commitment so far. */
function turnsOf(session: Session, commitment: string): number {
  return Math.max(0, ...session.ballots.filter((one) => one.commitment === commitment).map(({ turn }) => turn))
}

function frozen(commitment: Commitment): Ballot['frozen'] {
  const { owner, by, firstStepBy, remover, decider } = commitment
  const { accepted, waived } = commitment
  return { ...wordingOf(commitment), owner, by, firstStepBy, remover, decider, accepted, waived: [...waived] }
}

function lacking(commitment: Commitment, missing: readonly RequiredField[]): string {
  const name = commitment.what === '' ? 'A commitment' : `“${clip(commitment.what, 60)}”`
  return `${name} lacks ${missing.map((field) => LACKS[field]).join(', ')}`
}
