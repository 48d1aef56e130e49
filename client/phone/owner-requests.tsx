// "You were asked to own this": answered on the owner's own phone, in whatever step it is.

import { Button } from '../ui/button.tsx'
import { dayWords } from '../ui/day-words.ts'
import { type ScreenProps, useCommand } from './phone-context.ts'
import styles from './shell.module.css'

export function OwnerRequests({ view, mine }: ScreenProps) {
  const { send, busy, refusal } = useCommand()
  const asked =
    view.status === 'live' ? view.commitments.filter((one) => one.owner?.id === mine.id && !one.accepted) : []
  return asked.map((commitment) => (
    <section key={commitment.id} className={styles.panel} data-strong aria-label="You were asked to own this">
      <h2>Will you own this?</h2>
      <p className={styles.say}>{commitment.wording.what}</p>
      <p className={styles.soft}>
        {commitment.by === null ? 'No date yet.' : `By ${dayWords(commitment.by)}.`}{' '}
        {commitment.wording.givingUp !== '' && `Giving up: ${commitment.wording.givingUp}`}
      </p>
      <div className={styles.row}>
        <Button
          kind="primary"
          busy={busy}
          refusal={refusal}
          onClick={() => void send('owner.answer', { commitment: commitment.id, accept: true })}
        >
          I own it
        </Button>
        <Button kind="quiet" onClick={() => void send('owner.answer', { commitment: commitment.id, accept: false })}>
          Not me
        </Button>
      </div>
    </section>
  ))
}
