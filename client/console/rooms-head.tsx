// The head of a room: its name (renamed in place), how many are in it, and its menu.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { RoomView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ScreenProps } from './console.ts'
import styles from './rooms.module.css'
import { useCommand } from './use-command.ts'

export function RoomHead({ console, view, room }: ScreenProps & { readonly room: RoomView }) {
  const { send, busy, refusal } = useCommand(console)
  const [name, setName] = useState<string | null>(null)
  const rename = async (event: FormEvent) => {
    event.preventDefault()
    if (
      name !== null &&
      (name.trim() === room.name || (await send('room.rename', { room: room.id, name: name.trim() })))
    )
      setName(null)
  }
  if (name !== null)
    return (
      <form
        className={styles.rename}
        onSubmit={(event) => void rename(event)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setName(null)
        }}
      >
        <Field
          label={`New name of ${room.name}`}
          bare
          value={name}
          onChange={setName}
          max={LIMITS.label}
          autoFocus
          error={refusal}
        />
        <div className="row" data-gap="2">
          <Button size="s" kind="primary" type="submit" busy={busy}>
            Save
          </Button>
          <Button size="s" kind="quiet" onClick={() => setName(null)}>
            Cancel
          </Button>
        </div>
      </form>
    )
  return (
    <div className={styles.head}>
      <h3>
        {room.name} <small>{room.people}</small>
      </h3>
      {view.status === 'live' && (
        <Menu
          label={<Dots />}
          name={`Change ${room.name}`}
          size="s"
          align="end"
          items={[
            { label: 'Rename', onPick: () => setName(room.name) },
            {
              label: 'Remove the room',
              note: room.people > 0 ? 'Its people are then in no room' : undefined,
              danger: true,
              onPick: () => void send('room.remove', { room: room.id }),
            },
          ]}
        />
      )}
      <span className={styles.refusal} role="status">
        {refusal}
      </span>
    </div>
  )
}

function Dots() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="3" cy="8" r="1.4" fill="currentColor" />
      <circle cx="8" cy="8" r="1.4" fill="currentColor" />
      <circle cx="13" cy="8" r="1.4" fill="currentColor" />
    </svg>
  )
}
