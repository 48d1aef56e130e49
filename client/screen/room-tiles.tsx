// Who is in which room, as tiles; many rooms are set closer.
import type { ScreenView } from '../../shared/views.ts'
import styles from './stage.module.css'

const MANY = 9
const NAMES = 8

export function RoomTiles({ rooms }: { readonly rooms: ScreenView['rooms'] }) {
  return (
    <ul className={styles.rooms} data-many={rooms.length > MANY || undefined}>
      {rooms.map((room) => (
        <li key={room.id} className={styles.tile}>
          <h2>{room.name}</h2>
          <p>{namesOf(room.people)}</p>
        </li>
      ))}
    </ul>
  )
}

function namesOf(people: readonly string[]): string {
  if (people.length === 0) return 'Nobody yet'
  if (people.length <= NAMES) return people.join(', ')
  return `${people.slice(0, NAMES - 1).join(', ')} and ${people.length - NAMES + 1} more`
}
