// Changing the agenda itself while it is being walked: insert, edit, move, remove steps, and the questions of an ask.
import type { Question, Step } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { STEPS } from '../../shared/steps.ts'
import { fits, plainLine } from '../../shared/text.ts'
import { isEnd, stepById, stepIndex, stepOfRound } from './agenda.ts'
import { canonicalQuestions, isOfCheckin, questionsProblem, sameQuestion } from './agenda-questions.ts'
import type { Decision, Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { questionIsOpen } from './rounds.ts'
import { withFields, withStep } from './session-with.ts'

const insert: Handler<'step.insert'> = (session, data) => {
  const step = canonicalStep(data.step)
  const after = stepById(session, data.after)
  if (stepById(session, step.id) !== null) return accept(session)
  // Of an agenda that was put away, or of a check-in: its rounds are still found by it.
  if (stepOfRound(session, step.id) !== null || isOfCheckin(session, step.id))
    return refuse('bad-request', 'a step with this id exists')
  if (after === null) return refuse('not-found')
  if (isEnd(step) || after.kind === 'close') return refuse('first-and-last')
  if (session.agenda.length >= LIMITS.steps) return refuse('too-many', `at most ${LIMITS.steps} steps`)
  const problem =
    wordsProblem(step) ?? (step.kind === 'ask' ? questionsProblem(session, step.id, step.settings.questions) : null)
  if (problem !== null) return { ok: false, refusal: problem }
  return accept(withFields(session, { agenda: session.agenda.toSpliced(stepIndex(session, after.id) + 1, 0, step) }))
}

/** Also of a step that has begun, but what is being answered right now keeps its words. Its running timer is `step.time`'s. */
const edit: Handler<'step.edit'> = (session, data) => {
  const step = stepById(session, data.step)
  if (step === null) return refuse('not-found')
  const next = canonicalStep({ ...step, title: data.title, minutes: data.minutes, prompt: data.prompt })
  if (plainLine(data.title) === '') return refuse('empty', 'title')
  const problem = wordsProblem(next)
  if (problem !== null) return { ok: false, refusal: problem }
  const { title, minutes, prompt } = next
  const underWay = session.rounds.some((round) => round.step === step.id && round.state !== 'written')
  if (prompt !== step.prompt && underWay) return refuse('question-open')
  return accept(withStep(session, step.id, (one) => withFields(one, { title, minutes, prompt })))
}

/** A question that has been answered keeps its words: its answers are to those, not to others. A new one has a new id. */
const questions: Handler<'step.questions'> = (session, data) => {
  const step = stepById(session, data.step)
  if (step === null) return refuse('not-found')
  if (step.kind !== 'ask') return refuse('bad-request', 'step')
  const asked = canonicalQuestions(data.questions)
  const before = step.settings.questions
  if (asked.length === before.length && asked.every((question, index) => sameQuestion(question, before[index])))
    return accept(session)
  if (questionIsOpen(session, step.id)) return refuse('question-open')
  const problem = questionsProblem(session, step.id, asked)
  if (problem !== null) return { ok: false, refusal: problem }
  const answered = (question: Question) =>
    session.results.some((result) => result.question === question.id) ||
    session.hands.some((hand) => hand.question === question.id)
  const changed = (question: Question) => !before.some((one) => sameQuestion(question, one))
  if (asked.some((question) => answered(question) && changed(question))) return refuse('question-open')
  return accept(
    withStep(session, step.id, (one) => (one.kind === 'ask' ? { ...one, settings: { questions: asked } } : one)),
  )
}

const move: Handler<'step.move'> = (session, data) => {
  const step = stepById(session, data.step)
  const after = stepById(session, data.after)
  if (step === null || after === null) return refuse('not-found')
  if (isEnd(step) || after.kind === 'close') return refuse('first-and-last')
  if (step.id === after.id || stepIndex(session, step.id) === stepIndex(session, after.id) + 1) return accept(session)
  const others = session.agenda.filter((one) => one.id !== step.id)
  return accept(withFields(session, { agenda: others.toSpliced(others.indexOf(after) + 1, 0, step) }))
}

/** A step that has begun stays: what people gave in it belongs to it. */
const remove: Handler<'step.remove'> = (session, data): Decision => {
  const step = stepById(session, data.step)
  if (step === null) return refuse('not-found')
  if (isEnd(step)) return refuse('first-and-last')
  const begun =
    session.step === step.id ||
    session.visited.includes(step.id) ||
    session.rounds.some((round) => round.step === step.id)
  if (begun) return refuse('already-begun')
  const agenda = session.agenda.filter((one) => one.id !== step.id)
  return accept(withFields(session, { agenda, skipped: session.skipped.filter((id) => id !== step.id) }))
}

export const agendaEditHandlers = {
  'step.insert': insert,
  'step.edit': edit,
  'step.questions': questions,
  'step.move': move,
  'step.remove': remove,
}

function canonicalStep(step: Step): Step {
  const words = { title: plainLine(step.title) || STEPS[step.kind].label, prompt: plainLine(step.prompt) }
  return step.kind === 'ask'
    ? { ...step, ...words, settings: { questions: canonicalQuestions(step.settings.questions) } }
    : { ...step, ...words }
}

function wordsProblem(step: Pick<Session['agenda'][number], 'title' | 'prompt'>): Refusal | null {
  if (!fits(step.title, LIMITS.title)) return { code: 'too-long', detail: 'title' }
  return fits(step.prompt, LIMITS.prompt) ? null : { code: 'too-long', detail: 'prompt' }
}
