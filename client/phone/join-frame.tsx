// What stands around each page of the way in.
import type { ReactNode } from 'react'
import { Wordmark } from '../ui/wordmark.tsx'
import styles from './join.module.css'

export type JoinFrameProps = {
  readonly title: string
  readonly over?: string
  readonly children: ReactNode
}

export function JoinFrame({ title, over, children }: JoinFrameProps) {
  return (
    <main className={styles.frame} data-step="join">
      <header className={styles.head}>
        <Wordmark />
        {over !== undefined && <span className={styles.over}>{over}</span>}
      </header>
      <h1 className={styles.title}>{title}</h1>
      {children}
    </main>
  )
}
