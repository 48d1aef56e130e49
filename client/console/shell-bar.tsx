// The top of the console: session, room code, timer, projector, and how the connection is.
import { formatCode } from '../../shared/room-code.ts'
import type { Link } from '../state/connection.ts'
import { Button } from '../ui/button.tsx'
import { Mark } from '../ui/mark.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ScreenProps } from './console.ts'
import styles from './shell-bar.module.css'
import { ShellTimer } from './shell-timer.tsx'

export type ShellSheet = 'invite' | 'devices' | 'words' | 'floors' | 'anonymity' | 'shortcuts'

export type ShellBarProps = ScreenProps & {
  readonly link: Link
  readonly onSheet: (sheet: ShellSheet) => void
  readonly onSay: () => void
  readonly saying: boolean
  readonly onBlackout: () => void
  readonly blackoutRefusal: string | null
  readonly onLeave: () => void
}

const LINKS: Readonly<Record<Link, string>> = {
  live: 'Connected',
  connecting: 'Connecting…',
  offline: 'No connection',
  refused: 'Not in',
}

export function ShellBar(props: ShellBarProps) {
  const { console, view, link, onSheet } = props
  const live = view.status === 'live'
  const others = view.consoles.length
  return (
    <header className={styles.bar}>
      <div className={styles.who}>
        <Mark size="1.1em" />
        <strong className={styles.title}>{view.title}</strong>
      </div>
      {view.code !== null && (
        <Button kind="secondary" size="s" className={styles.code ?? ''} onClick={() => onSheet('invite')}>
          <span className="visually-hidden">Room code</span>
          <span className={styles.symbols}>{formatCode(view.code)}</span>
          <span className={styles.door}>{view.locked ? 'Locked' : 'Invite'}</span>
        </Button>
      )}
      {live && <ShellTimer console={console} view={view} />}
      <div className={styles.tools}>
        {live && (
          <>
            <Button size="s" kind="quiet" aria-expanded={props.saying} onClick={props.onSay}>
              Say to everyone
            </Button>
            <Button
              size="s"
              kind="quiet"
              aria-pressed={view.blackout}
              refusal={props.blackoutRefusal}
              onClick={props.onBlackout}
            >
              {view.blackout ? 'Show projector' : 'Black out'}
            </Button>
          </>
        )}
        <Button size="s" onClick={() => openProjector(view.session, view.screenKey)}>
          Open projector
        </Button>
        <p className={styles.link} data-link={link} role="status">
          <span className={styles.lamp} aria-hidden="true" />
          <span>
            {LINKS[link]}
            <small>
              {others <= 1 ? 'only this console' : `${others} consoles`} ·{' '}
              {view.screens === 1 ? '1 projector' : `${view.screens} projectors`}
            </small>
          </span>
        </p>
        <Menu
          label="More"
          align="end"
          size="s"
          items={[
            { label: 'Invite people', note: 'Code, QR, link, print', onPick: () => onSheet('invite') },
            { label: 'Title, statement, goal', onPick: () => onSheet('words') },
            {
              label: 'How much is shown',
              note: `From ${view.floors.show} answers, counts from ${view.floors.counts}`,
              onPick: () => onSheet('floors'),
            },
            { label: 'How this stays anonymous', onPick: () => onSheet('anonymity') },
            { label: 'Devices and links', note: 'Recovery code, board link', onPick: () => onSheet('devices') },
            { label: 'Keys', note: 'Press ?', onPick: () => onSheet('shortcuts') },
            {
              label: 'Leave on this device',
              note: 'Forgets the facilitator link here',
              onPick: props.onLeave,
              danger: true,
            },
          ]}
        />
      </div>
    </header>
  )
}

/** One window a session: pressing it again brings the same one to the front. */
function openProjector(session: string, key: string): void {
  window
    .open(`${location.origin}/screen#s=${session}&k=${key}`, `eighty-screen-${session}`, 'popup,width=1280,height=720')
    ?.focus()
}
