// The board as whoever has its link sees it: what stands, who owns it, what is missing; on screen and on paper.
import { useEffect, useState } from 'react'
import type { BoardView } from '../../shared/views.ts'
import type { Capability } from '../state/capability.ts'
import { type Connection, openConnection } from '../state/connection.ts'
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Button } from '../ui/button.tsx'
import { CommitmentCard } from '../ui/commitment-card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { Wordmark } from '../ui/wordmark.tsx'
import styles from './board.module.css'

type BoardConnection = Connection<BoardView, Record<string, never>>

export function App({ capability }: { readonly capability: Capability | null }) {
  const [board, setBoard] = useState<BoardConnection | null>(null)
  useEffect(() => {
    if (capability === null) return
    const opened: BoardConnection = openConnection('', {
      session: capability.session,
      role: 'board',
      secret: capability.key,
    })
    setBoard(opened)
    return () => opened.close()
  }, [capability])
  if (capability === null) return <NoBoard />
  return board === null ? <Coming /> : <Inside board={board} />
}

function Inside({ board }: { readonly board: BoardConnection }) {
  const view = useReadable(board.common)
  const link = useReadable(board.link)
  if (link === 'refused') return <NoBoard />
  if (view === null) return <Coming />
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  return (
    <>
      {link !== 'live' && (
        <Notice tone="offline" shape="line">
          No connection. This is how the board was last seen.
        </Notice>
      )}
      <header className={styles.head}>
        <Wordmark />
        <span className="no-print">
          <Button size="s" onClick={() => print()}>
            Print
          </Button>
        </span>
      </header>
      <main className={styles.board} data-step="board">
        <h1>{view.title}</h1>
        <blockquote className={styles.statement}>{view.statement}</blockquote>
        <p className={styles.soft}>
          {asked.length === 0
            ? 'No ballot has been held yet.'
            : `${reached} of ${asked.length} commitments reached 80%.`}{' '}
          {view.people} people took part.
        </p>
        <section aria-labelledby="commitments">
          <h2 id="commitments">Commitments</h2>
          {view.commitments.length === 0 && <Empty title="No commitments yet" />}
          <ul className={styles.list}>
            {view.commitments.map((commitment) => {
              const ballot = commitment.ballots.at(-1)
              return (
                <li key={commitment.id} className={styles.panel} data-talk={view.talk === commitment.id || undefined}>
                  <CommitmentCard commitment={commitment} />
                  {ballot === undefined ? (
                    <p className={styles.soft}>Not asked yet.</p>
                  ) : (
                    <BallotResultView ballot={ballot} />
                  )}
                </li>
              )
            })}
          </ul>
        </section>
        {view.themes.length > 0 && (
          <section aria-labelledby="themes">
            <h2 id="themes">What the rooms said</h2>
            <ol className={styles.list}>
              {view.themes.map((theme, at) => (
                <li key={theme.id}>
                  <ThemeLine theme={theme} rank={at + 1} />
                </li>
              ))}
            </ol>
          </section>
        )}
      </main>
    </>
  )
}

function Coming() {
  return (
    <main>
      <Empty title="Fetching the board…" state="waiting" />
    </main>
  )
}

function NoBoard() {
  return (
    <main>
      <Empty title={<h1>This link opens no board</h1>}>
        It may have been replaced by a newer one. Ask whoever gave it to you for the link as it is now.
      </Empty>
    </main>
  )
}
