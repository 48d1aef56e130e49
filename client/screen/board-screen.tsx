// How each commitment stands and goes, what went well, what is in the way, and which one to talk about next.
import type { CommitmentView } from '../../shared/views.ts'
import { BallotResultView } from '../ui/ballot-result.tsx'
import { goingLine, reachedLine } from '../ui/board-headline.ts'
import { standing } from '../ui/commitment-life-barriers.tsx'
import { daysSince } from '../ui/commitment-life-days.ts'
import { StatusChip } from '../ui/commitment-life-status.tsx'
import { WinSign } from '../ui/commitment-life-wins.tsx'
import board from './board.module.css'
import { CommitmentLines } from './commitment-lines.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function BoardScreen({ view, offset }: StageProps) {
  if (view.commitments.length === 0)
    return (
      <div className={styles.centre}>
        <h1>{view.step.title}</h1>
        <p className={styles.soft}>Nothing is on the board yet.</p>
      </div>
    )
  const reached = reachedLine(view.commitments)?.replace(/^(\d+ of \d+) reached/, '$1 commitments reached') ?? null
  const going = goingLine(view.commitments)
  // At the offsite the count is the news; weeks later there are wins first, and then what stands.
  const later = view.liveCheckin !== null
  return (
    <>
      {later ? (
        <div>
          <h1>{view.step.title}</h1>
          <p className={styles.soft}>{[going, reached ?? ''].filter((line) => line !== '').join(' · ')}</p>
        </div>
      ) : (
        <h1>{reached ?? view.step.title}</h1>
      )}
      <CommitmentLines
        commitments={view.commitments}
        talk={view.talk}
        beside={(one) => {
          const ballot = one.ballots.findLast((turn) => turn.result !== null) ?? one.ballots.at(-1)
          return (
            <div className={board.beside}>
              {ballot === undefined ? (
                <p className={styles.soft}>Not asked yet</p>
              ) : (
                <BallotResultView ballot={ballot} size="projector" />
              )}
              <Going commitment={one} now={Date.now() + offset} />
            </div>
          )
        }}
      />
    </>
  )
}

/** Nothing while nothing has happened: then the verdict has the line to itself. */
function Going({ commitment, now }: { readonly commitment: CommitmentView; readonly now: number }) {
  const { status, wins, why } = commitment.pursuit
  const win = wins.at(-1)
  const [barrier] = standing(commitment)
  if (status === 'open' && win === undefined && barrier === undefined) return null
  return (
    <div className={board.going}>
      {status !== 'open' && <StatusChip status={status} size="projector" />}
      {win !== undefined && (
        <span className={board.win}>
          <WinSign />
          <span className={board.words}>{win.text}</span>
        </span>
      )}
      {barrier !== undefined ? (
        <span className={board.words}>
          In the way{daysSince(barrier.since, now) > 0 && ` for ${daysSince(barrier.since, now)} days`}: {barrier.text}
          {barrier.remover !== null && <strong> {barrier.remover.name} removes it</strong>}
        </span>
      ) : (
        why !== '' && <span className={board.words}>{why}</span>
      )}
    </div>
  )
}
