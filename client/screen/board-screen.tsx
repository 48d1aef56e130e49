// How each commitment stands, and which one to talk about next.
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Empty } from '../ui/empty.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function BoardScreen({ view }: StageProps) {
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  return (
    <>
      <h1>{asked.length === 0 ? view.step.title : `${reached} of ${asked.length} commitments reached 80%`}</h1>
      {view.commitments.length === 0 && <Empty title="Nothing on the board yet" />}
      <ul className={styles.list} data-many={view.commitments.length > 2 || undefined}>
        {view.commitments.map((commitment) => {
          const ballot = commitment.ballots.at(-1)
          return (
            <li key={commitment.id} className={styles.tile} data-talk={view.talk === commitment.id || undefined}>
              {view.talk === commitment.id && <p className={styles.soft}>Let’s talk about this next</p>}
              <p className={styles.say} data-long>
                {commitment.wording.what}
              </p>
              <p className={styles.soft}>{commitment.owner?.name}</p>
              {ballot === undefined ? <p className={styles.soft}>Not asked yet</p> : <BallotResultView ballot={ballot} size="projector" />}
            </li>
          )
        })}
      </ul>
    </>
  )
}
