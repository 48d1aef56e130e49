// One theme in a ranked list: how widely it is felt, and a few of its cards.
import type { ReactNode } from 'react'
import type { ThemeView } from '../../shared/views.ts'
import { sayEcho, sayFunctions } from './echo-words.ts'
import styles from './theme-line.module.css'

export type ThemeLineProps = {
  readonly theme: ThemeView
  readonly rank?: number
  /** Rooms in all. */
  readonly of?: number
  readonly size?: 's' | 'm' | 'projector'
  /** At most so many of its cards. */
  readonly samples?: number
  /** As deep as the list stands in its page. */
  readonly heading?: 'h2' | 'h3'
  readonly children?: ReactNode
}

export function ThemeLine({
  theme,
  rank,
  of,
  size = 'm',
  samples = size === 's' ? 1 : 3,
  heading: Heading = 'h3',
  children,
}: ThemeLineProps) {
  const rooms =
    of === undefined ? `${theme.rooms} ${theme.rooms === 1 ? 'room' : 'rooms'}` : `${theme.rooms} of ${of} rooms`
  // Whoever is shown one card is shown the same one everywhere: the most typical.
  const said = freshSamples(theme, samples)
  const { reach, echo } = theme
  // A wall has room for the word and the rooms; what it stands on is read near by.
  const far = size === 'projector'
  const word = reach === null || !far ? null : WORDS[reach.word]
  return (
    <article className={styles.theme} data-size={size}>
      {rank !== undefined && (
        <span className={styles.rank} aria-hidden="true">
          {rank}
        </span>
      )}
      <div className={styles.body}>
        <Heading className={styles.title}>{theme.title}</Heading>
        <p className={styles.counts}>
          {of !== undefined && of <= PIPS && <Pips on={theme.rooms} of={of} />}
          <span>
            {far || reach === null ? <strong>{rooms}</strong> : <span className={styles.says}>{reach.says}</span>} ·{' '}
            {theme.count} {theme.count === 1 ? 'card' : 'cards'}
            {theme.hidden !== null && ` · hidden: ${theme.hidden}`}
          </span>
          {word !== null && reach !== null && (
            <span className={styles.reach} data-word={reach.word}>
              {word}
            </span>
          )}
        </p>
        {echo !== null && (
          <p className={styles.echo}>
            {[sayEcho(echo), sayFunctions(echo)].filter((words) => words !== null).join('. ')}.
          </p>
        )}
        {said.length > 0 && (
          <ul className={styles.samples}>
            {said.map((text, at) => (
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

/** What lies between needs no word. */
const WORDS = {
  signal: 'Organisational signal',
  local: 'Local',
  single: 'Single room',
  some: null,
} as const satisfies Record<NonNullable<ThemeView['reach']>['word'], string | null>

/** More rooms than these are read faster as a number. */
const PIPS = 8

function Pips({ on, of }: { readonly on: number; readonly of: number }) {
  return (
    <span className={styles.pips} aria-hidden="true">
      {Array.from({ length: of }, (_, room) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pip is nothing but its place
        <span key={room} data-on={room < on || undefined} />
      ))}
    </span>
  )
}

/** A title taken from a card would say it twice; that card stands here only when it is the whole of a shortened title. */
function freshSamples(theme: ThemeView, most: number): readonly string[] {
  const stem = theme.title.replace(/[….]+$/, '').toLowerCase()
  const samples = theme.samples.slice(0, most)
  const others = samples.filter((text) => !text.toLowerCase().startsWith(stem))
  return others.length > 0 || !theme.title.endsWith('…') ? others : samples
}
