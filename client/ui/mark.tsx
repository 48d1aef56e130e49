// The logo: a small range bar. Same drawing as mark.svg, which is the favicon.
import styles from './mark.module.css'

/** `size` is any CSS length; without it the mark is as high as the text around it. */
export function Mark({ size = '1.5em' }: { readonly size?: string }) {
  return (
    <svg className={styles.mark} viewBox="0 0 32 20" style={{ height: size }} aria-hidden="true">
      <rect x="1" y="5" width="30" height="10" rx="2.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M3.5 5H14v10H3.5A2.5 2.5 0 0 1 1 12.5v-5A2.5 2.5 0 0 1 3.5 5" fill="currentColor" />
      <path d="m15.2 14.6 3-9.2m.6 9.2 3-9.2m.6 9.2 1.4-4.3" stroke="currentColor" strokeWidth="1.6" />
      <path className={styles.tick} d="M25.6 1.5v17" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  )
}
