// Chooses a person of the session for a commitment; a native list, so that it works with any keyboard and any number.
import { useId } from 'react'
import type { CommitmentView, ConsoleView, PersonView } from '../../shared/views.ts'
import type { ScreenProps } from './console.ts'
import styles from './draft.module.css'
import { useCommand } from './use-command.ts'

export type PersonPickerProps = ScreenProps & {
  readonly commitment: CommitmentView
  readonly field: 'owner' | 'remover' | 'decider'
  readonly label: string
  readonly disabled?: boolean
}

export function PersonPicker({ console, view, commitment, field, label, disabled = false }: PersonPickerProps) {
  const id = useId()
  const { send, refusal } = useCommand(console)
  const now = commitment[field]
  const offered = new Set(field === 'owner' ? commitment.offers.map((one) => one.id) : [])
  const first = view.people.filter((person) => offered.has(person.id))
  const rest = view.people.filter((person) => !offered.has(person.id))
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={now?.id ?? ''}
        disabled={disabled}
        aria-describedby={`${id}-no`}
        onChange={(event) =>
          void send('commitment.set', { commitment: commitment.id, field, person: event.currentTarget.value || null })
        }
      >
        <option value="">Nobody yet</option>
        {now !== null && !view.people.some((person) => person.id === now.id) && (
          <option value={now.id}>{now.name} (left)</option>
        )}
        {first.length > 0 && (
          <optgroup label="Offered to own it">
            <People people={first} />
          </optgroup>
        )}
        {first.length > 0 ? (
          <optgroup label="Everyone else">
            <People people={rest} />
          </optgroup>
        ) : (
          <People people={rest} />
        )}
      </select>
      <p id={`${id}-no`} className={styles.wrong} role="status">
        {refusal}
      </p>
    </div>
  )
}

function People({ people }: { readonly people: ConsoleView['people'] }) {
  return [...people]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((person) => (
      <option key={person.id} value={person.id}>
        {called(person)}
      </option>
    ))
}

function called(person: PersonView): string {
  const facts = [person.fn, person.role === 'sponsor' ? 'sponsor' : null].filter((fact) => fact !== null)
  return facts.length === 0 ? person.name : `${person.name} (${facts.join(', ')})`
}
