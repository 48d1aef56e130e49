// The open check-in on the board: how long it takes, until when, and where my answers are.
import { Button } from '../ui/button.tsx'
import { shortDay } from '../ui/commitment-life-days.ts'
import { useReadable } from '../ui/use-readable.ts'
import { checkInParts } from './board-checkin-parts.ts'
import { useCheckInState } from './board-checkin-sent.tsx'
import { type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export function CheckInInvite({ view, mine, onStart }: ScreenProps & { readonly onStart: () => void }) {
  const { phone } = usePhone()
  const offset = useReadable(phone.offset)
  const parts = checkInParts({ view, mine })
  const state = useCheckInState(parts)
  const barred = useBarred(parts.mine.find((round) => round.state === 'open') ?? parts.mine[0] ?? null)
  const { checkin } = view
  if (checkin === null) return null
  const until = shortDay(checkin.until, Date.now() + offset)
  const collecting = parts.mine.length > 0 && parts.mine.every((round) => round.state !== 'open')
  return (
    <section className={styles.panel} data-strong aria-labelledby="checkin">
      <h2 id="checkin">{checkin.title}: how is it now?</h2>
      {parts.mine.length === 0 ? (
        <p className={styles.soft}>
          It asks everyone who had a seat when it opened. You came later: you can watch, and the next one is yours too.
        </p>
      ) : barred !== null ? (
        <p className={styles.soft}>{barred}</p>
      ) : collecting ? (
        <p className={styles.soft} role="status">
          Opening everyone’s answers…
        </p>
      ) : (
        <>
          <p className={styles.soft} role="status">
            {state === 'sent'
              ? `Sent. It is opened with everyone’s on ${until}; until then you may change it.`
              : state === 'kept'
                ? 'Your answers are kept on this phone and not with the others yet.'
                : `A minute, without your name: is it still clear, are we still committed, what is in the way? Until ${until}.`}
          </p>
          <Button kind={state === 'sent' ? 'secondary' : 'primary'} size="l" wide onClick={onStart}>
            {state === 'sent' ? 'Look at my answers' : state === 'kept' ? 'Go on' : 'Start'}
          </Button>
        </>
      )}
    </section>
  )
}
