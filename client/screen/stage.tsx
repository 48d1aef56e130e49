// The frame around every step on the projector: title, timer, how to join, and what is said to everyone.
import { formatCode } from '../../shared/room-code.ts'
import { STEPS } from '../../shared/steps.ts'
import type { ScreenView } from '../../shared/views.ts'
import { Mark } from '../ui/mark.tsx'
import { joinLink } from '../ui/join-link.ts'
import { Timer } from '../ui/timer.tsx'
import { SCREENS } from './screens.ts'
import styles from './stage.module.css'

export type StageFrameProps = { readonly view: ScreenView; readonly offset: number; readonly origin: string | null; readonly offline: boolean }

export function Stage({ view, offset, origin, offline }: StageFrameProps) {
  if (view.blackout)
    return (
      <main className={styles.black} aria-label="The screen is blacked out" data-step="blackout">
        <Mark size="6vmin" />
      </main>
    )
  const Screen = SCREENS[view.step.kind]
  return (
    <div className={styles.stage}>
      <header className={styles.head}>
        <span className={styles.title}>{view.title}</span>
        <span className={styles.place}>
          {STEPS[view.step.kind].label} · {view.index} of {view.of}
        </span>
        {view.step.kind !== 'write' && <Timer endsAt={view.endsAt} offset={offset} size="l" announce={false} />}
      </header>
      {view.broadcast !== null && (
        <p className={styles.broadcast} role="status">
          {view.broadcast.text}
        </p>
      )}
      <main className={styles.main} data-step={view.step.kind}>
        <Screen view={view} offset={offset} origin={origin} />
      </main>
      <footer className={styles.foot}>
        <span>{offline ? 'No connection. This screen comes back by itself.' : view.status === 'ended' ? 'This session has ended.' : view.next === null ? '' : `Next: ${view.next}`}</span>
        {view.step.kind !== 'lobby' && view.code !== null && !view.locked && (
          <span className={styles.join}>
            Join: {joinLink(location, origin, view.code).address} · <strong>{formatCode(view.code)}</strong>
          </span>
        )}
      </footer>
    </div>
  )
}
