// Any of a few: native checkboxes as chips.
import type { ReactNode } from 'react'
import styles from './chips.module.css'

export type ChipsProps<V extends string> = {
  readonly legend: ReactNode
  /** The legend is only for screen readers. */
  readonly bare?: boolean
  readonly options: readonly { readonly value: V; readonly label: ReactNode }[]
  readonly value: readonly V[]
  /** The chosen ones, in the order of `options`. */
  readonly onChange: (value: readonly V[]) => void
  /** As many as may be chosen; the others then wait. */
  readonly most?: number
  readonly disabled?: boolean | undefined
}

export function Chips<V extends string>({ legend, bare, options, value, onChange, most, disabled }: ChipsProps<V>) {
  const full = most !== undefined && value.length >= most
  const toggle = (chip: V) =>
    onChange(
      options.flatMap((option) => ((option.value === chip) !== value.includes(option.value) ? [option.value] : [])),
    )
  return (
    <fieldset disabled={disabled}>
      <legend className={bare ? 'visually-hidden' : styles.legend}>{legend}</legend>
      <div className={styles.chips}>
        {options.map((option) => {
          const on = value.includes(option.value)
          return (
            <label key={option.value} className={styles.chip}>
              <input type="checkbox" checked={on} disabled={full && !on} onChange={() => toggle(option.value)} />
              <svg className={styles.tick} viewBox="0 0 12 12" aria-hidden="true">
                <path
                  d="M2 6.5 4.8 9.2 10 3.4"
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="2"
                  strokeLinecap="round"
                />
              </svg>
              <span className={styles.text}>{option.label}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
