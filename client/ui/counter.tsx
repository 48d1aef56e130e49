// How many characters are left near the end, and how many are too many beyond it.
import { graphemes } from '../../shared/text.ts'
import styles from './field.module.css'

/** `max` in graphemes. `beyond`: what becomes of the ones that are too many. */
export function Counter({
  text,
  max,
  beyond,
}: {
  readonly text: string
  readonly max: number
  readonly beyond?: string
}) {
  const left = max - graphemes(text)
  if (left > Math.max(10, Math.round(max / 5))) return null
  return (
    <span className={styles.counter} data-over={left < 0 || undefined} aria-live={left < 0 ? 'polite' : 'off'}>
      {left >= 0 ? `${left} left` : `${-left} too many${beyond === undefined ? '' : `: ${beyond}`}`}
    </span>
  )
}
