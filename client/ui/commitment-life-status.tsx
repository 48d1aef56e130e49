// How a commitment is going, in one word with its own sign; its owner changes it with one tap and can take that back.
import { useState } from 'react'
import type { Status } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import styles from './commitment-life.module.css'
import { useAct } from './commitment-life.ts'
import controls from './commitment-life-controls.module.css'
import state from './commitment-life-status.module.css'
import { Field } from './field.tsx'

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  open: 'Not begun',
  moving: 'Moving',
  stuck: 'Stuck',
  done: 'Done',
  dropped: 'Dropped',
}

/** Each has a shape of its own, so that none needs its colour. */
const SIGNS: Readonly<Record<Status, string>> = {
  open: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  moving: 'M3 8h9M8.5 4.5 12 8l-3.5 3.5',
  stuck: 'M5.5 3v10M10.5 3v10',
  done: 'M3 8.5 6.5 12 13 4.5',
  dropped: 'M4 4l8 8M12 4l-8 8',
}

export function StatusChip({
  status,
  size = 'm',
}: {
  readonly status: Status
  readonly size?: 's' | 'm' | 'projector'
}) {
  return (
    <span className={state.status} data-status={status} data-size={size}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          d={SIGNS[status]}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.25"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {STATUS_WORDS[status]}
    </span>
  )
}

const ORDER = ['open', 'moving', 'stuck', 'done', 'dropped'] as const

/** The status as its owner sets it; what it was before can be had back until something else is tapped. */
export function StatusSetter({ commitment }: { readonly commitment: CommitmentView }) {
  const { id, pursuit } = commitment
  const { act, busy, refusal } = useAct()
  const [before, setBefore] = useState<{ readonly status: Status; readonly why: string } | null>(null)
  // Tapped and not yet sent: dropping says why first.
  const [dropping, setDropping] = useState(false)
  const now = { status: pursuit.status, why: pursuit.why }
  const set = (status: Status, why: string) =>
    act('status.set', { commitment: id, status, why }).then((done) => {
      if (done) setBefore(now)
      if (done) setDropping(false)
      return done
    })
  return (
    <div className={state.setter}>
      <Choice
        legend="How is it going?"
        layout="pills"
        options={ORDER.map((value) => ({ value, label: STATUS_WORDS[value] }))}
        value={dropping ? 'dropped' : pursuit.status}
        onChange={(status) => {
          if (busy) return
          setDropping(status === 'dropped')
          if (status !== 'dropped' && status !== pursuit.status) void set(status, '')
        }}
      />
      {dropping ? (
        <Why
          key="dropped"
          label="Why is it dropped?"
          button="Drop it"
          value=""
          busy={busy}
          onSave={(why) => set('dropped', why)}
        />
      ) : (
        pursuit.status === 'stuck' && (
          <Why
            key="stuck"
            label="What is it stuck on?"
            button="Save"
            optional
            value={pursuit.why}
            busy={busy}
            onSave={(why) => set('stuck', why)}
          />
        )
      )}
      <p className={controls.refused} role="status">
        {refusal}
      </p>
      {before !== null && before.status !== pursuit.status && !dropping && (
        <div className={controls.act} role="status">
          <span className={styles.soft}>
            Changed from “{STATUS_WORDS[before.status]}” to “{STATUS_WORDS[pursuit.status]}”.
          </span>
          <Button
            size="s"
            kind="quiet"
            busy={busy}
            onClick={() => void set(before.status, before.why).then((done) => done && setBefore(null))}
          >
            Undo
          </Button>
        </div>
      )}
    </div>
  )
}

type WhyProps = {
  readonly label: string
  readonly button: string
  readonly value: string
  readonly optional?: boolean
  readonly busy: boolean
  readonly onSave: (why: string) => Promise<boolean>
}

function Why({ label, button, value, optional = false, busy, onSave }: WhyProps) {
  const [typed, setTyped] = useState(value)
  const same = typed.trim() === value
  return (
    <form
      className={controls.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!same) void onSave(typed)
      }}
    >
      <Field label={label} value={typed} onChange={setTyped} max={LIMITS.reason} optional={optional} />
      {(!same || !optional) && (
        <div className={controls.buttons}>
          <Button type="submit" size="s" kind="primary" busy={busy} disabled={same}>
            {button}
          </Button>
        </div>
      )}
    </form>
  )
}
