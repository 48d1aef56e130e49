// Themes by concentration: how many rooms stand behind each.
import type { CSSProperties } from 'react'
import { Empty } from '../ui/empty.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import { sayWithdrawn } from '../ui/withdrawn-cards.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

/** More than these do not help a room to talk; the rest is on the phones. */
const SHOWN = 6
/** Up to so many stand in one column, each with the card that says it best. */
const FEW = 4

export function GatherScreen({ view }: StageProps) {
  const shown = view.themes.slice(0, SHOWN)
  const many = shown.length > FEW
  const more = view.themes.length - shown.length
  return (
    <>
      <h1>{view.step.title}</h1>
      {shown.length === 0 ? (
        <Empty title={view.cards > 0 ? 'Gathering the cards of all rooms…' : 'No cards yet'} state="waiting" />
      ) : (
        <ol
          className={styles.themes}
          data-many={many || undefined}
          style={{ '--rows': Math.ceil(shown.length / 2) } as CSSProperties}
        >
          {shown.map((theme, at) => (
            <li key={theme.id}>
              <ThemeLine
                theme={many ? { ...theme, samples: [] } : theme}
                rank={at + 1}
                of={view.rooms.length}
                size="projector"
                samples={1}
                heading="h2"
              />
            </li>
          ))}
        </ol>
      )}
      {(view.ungrouped > 0 || more > 0 || view.withdrawn > 0) && shown.length > 0 && (
        <p className={styles.soft}>
          {[
            more === 0
              ? null
              : more === 1
                ? 'One more theme is on your phone.'
                : `${more} more themes are on your phone.`,
            view.ungrouped === 0
              ? null
              : view.ungrouped === 1
                ? 'One card stands by itself.'
                : `${view.ungrouped} cards stand by themselves.`,
            sayWithdrawn(view.withdrawn),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </>
  )
}
