// What is being asked, how many are done, and after the close how it stands.
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Empty } from '../ui/empty.tsx'
import { Progress } from '../ui/progress.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function BallotScreen({ view }: StageProps) {
  const round = view.rounds.filter((one) => one.step === view.step.id).at(-1)
  if (round === undefined) return <Empty title={view.step.prompt} state="waiting" />
  const asked = view.commitments.flatMap((commitment) => {
    const ballot = commitment.ballots.find((one) => one.round === round.id)
    return ballot === undefined ? [] : [{ commitment, ballot }]
  })
  return (
    <>
      <h1>{view.step.title}</h1>
      <ul className={styles.list} data-many={asked.length > 2 || undefined}>
        {asked.map(({ commitment, ballot }) => (
          <li key={ballot.id} className={styles.tile}>
            <p className={styles.say} data-long>
              {ballot.wording.what}
            </p>
            {round.state === 'written' ? (
              <BallotResultView ballot={ballot} size="projector" />
            ) : (
              <p className={styles.soft}>{[commitment.owner?.name, ballot.wording.givingUp === '' ? null : `giving up ${ballot.wording.givingUp}`].filter(Boolean).join(' · ')}</p>
            )}
          </li>
        ))}
      </ul>
      {round.state === 'open' && <Progress done={view.done} of={view.people} label="say they are done" size="projector" />}
      {round.state === 'collecting' && <p className={styles.soft}>Collecting everyone’s answers…</p>}
    </>
  )
}
