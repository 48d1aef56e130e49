// "Out of 10 people here, how many …?": eleven cells from 0 to 10 that fill up like the range bar.
import { type ReactNode, useId } from 'react'
import styles from './scale.module.css'

export type ScaleProps = {
  readonly legend: ReactNode
  /** The legend is only for screen readers. */
  readonly bare?: boolean
  /** Null until tapped: no default answer. */
  readonly value: number | null
  readonly onChange: (value: number) => void
  readonly from?: number
  /** At most ten more than `from`. */
  readonly to?: number
  /** Words under the two ends. */
  readonly low?: string
  readonly high?: string
  readonly disabled?: boolean | undefined
}

export function Scale({ legend, bare, value, onChange, from = 0, to = 10, low, high, disabled }: ScaleProps) {
  const name = useId()
  const steps = Array.from({ length: to - from + 1 }, (_, step) => from + step)
  return (
    <fieldset disabled={disabled}>
      <legend className={bare ? 'visually-hidden' : styles.legend}>{legend}</legend>
      <div
        className={styles.cells}
        data-long={steps.length > 7 || undefined}
        style={{ '--cells': steps.length } as object}
      >
        {steps.map((step) => (
          <label key={step} className={styles.cell}>
            <input
              type="radio"
              name={name}
              value={step}
              checked={step === value}
              data-below={(value !== null && step < value) || undefined}
              aria-label={
                step === from && low ? `${step}, ${low}` : step === to && high ? `${step}, ${high}` : undefined
              }
              onChange={() => onChange(step)}
            />
            <span aria-hidden={(step === from && low) || (step === to && high) ? true : undefined}>{step}</span>
          </label>
        ))}
      </div>
      {(low !== undefined || high !== undefined) && (
        <div className={styles.ends} aria-hidden="true">
          <span>{low}</span>
          <span>{high}</span>
        </div>
      )}
    </fieldset>
  )
}
