// One commitment on the board: how it stands now, how it stood before, and what can be done about it.
import type { BallotView, CommitmentView } from '../../shared/views.ts'
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Button } from '../ui/button.tsx'
import { CommitmentCard } from '../ui/commitment-card.tsx'
import { LifeProvider } from '../ui/commitment-life.ts'
import { LifeBarriers } from '../ui/commitment-life-barriers.tsx'
import { LifeDifferent } from '../ui/commitment-life-different.tsx'
import { LifeHistory, LifeReopened } from '../ui/commitment-life-history.tsx'
import { STATUS_WORDS, StatusSetter } from '../ui/commitment-life-status.tsx'
import { LifeSteps } from '../ui/commitment-life-steps.tsx'
import { ResultBar } from '../ui/commitment-life-trend.tsx'
import { LifeWins } from '../ui/commitment-life-wins.tsx'
import { Notice } from '../ui/notice.tsx'
import { VerdictWord } from '../ui/verdict-word.tsx'
import { changedSince } from './ballot-changed.ts'
import styles from './board.module.css'
import { useFacilitatorLife } from './board-living.tsx'
import { GoToStep } from './board-loop.tsx'
import { BoardReopen } from './board-reopen.tsx'
import type { ScreenProps } from './console.ts'
import { nameOf } from './draft-name.ts'
import { useCommand } from './use-command.ts'

export type BoardCommitmentProps = ScreenProps & { readonly commitment: CommitmentView }

export function BoardCommitment({ console, view, commitment }: BoardCommitmentProps) {
  const { send, busy, refusal } = useCommand(console)
  const now = commitment.ballots.at(-1)
  const before = commitment.ballots.slice(0, -1).reverse()
  const talk = view.talk === commitment.id
  const reached = now?.result?.verdict === 'reached'
  const changed = changedSince(commitment)
  return (
    <article className={styles.commitment} data-talk={talk || undefined} aria-label={nameOf(commitment)}>
      {talk && <p className={styles.talk}>Talk about this next; the projector shows it.</p>}
      <CommitmentCard commitment={commitment} />
      {now === undefined ? <Notice still>It was not put to a ballot yet.</Notice> : <BallotResultView ballot={now} />}
      {changed.length > 0 && (
        <Notice tone="warn" still>
          Worded anew since that ballot ({changed.join(', ')}): the result is about the words as they were.
        </Notice>
      )}
      {before.length > 0 && (
        <details className={styles.before}>
          <summary>{before.length === 1 ? 'The ballot before' : `${before.length} ballots before`}</summary>
          <ol className={styles.turns} reversed>
            {before.map((ballot) => (
              <Turn key={ballot.id} ballot={ballot} />
            ))}
          </ol>
        </details>
      )}
      <Pursued console={console} view={view} commitment={commitment} />
      <div className={styles.buttons}>
        <Button
          size="s"
          aria-pressed={talk}
          busy={busy}
          refusal={refusal}
          onClick={() => void send('talk.set', { commitment: talk ? null : commitment.id })}
        >
          {talk ? 'Not this one next' : 'Talk about this next'}
        </Button>
        {!reached && (
          <GoToStep console={console} view={view} kind="draft" size="s">
            Fix the wording
          </GoToStep>
        )}
        {(!reached || changed.length > 0) && (
          <GoToStep console={console} view={view} kind="ballot" size="s">
            {now === undefined ? 'Go to the ballot' : 'Ask again'}
          </GoToStep>
        )}
        {reached && <BoardReopen console={console} commitment={commitment} />}
      </div>
    </article>
  )
}

/** What it lives through from now on: begun here, carried on after the end. */
function Pursued({ console, view, commitment }: BoardCommitmentProps) {
  const life = useFacilitatorLife({ console, view })
  const { status, wins, barriers, steps } = commitment.pursuit
  const parts = [
    some(wins.length, 'win', 'wins'),
    some(barriers.filter((one) => one.closed === null).length, 'barrier', 'barriers'),
    some(steps.length + (commitment.wording.firstStep === '' ? 0 : 1), 'small step', 'small steps'),
  ].filter((part) => part !== '')
  return (
    <LifeProvider value={life}>
      <details className={styles.before}>
        <summary>{[STATUS_WORDS[status], ...parts].join(' · ')}</summary>
        <div className={styles.pursued}>
          <StatusSetter commitment={commitment} />
          <LifeWins commitment={commitment} />
          <LifeSteps commitment={commitment} />
          <LifeBarriers commitment={commitment} />
          <LifeDifferent commitment={commitment} />
          <LifeReopened commitment={commitment} />
          <LifeHistory commitment={commitment} />
        </div>
      </details>
    </LifeProvider>
  )
}

function some(many: number, one: string, more: string): string {
  return many === 0 ? '' : `${many} ${many === 1 ? one : more}`
}

/** An earlier ballot in one line; its wording when it was another. */
function Turn({ ballot }: { readonly ballot: BallotView }) {
  const { result } = ballot
  return (
    <li className={styles.turn}>
      <p className={styles.say}>{ballot.wording.what}</p>
      {result === null || result.verdict === null ? (
        <p className={styles.soft}>Nothing could be shown.</p>
      ) : (
        <div className={styles.line}>
          <VerdictWord verdict={result.verdict} size="s" />
          <ResultBar result={result} label={`Ballot ${ballot.turn}`} />
        </div>
      )}
    </li>
  )
}
