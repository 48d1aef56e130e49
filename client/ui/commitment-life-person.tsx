// Somebody of the session, chosen from a native list, so that it works with any keyboard and any number of people.
import { useId } from 'react'
import { useLife } from './commitment-life.ts'
import controls from './commitment-life-controls.module.css'

export type PersonChoiceProps = {
  readonly label: string
  readonly value: string | null
  readonly nobody: string
  readonly without?: string | null
  readonly busy?: boolean
  readonly onChange: (person: string | null) => void
}

export function PersonChoice({ label, value, nobody, without = null, busy = false, onChange }: PersonChoiceProps) {
  const id = useId()
  const { names } = useLife()
  const listed = [...names].filter((one) => one.id !== without).sort((a, b) => a.name.localeCompare(b.name))
  return (
    <div className={controls.person}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        aria-busy={busy || undefined}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">{nobody}</option>
        {listed.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  )
}
