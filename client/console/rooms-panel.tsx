// Rooms at a glance, one line each.
import { areTogether } from './are-together.ts'
import type { ScreenProps } from './console.ts'
import styles from './side.module.css'
import { CAN_BE_DONE } from './step-rounds.ts'

export function RoomsPanel({ view }: ScreenProps) {
  if (view.status === 'ended' || view.rooms.length === 0 || areTogether(view)) return null
  const done = CAN_BE_DONE.has(view.step.kind)
  return (
    <section className={styles.part} aria-label="Rooms at a glance">
      <h2>Rooms</h2>
      <table className={styles.rooms}>
        <thead>
          <tr>
            <th scope="col">Room</th>
            <th scope="col">Here</th>
            {done && <th scope="col">Done</th>}
          </tr>
        </thead>
        <tbody>
          {view.rooms.map((room) => (
            <tr key={room.id} data-help={room.help !== null || undefined}>
              <th scope="row">
                {room.name}
                {room.help !== null && <span className={styles.calls}> asks for you</span>}
              </th>
              <td>
                {room.connected}/{room.people}
              </td>
              {done && <td>{room.done}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
