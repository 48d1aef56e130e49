// The board: what stands and what does not, what to talk about next, and the way back to the wording and the ballot.

import { boardLives } from '../ui/board-lives.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './board.module.css'
import { BoardCommitment } from './board-commitment.tsx'
import { BoardLiving } from './board-living.tsx'
import { GoToStep } from './board-loop.tsx'
import { headline, suggestTalk } from './board-next.ts'
import type { ScreenProps } from './console.ts'
import { nameOf } from './draft-name.ts'
import { useCommand } from './use-command.ts'

export function BoardScreen({ console, view }: ScreenProps) {
  const { send, busy, refusal } = useCommand(console)
  if (view.commitments.length === 0)
    return (
      <Empty
        title="Nothing on the board yet"
        action={
          <GoToStep console={console} view={view} kind="draft" look="primary">
            Go to the draft
          </GoToStep>
        }
      >
        Commitments come here from the draft, and their verdicts from the ballot.
      </Empty>
    )
  const lives = boardLives(view)
  const last = view.commitments.flatMap((one) => one.ballots.findLast((ballot) => ballot.result !== null) ?? [])
  const next = suggestTalk(view.commitments)
  const suggested = view.commitments.find((one) => one.id === next?.commitment)
  const unasked = view.commitments.length - last.length
  return (
    <div className={styles.board}>
      {!lives && <h2 className={styles.headline}>{headline(last)}</h2>}
      {!lives && unasked > 0 && last.length > 0 && (
        <p className={styles.soft}>
          {unasked === 1 ? 'One commitment was not asked yet.' : `${unasked} commitments were not asked yet.`}
        </p>
      )}
      {suggested !== undefined && next !== null && suggested.id !== view.talk && (
        <Notice
          still
          action={
            <Button
              size="s"
              busy={busy}
              refusal={refusal}
              onClick={() => void send('talk.set', { commitment: suggested.id })}
            >
              Talk about this next
            </Button>
          }
        >
          Suggestion: “{nameOf(suggested).trim().replace(/\.$/, '')}”. {next.because}
        </Notice>
      )}
      {lives ? (
        <BoardLiving console={console} view={view} />
      ) : (
        <ul className={styles.list}>
          {view.commitments.map((commitment) => (
            <li key={commitment.id}>
              <BoardCommitment console={console} view={view} commitment={commitment} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
