// Without a facilitator's proof: paste the link, or take over with room code and recovery code.
import { type FormEvent, useState } from 'react'
import type { TakeoverBody } from '../../shared/protocol.ts'
import { REFUSALS, sayRefusal } from '../../shared/refusals.ts'
import { parseCode } from '../../shared/room-code.ts'
import { takeOver } from '../state/join.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import styles from './app.module.css'
import { type Proof, readLink } from './app-proof.ts'

export type AppEntryProps = {
  readonly onProof: (proof: Proof) => void
  /** Why the proof this laptop had does not open anything. */
  readonly because?: string
  readonly onAgain?: () => void
  readonly onForget?: () => void
}

export function AppEntry({ onProof, because, onAgain, onForget }: AppEntryProps) {
  return (
    <div className={styles.page}>
      <header>
        <a href="/" className={styles.home} aria-label="Eighty, first page">
          <Wordmark size="l" />
        </a>
      </header>
      <main className={styles.main} data-step="entry">
        <h1>Open the console</h1>
        <p className={styles.lead}>
          The console is where a facilitator drives a session. To take part in one,{' '}
          <a href="/j">join with the room code</a>.
        </p>
        {because !== undefined && (
          <Notice
            tone="wrong"
            action={
              <span className="row" data-gap="2">
                <Button size="s" onClick={onAgain}>
                  Try again
                </Button>
                <Button size="s" kind="quiet" onClick={onForget}>
                  Forget this session here
                </Button>
              </span>
            }
          >
            {because}
          </Notice>
        )}
        <div className={styles.ways}>
          <PasteLink onProof={onProof} />
          <TakeOver onProof={onProof} />
        </div>
      </main>
    </div>
  )
}

function PasteLink({ onProof }: Pick<AppEntryProps, 'onProof'>) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const open = (event: FormEvent) => {
    event.preventDefault()
    const proof = readLink(typed)
    if (proof === null) setError('That is not a facilitator link. It looks like …/console#s=…&k=…')
    else onProof(proof)
  }
  return (
    <form className={styles.way} onSubmit={open} noValidate aria-labelledby="paste">
      <h2 id="paste">Paste your link</h2>
      <p>It was shown when the session was created. Paste it whole.</p>
      <Field
        label="Facilitator link"
        value={typed}
        onChange={(next) => {
          setTyped(next)
          setError(null)
        }}
        error={error}
        autoComplete="off"
        spellCheck={false}
      />
      <Button kind="primary" type="submit" wide>
        Open
      </Button>
    </form>
  )
}

function TakeOver({ onProof }: Pick<AppEntryProps, 'onProof'>) {
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const take = async (event: FormEvent) => {
    event.preventDefault()
    const door = doorOf(code)
    if (door === null) return setRefusal(`${REFUSALS['bad-code'].say} After the end it is the board’s link.`)
    if (recovery.trim() === '') return setRefusal('Type the recovery code too: ten letters and numbers.')
    setBusy(true)
    const result = await takeOver(door, recovery)
    setBusy(false)
    if (result.ok) onProof(result.data)
    else if (result.refusal.code === 'ended') setRefusal('This session has ended. Paste the link of its board instead.')
    else setRefusal(sayRefusal(result.refusal))
  }
  return (
    <form className={styles.way} onSubmit={(event) => void take(event)} noValidate aria-labelledby="take-over">
      <h2 id="take-over">Take over</h2>
      <p>
        When the first laptop is gone: the room code is on the projector, the recovery code on your paper. After the end
        anybody’s link of the board takes the place of the room code.
      </p>
      <Field
        label="Room code, or the board’s link"
        value={code}
        onChange={setCode}
        placeholder="BCD-347"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Field
        label="Recovery code"
        value={recovery}
        onChange={setRecovery}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button kind="primary" type="submit" wide busy={busy} refusal={refusal}>
        Take over
      </Button>
    </form>
  )
}

/** A room code, or the session that a link of its board names; null when it is neither. */
function doorOf(typed: string): TakeoverBody['door'] | null {
  const at = typed.indexOf('#')
  if (at >= 0) {
    const session = new URLSearchParams(typed.slice(at + 1).trim()).get('s')
    return session === null || session === '' ? null : { session }
  }
  const code = parseCode(typed)
  return code === null ? null : { code }
}
