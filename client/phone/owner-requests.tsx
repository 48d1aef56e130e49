// "Will you own this?": asked on the new owner's own phone, live and after the end, with what comes with it.
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { shortDay } from '../ui/commitment-life-days.ts'
import { stepLines } from '../ui/commitment-life-steps.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { type ScreenProps, useCommand, usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export function OwnerRequests({ view, mine }: ScreenProps) {
  return view.commitments
    .filter((one) => isHanded(one, mine.id) || (one.owner?.id === mine.id && !one.accepted))
    .map((one) => <Asked key={one.id} commitment={one} handed={isHanded(one, mine.id)} />)
}

const isHanded = ({ pursuit }: CommitmentView, me: string) => pursuit.handover?.id === me

function Asked({ commitment, handed }: { readonly commitment: CommitmentView; readonly handed: boolean }) {
  const { phone } = usePhone()
  const offset = useReadable(phone.offset)
  const { send, busy, refusal } = useCommand()
  const { owner, by, wording } = commitment
  const next = stepLines(commitment).find((one) => one.done === null)
  const facts = [
    handed && owner !== null ? `${owner.name} owned it until now.` : '',
    by === null ? 'No date yet.' : `By ${shortDay(by, Date.now() + offset)}.`,
    wording.givingUp === '' ? '' : `Giving up: ${wording.givingUp}`,
    next === undefined ? '' : `Next: ${next.text}`,
  ]
  const answer = (accept: boolean) => void send('owner.answer', { commitment: commitment.id, accept })
  return (
    <section className={styles.panel} data-strong aria-label="You were asked to own this">
      <h2>{handed ? 'Will you own this from now on?' : 'Will you own this?'}</h2>
      <p className={styles.say}>{wording.what}</p>
      {facts.map(
        (fact) =>
          fact !== '' && (
            <p key={fact} className={styles.soft}>
              {fact}
            </p>
          ),
      )}
      <div className={styles.row}>
        <Button kind="primary" busy={busy} refusal={refusal} onClick={() => answer(true)}>
          I own it
        </Button>
        <Button kind="quiet" busy={busy} onClick={() => answer(false)}>
          Not me
        </Button>
      </div>
    </section>
  )
}
