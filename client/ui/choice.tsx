// One of a few: native radio buttons as big taps, so that arrow keys and screen readers work by themselves.
import { type ReactNode, useId } from 'react'
import styles from './choice.module.css'

export type ChoiceOption<V extends string | number> = {
  readonly value: V
  readonly label: ReactNode
  readonly note?: ReactNode
  /** Set apart from the others, same size: "rather not say", "not mine". */
  readonly apart?: boolean
  readonly disabled?: boolean
}

export type ChoiceProps<V extends string | number> = {
  readonly legend: ReactNode
  /** The legend is only for screen readers. */
  readonly bare?: boolean
  readonly hint?: ReactNode
  readonly options: readonly ChoiceOption<V>[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly disabled?: boolean | undefined
  /** Lines one under another (default), as many beside each other as fit, or short words as wide as they are. */
  readonly layout?: 'lines' | 'tiles' | 'pills'
}

export function Choice<V extends string | number>(props: ChoiceProps<V>) {
  const name = useId()
  return (
    <fieldset className={styles.choice} disabled={props.disabled}>
      <legend className={props.bare ? 'visually-hidden' : styles.legend}>{props.legend}</legend>
      {props.hint !== undefined && <p className={styles.hint}>{props.hint}</p>}
      <div className={styles.options} data-layout={props.layout ?? 'lines'}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.option} data-apart={option.apart || undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              disabled={option.disabled}
              onChange={() => props.onChange(option.value)}
            />
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.text}>
              {option.label}
              {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
