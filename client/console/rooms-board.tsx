// The rooms as columns of people: dragged from one to another, or moved with each person's menu.
import { type DragEvent, useState } from 'react'
import type { PersonView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { PersonMenu } from './people-menu.tsx'
import styles from './rooms.module.css'
import { RoomHead } from './rooms-head.tsx'
import { useCommand } from './use-command.ts'

/** The name of "in no room" among the columns; no room has it. */
const NOWHERE = ''

export function RoomsBoard(props: ScreenProps) {
  const { console, view } = props
  const { send, refusal } = useCommand(console)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const live = view.status === 'live'
  const unplaced = view.people.filter((person) => person.room === null)
  const stop = () => {
    setDragged(null)
    setOver(null)
  }
  const target = (room: string) => ({
    'data-over': over === room || undefined,
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return
      event.preventDefault()
      setOver(room)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      const person = view.people.find((one) => one.id === dragged)
      const to = room === NOWHERE ? null : room
      if (person !== undefined && person.room !== to) void send('room.place', { person: person.id, room: to })
      stop()
    },
  })
  const chip = (person: PersonView) => (
    <li
      key={person.id}
      className={styles.chip}
      data-dragged={dragged === person.id || undefined}
      draggable={live}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', person.name)
        setDragged(person.id)
      }}
      onDragEnd={stop}
    >
      <span
        className={styles.lamp}
        data-on={person.connected || undefined}
        title={person.connected ? 'connected' : 'not connected'}
      />
      <PersonMenu {...props} person={person} label={person.name} />
      <FunctionOf person={person} />
      {person.room === null && person.unplaced !== null && <span className={styles.reason}>{person.unplaced}</span>}
    </li>
  )
  return (
    <div className={styles.board}>
      {view.rooms.length === 0 ? (
        <p className="quiet">
          No rooms yet. Five or six people a room is best: few enough to listen, enough to hide among.
        </p>
      ) : (
        <p className="quiet">
          Drag a name to another room, or open its menu: Tab to the name, Enter, then “Move to …”.
        </p>
      )}
      {view.rooms.length > 0 && (
        <div className={styles.columns}>
          {view.rooms.map((room) => (
            <section key={room.id} className={styles.column} aria-label={room.name} {...target(room.id)}>
              <RoomHead {...props} room={room} />
              <ul>{view.people.filter((person) => person.room === room.id).map(chip)}</ul>
            </section>
          ))}
        </div>
      )}
      {view.rooms.length > 0 && (unplaced.length > 0 || dragged !== null) && (
        <section className={styles.column} data-nowhere="" aria-label="In no room" {...target(NOWHERE)}>
          <h3>In no room ({unplaced.length})</h3>
          <ul>{unplaced.map(chip)}</ul>
        </section>
      )}
      <div className="row">
        {live && (
          <Button size="s" kind="quiet" onClick={() => void send('room.add', { room: randomId() })}>
            Add a room
          </Button>
        )}
        <span className={styles.refusal} role="status">
          {refusal}
        </span>
      </div>
    </div>
  )
}

function FunctionOf({ person }: { readonly person: PersonView }) {
  const words = [person.role === 'sponsor' ? 'Sponsor' : null, person.fn].filter((part) => part !== null)
  return words.length === 0 ? null : <small className={styles.fn}>{words.join(' · ')}</small>
}
