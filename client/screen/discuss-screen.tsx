// Which room, how long, and the one rule.
import { Timer } from '../ui/timer.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function DiscussScreen({ view, offset }: StageProps) {
  return (
    <>
      <div className={styles.centre}>
        <h1>{view.step.title}</h1>
        <p className={styles.say} data-long>
          {view.step.prompt}
        </p>
        <Timer endsAt={view.endsAt} offset={offset} size="projector" />
      </div>
      <ul className={styles.rooms}>
        {view.rooms.map((room) => (
          <li key={room.id} className={styles.tile}>
            <h2>{room.name}</h2>
            <p>{room.people.join(', ')}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
