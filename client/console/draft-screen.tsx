// Drafting: the commitments on the left with what each still lacks, one of them opened for wording on the right.
import { lazy, Suspense, useRef, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { CommitmentView, ConsoleView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { MISSING_WORDS } from '../ui/commitment-card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Menu } from '../ui/menu.tsx'
import { BoardLiving } from './board-living.tsx'
import { GoToStep } from './board-loop.tsx'
import { suggestTalk } from './board-next.ts'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './draft.module.css'
import { nameOf } from './draft-name.ts'
import { useBoardReplica } from './draft-replica.ts'
import { focusNext } from './gather-focus.ts'
import { useCommand } from './use-command.ts'

const DraftEditor = lazy(() => import('./draft-editor.tsx').then((module) => ({ default: module.DraftEditor })))

/** At a live check-in the smaller steps come first, and wording is for whoever opens it. */
export function DraftScreen(props: ScreenProps) {
  if (props.view.liveCheckin === null || props.view.commitments.length === 0) return <Wording {...props} />
  return (
    <div className={styles.draft}>
      <BoardLiving {...props} />
      <details>
        <summary>Wording, and new commitments</summary>
        <Wording {...props} />
      </details>
    </div>
  )
}

function Wording({ console, view }: ScreenProps) {
  const replica = useBoardReplica(console, view.session)
  const [open, setOpen] = useState<string | null>(null)
  // A commitment made here a moment ago is not in the view yet: nobody may meanwhile type into another one's fields.
  const seen = useRef(new Set<string>())
  for (const one of view.commitments) seen.current.add(one.id)
  const coming = open !== null && !seen.current.has(open)
  const unready = view.commitments.find((one) => !view.ready.includes(one.id))
  const shown = view.commitments.find((one) => one.id === open) ?? unready ?? toFix(view) ?? view.commitments[0]
  if (shown === undefined)
    return (
      <Empty
        title="Who does what by when, giving up what?"
        action={
          <div className={styles.buttons}>
            <NewCommitment console={console} view={view} onMade={setOpen} />
            <GoToStep console={console} view={view} kind="gather">
              Back to the themes
            </GoToStep>
          </div>
        }
      >
        Begin with the theme that most rooms stand behind. Three commitments are plenty for one offsite.
      </Empty>
    )
  return (
    <div className={styles.draft}>
      <div className={styles.tools}>
        <p className={styles.sums} role="status">
          <strong>
            {view.ready.length} of {counted(view.commitments.length, 'commitment')}
          </strong>{' '}
          ready for the ballot
        </p>
        <NewCommitment console={console} view={view} onMade={setOpen} />
      </div>
      <div className={styles.halves}>
        <nav aria-label="Commitments" className={styles.side} onKeyDown={(event) => focusNext(event, 'button')}>
          <ol className={styles.list}>
            {view.commitments.map((commitment) => (
              <li key={commitment.id}>
                <button
                  type="button"
                  className={styles.pick}
                  aria-current={!coming && commitment.id === shown.id ? 'true' : undefined}
                  onClick={() => setOpen(commitment.id)}
                >
                  <span className={styles.what}>{nameOf(commitment)}</span>
                  <Standing commitment={commitment} ready={view.ready.includes(commitment.id)} />
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <Suspense fallback={<Empty title="One moment…" state="waiting" />}>
          {coming ? (
            <Empty title="One moment…" state="waiting" />
          ) : (
            <DraftEditor key={shown.id} console={console} view={view} commitment={shown} replica={replica} />
          )}
        </Suspense>
      </div>
    </div>
  )
}

/** Whoever comes back from a ballot came to fix what is talked about, or else what did not stand. */
function toFix(view: Pick<ConsoleView, 'commitments' | 'talk'>): CommitmentView | undefined {
  const short = view.commitments.filter((one) => {
    const last = one.ballots.findLast((ballot) => ballot.result !== null)
    return last !== undefined && last.result?.verdict !== 'reached'
  })
  const first = suggestTalk(short)?.commitment
  return short.find((one) => one.id === view.talk) ?? short.find((one) => one.id === first)
}

function Standing({ commitment, ready }: { readonly commitment: CommitmentView; readonly ready: boolean }) {
  const state = commitment.ballots.at(-1)?.state
  if (state === 'open' || state === 'collecting') return <span className={styles.standing}>On the ballot now</span>
  if (ready)
    return (
      <span className={styles.standing} data-ready>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M2 6.5 4.8 9.2 10 3.4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        {commitment.owner !== null && !commitment.accepted
          ? `Ready; ${commitment.owner.name} has not accepted yet`
          : 'Ready'}
      </span>
    )
  return (
    <span className={styles.standing} data-missing>
      Missing: {commitment.missing.map((field) => MISSING_WORDS[field]).join(', ')}
    </span>
  )
}

function NewCommitment({ console, view, onMade }: ScreenProps & { readonly onMade: (commitment: string) => void }) {
  const { send, refusal } = useCommand(console)
  const full = view.commitments.length >= LIMITS.commitments
  const make = async (theme: string | null) => {
    const commitment = randomId()
    if (await send('commitment.add', { commitment, theme, what: '' })) onMade(commitment)
  }
  const used = new Set(view.commitments.map((one) => one.theme?.id))
  return (
    <div>
      <Menu
        label="New commitment"
        kind={view.commitments.length === 0 ? 'primary' : 'secondary'}
        align="end"
        items={[
          ...view.themes
            .filter((theme) => theme.hidden === null)
            .map((theme) => ({
              label: theme.title,
              note: `${theme.rooms} of ${counted(view.rooms.length, 'room')}, ${counted(theme.count, 'card')}${used.has(theme.id) ? ' · has one already' : ''}`,
              disabled: full,
              onPick: () => void make(theme.id),
            })),
          { label: 'A blank one', note: 'Belongs to no theme', disabled: full, onPick: () => void make(null) },
        ]}
      />
      <p className={styles.wrong} role="status">
        {full ? `${LIMITS.commitments} commitments are as many as fit.` : refusal}
      </p>
    </div>
  )
}
