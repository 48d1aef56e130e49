// All rooms at a glance while they talk: who is there, how far they are, who calls; and a way into each.
import { lazy, Suspense, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { RoomView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { WithdrawnCards } from '../ui/withdrawn-cards.tsx'
import type { ScreenProps } from './console.ts'
import { PersonMenu } from './people-menu.tsx'
import { HelpCall } from './people-panel.tsx'
import styles from './screen.module.css'
import { BroadcastForm } from './shell-broadcast.tsx'
import { roundNow } from './step-rounds.ts'

// Yjs comes only with the notes.
const RoomsNotes = lazy(() => import('./rooms-notes.tsx').then((module) => ({ default: module.RoomsNotes })))

export function DiscussScreen(props: ScreenProps) {
  const { console, view } = props
  const [open, setOpen] = useState<string | null>(null)
  const room = view.rooms.find((one) => one.id === open)
  const round = roundNow(view)
  const unplaced = view.people.filter((person) => person.room === null)
  return (
    <div className={styles.screen}>
      {view.rooms.length === 0 && <Empty title="No rooms yet">Go back to the lobby and split people into rooms.</Empty>}
      <ul className={styles.rooms}>
        {view.rooms.map((one) => (
          <li key={one.id}>
            <RoomTile {...props} room={one} onNotes={() => setOpen(one.id)} />
          </li>
        ))}
      </ul>
      {view.rooms.length > 0 && unplaced.length > 0 && (
        <section className={styles.panel} aria-labelledby="discuss-nowhere">
          <h2 id="discuss-nowhere">In no room</h2>
          <ul className={styles.people}>
            {unplaced.map((person) => (
              <li key={person.id}>
                <PersonMenu {...props} person={person} label={person.name} />
                {person.unplaced !== null && <span className={styles.soft}>{person.unplaced}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {round?.state === 'open' && (
        <p className={styles.soft}>
          Afterthoughts, up to {round.slots.length} each, stay sealed on the phones until this step ends.
        </p>
      )}
      {round?.state === 'collecting' && <Notice>Collecting the afterthoughts…</Notice>}
      <WithdrawnCards count={view.withdrawn} className={styles.soft} />
      {view.status === 'live' && (
        <section className={styles.panel} aria-label="To all rooms">
          <BroadcastForm console={console} name="Say to all rooms" />
        </section>
      )}
      <Sheet
        open={room !== undefined}
        onClose={() => setOpen(null)}
        title={`Notes of ${room?.name ?? ''}`}
        place="side"
        size="l"
      >
        {room !== undefined && (
          <Suspense fallback={<Empty title="Fetching the notes…" state="waiting" />}>
            <RoomsNotes key={room.id} console={console} session={view.session} room={room.id} />
          </Suspense>
        )}
      </Sheet>
    </div>
  )
}

function RoomTile({
  room,
  onNotes,
  ...props
}: ScreenProps & { readonly room: RoomView; readonly onNotes: () => void }) {
  const people = props.view.people.filter((person) => person.room === room.id)
  return (
    <section className={styles.room} data-help={room.help !== null || undefined} aria-label={room.name}>
      <div className={styles.headed}>
        <h2>{room.name}</h2>
        <p className={styles.soft}>
          {room.connected} of {room.people} connected
        </p>
      </div>
      {room.help !== null && <HelpCall console={props.console} room={room} />}
      <dl className={styles.facts}>
        <div>
          <dt>Piles</dt>
          <dd>{room.piles}</dd>
        </div>
        <div>
          <dt>Must be heard</dt>
          <dd>
            {room.heard} of {LIMITS.heardPerRoom}
          </dd>
        </div>
        <div>
          <dt>Done</dt>
          <dd>
            {room.done} of {room.people}
          </dd>
        </div>
      </dl>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <span className={styles.lamp} data-on={person.connected || undefined} aria-hidden="true" />
            <PersonMenu {...props} person={person} label={person.connected ? person.name : `${person.name} (away)`} />
          </li>
        ))}
      </ul>
      <Button size="s" aria-label={`Notes of ${room.name}`} onClick={onNotes}>
        Notes
      </Button>
    </section>
  )
}
