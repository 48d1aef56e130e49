// Cards that say "I don't know" are questions: somebody looks for the answer, by their own yes or the facilitator's word.
// That the cards exist is checked before by server/live, which has the cards.
import type { Session } from '../../shared/model.ts'
import type { Decision, Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { seatedPerson, seatOf } from './people.ts'

/** Whoever takes a question that has somebody already is told; giving it back is one's own right only. */
const take: Handler<'question.take'> = (session, { card, on }, by) => {
  const me = seatOf(session, by).id
  const now = askerOf(session, card)
  if (on) return now !== null && now !== me ? refuse('not-owner') : withAsker(session, card, me)
  return now === me ? withAsker(session, card, null) : accept(session)
}

const give: Handler<'question.give'> = (session, { card, person }) =>
  person !== null && seatedPerson(session, person) === null ? refuse('not-found') : withAsker(session, card, person)

export const questionHandlers = { 'question.take': take, 'question.give': give }

export function askerOf(session: Pick<Session, 'askers'>, card: string): string | null {
  return session.askers.find((one) => one.card === card)?.person ?? null
}

function withAsker(session: Session, card: string, person: string | null): Decision {
  if (askerOf(session, card) === person) return accept(session)
  const others = session.askers.filter((one) => one.card !== card)
  return accept({ ...session, askers: person === null ? others : [...others, { card, person }] })
}
