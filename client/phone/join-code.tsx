// The room code, typed or scanned; where it opens nothing any more, the seat that this phone has is offered.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Found } from '../../shared/protocol.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { parseCode } from '../../shared/room-code.ts'
import { findCode } from '../state/join.ts'
import type { KeptSeat } from '../state/kept-seat.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import styles from './join.module.css'
import { JoinFrame } from './join-frame.tsx'
import { sayNoJoin } from './join-words.ts'

export type JoinCodeProps = {
  readonly code: string
  readonly onCode: (code: string) => void
  /** Looked up without a tap. */
  readonly ask: boolean
  readonly onFound: (found: Found) => void
  /** The seat that this device has, of whichever session. */
  readonly before: KeptSeat | null
  readonly onSeat: (seat: KeptSeat) => void
}

export function JoinCode(props: JoinCodeProps) {
  const { code, onCode, onFound, before, onSeat } = props
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
  const ended = refusal?.code === 'ended'
  const seat = ended ? before : null
  return (
    <JoinFrame title="Join with the room code">
      <form className={styles.form} onSubmit={submit}>
        <Field
          label="Room code"
          hint="Six letters or numbers, on the big screen."
          value={code}
          onChange={(next) => {
            onCode(next)
            setRefusal(null)
          }}
          error={refusal === null ? null : sayNoJoin(refusal)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          id="code"
        />
        <div className={styles.actions}>
          {seat !== null && (
            <Button kind="primary" size="l" wide onClick={() => onSeat(seat)}>
              {seat.title === '' ? 'Open the seat that this phone has' : `Open your seat in “${seat.title}”`}
            </Button>
          )}
          <Button kind={seat === null ? 'primary' : 'secondary'} size="l" wide type="submit" busy={busy}>
            {refusal !== null && refusal.code !== 'bad-code' && !ended ? 'Try again' : 'Next'}
          </Button>
        </div>
      </form>
    </JoinFrame>
  )
}
