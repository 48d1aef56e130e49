// While phones answer the small questions: how far the room is, what to do, how long. Never a word of a card or a theme.
import type { ScreenView } from '../../shared/views.ts'
import { Timer } from '../ui/timer.tsx'
import { useIsPast } from '../ui/use-is-past.ts'
import type { StageProps } from './screens.ts'
import styles from './sorting-stage.module.css'
import stage from './stage.module.css'

export const isSorting = (view: Pick<ScreenView, 'sorting' | 'status'>): boolean =>
  view.sorting?.state === 'open' && view.status === 'live'

const DOTS = [0, 1, 2, 3, 4] as const
/** More rooms than these stand closer. */
const MANY = 8

export function SortingStage({ view, offset }: StageProps) {
  const { progress } = view
  const endsAt = view.sorting?.endsAt ?? null
  const late = useIsPast(endsAt, offset)
  return (
    <>
      <div className={styles.head}>
        <div className={styles.words}>
          <h1>Which cards say the same?</h1>
          <p className={stage.soft}>
            On your phone: one card on top, four below. Tap the one that is about the same problem, so that one fix
            would help both. None of them? Say so.
          </p>
        </div>
        {late ? (
          <p className={styles.late} role="status">
            Last answers…
          </p>
        ) : (
          <Timer endsAt={endsAt} offset={offset} size="projector" announce={false} />
        )}
      </div>
      {progress === null || progress.of === 0 ? (
        <p className={stage.soft} role="status">
          The first questions are on their way to the phones…
        </p>
      ) : (
        <Progress progress={progress} />
      )}
    </>
  )
}

function Progress({ progress }: { readonly progress: NonNullable<ScreenView['progress']> }) {
  const { answers, of, themes, rooms } = progress
  return (
    <>
      <div className={styles.progress}>
        <p className={styles.answers}>
          <strong>{answers}</strong> of {of} answers
        </p>
        <span className={styles.line} aria-hidden="true">
          <span style={{ width: `${Math.min(100, (answers * 100) / of)}%` }} />
        </span>
        <p className={stage.soft}>
          {themes === 0
            ? 'Themes show here when all answers are in.'
            : themes === 1
              ? 'One theme is taking shape. It shows here when all answers are in.'
              : `${themes} themes are taking shape. They show here when all answers are in.`}
        </p>
      </div>
      {rooms.length > 0 && (
        <ul className={styles.rooms} data-many={rooms.length > MANY || undefined}>
          {rooms.map((room) => (
            <li key={room.id}>
              <span className={styles.name}>{room.name}</span>
              <span className={styles.dots} role="img" aria-label={`${room.dots} of 5`}>
                {DOTS.map((dot) => (
                  <span key={dot} data-on={dot < room.dots || undefined} />
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
