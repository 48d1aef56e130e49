// What a ballot asks about, word for word as every phone shows it: the part of a token that says what it is good for.
import type { Asked } from '../../shared/anon/grants.ts'
import type { Round, Session, Wording } from '../../shared/model.ts'

export function askedIn(session: Session, round: Pick<Round, 'id'>): Asked[] {
  return session.ballots
    .filter((ballot) => ballot.round === round.id)
    .map(({ id, target, frozen }) => ({ id, target, by: frozen.by, wording: wordingOf(frozen) }))
}

/** The words alone, of whatever has them. */
export function wordingOf({ what, givingUp, firstStep, barrier, ifCond, thenDo }: Wording): Wording {
  return { what, givingUp, firstStep, barrier, ifCond, thenDo }
}
