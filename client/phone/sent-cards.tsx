// My cards that are in: their author, and nobody else, may withdraw one or say that it was theirs.
import { useState } from 'react'
import { CARD_KINDS, kindOf } from '../../shared/card-kinds.ts'
import type { RoundView } from '../../shared/views.ts'
import type { SentCard } from '../state/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { hadLeft } from './left-already.ts'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { SayItSheet } from './say-it-sheet.tsx'
import styles from './shell.module.css'

export type SentCardsProps = Pick<ScreenProps, 'view'> & {
  /** The round that a withdrawal would go with; null for none. */
  readonly round: RoundView | null
}

export function SentCards({ view, round }: SentCardsProps) {
  const { phone, keep } = usePhone()
  const sent = useReadable(phone.outbox.sent)
  const [sure, setSure] = useState<string | null>(null)
  const [said, setSaid] = useState<SentCard | null>(null)
  if (sent.length === 0) return null
  // What is on its way cannot be called back, and what was not sent with it waits for the next.
  const underway = view.rounds.some((round) => round.state === 'collecting' && round.purpose !== 'ballot')
  const may = !underway && phone.outbox.mayTakeBack(round)
  const goes = round?.state === 'open' && (round.purpose === 'card' || round.purpose === 'withdraw')
  const waits = may || underway ? 0 : sent.filter((card) => card.state === 'in').length
  const notes = {
    in: 'In',
    leaving: underway ? 'Leaving…' : goes ? 'Leaves when this round ends' : 'Leaves when cards are looked at again',
    gone: 'Withdrawn',
  } as const satisfies Record<SentCard['state'], string>
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
              note={notes[card.state]}
              actions={
                card.state === 'in' && !(may && sure === card.mark) ? (
                  <>
                    {may && (
                      <Button kind="quiet" size="s" onClick={() => setSure(card.mark)}>
                        Withdraw
                      </Button>
                    )}
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
            {may && sure === card.mark && card.state === 'in' && (
              <Sure onYes={() => withdraw(card)} onNo={() => setSure(null)} />
            )}
            {card.state === 'leaving' && hadLeft(keep, card.mark) && (
              <p className={styles.small}>It had already left when you took it back or changed it.</p>
            )}
          </li>
        ))}
      </ul>
      {waits > 0 && (
        <p className={styles.small}>You can withdraw {waits === 1 ? 'it' : 'them'} when cards are looked at again.</p>
      )}
      <SayItSheet card={said} onClose={() => setSaid(null)} />
    </>
  )
}

function Sure({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  return (
    <section className={styles.sure} aria-label="Withdraw this card?">
      <p>
        It leaves when this round ends and every phone sends; nobody can tell whose it was. A count of withdrawn cards
        stays. Who has read it has read it.
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
