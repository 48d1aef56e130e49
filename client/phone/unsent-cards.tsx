// Cards that never left this phone, once nothing collects them any more: to be read behind a closed door, and erased.
import { CARD_KINDS, kindOf } from '../../shared/card-kinds.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export function UnsentCards() {
  const { phone } = usePhone()
  const cards = useReadable(phone.outbox.cards)
  if (cards.length === 0) return null
  const one = cards.length === 1
  return (
    <section className={styles.panel}>
      <p>
        {one ? 'One card never left this phone.' : `${cards.length} cards never left this phone.`} Nobody has seen{' '}
        {one ? 'it' : 'them'}.
      </p>
      <details>
        <summary>Read {one ? 'it' : 'them'} here</summary>
        <ul className={styles.list}>
          {cards.map((card) => (
            <li key={card.mark}>
              <Card text={card.text} kind={CARD_KINDS[kindOf(card.kind)].label} state="kept" />
            </li>
          ))}
        </ul>
      </details>
      <Button kind="quiet" onClick={() => phone.outbox.erase()}>
        Erase from this phone
      </Button>
    </section>
  )
}
