// Questions: who says they are done while they are sealed; what came of them after; hands as they go up.
import { useState } from 'react'
import type { Question } from '../../shared/agenda.ts'
import { GONE_SHOWN, isAboutBarrier } from '../../shared/board-lines.ts'
import { AskResultView } from '../ui/ask-result.tsx'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { RailEdit } from './rail-edit.tsx'
import styles from './screen.module.css'
import { StepProgress } from './step-progress.tsx'
import { roundNow } from './step-rounds.ts'

const TYPE_WORDS = { scale: 'a scale', choice: 'a choice', number: 'a number', text: 'a few words' } as const

export function AskScreen(props: ScreenProps) {
  const { console, view } = props
  const [editing, setEditing] = useState(false)
  const { step } = view
  if (step.kind !== 'ask') return null
  const { questions } = step.settings
  const round = roundNow(view)
  return (
    <div className={styles.screen}>
      {questions.some((question) => !question.open) && <StepProgress {...props} round={round} what="answers" />}
      {questions.map((question) => (
        <QuestionPanel key={question.id} view={view} question={question} waiting={round?.state === 'written'} />
      ))}
      {view.status === 'live' && round?.state !== 'open' && round?.state !== 'collecting' && (
        <div>
          <Button size="s" kind="quiet" onClick={() => setEditing(true)}>
            Change the questions
          </Button>
        </div>
      )}
      <RailEdit open={editing} onClose={() => setEditing(false)} console={console} step={step} />
    </div>
  )
}

function QuestionPanel({
  view,
  question,
  waiting,
}: {
  readonly view: ScreenProps['view']
  readonly question: Question
  readonly waiting: boolean
}) {
  const ask = view.asks.find((one) => one.question === question.id && one.step === view.step.id)
  const known = ask !== undefined && (ask.shown !== null || ask.hands !== null)
  const shown = ask?.hands?.reduce((sum, count) => sum + count, 0) ?? 0
  return (
    <section className={styles.panel} aria-labelledby={`question-${question.id}`}>
      <div className={styles.headed}>
        <h2 id={`question-${question.id}`}>{question.text}</h2>
        <p className={styles.soft}>
          {question.open
            ? `Open show of hands · ${shown} of ${view.people.length} shown`
            : `Sealed · ${TYPE_WORDS[question.type]}`}
        </p>
      </div>
      {known && <AskResultView ask={ask} question={question} />}
      {!known && question.options.length > 0 && <p className={styles.options}>{question.options.join(' · ')}</p>}
      {!known && question.type === 'number' && (
        <p className={styles.options}>
          From {question.min} to {question.max} {question.unit}
        </p>
      )}
      {!known && waiting && !question.open && (
        <p className={styles.soft}>{isAboutBarrier(question) ? GONE_SHOWN : 'No answers came for this one.'}</p>
      )}
      {!known && ask !== undefined && ask.prediction !== null && (
        <p className={styles.soft}>The sponsor has predicted; it is shown beside the result.</p>
      )}
    </section>
  )
}
