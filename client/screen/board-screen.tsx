// How each commitment stands, and which one to talk about next.
import { BallotResultView } from '../ui/ballot-result.tsx'
import { CommitmentLines } from './commitment-lines.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function BoardScreen({ view }: StageProps) {
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  if (view.commitments.length === 0)
    return (
      <div className={styles.centre}>
        <h1>{view.step.title}</h1>
        <p className={styles.soft}>Nothing is on the board yet.</p>
      </div>
    )
  return (
    <>
      <h1>{asked.length === 0 ? view.step.title : `${reached} of ${asked.length} commitments reached 80%`}</h1>
      <CommitmentLines
        commitments={view.commitments}
        talk={view.talk}
        beside={(one) => {
          const ballot = one.ballots.at(-1)
          return ballot === undefined ? (
            <p className={styles.soft}>Not asked yet</p>
          ) : (
            <BallotResultView ballot={ballot} size="projector" />
          )
        }}
      />
    </>
  )
}
