// How widely a theme is felt: a word for it where enough is known, the evidence beside it, the number of cards last.
import type { ThemeView } from '../../shared/views.ts'
import { counted } from './counted.ts'
import styles from './gather.module.css'

type Reach = NonNullable<ThemeView['reach']>

/** What lies between needs no word. */
const WORDS = {
  signal: 'Organisational signal',
  local: 'Local',
  single: 'Single room',
  some: null,
} as const satisfies Record<Reach['word'], string | null>

/** `of`: rooms in all. */
export function GatherReach({ theme, of }: { readonly theme: ThemeView; readonly of: number }) {
  const { reach, rooms, count } = theme
  const word = reach === null ? null : WORDS[reach.word]
  // The sentence begins with the word, which stands in front of it here.
  const begins = `${word}: `
  return (
    <span className={styles.concentration}>
      <span className={styles.share} aria-hidden="true">
        <span style={{ width: `${of > 0 ? Math.min(100, (rooms * 100) / of) : 0}%` }} />
      </span>
      {reach === null ? (
        <strong>
          {rooms} of {counted(of, 'room')}
        </strong>
      ) : (
        <>
          {word !== null && (
            <strong className={styles.word} data-word={reach.word}>
              {word}
            </strong>
          )}
          <span>{reach.says.startsWith(begins) ? reach.says.slice(begins.length) : reach.says}</span>
        </>
      )}
      <span className={styles.cards}>{counted(count, 'card')}</span>
    </span>
  )
}
