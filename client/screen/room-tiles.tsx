// Who is in which room, as tiles; many rooms are set closer.
import type { ScreenView } from '../../shared/views.ts'
import tiles from './rooms.module.css'

const MANY = 9
/** Above this nobody finds a name on a wall; the phones say it. */
const CROWD = 14
const NAMES = 8

export function RoomTiles({ rooms }: { readonly rooms: ScreenView['rooms'] }) {
  return (
    <ul className={tiles.rooms} data-many={rooms.length > MANY || undefined}>
      {rooms.map((room) => (
        <li key={room.id} className={tiles.tile}>
          <h2>{room.name}</h2>
          <p>{rooms.length > CROWD ? `${room.people.length} people` : namesOf(room.people)}</p>
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
