// A check-in held in the room: the session goes live again for twenty minutes, for one that is planned or between two.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import type { CheckInView } from '../../shared/views.ts'
import { Choice } from '../ui/choice.tsx'
import { shortDay, today } from '../ui/commitment-life-days.ts'
import { useReadable } from '../ui/use-readable.ts'
import styles from './afterwards.module.css'
import { AfterwardsSection } from './afterwards-section.tsx'
import type { ScreenProps } from './console.ts'
import { SureButton } from './shell-sure.tsx'
import { useRequest } from './use-request.ts'

/** Days before a check-in from which it is likely to be the one that is held. */
const NEAR = 10
const BETWEEN = ''

export function AfterwardsLive({ console, view }: ScreenProps) {
  const offset = useReadable(console.offset)
  const now = Date.now() + offset
  const planned = view.checkins.filter((one) => one.state === 'planned')
  const near = nearest(planned, today(now))
  const [picked, setPicked] = useState<string | null>(null)
  const { ask, busy, refusal } = useRequest(console, 'session.reconvene')
  if (view.status === 'live') return null
  const place = picked ?? near
  const asked = planned.some((one) => one.id === place) ? place : null
  const full = view.checkins.length >= LIMITS.allCheckins
  const { reconvene } = view.afterwards
  return (
    <AfterwardsSection title="Check-in in the room" says="Twenty minutes together, live, with phones">
      <p className={styles.soft}>
        The session goes live again under a new room code, and everything on the board stays. You walk through what is
        in the way, wins, smaller steps and a ballot: is it still clear enough to act? Phones that were there come back
        by themselves; whoever lost theirs joins with the code.
      </p>
      {planned.length > 0 && (
        <Choice
          legend="Which one is it?"
          options={[
            ...planned.map((one) => ({
              value: one.id,
              label: one.title,
              note: `instead of asking everyone on their own from ${shortDay(one.opens, now)}`,
            })),
            { value: BETWEEN, label: 'None of them', note: 'one in between; the dates stay as planned' },
          ]}
          value={asked ?? BETWEEN}
          onChange={setPicked}
        />
      )}
      {reconvene === null ? (
        <div>
          {!(full && asked === null) && (
            <SureButton
              label="Go live again"
              kind="primary"
              warning={
                asked === null
                  ? 'The session opens under a new room code, in the lobby, on every phone and on the projector.'
                  : 'The session opens under a new room code. This check-in is then held in the room, and nobody is asked on their own.'
              }
              yes="Go live"
              no="Not yet"
              busy={busy}
              refusal={refusal}
              onSure={async () => (await ask({ checkin: asked })) !== null}
            />
          )}
          {full && asked === null && (
            <p className={styles.soft}>A board holds {LIMITS.allCheckins} check-ins, and this one has as many.</p>
          )}
        </div>
      ) : (
        <p>{WAITING[reconvene] ?? sayRefusal({ code: reconvene })}</p>
      )}
    </AfterwardsSection>
  )
}

/** What a facilitator can do about it. */
const WAITING: Readonly<Record<string, string>> = {
  'not-written': 'Answers are still being opened. In a moment you can go live.',
  'checkin-open': 'A check-in is open. When it is closed you can go live.',
  'keys-gone':
    'The keys of this session were erased when it ended, so nobody can be asked under seal here any more. Export the board as JSON and import it as a new session: everything on it goes on there.',
}

/** The one that is due, or soon will be; none when the next is far away. */
function nearest(planned: readonly CheckInView[], day: string): string {
  const [next] = [...planned].sort((a, b) => (a.opens < b.opens ? -1 : 1))
  if (next === undefined) return BETWEEN
  const days = (Date.parse(next.opens) - Date.parse(day)) / 86_400_000
  return days <= NEAR ? next.id : BETWEEN
}
