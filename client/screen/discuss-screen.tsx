// Which room, how long, and the one rule.
import { Timer } from '../ui/timer.tsx'
import { WithdrawnCards } from '../ui/withdrawn-cards.tsx'
import { RoomTiles } from './room-tiles.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function DiscussScreen({ view, offset }: StageProps) {
  return (
    <>
      <div className={styles.centre}>
        <h1>{view.step.title}</h1>
        <Timer endsAt={view.endsAt} offset={offset} size="projector" announce={false} />
        {view.step.prompt !== '' && (
          <p className={styles.say} data-length="xl">
            {view.step.prompt}
          </p>
        )}
      </div>
      <RoomTiles rooms={view.rooms} />
      <WithdrawnCards count={view.withdrawn} className={styles.soft} />
    </>
  )
}
