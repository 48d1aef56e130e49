// What stands where nothing is yet: what will be here, and what to do about it.
import type { ReactNode } from 'react'
import styles from './empty.module.css'

export type EmptyProps = {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** `waiting`: somebody else has to act first, or it is loading. */
  readonly state?: 'nothing' | 'waiting'
}

export function Empty({ title, children, action, state = 'nothing' }: EmptyProps) {
  return (
    <div className={styles.empty} role={state === 'waiting' ? 'status' : undefined}>
      <span className={styles.bar} data-state={state} aria-hidden="true" />
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
