// Arriving: how to join, who is here, and the split into rooms.
import type { ConsoleView } from '../../shared/views.ts'
import { areTogether } from './are-together.ts'
import type { ScreenProps } from './console.ts'
import { Invitation } from './invite-sheet.tsx'
import styles from './lobby.module.css'
import { PeopleRoster } from './people-roster.tsx'
import { RoomsBoard } from './rooms-board.tsx'
import { RoomsSplit } from './rooms-split.tsx'

export function LobbyScreen(props: ScreenProps) {
  const { view } = props
  const empty = view.people.length === 0
  const nobodyPlaced = view.people.every(({ room }) => room === null)
  // Rooms of the offsite still stand: they hold its cards.
  const together = areTogether(view)
  return (
    <div className={styles.lobby}>
      {view.code !== null && nobodyPlaced && (
        <section className={styles.panel} data-big={empty || undefined} aria-label="How to join">
          {empty && (
            <div className={styles.nobody}>
              <h2>Nobody here yet</h2>
              <p>
                Put the code on the projector, or pass on the link. People appear here as they join; late ones are
                welcome.
              </p>
            </div>
          )}
          <Invitation {...props} code={view.code} />
        </section>
      )}
      {!empty && (
        <>
          {together ? (
            <details className={styles.panel}>
              <summary>Rooms, though everybody is together today</summary>
              <RoomsSplit {...props} />
              <RoomsBoard {...props} />
            </details>
          ) : (
            <section className={styles.panel} aria-labelledby="lobby-rooms">
              <h2 id="lobby-rooms">Rooms</h2>
              {view.status === 'live' && <RoomsSplit {...props} />}
              <RoomsBoard {...props} />
            </section>
          )}
          <section className={styles.panel} aria-labelledby="lobby-people">
            <h2 id="lobby-people">{sayHere(view)}</h2>
            <PeopleRoster {...props} />
          </section>
        </>
      )}
    </div>
  )
}

/** Seats of the offsite are there before anybody comes back. */
function sayHere({ people, liveCheckin }: ConsoleView): string {
  const here = people.filter((person) => person.connected).length
  if (liveCheckin !== null) return `${here} of ${people.length} ${here === 1 ? 'is' : 'are'} here`
  return people.length === 1 ? 'One person is here' : `${people.length} people`
}
