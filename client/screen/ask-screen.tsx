// Questions: how many say they are done, and after the close what may be shown.
import { GONE_SHOWN, isAboutBarrier } from '../../shared/board-lines.ts'
import { AskResultView } from '../ui/ask-result.tsx'
import { Progress } from '../ui/progress.tsx'
import asked from './questions.module.css'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

/** Sentences on the wall, beside other questions and alone; all of them are on the phones. */
const TEXTS = 8
const TEXTS_ALONE = 14

export function AskScreen({ view }: StageProps) {
  if (view.step.kind !== 'ask') return null
  const { questions } = view.step.settings
  const rounds = view.rounds.filter((round) => round.step === view.step.id)
  const shown = questions.some((question) =>
    view.asks.some((one) => one.question === question.id && (one.shown !== null || one.hands !== null)),
  )
  return (
    <>
      <h1>{view.step.title}</h1>
      {!shown && <p className={styles.soft}>{view.step.prompt}</p>}
      {shown ? (
        <ul className={asked.results}>
          {questions.map((question) => {
            const ask = view.asks.find((one) => one.question === question.id)
            return (
              <li key={question.id} className={asked.tile}>
                <h2>{question.text}</h2>
                {isAboutBarrier(question) && <p className={styles.soft}>{GONE_SHOWN}</p>}
                {ask !== undefined && (
                  <AskResultView
                    ask={ask}
                    question={question}
                    size="projector"
                    most={questions.length > 1 ? TEXTS : TEXTS_ALONE}
                  />
                )}
              </li>
            )
          })}
        </ul>
      ) : (
        <ol className={asked.questions}>
          {questions.map((question) => (
            <li key={question.id}>{question.text}</li>
          ))}
        </ol>
      )}
      {rounds.some((round) => round.state === 'open') && (
        <div className={styles.done}>
          <Progress done={view.done} of={view.people} label="say they are done" size="projector" />
        </div>
      )}
      {rounds.some((round) => round.state === 'collecting') && (
        <p className={styles.soft}>Collecting everyone’s answers…</p>
      )}
    </>
  )
}
