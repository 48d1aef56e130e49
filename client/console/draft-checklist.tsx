// The four things a ballot needs: there, missing, or waived aloud in the room.
import { REQUIRED, type RequiredField } from '../../shared/model.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import styles from './draft.module.css'
import { useCommand } from './use-command.ts'

const NAMES: Readonly<Record<RequiredField, string>> = {
  what: 'What',
  owner: 'Owner',
  by: 'By when',
  givingUp: 'Giving up',
}

export type DraftChecklistProps = Pick<ScreenProps, 'console'> & {
  readonly commitment: CommitmentView
  readonly ready: boolean
  readonly frozen: boolean
}

export function DraftChecklist({ console, commitment, ready, frozen }: DraftChecklistProps) {
  const { send, refusal } = useCommand(console)
  const waive = (field: RequiredField, waived: boolean) =>
    void send('commitment.waive', { commitment: commitment.id, field, waived })
  return (
    <div className={styles.checklist} data-ready={ready || undefined}>
      <p className={styles.label} role="status">
        {ready ? 'Ready for the ballot' : frozen ? 'On the ballot' : 'Before the ballot'}
      </p>
      <ul>
        {REQUIRED.map((field) => {
          const state = commitment.waived.includes(field)
            ? 'waived'
            : commitment.missing.includes(field)
              ? 'missing'
              : 'there'
          return (
            <li key={field} data-state={state}>
              <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
                {state === 'there' && <path d="M2 7.6 5.3 11 12 3.6" />}
                {state === 'waived' && <path d="M3 7h8" />}
                {state === 'missing' && <circle cx="7" cy="7" r="4.5" />}
              </svg>
              <span>
                {NAMES[field]} <span className={styles.soft}>{STATES[state]}</span>
              </span>
              {state === 'missing' && !frozen && (
                <Button
                  size="s"
                  kind="quiet"
                  aria-label={`Waive aloud: ${NAMES[field]}`}
                  onClick={() => waive(field, true)}
                >
                  Waive aloud
                </Button>
              )}
              {state === 'waived' && !frozen && (
                <Button
                  size="s"
                  kind="quiet"
                  aria-label={`Take back: ${NAMES[field]} was waived`}
                  onClick={() => waive(field, false)}
                >
                  Take back
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {commitment.missing.length > 0 && !frozen && (
        <p className={styles.soft}>Waiving means: you say in the room that we go without it, and the board shows it.</p>
      )}
      {refusal !== null && (
        <p className={styles.wrong} role="alert">
          {refusal}
        </p>
      )}
    </div>
  )
}

const STATES = { there: '', missing: 'missing', waived: 'waived aloud' } as const
