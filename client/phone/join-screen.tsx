// The way in: a room code, then a name if one likes, then a seat.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { Found } from '../../shared/protocol.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { formatCode, parseCode } from '../../shared/room-code.ts'
import { joinSession } from '../state/join.ts'
import type { KeptSeat } from '../state/kept-seat.ts'
import { randomSecret } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { keepOf, withKeys } from './device.ts'
import styles from './join.module.css'
import { JoinCode } from './join-code.tsx'
import { JoinFrame } from './join-frame.tsx'
import { sayNoJoin } from './join-words.ts'
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
    return (
      <JoinCode
        code={code}
        onCode={setCode}
        ask={given !== '' && code === given}
        before={back}
        onSeat={onSeat}
        onFound={setFound}
      />
    )
  if (back !== null && back.session === found.session)
    return (
      <JoinFrame title={found.title} over={formatCode(code)}>
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
      </JoinFrame>
    )
  return (
    <NameForm code={code} found={found} onSeat={(seat) => onSeat(withKeys(seat, keys))} onBack={() => setFound(null)} />
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
    <JoinFrame title={found.title} over={formatCode(code)}>
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
            refusal={refusal === null ? null : sayNoJoin(refusal)}
          >
            {refusal === null ? 'Join' : 'Try again'}
          </Button>
          <Button kind="quiet" wide onClick={onBack}>
            Another code
          </Button>
        </div>
      </form>
    </JoinFrame>
  )
}
