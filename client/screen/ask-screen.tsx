// Questions: how many say they are done, and after the close what may be shown.
import { AskResultView } from '../ui/ask-result.tsx'
import { Progress } from '../ui/progress.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function AskScreen({ view }: StageProps) {
  if (view.step.kind !== 'ask') return null
  const collecting = view.rounds.some((round) => round.step === view.step.id && round.state === 'collecting')
  const open = view.rounds.some((round) => round.step === view.step.id && round.state === 'open')
  return (
    <>
      <h1>{view.step.title}</h1>
      <p className={styles.soft}>{view.step.prompt}</p>
      <ul className={styles.tiles}>
        {view.step.settings.questions.map((question) => {
          const ask = view.asks.find((one) => one.question === question.id)
          return (
            <li key={question.id} className={styles.tile}>
              <h2>{question.text}</h2>
              {ask !== undefined && <AskResultView ask={ask} question={question} size="projector" />}
            </li>
          )
        })}
      </ul>
      {open && <Progress done={view.done} of={view.people} label="say they are done" size="projector" />}
      {collecting && <p className={styles.soft}>Collecting everyone’s answers…</p>}
    </>
  )
}
