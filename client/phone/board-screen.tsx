// The commitments and how they stand, mine first.
import { BallotResultView } from '../ui/ballot-result.tsx'
import { boardLives } from '../ui/board-lives.ts'
import { CommitmentCard } from '../ui/commitment-card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { BoardLife } from './board-life.tsx'
import type { ScreenProps } from './phone-context.ts'
import styles from './shell.module.css'

export function BoardScreen({ view, mine }: ScreenProps) {
  if (view.commitments.length === 0) return <Empty title="Nothing on the board yet" />
  if (boardLives(view)) return <BoardLife view={view} mine={mine} before={<Talk view={view} />} />
  const mineFirst = [...view.commitments].sort(
    (a, b) => Number(b.owner?.id === mine.id) - Number(a.owner?.id === mine.id),
  )
  return (
    <div className={styles.stack}>
      <Talk view={view} />
      <ul className={styles.list}>
        {mineFirst.map((commitment) => {
          const ballot = commitment.ballots.at(-1)
          return (
            <li
              key={commitment.id}
              className={styles.panel}
              data-strong={commitment.owner?.id === mine.id || undefined}
            >
              <CommitmentCard commitment={commitment} mine={commitment.owner?.id === mine.id} size="s" />
              {ballot === undefined ? (
                <p className={styles.soft}>Not asked yet.</p>
              ) : (
                <BallotResultView ballot={ballot} size="s" />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Talk({ view }: Pick<ScreenProps, 'view'>) {
  const talk = view.commitments.find((one) => one.id === view.talk)
  return talk === undefined ? null : <Notice still>Talking about this next: {talk.wording.what}</Notice>
}
