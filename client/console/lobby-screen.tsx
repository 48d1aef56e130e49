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
  return (
    <div className={styles.lobby}>
      {view.code !== null && (empty || view.rooms.length === 0) && (
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
          <section className={styles.panel} aria-labelledby="lobby-rooms">
            <h2 id="lobby-rooms">Rooms</h2>
            {view.status === 'live' && <RoomsSplit {...props} />}
            <RoomsBoard {...props} />
          </section>
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
