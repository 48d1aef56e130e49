// How what a commitment lives through is changed: by whom, in whose name, with a line in its history.
import type { Pursuit } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Commitment, Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { clip } from '../../shared/text.ts'
import type { By, Decision } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { BY_LINK, withLine } from './pursuit-history.ts'
import { isTooMuch } from './pursuit-room.ts'
import { mapSame, withFields } from './session-with.ts'

export type Change = (commitment: Commitment) => Pursuit | RefusalCode

export function change(session: Session, id: string, to: Change): Decision {
  const commitment = session.commitments.find((one) => one.id === id)
  if (commitment === undefined) return refuse('not-found')
  const pursuit = to(commitment)
  if (typeof pursuit === 'string') return refuse(pursuit)
  if (pursuit !== commitment.pursuit && isTooMuch(commitment.pursuit, pursuit)) return refuse('too-many')
  return accept(
    withFields(session, {
      commitments: mapSame(session.commitments, (one) => (one === commitment ? withFields(one, { pursuit }) : one)),
    }),
  )
}

/** By whoever may change everything, and by its owner. */
export function owned(session: Session, id: string, by: By, to: Change): Decision {
  return change(session, id, (one) =>
    by.actor.role === 'participant' && one.owner !== by.actor.person ? 'not-owner' : to(one),
  )
}

export function noted(pursuit: Pursuit, by: By, session: Session, says: string): Pursuit {
  return withLine(pursuit, { at: by.now, by: nameOfActor(by, session), says })
}

export function nameOfActor({ actor }: By, session: Session): string {
  if (actor.role === 'participant') return nameOf(session, actor.person)
  // A visitor's name is what they typed: it must not be taken for the facilitator's, or for anybody's who has a seat.
  return actor.role === 'visitor' ? `${clip(actor.name, LIMITS.label - BY_LINK.length)}${BY_LINK}` : 'Facilitator'
}

export function nameOf(session: Session, id: string): string {
  return session.people.find((one) => one.id === id)?.name ?? 'Somebody'
}
