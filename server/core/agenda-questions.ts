// The questions of an ask: their canonical form, and what makes one impossible to answer.
import type { Question, Step } from '../../shared/agenda.ts'
import { GONE_ID, isAboutBarrier } from '../../shared/board-lines.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { fits, plainLine } from '../../shared/text.ts'
import { questionsIn, walkedSteps } from './agenda.ts'

/** What its steps and its own question are called, after its id. */
export const OF_CHECKIN = ['ask', 'ballot', 'way'] as const

/** Settings that a type does not use are emptied, so that equal questions are equal. */
export function canonicalQuestions(questions: readonly Question[]): Question[] {
  return questions.map((question) => {
    const listed = question.type === 'scale' || question.type === 'choice'
    const number = question.type === 'number'
    return {
      id: question.id,
      text: plainLine(question.text),
      type: question.type,
      options: listed ? question.options.map(plainLine) : [],
      min: number ? question.min : 0,
      max: number ? question.max : 0,
      unit: number ? plainLine(question.unit) : '',
      open: question.open,
    }
  })
}

export function sameQuestion(a: Question, b: Question | undefined): boolean {
  return b !== undefined && fingerprint(a) === fingerprint(b)
}

/** The first thing wrong with the questions of one step. Their ids are the session's: results are kept by them. */
export function questionsProblem(
  session: Pick<Session, 'agenda' | 'afterwards'>,
  stepId: string,
  questions: readonly Question[],
): Refusal | null {
  const others = [...walkedSteps(session), ...session.afterwards.checkins.flatMap(({ steps }) => steps)]
  const ids = new Set(idsOf(others.filter(({ id }) => id !== stepId)))
  const own = new Set<string>()
  const before = new Set(idsOf(walkedSteps(session).filter(({ id }) => id === stepId)))
  for (const question of questions) {
    // Whoever is asked the same twice in one step would be counted twice.
    const taken =
      own.has(question.id) || isTaken(question, ids) || (isOfCheckin(session, question.id) && !before.has(question.id))
    const problem = taken
      ? ({ code: 'bad-request', detail: 'a question with this id exists' } as const)
      : questionProblem(question)
    if (problem !== null) return problem
    own.add(question.id)
  }
  return null
}

/** Steps and questions of a check-in, also of one that is still to come, are called by it; nothing else is. */
export function isOfCheckin({ afterwards }: Pick<Session, 'afterwards'>, id: string): boolean {
  return afterwards.checkins.some((one) => OF_CHECKIN.some((name) => id === `${one.id}-${name}`))
}

const idsOf = (steps: readonly Step[]) => questionsIn(steps).map(({ id }) => id)

/** A barrier is asked about by one name as often as it takes, once in a step; nothing else is called like that. */
function isTaken(question: Question, ids: ReadonlySet<string>): boolean {
  return question.id.startsWith(GONE_ID) ? !isAboutBarrier(question) : ids.has(question.id)
}

function questionProblem(question: Question): Refusal | null {
  const { text, type, options, min, max, unit, open } = question
  if (text === '') return { code: 'empty', detail: 'question' }
  if (!fits(text, LIMITS.prompt)) return { code: 'too-long', detail: 'question' }
  const listed = type === 'scale' || type === 'choice'
  if (open && !listed) return { code: 'bad-request', detail: 'only a choice or a scale can be a show of hands' }
  if (listed && options.length < 2) return { code: 'empty', detail: 'at least two answers' }
  if (options.includes('')) return { code: 'empty', detail: 'answer' }
  if (!options.every((option) => fits(option, LIMITS.label))) return { code: 'too-long', detail: 'answer' }
  if (type === 'number' && !(min < max)) return { code: 'bad-request', detail: 'the range has no room' }
  return fits(unit, LIMITS.label) ? null : { code: 'too-long', detail: 'unit' }
}

function fingerprint(question: Question): string {
  const { id, text, type, options, min, max, unit, open } = question
  return JSON.stringify([id, text, type, options, min, max, unit, open])
}
