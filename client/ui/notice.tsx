// A line that says how things stand (offline, kept, a warning); it never covers anything and never asks for a click.
import type { ReactNode } from 'react'
import styles from './notice.module.css'

export type NoticeProps = {
  readonly tone?: 'info' | 'good' | 'warn' | 'offline' | 'wrong'
  readonly children: ReactNode
  /** A button or link at the end of the line. */
  readonly action?: ReactNode
  /** `line`: the whole width of a shell, without corners. */
  readonly shape?: 'box' | 'line'
  /** Not announced, since it was there from the start. */
  readonly still?: boolean
}

export function Notice({ tone = 'info', children, action, shape = 'box', still }: NoticeProps) {
  return (
    <div
      className={styles.notice}
      data-tone={tone}
      data-shape={shape}
      role={still ? undefined : tone === 'wrong' ? 'alert' : 'status'}
    >
      <span className={styles.sign} aria-hidden="true" />
      <div className={styles.words}>{children}</div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
