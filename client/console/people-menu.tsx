// What can be done with one person: move to a room, make them the sponsor, remove them from the session.
import { useState } from 'react'
import type { PersonView } from '../../shared/views.ts'
import { Button, type ButtonProps } from '../ui/button.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import styles from './people.module.css'
import { useCommand } from './use-command.ts'

export type PersonMenuProps = ScreenProps & {
  readonly person: PersonView /** The name, or words beside which the name stands. */
  readonly label: string
  readonly kind?: ButtonProps['kind']
}

export function PersonMenu({ console, view, person, label, kind }: PersonMenuProps) {
  const { send, busy, refusal } = useCommand(console)
  const [removing, setRemoving] = useState(false)
  if (view.status !== 'live') return <span>{label}</span>
  const sponsor = person.role === 'sponsor'
  const items: MenuItem[] = [
    ...view.rooms
      .filter((room) => room.id !== person.room)
      .map((room) => ({
        label: `Move to ${room.name}`,
        note: `${room.people} ${room.people === 1 ? 'person' : 'people'}`,
        onPick: () => void send('room.place', { person: person.id, room: room.id }),
      })),
    ...(person.room === null
      ? []
      : [{ label: 'Out of the room', onPick: () => void send('room.place', { person: person.id, room: null }) }]),
    {
      label: sponsor ? 'No longer the sponsor' : 'Make sponsor',
      note: sponsor ? undefined : 'The leader whose decision it is',
      onPick: () => void send('person.role', { person: person.id, role: sponsor ? 'participant' : 'sponsor' }),
    },
    { label: 'Remove…', danger: true, onPick: () => setRemoving(true) },
  ]
  return (
    <span className={styles.menu}>
      <Menu
        label={label}
        name={
          label.includes(person.name)
            ? `${label}: ${view.rooms.length > 0 ? 'move or change' : 'change'}`
            : `${label} ${person.name}`
        }
        kind={kind ?? 'quiet'}
        size="s"
        align="end"
        items={items}
      />
      <span className={styles.refusal} role="status">
        {refusal}
      </span>
      <Sheet
        open={removing}
        onClose={() => setRemoving(false)}
        title={`Remove ${person.name}?`}
        footer={
          <>
            <Button onClick={() => setRemoving(false)}>Keep {person.name}</Button>
            <Button
              kind="danger"
              busy={busy}
              refusal={refusal}
              onClick={() =>
                void send('person.remove', { person: person.id }).then((done) => done && setRemoving(false))
              }
            >
              Remove {person.name}
            </Button>
          </>
        }
      >
        <p>
          {person.name}’s phone leaves the session and its link stops working. What was written stays: nobody can tell
          which cards were {person.name}’s.
        </p>
      </Sheet>
    </span>
  )
}
