// What this phone says when the keys, a round's key or a proof do not fit: it sends nothing anonymous, and nothing is lost.
import { CARD_KINDS, kindOf } from '../../shared/card-kinds.ts'
import type { PhoneView } from '../../shared/views.ts'
import type { Mistrust as Because, Trust } from '../state/trust.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Fingerprint } from '../ui/fingerprint.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { Wordmark } from '../ui/wordmark.tsx'
import styles from './join.module.css'
import mistrust from './mistrust.module.css'
import { usePhone } from './phone-context.ts'

const RELOAD = [
  'Reload: tap “Check again”.',
  'If it says so again, tell the facilitator, aloud. Others may see something else.',
  'If it still does not fit, write nothing here, or leave.',
] as const

const WHAT: Readonly<Record<Because, string>> = {
  keys: 'The keys of this session are not the ones this phone was given: by the QR code, by a link, or when you first came in.',
  'round-key': 'The key of this round is not signed with the keys of this session.',
  proof: 'What the server signed does not fit this session’s keys, or the wording on this phone.',
}

/** Scanning brings the keys anew; a signature that does not fit them, a reload may mend. */
const STEPS: Readonly<Record<Because, readonly string[]>> = {
  keys: [
    'Look at the eight characters on the big screen. Are they the same as here?',
    'Tell the facilitator, aloud. Others may see the same.',
    'Scan the QR code on the big screen once more; your seat is kept.',
    'If it still does not fit, write nothing here, or leave.',
  ],
  'round-key': RELOAD,
  proof: RELOAD,
}

export type MistrustProps = {
  readonly trust: Trust
  readonly view: PhoneView
  readonly onLeave: () => void
}

export function Mistrust({ trust, view, onLeave }: MistrustProps) {
  const { phone } = usePhone()
  const cards = useReadable(phone.outbox.cards)
  return (
    <main className={styles.frame} data-step="mistrust">
      <header className={styles.head}>
        <Wordmark />
        <span className={styles.session}>{view.title}</span>
      </header>
      <h1 className={styles.title}>Something does not fit</h1>
      <p role="alert">{WHAT[trust.because ?? 'keys']}</p>
      <p className={mistrust.calm}>
        <strong>This phone sends nothing anonymous until it fits again.</strong> Nothing is lost: what you wrote is
        still here.
      </p>
      {trust.fingerprint !== null && (
        <section className={mistrust.seen} aria-label="Characters on this phone">
          <p>This phone is shown the characters</p>
          <Fingerprint text={trust.fingerprint} size="l" />
        </section>
      )}
      <section className={mistrust.todo} aria-labelledby="mistrust-todo">
        <h2 id="mistrust-todo">What to do</h2>
        <ol>
          {STEPS[trust.because ?? 'keys'].map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </section>
      {cards.length > 0 && (
        <details className={mistrust.cards}>
          <summary>What I wrote</summary>
          <ul>
            {cards.map((card) => (
              <li key={card.mark}>
                <Card
                  text={card.text}
                  kind={CARD_KINDS[kindOf(card.kind)].label}
                  state="kept"
                  note="Kept on your phone"
                />
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className={styles.actions}>
        <Button kind="primary" size="l" wide onClick={() => location.reload()}>
          Check again
        </Button>
        <Button kind="quiet" wide onClick={onLeave}>
          Leave on this phone
        </Button>
      </div>
    </main>
  )
}
