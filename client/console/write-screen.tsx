// Quiet writing: time, who says they are done, room by room; never a word of what is written.
import { CARD_KINDS } from '../../shared/card-kinds.ts'
import { Timer } from '../ui/timer.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { ScreenProps } from './console.ts'
import styles from './screen.module.css'
import { StepProgress } from './step-progress.tsx'
import { roundNow } from './step-rounds.ts'

export function WriteScreen(props: ScreenProps) {
  const { console, view } = props
  const offset = useReadable(console.offset)
  const { step } = view
  if (step.kind !== 'write') return null
  const round = roundNow(view)
  return (
    <div className={styles.screen}>
      <section className={styles.quiet} aria-label="Time">
        {round?.state === 'open' && view.endsAt !== null && (
          <Timer endsAt={view.endsAt} offset={offset} size="l" announce={false} />
        )}
        <p className={styles.soft}>
          Up to {step.settings.quota} {step.settings.quota === 1 ? 'card' : 'cards'} each:{' '}
          {step.settings.kinds.map((kind) => CARD_KINDS[kind].label).join(' · ')}. Nobody sees a card before the bell,
          you included.
        </p>
      </section>
      <StepProgress {...props} round={round} what="cards" />
      {view.rooms.length > 0 && (
        <section className={styles.panel} aria-labelledby="write-rooms">
          <h2 id="write-rooms">Room by room</h2>
          <ul className={styles.tiles}>
            {view.rooms.map((room) => (
              <li key={room.id} className={styles.tile}>
                <strong>{room.name}</strong>
                <span>
                  {room.done} of {room.people} done
                </span>
                {room.connected < room.people && (
                  <span className={styles.soft}>{room.people - room.connected} not connected</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
