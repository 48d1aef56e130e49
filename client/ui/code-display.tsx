// The room code, large, in two halves, spelled out for those who hear it.
import styles from './code-display.module.css'

export type CodeDisplayProps = {
  /** Six symbols, or null when the session has no code (locked for good, ended). */
  readonly code: string | null
  readonly size?: 'm' | 'l' | 'projector'
}

export function CodeDisplay({ code, size = 'm' }: CodeDisplayProps) {
  if (code === null) return null
  return (
    <span className={styles.code} data-size={size} role="img" aria-label={`Room code ${[...code].join(' ')}`}>
      <span>{code.slice(0, 3)}</span>
      <span className={styles.dot} />
      <span>{code.slice(3)}</span>
    </span>
  )
}
