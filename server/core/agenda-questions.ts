// The questions of an ask: their canonical form, and what makes one impossible to answer.
import type { Question } from '../../shared/agenda.ts'
import { GONE_ID, isAboutBarrier } from '../../shared/board-lines.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { fits, plainLine } from '../../shared/text.ts'
import { walkedSteps } from './agenda.ts'

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
  const ids = new Set(
    [...walkedSteps(session), ...session.afterwards.checkins.flatMap(({ steps }) => steps)].flatMap((step) =>
      step.kind === 'ask' && step.id !== stepId ? step.settings.questions.map(({ id }) => id) : [],
    ),
  )
  for (const question of questions) {
    const problem = isTaken(question, ids)
      ? ({ code: 'bad-request', detail: 'a question with this id exists' } as const)
      : questionProblem(question)
    if (problem !== null) return problem
    ids.add(question.id)
  }
  return null
}

/** A barrier is asked about by one name as often as it takes; nothing else is called like that. */
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
