// A line to all phones and the projector: written here, shown here while it is up, and taken down again.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import type { ScreenProps } from './console.ts'
import styles from './shell-bar.module.css'
import { useCommand } from './use-command.ts'

export function ShellBroadcast({
  console,
  view,
  open,
  onClose,
}: ScreenProps & { readonly open: boolean; readonly onClose: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  return (
    <>
      {view.broadcast !== null && (
        <Notice
          shape="line"
          action={
            <Button
              size="s"
              busy={busy}
              refusal={refusal}
              onClick={() => void send('broadcast.set', { broadcast: null })}
            >
              Take it down
            </Button>
          }
        >
          On every phone and the projector: “{view.broadcast.text}”
        </Notice>
      )}
      {open && <BroadcastForm console={console} name="Say to everyone" onSaid={onClose} autoFocus />}
    </>
  )
}

export type BroadcastFormProps = {
  readonly console: ScreenProps['console']
  /** Of the form, for those who hear it. */
  readonly name: string
  readonly onSaid?: () => void
  readonly autoFocus?: boolean
}

export function BroadcastForm({ console, name, onSaid, autoFocus = false }: BroadcastFormProps) {
  const { send, busy, refusal } = useCommand(console)
  const [text, setText] = useState('')
  const say = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || !(await send('broadcast.set', { broadcast: { id: randomId(), text: text.trim() } })))
      return
    setText('')
    onSaid?.()
  }
  return (
    <form
      className={styles.say}
      aria-label={name}
      onSubmit={(event) => void say(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onSaid?.()
      }}
    >
      <div className={styles.line}>
        <Field
          label="One line to all phones and the projector"
          value={text}
          onChange={setText}
          max={LIMITS.broadcast}
          placeholder="Five more minutes, then back in the big room"
          autoFocus={autoFocus}
        />
      </div>
      <Button
        kind="primary"
        type="submit"
        busy={busy}
        refusal={refusal}
        aria-disabled={text.trim() === '' || undefined}
      >
        Show it
      </Button>
    </form>
  )
}
