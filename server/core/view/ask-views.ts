// Questions as they are seen: nothing before the batch is on disk, then through the thresholds; hands are public at once.
import type { Question } from '../../../shared/agenda.ts'
import type { AskResult, Session } from '../../../shared/model.ts'
import type { AskShown } from '../../../shared/thresholds.ts'
import { showChoices, showNumbers, showTexts } from '../../../shared/thresholds.ts'
import type { AskView } from '../../../shared/views.ts'

/** Every question of the agenda that has something to see. */
export function askViews(session: Session): AskView[] {
  return session.agenda.flatMap((step) => {
    if (step.kind !== 'ask') return []
    return step.settings.questions.flatMap((question) => {
      const result = session.results.filter((one) => one.question === question.id).at(-1)
      const hands = question.open ? handsOf(session, question) : null
      const shown = result === undefined ? null : shownOf(question, result)
      if (shown === null && hands === null) return []
      return [
        { question: question.id, step: step.id, shown, hands, prediction: session.predictions[question.id] ?? null },
      ]
    })
  })
}

function handsOf(session: Session, question: Question): number[] {
  return question.options.map(
    (_, option) => session.hands.filter((hand) => hand.question === question.id && hand.option === option).length,
  )
}

function shownOf(question: Question, result: AskResult): AskShown {
  if (question.type === 'number') return showNumbers(result.values)
  if (question.type === 'text') return showTexts(result.texts)
  return showChoices(
    result.counts,
    result.counts.reduce((sum, count) => sum + count, 0),
  )
}
