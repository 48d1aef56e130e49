// What is said openly in a step: the show of hands, the sponsor's prediction, and what the sponsor does not know yet.
// Sealed answers never come here: they travel in rounds.
import type { Question } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { fits, plainText } from '../../shared/text.ts'
import { currentStep } from './agenda.ts'
import type { Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { seatOf } from './people.ts'
import { withFields } from './session-with.ts'

const show: Handler<'hand.show'> = (session, { question: id, option }, by) => {
  const question = askedNow(session, id)
  if (question === null) return refuse('not-found')
  if (!question.open || (option !== null && option >= question.options.length)) return refuse('bad-request')
  const person = seatOf(session, by).id
  const mine = session.hands.find((hand) => hand.question === id && hand.person === person)
  if ((mine?.option ?? null) === option) return accept(session)
  const others = session.hands.filter((hand) => hand !== mine)
  return accept({ ...session, hands: option === null ? others : [...others, { question: id, person, option }] })
}

/** A prediction is made before there is anything to see; afterwards it would be a comment. */
const predict: Handler<'ask.predict'> = (session, { question: id, value }) => {
  const question = askedNow(session, id)
  if (question === null) return refuse('not-found')
  if (value !== null && !possible(question, value)) return refuse('bad-request')
  if ((Object.hasOwn(session.predictions, id) ? session.predictions[id] : null) === value) return accept(session)
  if (isAnswered(session, question)) return refuse('round-over')
  const others = Object.entries(session.predictions).filter(([one]) => one !== id)
  return accept({ ...session, predictions: Object.fromEntries(value === null ? others : [...others, [id, value]]) })
}

const unknown: Handler<'frame.unknown'> = (session, data) => {
  const text = plainText(data.text)
  return fits(text, LIMITS.unknown) ? accept(withFields(session, { unknown: text })) : refuse('too-long')
}

export const askHandlers = { 'hand.show': show, 'ask.predict': predict, 'frame.unknown': unknown }

function askedNow(session: Session, id: string): Question | null {
  const step = currentStep(session)
  return (step.kind === 'ask' ? step.settings.questions.find((question) => question.id === id) : null) ?? null
}

function possible(question: Question, value: number): boolean {
  if (question.type === 'text') return false
  if (question.type === 'number') return value >= question.min && value <= question.max
  return Number.isInteger(value) && value >= 0 && value < question.options.length
}

function isAnswered(session: Session, question: Question): boolean {
  if (question.open) return session.hands.some((hand) => hand.question === question.id)
  return session.results.some((result) => result.question === question.id)
}
