// My cards that are in: their author, and nobody else, may withdraw one or say that it was theirs.
import { useState } from 'react'
import { CARD_KINDS, kindOf } from '../../shared/card-kinds.ts'
import type { SentCard } from '../state/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { SayItSheet } from './say-it-sheet.tsx'
import styles from './shell.module.css'

const NOTES = {
  in: 'In',
  leaving: 'Leaves with the next round’s packets',
  gone: 'Withdrawn',
} as const satisfies Record<SentCard['state'], string>

export function SentCards({ view }: Pick<ScreenProps, 'view'>) {
  const { phone } = usePhone()
  const sent = useReadable(phone.outbox.sent)
  const [sure, setSure] = useState<string | null>(null)
  const [said, setSaid] = useState<SentCard | null>(null)
  if (sent.length === 0) return null
  // What is on its way cannot be called back, and what was not sent with it waits for the next.
  const underway = view.rounds.some((round) => round.state === 'collecting' && round.purpose !== 'ballot')
  const withdraw = (card: SentCard) => {
    phone.outbox.takeBack(card.mark)
    setSure(null)
  }
  return (
    <>
      <ul className={styles.list}>
        {sent.map((card) => (
          <li key={card.mark} className={styles.tight}>
            <Card
              text={card.text}
              kind={CARD_KINDS[kindOf(card.kind)].label}
              state={card.state === 'in' ? 'in' : card.state === 'leaving' ? 'kept' : 'out'}
              note={card.state === 'leaving' && underway ? 'Leaving…' : NOTES[card.state]}
              actions={
                card.state === 'in' && sure !== card.mark ? (
                  <>
                    <Button kind="quiet" size="s" onClick={() => setSure(card.mark)}>
                      Withdraw
                    </Button>
                    <Button kind="quiet" size="s" onClick={() => setSaid(card)}>
                      Say it was mine
                    </Button>
                  </>
                ) : card.state === 'leaving' && !underway ? (
                  <Button kind="quiet" size="s" onClick={() => phone.outbox.stay(card.mark)}>
                    Keep it after all
                  </Button>
                ) : undefined
              }
            />
            {sure === card.mark && card.state === 'in' && (
              <Sure onYes={() => withdraw(card)} onNo={() => setSure(null)} />
            )}
          </li>
        ))}
      </ul>
      <SayItSheet card={said} onClose={() => setSaid(null)} />
    </>
  )
}

function Sure({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  return (
    <section className={styles.sure} aria-label="Withdraw this card?">
      <p>
        It leaves with the packets of the next round, when every phone sends; nobody can tell whose it was. A count of
        withdrawn cards stays. Who has read it has read it.
      </p>
      <div className={styles.row}>
        <Button kind="primary" size="s" onClick={onYes}>
          Withdraw it
        </Button>
        <Button kind="quiet" size="s" onClick={onNo}>
          Leave it in
        </Button>
      </div>
    </section>
  )
}
