// A whole number between two ends: typed, by arrow keys, or by the two buttons beside it.
import { useId } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './floors.module.css'

export type FloorsStepperProps = {
  readonly label: string
  readonly says: string
  /** As typed: anything until it is left, then a whole number from `least` to `most`. */
  readonly value: string
  readonly least: number
  readonly most: number
  readonly onChange: (value: string) => void
}

export function FloorsStepper({ label, says, value, least, most, onChange }: FloorsStepperProps) {
  const id = useId()
  const now = fitted(value, least, most)
  const to = (next: number) => onChange(String(next))
  return (
    <div className={styles.stepper}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <p className={styles.says} id={`${id}-says`}>
        {says}
      </p>
      <div className={styles.controls}>
        <Button aria-label={`${label}: one fewer`} disabled={now <= least} onClick={() => to(now - 1)}>
          <span aria-hidden="true">−</span>
        </Button>
        <input
          id={id}
          className={styles.number}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          step={1}
          value={value}
          aria-describedby={`${id}-says ${id}-least`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={() => to(now)}
        />
        <Button aria-label={`${label}: one more`} disabled={now >= most} onClick={() => to(now + 1)}>
          <span aria-hidden="true">+</span>
        </Button>
        <span className={styles.least} id={`${id}-least`}>
          at least {least}
        </span>
      </div>
    </div>
  )
}

/** The number that was meant: whole and between the two ends. */
export function fitted(typed: string, least: number, most: number): number {
  const number = Math.round(Number(typed))
  return typed.trim() === '' || !Number.isFinite(number) ? least : Math.min(most, Math.max(least, number))
}
