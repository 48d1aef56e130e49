// Whose it is: the owner, the date, and a handover that waits until the new owner says yes.

import { useState } from 'react'
import { goesOn } from '../../shared/board-lines.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from './button.tsx'
import styles from './commitment-life.module.css'
import { mayChange, useAct, useLife } from './commitment-life.ts'
import controls from './commitment-life-controls.module.css'
import { shortDay, today } from './commitment-life-days.ts'
import { PersonChoice } from './commitment-life-person.tsx'

export function LifeOwner({ commitment }: { readonly commitment: CommitmentView }) {
  const { me, now } = useLife()
  const { owner, accepted, by, wording } = commitment
  const over = by !== null && by < today(now) && goesOn(commitment)
  return (
    <p className={styles.facts}>
      <strong>{owner === null ? 'No owner yet' : owner.id === me ? 'You' : owner.name}</strong>
      {owner !== null && !accepted && ' (not accepted yet)'}
      {by !== null && (
        <span data-late={over || undefined}>
          {over ? ' · was due ' : ' · by '}
          {shortDay(by, now)}
        </span>
      )}
      {wording.givingUp !== '' && ` · giving up: ${wording.givingUp}`}
    </p>
  )
}

/** Asked for and not yet answered; or, for who may, the way to ask. */
export function LifeHandover({ commitment }: { readonly commitment: CommitmentView }) {
  const life = useLife()
  const { act, busy, refusal } = useAct()
  const [asking, setAsking] = useState(false)
  const [next, setNext] = useState<string | null>(null)
  const { owner, pursuit } = commitment
  const may = mayChange(life, commitment)
  const hand = (person: string | null) =>
    act('owner.hand', { commitment: commitment.id, person }).then((done) => done && setAsking(false))
  if (pursuit.handover !== null)
    return (
      <div className={controls.note}>
        <p>
          {pursuit.handover.id === life.me ? 'You were' : `${pursuit.handover.name} was`} asked to own it from now on.
          {owner === null ? '' : ` Until the answer is yes it stays with ${owner.id === life.me ? 'you' : owner.name}.`}
        </p>
        {may && (
          <Button size="s" kind="quiet" busy={busy} refusal={refusal} onClick={() => void hand(null)}>
            Take the question back
          </Button>
        )}
      </div>
    )
  if (!may || life.names.length === 0) return null
  return asking ? (
    <div className={controls.add}>
      <PersonChoice
        label="Who could own it from now on?"
        value={next}
        nobody="Choose somebody"
        without={owner?.id ?? null}
        onChange={setNext}
      />
      <p className={styles.soft}>They say yes or no on their own phone; it stays with its owner until then.</p>
      <p className={controls.refused} role="status">
        {refusal}
      </p>
      <div className={controls.buttons}>
        <Button size="s" kind="primary" busy={busy} disabled={next === null} onClick={() => void hand(next)}>
          Ask them
        </Button>
        <Button size="s" kind="quiet" onClick={() => setAsking(false)}>
          Keep it
        </Button>
      </div>
    </div>
  ) : (
    <Button size="s" kind="quiet" className={controls.open ?? ''} onClick={() => setAsking(true)}>
      Hand it over
    </Button>
  )
}
