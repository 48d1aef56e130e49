// The owner of a commitment: chosen here, offered on a phone, and accepted on the owner's own phone.
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import styles from './draft.module.css'
import { PersonPicker } from './draft-person.tsx'
import { useCommand } from './use-command.ts'

export type OwnerPickerProps = ScreenProps & { readonly commitment: CommitmentView; readonly disabled: boolean }

export function OwnerPicker({ console, view, commitment, disabled }: OwnerPickerProps) {
  const { send, busy, refusal } = useCommand(console)
  const { owner, accepted } = commitment
  const others = commitment.offers.filter((one) => one.id !== owner?.id)
  return (
    <div className={styles.owner}>
      <PersonPicker
        console={console}
        view={view}
        commitment={commitment}
        field="owner"
        label="Owner"
        disabled={disabled}
      />
      <p className={styles.soft} role="status">
        {owner === null
          ? 'One person. The owner accepts on their own phone.'
          : accepted
            ? `${owner.name} accepted.`
            : `Waiting for ${owner.name} to accept on their phone.`}
      </p>
      {others.length > 0 && !disabled && (
        <ul className={styles.offers}>
          {others.map((one) => (
            <li key={one.id}>
              <span>
                <strong>{one.name}</strong> offered
              </span>
              <Button
                size="s"
                busy={busy}
                aria-label={`Make owner: ${one.name}`}
                onClick={() =>
                  void send('commitment.set', { commitment: commitment.id, field: 'owner', person: one.id })
                }
              >
                Make owner
              </Button>
            </li>
          ))}
        </ul>
      )}
      {refusal !== null && (
        <p className={styles.wrong} role="alert">
          {refusal}
        </p>
      )}
    </div>
  )
}
