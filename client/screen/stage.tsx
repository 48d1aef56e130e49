// The frame around every step on the projector: title, timer, how to join, and what is said to everyone.
import type { StepKind } from '../../shared/agenda.ts'
import { formatCode } from '../../shared/room-code.ts'
import { STEPS } from '../../shared/steps.ts'
import type { ScreenView } from '../../shared/views.ts'
import { KeysFingerprint } from '../ui/fingerprint.tsx'
import { joinLink } from '../ui/join-link.ts'
import { Mark } from '../ui/mark.tsx'
import { Timer } from '../ui/timer.tsx'
import { SCREENS } from './screens.ts'
import { isSorting } from './sorting-stage.tsx'
import styles from './stage.module.css'
import { useFit } from './use-fit.ts'

export type StageFrameProps = {
  readonly view: ScreenView
  readonly offset: number
  readonly origin: string | null
  readonly offline: boolean
}

/** These show the time themselves, larger. */
const OWN_TIME: ReadonlySet<StepKind> = new Set(['write', 'discuss'])

/** In these something sealed is open, so the keys it is sealed with are in sight. */
const SEALED: ReadonlySet<StepKind> = new Set(['write', 'discuss', 'ask', 'ballot', 'gather'])

export function Stage({ view, offset, origin, offline }: StageFrameProps) {
  if (view.blackout)
    return (
      <main className={styles.black} aria-label="The screen is blacked out" data-step="blackout">
        <h1 className="visually-hidden">Blacked out</h1>
        <Mark size="6vmin" />
      </main>
    )
  return <Lit view={view} offset={offset} origin={origin} offline={offline} />
}

function Lit({ view, offset, origin, offline }: StageFrameProps) {
  const main = useFit<HTMLElement>()
  const ended = view.status === 'ended'
  const Screen = SCREENS[ended ? 'close' : view.step.kind]
  return (
    <div className={styles.stage}>
      <header className={styles.head}>
        <Mark size="1.1em" />
        <span className={styles.title}>{view.title}</span>
        {!ended && (
          <span className={styles.place}>
            {STEPS[view.step.kind].label} · {view.index} of {view.of}
          </span>
        )}
        {!OWN_TIME.has(view.step.kind) && !isSorting(view) && (
          <Timer endsAt={view.endsAt} offset={offset} size="l" announce={false} />
        )}
      </header>
      {view.broadcast !== null && (
        <p className={styles.broadcast} role="status">
          {view.broadcast.text}
        </p>
      )}
      <main ref={main} className={styles.main} data-step={ended ? 'close' : view.step.kind}>
        <Screen view={view} offset={offset} origin={origin} />
      </main>
      <footer className={styles.foot}>
        <span role="status">
          {offline
            ? 'No connection. This screen comes back by itself.'
            : ended
              ? 'This session has ended.'
              : view.next === null
                ? ''
                : `Next: ${view.next}`}
        </span>
        <span className={styles.ways}>
          {SEALED.has(view.step.kind) && view.status === 'live' && (
            <span className={styles.join}>
              Keys: <KeysFingerprint keys={view.keys} />
            </span>
          )}
          {view.step.kind !== 'lobby' && view.code !== null && !view.locked && (
            <span className={styles.join}>
              Join: {joinLink(location, origin, view.code, view.keys).address} ·{' '}
              <strong>{formatCode(view.code)}</strong>
            </span>
          )}
        </span>
      </footer>
    </div>
  )
}
