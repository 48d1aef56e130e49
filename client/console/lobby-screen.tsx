// Arriving: how to join, who is here, and the split into rooms.
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
  const together = view.meeting !== null && nobodyPlaced
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
              <summary>Rooms, though this meeting is of all</summary>
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
            <h2 id="lobby-people">
              {view.people.length === 1 ? 'One person is here' : `${view.people.length} people`}
            </h2>
            <PeopleRoster {...props} />
          </section>
        </>
      )}
    </div>
  )
}
