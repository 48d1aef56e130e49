// One theme in a ranked list: how many rooms stand behind it, and a few of its cards.
import type { ReactNode } from 'react'
import type { ThemeView } from '../../shared/views.ts'
import styles from './theme-line.module.css'

export type ThemeLineProps = {
  readonly theme: ThemeView
  readonly rank?: number
  /** Rooms in all. */
  readonly of?: number
  readonly size?: 's' | 'm' | 'projector'
  readonly children?: ReactNode
}

export function ThemeLine({ theme, rank, of, size = 'm', children }: ThemeLineProps) {
  const rooms =
    of === undefined ? `${theme.rooms} ${theme.rooms === 1 ? 'room' : 'rooms'}` : `${theme.rooms} of ${of} rooms`
  return (
    <article className={styles.theme} data-size={size}>
      {rank !== undefined && (
        <span className={styles.rank} aria-hidden="true">
          {rank}
        </span>
      )}
      <div className={styles.body}>
        <h3>{theme.title}</h3>
        <p className={styles.counts}>
          <strong>{rooms}</strong> · {theme.count} {theme.count === 1 ? 'card' : 'cards'}
          {theme.hidden !== null && ` · hidden: ${theme.hidden}`}
        </p>
        {theme.samples.length > 0 && (
          <ul className={styles.samples}>
            {theme.samples.slice(0, size === 's' ? 1 : 3).map((text, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two people may have written the same words
              <li key={at}>{text}</li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </article>
  )
}
