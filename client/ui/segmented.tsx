// One of two to four short words side by side: views, filters, settings.
import { type ReactNode, useId } from 'react'
import styles from './segmented.module.css'

export type SegmentedProps<V extends string> = {
  readonly legend: string
  /** Shows the legend before the segments; else it is only for screen readers. */
  readonly labelled?: boolean
  readonly options: readonly { readonly value: V; readonly label: ReactNode }[]
  readonly value: V
  readonly onChange: (value: V) => void
  /** As wide as its column. */
  readonly wide?: boolean
  readonly disabled?: boolean | undefined
}

export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const name = useId()
  return (
    <fieldset className={styles.segmented} data-wide={props.wide || undefined} disabled={props.disabled}>
      <legend className={props.labelled ? styles.legend : 'visually-hidden'}>{props.legend}</legend>
      <div className={styles.track}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
