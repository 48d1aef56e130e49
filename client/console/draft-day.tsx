// An all-day date of a commitment; sent when it is whole, with a word when a first step is far away.
import { useState } from 'react'
import type { CommitmentView } from '../../shared/views.ts'
import { Field } from '../ui/field.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { ScreenProps } from './console.ts'
import styles from './draft.module.css'
import { useCommand } from './use-command.ts'

export type DayFieldProps = Pick<ScreenProps, 'console'> & {
  readonly commitment: CommitmentView
  readonly field: 'by' | 'firstStepBy'
  readonly label: string
  /** Later than this many days from today gets a hint. */
  readonly soonDays?: number
  readonly disabled: boolean
}

const DAY_MS = 86_400_000

export function DayField({ console, commitment, field, label, soonDays, disabled }: DayFieldProps) {
  const offset = useReadable(console.offset)
  const kept = commitment[field]
  const [typed, setTyped] = useState<{ readonly over: string | null; readonly value: string } | null>(null)
  const { send, refusal } = useCommand(console)
  const today = Date.now() + offset
  // What somebody else set meanwhile wins over what was typed before it.
  const value = typed !== null && typed.over === kept ? typed.value : (kept ?? '')
  const change = (next: string) => {
    setTyped({ over: kept, value: next })
    // While a year is being typed it is 0002: not a date anybody means.
    if (next === '' || next >= '2000')
      void send('commitment.date', { commitment: commitment.id, field, day: next === '' ? null : next })
  }
  return (
    <div className={styles.field}>
      <Field label={label} type="date" value={value} onChange={change} disabled={disabled} error={refusal} />
      <p className={styles.soft} role="status">
        {dayHint(value, dayOf(today), soonDays === undefined ? null : dayOf(today + soonDays * DAY_MS))}
      </p>
    </div>
  )
}

/** Days are compared as words: `YYYY-MM-DD` sorts like time. */
export function dayHint(day: string, today: string, soon: string | null): string {
  if (day < '2000') return soon === null ? '' : 'Within two weeks, small enough to be done.'
  if (day < today) return 'That day is over.'
  if (soon !== null && day > soon)
    return 'That is more than two weeks away. Is there a smaller step that can happen sooner?'
  return ''
}

/** The day on this device's calendar. */
function dayOf(millis: number): string {
  const date = new Date(millis)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
