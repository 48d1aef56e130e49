// Themes by concentration: how many rooms stand behind each.
import { Empty } from '../ui/empty.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

/** More than these do not help a room to talk; the rest is on the phones. */
const SHOWN = 8

export function GatherScreen({ view }: StageProps) {
  const shown = view.themes.slice(0, SHOWN)
  return (
    <>
      <h1>{view.step.title}</h1>
      {shown.length === 0 ? (
        <Empty title={view.cards > 0 ? 'Gathering the cards of all rooms…' : 'No cards yet'} state="waiting" />
      ) : (
        <ol className={styles.list} data-many={shown.length > 4 || undefined}>
          {shown.map((theme, at) => (
            <li key={theme.id}>
              <ThemeLine theme={{ ...theme, samples: theme.samples.slice(0, 1) }} rank={at + 1} of={view.rooms.length} size="projector" />
            </li>
          ))}
        </ol>
      )}
      {(view.ungrouped > 0 || view.themes.length > SHOWN) && (
        <p className={styles.soft}>
          {view.themes.length > SHOWN && `${view.themes.length - SHOWN} more themes on your phone. `}
          {view.ungrouped > 0 && `${view.ungrouped} cards not yet grouped.`}
        </p>
      )}
    </>
  )
}
