// What is being asked, how many are done, and after the close how it stands.
import type { CommitmentView } from '../../shared/views.ts'
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Progress } from '../ui/progress.tsx'
import { PublishedList } from '../ui/published-list.tsx'
import { CommitmentLines } from './commitment-lines.tsx'
import lines from './commitments.module.css'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function BallotScreen({ view }: StageProps) {
  const round = view.rounds.filter((one) => one.step === view.step.id).at(-1)
  if (round === undefined)
    return (
      <div className={styles.centre}>
        <h1>{view.step.title}</h1>
        <p className={styles.say} data-length="l">
          {view.step.prompt}
        </p>
        <p className={styles.soft}>The ballot is not open yet. Each of us will answer alone, on the phone.</p>
      </div>
    )
  const ballotOf = (commitment: CommitmentView) => commitment.ballots.find((one) => one.round === round.id)
  const asked = view.commitments.filter((one) => ballotOf(one) !== undefined)
  return (
    <>
      <h1>{view.step.title}</h1>
      <CommitmentLines
        plain={round.state !== 'written'}
        commitments={asked}
        what={(one) => ballotOf(one)?.wording.what ?? one.wording.what}
        beside={(one) => {
          const ballot = ballotOf(one)
          if (ballot === undefined) return null
          if (round.state === 'written')
            return (
              <div className={lines.result}>
                <BallotResultView ballot={ballot} size="projector" />
                <PublishedList ballot={ballot} size="projector" />
              </div>
            )
          return (
            ballot.wording.givingUp !== '' && (
              <div className={lines.words}>
                <p className={lines.who}>Giving up</p>
                <p className={lines.what}>{ballot.wording.givingUp}</p>
              </div>
            )
          )
        }}
      />
      {round.state === 'open' && (
        <div className={styles.done}>
          <Progress done={view.done} of={view.people} label="say they are done" size="projector" />
        </div>
      )}
      {round.state === 'collecting' && <p className={styles.soft}>Collecting everyone’s answers…</p>}
    </>
  )
}
