// One planned check-in: what it is called, its two days, and what is not right about them.
import type { ReactNode } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { fits } from '../../shared/text.ts'
import type { CheckInView } from '../../shared/views.ts'
import { dayAfter, today } from '../ui/commitment-life-days.ts'
import { Field } from '../ui/field.tsx'
import styles from './afterwards.module.css'

export type Planned = Pick<CheckInView, 'id' | 'title' | 'opens' | 'until'>

/** Days people have to answer, beside the day it opens. */
export const WINDOW = 5

export type PlannedRowProps = {
  readonly one: Planned
  readonly now: number
  readonly onChange: (next: Partial<Planned>) => void
  /** Its buttons. */
  readonly children: ReactNode
}

export function PlannedRow({ one, now, onChange, children }: PlannedRowProps) {
  const wrong = wrongIn(one, now)
  return (
    <li className={styles.planned}>
      <Field
        label="Called"
        value={one.title}
        max={LIMITS.label}
        error={wrong.title}
        onChange={(title) => onChange({ title })}
      />
      <Field
        label="Opens"
        type="date"
        value={one.opens}
        min={today(now)}
        error={wrong.opens}
        onChange={(opens) => onChange({ opens, ...(opens > one.until ? { until: dayAfter(opens, WINDOW) } : {}) })}
      />
      <Field
        label="Last day"
        type="date"
        value={one.until}
        min={one.opens}
        error={wrong.until}
        onChange={(until) => onChange({ until })}
      />
      <div className={styles.acts}>{children}</div>
    </li>
  )
}

/** What the server would refuse, in words for each field. */
export function wrongIn(
  { title, opens, until }: Planned,
  now: number,
): Record<'title' | 'opens' | 'until', string | null> {
  return {
    title: title.trim() === '' ? 'Give it a name.' : fits(title, LIMITS.label) ? null : 'Shorten it, please.',
    opens: opens === '' ? 'Choose a day.' : opens < today(now) ? 'That day is past.' : null,
    until: until === '' ? 'Choose a day.' : until < opens ? 'It closes before it opens.' : null,
  }
}
