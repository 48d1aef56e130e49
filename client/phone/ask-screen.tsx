// Questions: sealed answers stay on the phone until the bell; an open show of hands is public.
import { useState } from 'react'
import type { Question } from '../../shared/agenda.ts'
import { GONE_SHOWN, isAboutBarrier } from '../../shared/board-lines.ts'
import type { RoundView } from '../../shared/views.ts'
import { AskResultView } from '../ui/ask-result.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { myRound, type ScreenProps, useBarred, useCommand, usePhone } from './phone-context.ts'
import { AnswerState } from './round-state.tsx'
import styles from './shell.module.css'
import { TextAnswer } from './text-answer.tsx'
import { WAY_SHOWN } from './way-shown.ts'

export function AskScreen(props: ScreenProps) {
  const { view, mine } = props
  const round = myRound(props)
  const barred = useBarred(round)
  if (view.step.kind !== 'ask') return null
  const sealed = view.step.settings.questions.some((question) => !question.open)
  return (
    <div className={styles.stack}>
      {sealed && round === null && (
        <Notice still>You joined after these questions opened. You can watch; the next ones are yours too.</Notice>
      )}
      {sealed && barred !== null && round?.state !== 'written' && <Notice still>{barred}</Notice>}
      {view.step.settings.questions.map((question) => {
        const ask = view.asks.find((one) => one.question === question.id)
        const over = ask !== undefined && (ask.shown !== null || view.status === 'ended')
        return (
          <section key={question.id} className={styles.panel}>
            {question.open ? (
              <Hands question={question} view={view} mine={mine} />
            ) : round !== null && barred === null ? (
              <Sealed
                question={question}
                round={round}
                goesToBoard={view.liveCheckin !== null && question.type === 'text'}
              />
            ) : (
              <h2>{question.text}</h2>
            )}
            {mine.role === 'sponsor' && !question.open && !over && (
              <Prediction question={question} value={mine.predictions[question.id] ?? null} />
            )}
            {isAboutBarrier(question) && round?.state === 'written' && <p className={styles.soft}>{GONE_SHOWN}</p>}
            {ask !== undefined && (over || question.open) && <AskResultView ask={ask} question={question} size="s" />}
          </section>
        )
      })}
    </div>
  )
}

function Hands({ question, view, mine }: ScreenProps & { readonly question: Question }) {
  const { send, refusal } = useCommand()
  const [tapped, setTapped] = useState<number | null>(null)
  return (
    <>
      <Choice
        legend={question.text}
        hint="Everybody sees the count, and who raised which hand is no secret."
        options={question.options.map((label, value) => ({ value, label }))}
        value={tapped ?? mine.hands[question.id] ?? null}
        onChange={(option) => {
          // Shown at once; a refusal takes it back.
          setTapped(option)
          void send('hand.show', { question: question.id, option }).then((ok) => ok || setTapped(null))
        }}
        disabled={view.status === 'ended'}
      />
      {refusal !== null && <Notice tone="wrong">{refusal}</Notice>}
    </>
  )
}

type Given = { readonly option?: number; readonly value?: number; readonly text?: string }

type SealedProps = {
  readonly question: Question
  readonly round: RoundView
  /** Its words come onto the board, as at a check-in on one's own. */
  readonly goesToBoard: boolean
}

function Sealed({ question, round, goesToBoard }: SealedProps) {
  const { phone } = usePhone()
  useReadable(phone.outbox.answers)
  const kept = phone.outbox.answerOf(round.id, question.id)
  const given = (kept?.answer ?? {}) as Given
  const answer = (next: Given | null) => phone.outbox.answer(round.id, question.id, next)
  const over = round.state !== 'open'
  if (over)
    return (
      <>
        <h2>{question.text}</h2>
        {kept !== null && <p className={styles.small}>You answered: {sayGiven(question, given)}</p>}
        <AnswerState round={round} state={kept?.state ?? null} />
      </>
    )
  return (
    <>
      {question.type === 'text' && (
        <TextAnswer
          question={question}
          round={round.id}
          value={given.text ?? ''}
          onChange={(text) => answer(text === null ? null : { text })}
        />
      )}
      {goesToBoard && <p className={styles.promise}>{WAY_SHOWN}</p>}
      {question.type === 'number' && (
        <NumberAnswer
          question={question}
          value={given.value ?? null}
          onChange={(value) => answer(value === null ? null : { value })}
        />
      )}
      {(question.type === 'scale' || question.type === 'choice') && (
        <Choice
          legend={question.text}
          options={question.options.map((label, value) => ({ value, label }))}
          value={given.option ?? null}
          onChange={(option) => answer({ option })}
        />
      )}
      <AnswerState round={round} state={kept?.state ?? null} />
    </>
  )
}

function sayGiven(question: Question, given: Given): string {
  if (given.text !== undefined) return `“${given.text}”`
  if (given.value !== undefined) return `${given.value} ${question.unit}`.trim()
  return question.options[given.option ?? -1] ?? ''
}

function NumberAnswer(props: {
  readonly question: Question
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}) {
  const { question } = props
  const [typed, setTyped] = useState(props.value === null ? '' : String(props.value))
  const [error, setError] = useState<string | null>(null)
  return (
    <Field
      label={question.text}
      hint={`${question.min} to ${question.max}${question.unit === '' ? '' : ` ${question.unit}`}`}
      value={typed}
      inputMode="decimal"
      error={error}
      onChange={(next) => {
        setTyped(next)
        const value = Number(next.replace(',', '.'))
        const fits = next.trim() !== '' && Number.isFinite(value) && value >= question.min && value <= question.max
        setError(next.trim() === '' || fits ? null : `A number from ${question.min} to ${question.max}, please.`)
        props.onChange(fits ? value : null)
      }}
    />
  )
}

function Prediction({ question, value }: { readonly question: Question; readonly value: number | null }) {
  const { send, refusal } = useCommand()
  const [tapped, setTapped] = useState<number | null>(null)
  if (question.type === 'text') return null
  const predict = (next: number | null) => {
    setTapped(next)
    void send('ask.predict', { question: question.id, value: next }).then((ok) => ok || setTapped(null))
  }
  const options = question.options.map((label, at) => ({ value: at, label }))
  return (
    <details>
      <summary>As the sponsor: what do you predict the room will say?</summary>
      {question.type === 'number' ? (
        <NumberAnswer question={{ ...question, text: 'Your prediction' }} value={value} onChange={predict} />
      ) : (
        <Choice legend="Your prediction" options={options} value={tapped ?? value} onChange={predict} />
      )}
      <p className={styles.soft}>Shown beside the result, after it.</p>
      {refusal !== null && <Notice tone="wrong">{refusal}</Notice>}
    </details>
  )
}
