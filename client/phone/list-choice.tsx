// One of a session's own lists (functions, levels), or nothing: a native select, which every phone knows how to show.
import { useId } from 'react'
import styles from './join.module.css'

export type ListChoiceProps = {
  readonly label: string
  readonly options: readonly string[]
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

export function ListChoice({ label, options, value, onChange }: ListChoiceProps) {
  const id = useId()
  if (options.length === 0) return null
  return (
    <div className={styles.list}>
      <label htmlFor={id}>
        {label} <span className={styles.optional}>(optional)</span>
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">Rather not say</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  )
}
