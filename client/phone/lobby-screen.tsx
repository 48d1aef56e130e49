// In, and waiting: who I am here, my room once there is one, and what comes next.
import { IN_THE_ROOM } from '../../shared/board-lines.ts'
import { KeysCheck } from './keys-check.tsx'
import type { ScreenProps } from './phone-context.ts'
import styles from './shell.module.css'

export function LobbyScreen({ view, mine }: ScreenProps) {
  return (
    <div className={styles.stack}>
      <p role="status">
        {mine.room === null && view.liveCheckin !== null
          ? welcome(view.liveCheckin.title)
          : mine.room === null
            ? 'Rooms are not made yet. This page follows the session by itself; you may let the phone sleep.'
            : 'You have a room. Stay where you are until the facilitator asks you to move.'}
      </p>
      {mine.room !== null && (
        <section className={styles.panel} data-strong>
          <p className={styles.label}>Your room</p>
          <h2>{mine.room.name}</h2>
          <p>
            {mine.room.people.length > 1
              ? `With ${together(mine.room.people.filter((one) => one.id !== mine.id).map((one) => one.name))}.`
              : 'Nobody else is here yet.'}
          </p>
        </section>
      )}
      <KeysCheck />
      {view.goal !== '' && view.liveCheckin === null && (
        <section className={styles.panel}>
          <p className={styles.label}>What today is for</p>
          <p className={styles.quote}>{view.goal}</p>
        </section>
      )}
      {view.next !== null && <p className={styles.soft}>Next: {view.next}</p>}
    </div>
  )
}

export function together(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function welcome(checkin: string): string {
  return `Good to have you back. We look at the board together${checkin === IN_THE_ROOM ? '' : `: ${checkin}`}.`
}
