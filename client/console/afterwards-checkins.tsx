// The dated returns to the board: planned for 30, 60 and 90 days, moved, added, taken away, opened and closed by hand.
import { useId, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { CheckInView, ConsoleView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { dayAfter, shortDay, today } from '../ui/commitment-life-days.ts'
import { useReadable } from '../ui/use-readable.ts'
import styles from './afterwards.module.css'
import { type Planned, PlannedRow, WINDOW, wrongIn } from './afterwards-planned-row.tsx'
import { AfterwardsSection } from './afterwards-section.tsx'
import type { ScreenProps } from './console.ts'
import { SureButton } from './shell-sure.tsx'
import { useCommand } from './use-command.ts'

export function AfterwardsCheckIns({ console, view }: ScreenProps) {
  const offset = useReadable(console.offset)
  const now = Date.now() + offset
  const begun = view.checkins.filter((one) => one.state !== 'planned')
  return (
    <AfterwardsSection title="Check-ins" says={sayCheckIns(view.checkins, now)} open={view.checkins.some(isOpen)}>
      <p className={styles.soft}>
        On each date everyone is asked on their own phone, under seal and for a minute: is it still clear, are we still
        committed, what is in the way? Each stays open for some days, and opens and closes by itself.
      </p>
      {begun.length > 0 && (
        <ul className={styles.rows}>
          {begun.map((one) => (
            <li key={one.id} className={styles.row}>
              <span>
                <strong>{one.title}</strong>{' '}
                <span className={styles.soft}>
                  {one.id === view.liveCheckin?.id
                    ? 'today, in the room'
                    : isOpen(one)
                      ? `open until ${shortDay(one.until, now)}`
                      : one.statuses.length === 0
                        ? `${shortDay(one.opens, now)}, not held`
                        : `${shortDay(one.opens, now)}, closed`}
                </span>
              </span>
              {isOpen(one) && <CloseNow console={console} checkin={one} />}
            </li>
          ))}
        </ul>
      )}
      <Plan key={planKey(view)} console={console} view={view} now={now} />
    </AfterwardsSection>
  )
}

const isOpen = (one: CheckInView) => one.state === 'open'

/** What was planned elsewhere meanwhile replaces what is typed here. */
const planKey = (view: ConsoleView) =>
  view.checkins.map(({ id, title, opens, until, state }) => [id, title, opens, until, state].join()).join('|')

export function sayCheckIns(checkins: readonly CheckInView[], now: number): string {
  const open = checkins.find(isOpen)
  if (open !== undefined) return `${open.title} is open until ${shortDay(open.until, now)}`
  const next = checkins.find((one) => one.state === 'planned')
  if (next === undefined) return checkins.length === 0 ? 'None planned' : 'All are over'
  const more = checkins.filter((one) => one.state === 'planned').length - 1
  return `${next.title} opens ${shortDay(next.opens, now)}${more === 0 ? '' : `, ${more} more after it`}`
}

function Plan({ console, view, now }: ScreenProps & { readonly now: number }) {
  const { send, busy, refusal } = useCommand(console)
  const kept: readonly Planned[] = view.checkins.filter((one) => one.state === 'planned')
  const over = JSON.stringify(kept.map(pick))
  const [draft, setDraft] = useState<{ readonly over: string; readonly rows: readonly Planned[] } | null>(null)
  // One that opened meanwhile, or was changed on another console, wins over what was typed before it.
  const typed = draft?.over === over ? draft.rows : kept
  const setTyped = (rows: readonly Planned[]) => setDraft({ over, rows })
  const same = JSON.stringify(typed.map(pick)) === over
  const begun = view.checkins.length - kept.length
  const free = Math.min(LIMITS.checkins, LIMITS.allCheckins - begun) - typed.length
  const add = (days: readonly number[]) =>
    setTyped([
      ...typed,
      ...days.slice(0, free).map((after) => {
        const opens = dayAfter(today(now), after)
        return { id: randomId(), title: `${after} days`, opens, until: dayAfter(opens, WINDOW) }
      }),
    ])
  const change = (id: string, next: Partial<Planned>) =>
    setTyped(typed.map((one) => (one.id === id ? { ...one, ...next } : one)))
  const no = useId()
  const isRight = typed.every((one) => Object.values(wrongIn(one, now)).every((wrong) => wrong === null))
  return (
    <div className={styles.plan}>
      {typed.length === 0 && kept.length === 0 && free > 0 && (
        <div className="row" data-gap="2">
          <Button kind="primary" onClick={() => add([30, 60, 90])}>
            Plan 30, 60 and 90 days
          </Button>
        </div>
      )}
      <ul className={styles.rows}>
        {typed.map((one) => (
          <PlannedRow key={one.id} one={one} now={now} onChange={(next) => change(one.id, next)}>
            {view.status === 'ended' && same && <OpenNow console={console} checkin={one.id} />}
            <Button
              size="s"
              kind="quiet"
              aria-label={`Take away: ${one.title}`}
              onClick={() => setTyped(typed.filter((other) => other.id !== one.id))}
            >
              Take away
            </Button>
          </PlannedRow>
        ))}
      </ul>
      <div className={styles.buttons}>
        {!same && (
          <>
            <Button
              kind="primary"
              disabled={!isRight}
              busy={busy}
              aria-describedby={no}
              onClick={() => void send('checkin.plan', { checkins: typed.map(pick) })}
            >
              Save the dates
            </Button>
            <Button kind="quiet" onClick={() => setTyped(kept)}>
              As it was
            </Button>
          </>
        )}
        {free > 0 && (typed.length > 0 || kept.length > 0 || view.checkins.length > 0) && (
          <Button kind="quiet" onClick={() => add([nextAfter(typed, now)])}>
            Add a check-in
          </Button>
        )}
        <Refused id={no} refusal={same ? null : refusal} />
      </div>
      {free <= 0 && (
        <p className={styles.soft}>
          {typed.length >= LIMITS.checkins
            ? `${LIMITS.checkins} check-ins can be planned at once. When the next is over, another can be added.`
            : `A board holds ${LIMITS.allCheckins} check-ins, and this one has as many.`}
        </p>
      )}
    </div>
  )
}

/** A month after the last one that is planned. */
function nextAfter(planned: readonly Planned[], now: number): number {
  const last = planned
    .map((one) => one.opens)
    .sort()
    .at(-1)
  if (last === undefined) return 30
  return Math.max(30, Math.round((Date.parse(last) - Date.parse(today(now))) / 86_400_000) + 30)
}

const pick = ({ id, title, opens, until }: Planned): Planned => ({ id, title, opens, until })

function OpenNow({ console, checkin }: Pick<ScreenProps, 'console'> & { readonly checkin: string }) {
  const no = useId()
  const { send, busy, refusal } = useCommand(console)
  return (
    <>
      <Button size="s" busy={busy} aria-describedby={no} onClick={() => void send('checkin.open', { checkin })}>
        Open it now
      </Button>
      <Refused id={no} refusal={refusal} />
    </>
  )
}

/** Under the whole row: under its own button it would push the others away. */
function Refused({ id, refusal }: { readonly id: string; readonly refusal: string | null }) {
  return (
    <p className={styles.refused} id={id} role="status">
      {refusal}
    </p>
  )
}

function CloseNow({ console, checkin }: Pick<ScreenProps, 'console'> & { readonly checkin: CheckInView }) {
  const { send, busy, refusal } = useCommand(console)
  return (
    <SureButton
      label="Close it now"
      size="s"
      warning="Everyone’s answers are opened now; nobody can answer or change anything after it."
      yes="Close it"
      no="Leave it open"
      busy={busy}
      refusal={refusal}
      onSure={() => send('checkin.close', { checkin: checkin.id })}
    />
  )
}
