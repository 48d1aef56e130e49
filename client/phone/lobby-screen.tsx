// "You're in. Look up."
import type { ScreenProps } from './phone-context.ts'
import styles from './shell.module.css'

export function LobbyScreen({ mine }: ScreenProps) {
  return (
    <div className={styles.stack}>
      <p className={styles.say} role="status">
        You’re in. Look up.
      </p>
      {mine.room === null ? (
        <p className={styles.soft}>Rooms are not made yet. This page follows the session by itself; you may let the phone sleep.</p>
      ) : (
        <section className={styles.panel}>
          <h2>{mine.room.name}</h2>
          <p>{mine.room.people.length > 1 ? `With ${together(mine.room.people.filter((one) => one.id !== mine.id).map((one) => one.name))}.` : 'Nobody else is here yet.'}</p>
        </section>
      )}
    </div>
  )
}

export function together(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
