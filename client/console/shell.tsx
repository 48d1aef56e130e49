// The frame around every step on the console: agenda at the left, people at the right, and what drives along the top.
import { useEffect, useRef, useState } from 'react'
import { STEPS } from '../../shared/steps.ts'
import type { Link } from '../state/connection.ts'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { AnonymitySheet } from './anonymity-sheet.tsx'
import type { ScreenProps } from './console.ts'
import { FloorsSheet } from './floors-sheet.tsx'
import { InvitePaper } from './invite-paper.tsx'
import { InviteSheet } from './invite-sheet.tsx'
import { LogPanel } from './log-panel.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { Rail } from './rail.tsx'
import { RoomsPanel } from './rooms-panel.tsx'
import { SCREENS } from './screens.ts'
import styles from './shell.module.css'
import { ShellBar, type ShellSheet } from './shell-bar.tsx'
import { ShellBroadcast } from './shell-broadcast.tsx'
import { ShellDevices } from './shell-devices.tsx'
import { ShellShortcuts, useShortcuts } from './shell-shortcuts.tsx'
import { ShellWords } from './shell-words.tsx'
import { StepBar } from './step-bar.tsx'
import { useStepGo } from './step-go.tsx'
import { nextLine } from './step-rounds.ts'
import { useCommand } from './use-command.ts'

export type ShellProps = ScreenProps & {
  /** This console's own id, as soon as it is known. */
  readonly device: string | null
  /** What it is called beside others. */
  readonly label?: string | null
  readonly link: Link
  readonly onLeave: () => void
}

export function Shell({ console, view, device, label = null, link, onLeave }: ShellProps) {
  const [sheet, setSheet] = useState<ShellSheet | null>(null)
  const [saying, setSaying] = useState(false)
  const origin = useReadable(console.origin)
  const offset = useReadable(console.offset)
  const stepGo = useStepGo({ console, view })
  const black = useCommand(console)
  const live = view.status === 'live'
  const blackout = () => void black.send('blackout.set', { on: !view.blackout })
  useShortcuts({
    n: () => {
      const next = nextLine(view)
      if (live && next !== null) stepGo.go(next.step.id)
    },
    b: () => live && blackout(),
    '?': () => setSheet('shortcuts'),
  })
  // Wherever it was when it ended, by hand or by itself: what is left to do is after the close.
  const Screen = SCREENS[live ? view.step.kind : 'close']
  const close = () => setSheet(null)
  useTopOf(view.step.id)
  return (
    <>
      <div className={`${styles.shell} no-print`}>
        <a className={`visually-hidden ${styles.skip}`} href="#step">
          To the current step
        </a>
        <ShellBar
          console={console}
          view={view}
          link={link}
          onSheet={setSheet}
          onSay={() => setSaying(!saying)}
          saying={saying}
          onBlackout={blackout}
          blackoutRefusal={black.refusal}
          onLeave={onLeave}
        />
        <div className={styles.lines}>
          {link !== 'live' && (
            <Notice tone="offline" shape="line">
              No connection. The session goes on from where it was; this page comes back by itself.
            </Notice>
          )}
          {!live && (
            <Notice tone="info" shape="line">
              This session has ended. Its board lives on.
            </Notice>
          )}
          {view.blackout && (
            <Notice tone="warn" shape="line">
              The projector is black. Press b, or “Show projector”, to bring it back.
            </Notice>
          )}
          <ShellBroadcast console={console} view={view} open={saying} onClose={() => setSaying(false)} />
        </div>
        <div className={styles.columns}>
          <Rail console={console} view={view} stepGo={stepGo} />
          <main className={styles.main} id="step" data-step={view.step.kind} aria-label={STEPS[view.step.kind].label}>
            <StepBar view={view} stepGo={stepGo} />
            <Screen key={view.step.id} console={console} view={view} />
          </main>
          <aside className={styles.side} aria-label="People and rooms">
            <PeoplePanel console={console} view={view} />
            <RoomsPanel console={console} view={view} />
            <LogPanel view={view} device={device} label={label} now={Date.now() + offset} />
          </aside>
        </div>
        {stepGo.sheet}
        <InviteSheet open={sheet === 'invite'} onClose={close} console={console} view={view} />
        <ShellDevices open={sheet === 'devices'} onClose={close} console={console} view={view} device={device} />
        <ShellWords open={sheet === 'words'} onClose={close} console={console} view={view} />
        <FloorsSheet open={sheet === 'floors'} onClose={close} console={console} view={view} />
        <AnonymitySheet open={sheet === 'anonymity'} onClose={close} view={view} />
        <ShellShortcuts open={sheet === 'shortcuts'} onClose={close} />
      </div>
      <InvitePaper view={view} origin={origin} />
    </>
  )
}

/** Another step begins at its top, wherever the last one was left. */
function useTopOf(step: string): void {
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    scrollTo(0, 0)
  }, [step])
}
