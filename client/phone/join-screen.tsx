// The way in: a room code, then a name if one likes, then a seat.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { Found } from '../../shared/protocol.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import { formatCode, parseCode } from '../../shared/room-code.ts'
import { findCode, joinSession } from '../state/join.ts'
import { randomSecret } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import { type KeptSeat, keepOf, withKeys } from './device.ts'
import styles from './join.module.css'
import { ListChoice } from './list-choice.tsx'
import { sayUnsent, unsentIn } from './unsent.ts'

export type JoinScreenProps = {
  readonly code: string
  /** Hash of the keys that came with this code by camera or link; null when it was typed. */
  readonly keys: string | null
  readonly before: KeptSeat | null
  readonly onSeat: (seat: KeptSeat) => void
  readonly onForget: () => void
}

export function JoinScreen({ code: given, keys: came, before, onSeat, onForget }: JoinScreenProps) {
  const [code, setCode] = useState(given)
  const [found, setFound] = useState<Found | null>(null)
  // Scanned again by somebody who is in already: one seat, not two.
  const [back, setBack] = useState(before)
  const loses = back === null ? null : sayUnsent(unsentIn(keepOf(back)), 'Joining as somebody else')
  // They are the keys of the session that was scanned, and of no other.
  const keys = parseCode(code) === parseCode(given) ? came : null
  if (found === null)
    return <CodeForm code={code} onCode={setCode} ask={given !== '' && code === given} onFound={setFound} />
  if (back !== null && back.session === found.session)
    return (
      <Frame title={found.title} over={formatCode(code)}>
        <p>{back.name === '' ? 'This phone has a seat here.' : `This phone has ${back.name}’s seat here.`}</p>
        {loses !== null && <p>{loses}</p>}
        <div className={styles.actions}>
          <Button kind="primary" size="l" wide onClick={() => onSeat(withKeys({ ...back, title: found.title }, keys))}>
            Go back in
          </Button>
          <Button
            kind="quiet"
            wide
            onClick={() => {
              onForget()
              setBack(null)
            }}
          >
            Join as somebody else
          </Button>
        </div>
      </Frame>
    )
  return (
    <NameForm code={code} found={found} onSeat={(seat) => onSeat(withKeys(seat, keys))} onBack={() => setFound(null)} />
  )
}

function CodeForm(props: {
  readonly code: string
  readonly onCode: (code: string) => void
  readonly ask: boolean
  readonly onFound: (found: Found) => void
}) {
  const { code, onCode, onFound } = props
  const [busy, setBusy] = useState(props.ask)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const look = async (typed: string) => {
    const parsed = parseCode(typed)
    if (parsed === null) return setRefusal({ code: 'bad-code' })
    setBusy(true)
    const result = await findCode(parsed)
    setBusy(false)
    if (!result.ok) return setRefusal(result.refusal)
    onCode(parsed)
    onFound(result.data)
  }
  const asked = useRef(false)
  // From the QR code: the code is known, so it is looked up without a tap.
  useEffect(() => {
    if (!props.ask || asked.current) return
    asked.current = true
    void look(code)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefusal(null)
    void look(code)
  }
  return (
    <Frame title="Join with the room code">
      <form className={styles.form} onSubmit={submit}>
        <Field
          label="Room code"
          hint="Six letters or numbers, on the big screen."
          value={code}
          onChange={(next) => {
            onCode(next)
            setRefusal(null)
          }}
          error={refusal === null ? null : sayRefusal(refusal)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          id="code"
        />
        <Button kind="primary" size="l" wide type="submit" busy={busy}>
          {refusal !== null && refusal.code !== 'bad-code' ? 'Try again' : 'Next'}
        </Button>
      </form>
    </Frame>
  )
}

function NameForm({
  code,
  found,
  onSeat,
  onBack,
}: {
  readonly code: string
  readonly found: Found
  readonly onSeat: (seat: KeptSeat) => void
  readonly onBack: () => void
}) {
  const [name, setName] = useState('')
  const [fn, setFn] = useState<string | null>(null)
  const [level, setLevel] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(found.locked ? { code: 'locked' } : null)
  // One ticket for all tries: an answer that got lost does not become a second seat.
  const [ticket] = useState(randomSecret)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    const result = await joinSession({ code, name, fn, level, ticket })
    setBusy(false)
    if (result.ok) onSeat({ ...result.data, ticket, title: found.title, name: name.trim() })
    else setRefusal(result.refusal)
  }
  return (
    <Frame title={found.title} over={formatCode(code)}>
      <form className={styles.form} onSubmit={submit}>
        <Field
          label="Your name"
          optional
          value={name}
          onChange={setName}
          max={LIMITS.name}
          hint="As the room knows you. Cards and ballots never carry it."
          autoComplete="given-name"
        />
        <ListChoice label="Your function" options={found.functions} value={fn} onChange={setFn} />
        <ListChoice label="Your level" options={found.levels} value={level} onChange={setLevel} />
        <div className={styles.actions}>
          <Button
            kind="primary"
            size="l"
            wide
            type="submit"
            busy={busy}
            refusal={refusal === null ? null : sayRefusal(refusal)}
          >
            {refusal === null ? 'Join' : 'Try again'}
          </Button>
          <Button kind="quiet" wide onClick={onBack}>
            Another code
          </Button>
        </div>
      </form>
    </Frame>
  )
}

function Frame({
  title,
  over,
  children,
}: {
  readonly title: string
  readonly over?: string
  readonly children: React.ReactNode
}) {
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
