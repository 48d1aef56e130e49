// Just created: the facilitator's link and the recovery code, each shown to be kept.
import { useState } from 'react'
import type { Created } from '../../shared/protocol.ts'
import { formatCode } from '../../shared/room-code.ts'
import { baseAddress } from '../ui/base-address.ts'
import { Button } from '../ui/button.tsx'
import { copyText } from '../ui/copy.ts'
import styles from './home.module.css'
import { consoleLink } from './recent-sessions.ts'

export type CreatedPageProps = {
  readonly created: Created
  readonly title: string
  /** Brought in, not new. */
  readonly fromFile: boolean
}

export function CreatedPage({ created, title, fromFile }: CreatedPageProps) {
  const link = consoleLink(created, baseAddress(location, created.origin))
  return (
    <main className={styles.main} data-step="created">
      <h1>{title} is ready</h1>
      {fromFile && (
        <p>
          This board was brought in from a file, as a session of its own. It is live, at its board, with the room code{' '}
          {formatCode(created.code)}. People come back by joining under their names, written as they stand on the board.
        </p>
      )}
      <p className={styles.say}>Keep these two. Whoever has one of them drives the session.</p>
      <div className={styles.keys}>
        <Keep name="Facilitator link" hint="Opens the console on this or another device." value={link} />
        <Keep
          name="Recovery code"
          hint="If this laptop dies: open /console anywhere, type the room code (after the end: the board’s link) and this. It is shown only now; the console can draw a new one."
          value={`${created.recovery.slice(0, 5)}-${created.recovery.slice(5)}`}
        />
      </div>
      <a className={styles.go} href={consoleLink(created, location.origin)}>
        Open the console
      </a>
    </main>
  )
}

function Keep({ name, hint, value }: { readonly name: string; readonly hint: string; readonly value: string }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <section className={styles.door}>
      <h2>{name}</h2>
      <p>{hint}</p>
      <code className={styles.secret}>{value}</code>
      <Button onClick={() => void copyText(value).then(setCopied)}>Copy</Button>
      <p role="status">
        {copied === null ? '' : copied ? 'Copied.' : 'Copying is not possible here: select it and copy by hand.'}
      </p>
    </section>
  )
}
