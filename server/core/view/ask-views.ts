// Questions as they are seen: nothing before the batch is on disk, then through the thresholds; hands are public at once.
import type { Question } from '../../../shared/agenda.ts'
import { isAboutBarrier } from '../../../shared/board-lines.ts'
import type { AskResult, Session } from '../../../shared/model.ts'
import type { AskShown, Floors } from '../../../shared/thresholds.ts'
import { showChoices, showNumbers, showTexts } from '../../../shared/thresholds.ts'
import type { AskView } from '../../../shared/views.ts'

/** Every question that has something to see. The sponsor's prediction stands beside what it predicted, never before it. */
export function askViews(session: Session): AskView[] {
  return session.agenda.flatMap((step) => {
    if (step.kind !== 'ask') return []
    const own = new Set(session.rounds.filter((round) => round.step === step.id).map(({ id }) => id))
    return step.settings.questions.flatMap((question) => {
      if (isAboutBarrier(question)) return []
      // A question of the same name may have been asked in another step, or under seal at a check-in.
      const result = session.results.filter((one) => one.question === question.id && own.has(one.round)).at(-1)
      const hands = question.open ? handsOf(session, step.id, question) : null
      const shown = result === undefined ? null : shownOf(question, result, session.floors)
      if (shown === null && hands === null) return []
      const seen = shown !== null || (hands ?? []).some((count) => count > 0)
      const predicted = seen && Object.hasOwn(session.predictions, question.id)
      const prediction = predicted ? (session.predictions[question.id] ?? null) : null
      return [{ question: question.id, step: step.id, shown, hands, prediction }]
    })
  })
}

/** Hands are public and count as they rise; a question that nobody was asked yet has none. */
function handsOf(session: Session, step: string, question: Question): number[] | null {
  const up = session.hands.filter((hand) => hand.question === question.id)
  if (up.length === 0 && session.step !== step) return null
  return question.options.map((_, option) => up.filter((hand) => hand.option === option).length)
}

function shownOf(question: Question, result: AskResult, floors: Floors): AskShown {
  if (question.type === 'number') return showNumbers(result.values, floors, result.floors)
  if (question.type === 'text') return showTexts(result.texts, floors)
  const n = result.counts.reduce((sum, count) => sum + count, 0)
  return showChoices(result.counts, n, floors, result.floors)
}
