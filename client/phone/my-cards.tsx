// My cards behind a closed door that every phone has, whether its owner wrote or not: a neighbour who looks over sees nothing.
import { useReadable } from '../ui/use-readable.ts'
import { KeptCards, type KeptCardsProps } from './kept-cards.tsx'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { SentCards } from './sent-cards.tsx'
import styles from './shell.module.css'

export type MyCardsProps = KeptCardsProps &
  Pick<ScreenProps, 'view'> & {
    /** Those that are still on this phone stand elsewhere on the screen already. */
    readonly sentOnly?: boolean
  }

export function MyCards({ view, round, kinds, sentOnly = false }: MyCardsProps) {
  const { phone } = usePhone()
  const kept = useReadable(phone.outbox.cards)
  const sent = useReadable(phone.outbox.sent)
  const none = sent.length === 0 && (sentOnly || kept.length === 0)
  return (
    <details className={styles.panel}>
      <summary>My cards</summary>
      <div className={styles.stack}>
        <p className={styles.soft}>Only this phone knows which cards are yours. Mind who can see it.</p>
        {none && <p>{view.status === 'ended' ? 'Erased when the session ended.' : 'No card of yours is in.'}</p>}
        {!sentOnly && kept.length > 0 && <KeptCards round={round} kinds={kinds} />}
        <SentCards view={view} round={round} />
      </div>
    </details>
  )
}
