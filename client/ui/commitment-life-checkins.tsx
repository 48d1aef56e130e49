// The dated returns to the board: when they are, what was in the way, and how each commitment stood then.
import type { CheckInView, CommitmentView } from '../../shared/views.ts'
import styles from './commitment-life.module.css'
import { useLife } from './commitment-life.ts'
import dates from './commitment-life-checkins.module.css'
import { shortDay } from './commitment-life-days.ts'
import { StatusChip } from './commitment-life-status.tsx'

export type CheckInListProps = {
  readonly checkins: readonly CheckInView[]
  readonly commitments: readonly CommitmentView[]
  /** The one that is held in the room right now: what came of it is not known yet. */
  readonly live?: string | null
}

export function CheckInList({ checkins, commitments, live = null }: CheckInListProps) {
  const { now } = useLife()
  if (checkins.length === 0) return null
  return (
    <ul className={dates.checkins}>
      {checkins.map((checkin) => (
        <li key={checkin.id} data-state={checkin.state}>
          <p className={dates.checkinHead}>
            <strong>{checkin.title}</strong>
            <span className={styles.soft}>{checkin.id === live ? 'today, in the room' : when(checkin, now)}</span>
          </p>
          {checkin.state === 'closed' && checkin.id !== live && <Came checkin={checkin} commitments={commitments} />}
        </li>
      ))}
    </ul>
  )
}

/** "opens 3 December", "open until 8 December", "3 to 8 December". */
function when({ state, opens, until, statuses }: CheckInView, now: number): string {
  if (state === 'planned') return `opens ${shortDay(opens, now)}, for ${span(opens, until)}`
  if (state === 'open') return `open now, until ${shortDay(until, now)}`
  return statuses.length === 0 ? `was to open on ${shortDay(opens, now)}; not held` : `${shortDay(opens, now)}, closed`
}

function span(opens: string, until: string): string {
  const days = Math.round((Date.parse(until) - Date.parse(opens)) / 86_400_000) + 1
  return days === 1 ? 'that day' : `${days} days`
}

function Came({
  checkin,
  commitments,
}: {
  readonly checkin: CheckInView
  readonly commitments: readonly CommitmentView[]
}) {
  const { way, statuses } = checkin
  return (
    <>
      {way !== null && way.type === 'texts' && (
        <div className={dates.way}>
          <p className={styles.heading}>What was in the way</p>
          {way.level === 'none' ? (
            <p className={styles.soft}>Too few answers to show any without pointing at somebody.</p>
          ) : (
            <ul>
              {way.texts.map((text, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two people may say the same, and the list never changes
                <li key={at} className={styles.say}>
                  {text}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {statuses.length > 0 && (
        <details className={styles.history} data-paper>
          <summary>How each commitment stood then</summary>
          <ul>
            {statuses.map(({ commitment, status }) => (
              <li key={commitment} className={dates.then}>
                <StatusChip status={status} size="s" />
                <span>{commitments.find((one) => one.id === commitment)?.wording.what ?? 'One that is gone'}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
