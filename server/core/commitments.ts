// Commitments while they are drafted: who does what by when, giving up what. The wording itself is written in the `board`
// doc and mirrored here; everything else is decided here.
import type { Pursuit } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import { type Commitment, REQUIRED, type RequiredField, type Session } from '../../shared/model.ts'
import { clip, fits, plainLine } from '../../shared/text.ts'
import { isDay } from './calendar.ts'
import type { Decision, Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { seatedPerson, seatOf } from './people.ts'
import { handedOver } from './pursuits.ts'
import { filterSame, mapSame, toggled, withFields } from './session-with.ts'

/** What must still be written, or waived aloud, before this can be put to a ballot. */
export function missingFields(commitment: Commitment): RequiredField[] {
  const there: Record<RequiredField, boolean> = {
    what: commitment.what !== '',
    owner: commitment.owner !== null,
    by: commitment.by !== null,
    givingUp: commitment.givingUp !== '',
  }
  return REQUIRED.filter((field) => !there[field] && !commitment.waived.includes(field))
}

/** That its owner has not accepted yet is shown beside it, and does not stop a ballot. */
export function readyForBallot(commitment: Commitment): boolean {
  return missingFields(commitment).length === 0
}

export function freshPursuit(): Pursuit {
  return {
    status: 'open',
    why: '',
    firstStepDone: null,
    steps: [],
    wins: [],
    barriers: [],
    different: '',
    seen: null,
    handover: null,
    tooBig: [],
    reopened: [],
    earlier: [],
    history: [],
  }
}

const add: Handler<'commitment.add'> = (session, data) => {
  if (session.commitments.some(({ id }) => id === data.commitment)) return accept(session)
  if (session.commitments.length >= LIMITS.commitments) return refuse('too-many')
  const theme = session.themes.find(({ id }) => id === data.theme)
  // What is hidden is not there for anybody: nothing is made of it either.
  if (data.theme !== null && theme?.hidden !== null) return refuse('not-found')
  const what = plainLine(data.what)
  if (!fits(what, LIMITS.field)) return refuse('too-long')
  const commitment: Commitment = {
    id: data.commitment,
    theme: data.theme,
    cards: theme === undefined ? [] : [...theme.cards],
    what,
    givingUp: '',
    firstStep: '',
    barrier: '',
    ifCond: '',
    thenDo: '',
    owner: null,
    accepted: false,
    offers: [],
    by: null,
    firstStepBy: null,
    remover: null,
    decider: null,
    waived: [],
    pursuit: freshPursuit(),
  }
  return accept({ ...session, commitments: [...session.commitments, commitment] })
}

/** Who was asked to own it says yes on their own phone; who offered to, already did. */
const set: Handler<'commitment.set'> = (session, { commitment: id, field, person }) => {
  if (person !== null && seatedPerson(session, person) === null) return refuse('not-found')
  return change(session, id, (one) => {
    if (field !== 'owner') return { [field]: person }
    if (one.owner === person) return {}
    return { owner: person, accepted: person !== null && one.offers.includes(person) }
  })
}

const date: Handler<'commitment.date'> = (session, { commitment: id, field, day }) =>
  day === null || isDay(day) ? change(session, id, () => ({ [field]: day })) : refuse('bad-request')

const waive: Handler<'commitment.waive'> = (session, { commitment: id, field, waived }) =>
  change(session, id, (one) =>
    one.waived.includes(field) === waived
      ? {}
      : { waived: waived ? [...one.waived, field] : one.waived.filter((other) => other !== field) },
  )

/** What people were asked about stays: its answers are about it. */
const remove: Handler<'commitment.remove'> = (session, { commitment: id }) => {
  if (!session.commitments.some((one) => one.id === id)) return accept(session)
  if (session.ballots.some((ballot) => ballot.commitment === id)) return refuse('already-asked')
  return accept(
    withFields(session, {
      commitments: filterSame(session.commitments, (one) => one.id !== id),
      talk: session.talk === id ? null : session.talk,
    }),
  )
}

const offer: Handler<'owner.offer'> = (session, { commitment: id, on }, by) => {
  const me = seatOf(session, by).id
  return change(session, id, (one) => ({
    offers: toggled(one.offers, me, on),
    accepted: one.accepted || (on && one.owner === me),
  }))
}

/** A no takes the name off again; it may also come after a yes. */
const answer: Handler<'owner.answer'> = (session, { commitment: id, accept: yes }, by) => {
  const me = seatOf(session, by).id
  const asked = session.commitments.find((one) => one.id === id)
  if (asked?.pursuit.handover === me) return accept(handedOver(session, asked, yes, by))
  const owner = asked?.owner
  if (owner === null && !yes) return accept(session)
  if (owner !== undefined && owner !== me) return refuse('not-owner')
  return change(session, id, (one) =>
    yes ? { accepted: true } : { owner: null, accepted: false, offers: toggled(one.offers, me, false) },
  )
}

/** The doc is typed in freely: what is too long is kept up to the limit, and the screens say so. */
const wording: SystemHandler<'system.wording'> = (session, { commitment: id, field, text }) =>
  change(session, id, () => {
    const words = plainLine(text)
    return { [field]: fits(words, LIMITS.field) ? words : `${clip(words, LIMITS.field - 1)}…` }
  })

export const commitmentHandlers = {
  'commitment.add': add,
  'commitment.set': set,
  'commitment.date': date,
  'commitment.waive': waive,
  'commitment.remove': remove,
  'owner.offer': offer,
  'owner.answer': answer,
}

export const systemCommitmentHandlers = { 'system.wording': wording }

function change(session: Session, id: string, to: (commitment: Commitment) => Partial<Commitment>): Decision {
  if (!session.commitments.some((one) => one.id === id)) return refuse('not-found')
  const commitments = mapSame(session.commitments, (one) => (one.id === id ? withFields(one, to(one)) : one))
  return accept(withFields(session, { commitments }))
}
