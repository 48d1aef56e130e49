// "7 of 24 done": words first, one still line beside them, nothing that races.
import styles from './progress.module.css'

export type ProgressProps = {
  readonly done: number
  readonly of: number
  /** What `done` of them did: "done", "connected", "placed". */
  readonly label: string
  readonly size?: 'm' | 'projector'
}

export function Progress({ done, of, label, size = 'm' }: ProgressProps) {
  return (
    <span className={styles.progress} data-size={size}>
      <span className={styles.words}>
        <strong>{done}</strong> of {of} {label}
      </span>
      <span className={styles.line} aria-hidden="true">
        <span style={{ width: `${of > 0 ? Math.min(100, (done * 100) / of) : 0}%` }} />
      </span>
    </span>
  )
}
