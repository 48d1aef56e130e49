// One part of what comes after the day: its name, how it stands in a few words, and the rest when it is opened.
import type { ReactNode } from 'react'
import styles from './afterwards.module.css'

export type AfterwardsSectionProps = {
  readonly title: string
  readonly says: ReactNode
  /** Something is due here. */
  readonly due?: boolean
  readonly open?: boolean
  readonly children: ReactNode
}

export function AfterwardsSection({ title, says, due = false, open = false, children }: AfterwardsSectionProps) {
  return (
    <details className={styles.section} open={open}>
      <summary>
        <h2>{title}</h2>
        <span className={styles.says} data-due={due || undefined}>
          {says}
        </span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
