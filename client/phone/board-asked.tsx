// "Will you own this from now on?": asked of the new owner, on their own phone, with what comes with it.
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { shortDay } from '../ui/commitment-life-days.ts'
import { stepLines } from '../ui/commitment-life-steps.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { type ScreenProps, useCommand, usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export function BoardAsked({ view, mine }: ScreenProps) {
  return view.commitments
    .filter((one) => one.pursuit.handover?.id === mine.id || (one.owner?.id === mine.id && !one.accepted))
    .map((one) => <Asked key={one.id} commitment={one} handed={one.pursuit.handover?.id === mine.id} />)
}

function Asked({ commitment, handed }: { readonly commitment: CommitmentView; readonly handed: boolean }) {
  const { phone } = usePhone()
  const offset = useReadable(phone.offset)
  const { send, busy, refusal } = useCommand()
  const now = Date.now() + offset
  const next = stepLines(commitment).find((one) => one.done === null)
  return (
    <section className={styles.panel} data-strong aria-label="You were asked to own this">
      <h2>{handed ? 'Will you own this from now on?' : 'Will you own this?'}</h2>
      <p className={styles.say}>{commitment.wording.what}</p>
      <p className={styles.soft}>
        {handed && commitment.owner !== null && `${commitment.owner.name} owned it until now. `}
        {commitment.by !== null && `By ${shortDay(commitment.by, now)}. `}
        {next !== undefined && `Next: ${next.text}`}
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
        <Button
          kind="quiet"
          busy={busy}
          onClick={() => void send('owner.answer', { commitment: commitment.id, accept: false })}
        >
          Not me
        </Button>
      </div>
    </section>
  )
}
