// Which themes the room is asked about: the widest ones at first, at most a dozen, and none without a name.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { ConsoleView, ThemeView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { counted } from './counted.ts'
import styles from './gather-echo.module.css'

/** What a room reads through in a minute. */
const AT_FIRST = 8

export type EchoChooseProps = {
  readonly view: ConsoleView
  readonly busy: boolean
  readonly refusal: string | null
  readonly onOpen: (themes: readonly string[]) => Promise<void>
  readonly onName: () => void
  readonly onClose: () => void
}

export function EchoChoose({ view, busy, refusal, onOpen, onName, onClose }: EchoChooseProps) {
  const visible = view.themes.filter((theme) => theme.hidden === null)
  const isNamed = (theme: ThemeView) => !view.unnamed.includes(theme.id)
  const named = visible.filter(isNamed)
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    () => new Set(named.slice(0, AT_FIRST).map((theme) => theme.id)),
  )
  // What was merged or hidden meanwhile, here or on another console, is asked about no more.
  const on = named.filter((theme) => picked.has(theme.id))
  const full = on.length >= LIMITS.echoes
  const toggle = (id: string, is: boolean) => {
    const next = new Set(on.map((theme) => theme.id))
    if (is) next.add(id)
    else next.delete(id)
    setPicked(next)
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title="Who sees this at work?"
      size="l"
      focus="field"
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            kind="primary"
            disabled={on.length === 0}
            busy={busy}
            refusal={refusal}
            onClick={() => void onOpen(on.map((theme) => theme.id))}
          >
            {on.length === 0 ? 'Ask the room' : `Ask about ${counted(on.length, 'theme')}`}
          </Button>
        </>
      }
    >
      <div className={styles.choose}>
        <p className={styles.soft}>
          Say it aloud: “Mark what is true where you work, not what you agree with.” Titles are frozen while it is
          asked; whoever joins later watches; nobody, you included, sees who marked what.
        </p>
        {named.length < visible.length && (
          <div className={styles.offer}>
            <Button size="s" onClick={onName}>
              Name themes first
            </Button>
            <p className={styles.soft}>
              {named.length === 0
                ? 'Give a theme a name first: an unnamed one is called by somebody’s card.'
                : 'Those without a name are called by somebody’s card, so nobody is asked about them.'}
            </p>
          </div>
        )}
        <ul className={styles.themes}>
          {visible.map((theme) => (
            <li key={theme.id}>
              <label className={styles.theme} data-off={!isNamed(theme) || undefined}>
                <input
                  type="checkbox"
                  checked={on.includes(theme)}
                  disabled={!isNamed(theme) || (full && !on.includes(theme))}
                  onChange={(event) => toggle(theme.id, event.currentTarget.checked)}
                />
                <span>
                  <span className={styles.title}>{theme.title}</span>
                  <span className={styles.soft}>
                    {isNamed(theme)
                      ? `${theme.rooms} of ${counted(view.rooms.length, 'room')}, ${counted(theme.count, 'card')}`
                      : 'Name it first'}
                    {theme.echo !== null && ' · asked before'}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        <p className={styles.soft} role="status">
          {full ? `${LIMITS.echoes} are as many as fit on one phone.` : ''}
        </p>
      </div>
    </Sheet>
  )
}
