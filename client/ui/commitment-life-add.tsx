// A line that somebody adds: a quiet button until it is wanted, then one field; what was refused stays typed.
import { type FormEvent, type ReactNode, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { randomId } from '../state/random.ts'
import { Button } from './button.tsx'
import controls from './commitment-life-controls.module.css'
import { Field } from './field.tsx'

export type AddLineProps = {
  /** The quiet button, and the words before the field. */
  readonly open: string
  readonly label: string
  readonly hint?: string
  readonly button: string
  readonly busy: boolean
  readonly refusal: string | null
  /** Whether it was added. `id` stays the same until it was. */
  readonly onAdd: (id: string, text: string) => Promise<boolean>
  /** Further fields. */
  readonly children?: ReactNode
}

export function AddLine({ open, label, hint, button, busy, refusal, onAdd, children }: AddLineProps) {
  const [id, setId] = useState<string | null>(null)
  const [text, setText] = useState('')
  if (id === null)
    return (
      <div className={controls.act}>
        <Button kind="quiet" size="s" className={controls.open ?? ''} onClick={() => setId(randomId())}>
          {open}
        </Button>
      </div>
    )
  const close = () => {
    setText('')
    setId(null)
  }
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && (await onAdd(id, text))) close()
  }
  return (
    <form className={controls.add} onSubmit={(event) => void add(event)} noValidate>
      <Field
        label={label}
        {...(hint === undefined ? {} : { hint })}
        value={text}
        onChange={setText}
        max={LIMITS.field}
        rows={1}
        say
        autoFocus
        error={refusal}
        onKeyDown={(event) => {
          // One line: Enter is done, as on every phone's keyboard.
          if (event.key === 'Enter') {
            event.preventDefault()
            void add(event)
          }
        }}
        enterKeyHint="done"
      />
      {children}
      <div className={controls.buttons}>
        <Button type="submit" size="s" kind="primary" busy={busy} disabled={text.trim() === ''}>
          {button}
        </Button>
        <Button size="s" kind="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
