// Where the board is for everybody else: a link to read it on any device.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { copyText } from '../ui/copy.ts'
import type { ScreenProps } from './phone-context.ts'
import styles from './shell.module.css'

export function BoardLink({ view }: Pick<ScreenProps, 'view'>) {
  const [copied, setCopied] = useState<boolean | null>(null)
  if (view.boardKey === null) return null
  const link = `${location.origin}/board#s=${view.session}&k=${view.boardKey}`
  return (
    <section className={styles.panel}>
      <h2>The board</h2>
      <p>Open it on any device, print it, bring it to the next meeting. With this link it can be read, not changed.</p>
      <div className={styles.row}>
        <a href={link}>Open the board</a>
        <Button size="s" onClick={() => void Promise.resolve(copyText(link)).then(setCopied)}>
          Copy the link
        </Button>
      </div>
      <p role="status">
        {copied === null ? '' : copied ? 'Copied.' : 'Copying is not possible here; press and hold the link.'}
      </p>
    </section>
  )
}
