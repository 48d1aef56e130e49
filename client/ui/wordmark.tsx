// The mark and the name, for the head of a page.
import { Mark } from './mark.tsx'
import styles from './wordmark.module.css'

export function Wordmark({ size = 'm' }: { readonly size?: 's' | 'm' | 'l' }) {
  return (
    <span className={styles.wordmark} data-size={size}>
      <Mark size="0.86em" />
      Eighty
    </span>
  )
}
