// The frame around every step on the phone: where we are, how long, whether we are connected, and "I'm done".
import { useEffect, useRef, useState } from 'react'
import { STEPS } from '../../shared/steps.ts'
import type { Link } from '../state/connection.ts'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { Timer } from '../ui/timer.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { AnonymitySheet } from './anonymity-sheet.tsx'
import { canBeDone, DoneButton } from './done-button.tsx'
import { KeysReminder } from './keys-reminder.tsx'
import { MeSheet } from './me-sheet.tsx'
import { OwnerRequests } from './owner-requests.tsx'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { ReturnSheet } from './return-sheet.tsx'
import { SCREENS } from './screens.ts'
import styles from './shell.module.css'

export function Shell({
  view,
  mine,
  link,
  onLeave,
}: ScreenProps & { readonly link: Link; readonly onLeave: () => void }) {
  const { phone } = usePhone()
  const offset = useReadable(phone.offset)
  const [sheet, setSheet] = useState<'me' | 'return' | 'anonymity' | null>(null)
  const Screen = SCREENS[view.step.kind]
  const ended = view.status === 'ended'
  // While the small questions are open their time is the one that counts.
  const sorting = !ended && view.sorting?.state === 'open'
  return (
    <div className={styles.shell}>
      <div className={styles.top}>
        <header className={styles.head}>
          <div className={styles.where}>
            <span className={styles.title}>{view.title}</span>
            <span className={styles.room}>{mine.room === null ? mine.name : `${mine.name} · ${mine.room.name}`}</span>
          </div>
          <Timer endsAt={sorting ? (view.sorting?.endsAt ?? null) : view.endsAt} offset={offset} size="s" />
          <Menu
            label="Menu"
            align="end"
            size="s"
            items={[
              { label: 'My name and function', onPick: () => setSheet('me') },
              { label: 'My way back', note: 'If this phone dies', onPick: () => setSheet('return') },
              { label: 'How this stays anonymous', onPick: () => setSheet('anonymity') },
              { label: 'Leave on this phone', onPick: onLeave },
            ]}
          />
        </header>
        {link !== 'live' && (
          <Notice tone="offline" shape="line">
            No connection. What you write is kept on this phone; it comes back by itself.
          </Notice>
        )}
        {!phone.outbox.durable && (
          <Notice tone="warn" shape="line" still>
            This browser keeps nothing: do not reload or close this page before a round ends.
          </Notice>
        )}
        {view.broadcast !== null && (
          <Notice tone="info" shape="line">
            {view.broadcast.text}
          </Notice>
        )}
      </div>
      <main className={styles.main} data-step={view.step.kind}>
        <StepHead view={view} mine={mine} />
        {ended && (
          <Notice tone="info" still>
            This session has ended. You can still read everything here.
          </Notice>
        )}
        <OwnerRequests view={view} mine={mine} />
        {!ended && <KeysReminder key={`keys ${view.step.id}`} kind={view.step.kind} />}
        <Screen key={view.step.id} view={view} mine={mine} />
      </main>
      {/* Writing has its own, under the field: a foot would lie over the button that keeps a card. */}
      {canBeDone(view) && view.step.kind !== 'write' && (
        <footer className={styles.foot}>
          <DoneButton view={view} mine={mine} />
        </footer>
      )}
      <MeSheet open={sheet === 'me'} onClose={() => setSheet(null)} view={view} mine={mine} />
      <ReturnSheet open={sheet === 'return'} onClose={() => setSheet(null)} />
      <AnonymitySheet open={sheet === 'anonymity'} onClose={() => setSheet(null)} floors={view.floors} />
    </div>
  )
}

/** The heading takes the focus when the step changes, so that a screen reader hears where we are. */
function StepHead({ view }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step's change is exactly when focus moves
  useEffect(() => {
    if (first.current) first.current = false
    else heading.current?.focus({ preventScroll: false })
  }, [view.step.id])
  // "Join with your phone" is for those who have not.
  const lobby = view.step.kind === 'lobby'
  return (
    <div className={styles.step}>
      <p className={styles.place}>
        {STEPS[view.step.kind].label} · {view.index} of {view.of}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {lobby ? 'You’re in. Look up.' : view.step.title}
      </h1>
      {view.step.prompt !== '' && !lobby && <p className={styles.prompt}>{view.step.prompt}</p>}
    </div>
  )
}
