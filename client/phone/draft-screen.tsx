// Commitments taking shape: read them, help with the wording, offer to own one.
import { lazy, Suspense, useState } from 'react'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { CommitmentCard } from '../ui/commitment-card.tsx'
import { Empty } from '../ui/empty.tsx'
import { BoardLife } from './board-life.tsx'
import { type ScreenProps, useCommand } from './phone-context.ts'
import styles from './shell.module.css'

const WordingEditor = lazy(() => import('./wording-editor.tsx').then((module) => ({ default: module.WordingEditor })))

export function DraftScreen({ view, mine }: ScreenProps) {
  if (view.commitments.length === 0)
    return (
      <Empty title="No commitment yet" state="waiting">
        The facilitator starts one from a theme. You can then help with its wording, or own it.
      </Empty>
    )
  // Weeks later it is about smaller steps; what was decided is not worded anew by the way.
  if (view.liveCheckin !== null) return <BoardLife view={view} mine={mine} />
  return (
    <ul className={styles.list}>
      {view.commitments.map((commitment) => (
        <li key={commitment.id}>
          <Draft commitment={commitment} me={mine.id} live={view.status === 'live'} />
        </li>
      ))}
    </ul>
  )
}

function Draft({
  commitment,
  me,
  live,
}: {
  readonly commitment: CommitmentView
  readonly me: string
  readonly live: boolean
}) {
  const { send, busy, refusal } = useCommand()
  const [editing, setEditing] = useState(false)
  const offered = commitment.offers.some((one) => one.id === me)
  const mine = commitment.owner?.id === me
  return (
    <section
      className={styles.panel}
      data-strong={mine || undefined}
      aria-label={commitment.wording.what === '' ? 'A commitment without words yet' : commitment.wording.what}
    >
      <CommitmentCard commitment={commitment} mine={mine} size="s" />
      {live && (
        <div className={styles.row}>
          <Button size="s" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {editing ? 'Close the wording' : 'Help with the wording'}
          </Button>
          {!mine && (
            <Button
              size="s"
              kind={offered || commitment.accepted ? 'secondary' : 'primary'}
              aria-pressed={offered}
              busy={busy}
              refusal={refusal}
              onClick={() => void send('owner.offer', { commitment: commitment.id, on: !offered })}
            >
              {offered ? 'You offered. Take it back' : 'I’ll own it'}
            </Button>
          )}
        </div>
      )}
      {editing && (
        <Suspense fallback={<Empty title="One moment…" state="waiting" />}>
          <WordingEditor commitment={commitment.id} />
        </Suspense>
      )}
    </section>
  )
}
