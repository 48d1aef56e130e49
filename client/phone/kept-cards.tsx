// My cards that are still on this phone: edit and take back until the round ends. Those of an earlier time wait to be put in.
import { useState } from 'react'
import { CARD_KINDS, type CardKind, kindOf } from '../../shared/card-kinds.ts'
import type { RoundView } from '../../shared/views.ts'
import type { OutCard } from '../state/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { CardComposer } from './card-composer.tsx'
import { noteLeft } from './left-already.ts'
import { usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export type KeptCardsProps = { readonly round: RoundView | null; readonly kinds: readonly CardKind[] }

export function KeptCards({ round, kinds }: KeptCardsProps) {
  const { phone, keep } = usePhone()
  const cards = useReadable(phone.outbox.cards)
  const [editing, setEditing] = useState<string | null>(null)
  const collecting = round?.state === 'collecting'
  const open = round?.state === 'open' && round.purpose === 'card'
  const takeBack = (card: OutCard) => {
    noteLeft(keep, card)
    phone.outbox.withdrawCard(card.mark)
  }
  const putIn = (card: OutCard) => {
    noteLeft(keep, card)
    phone.outbox.putIn(card.mark)
  }
  return (
    <ul className={styles.list}>
      {cards.map((card) => (
        <li key={card.mark}>
          {phone.outbox.isFromBefore(card) ? (
            <Card
              text={card.text}
              kind={CARD_KINDS[kindOf(card.kind)].label}
              state="kept"
              note="Kept from last time: it stays on your phone"
              actions={
                <>
                  {open && (
                    <Button kind="quiet" size="s" onClick={() => putIn(card)}>
                      Put it in now
                    </Button>
                  )}
                  <Button kind="quiet" size="s" onClick={() => takeBack(card)}>
                    Erase
                  </Button>
                </>
              }
            />
          ) : editing === card.mark && !collecting ? (
            <CardComposer
              kinds={kinds}
              name="edit"
              start={{ kind: kindOf(card.kind), text: card.text }}
              label="Save"
              onCard={(kind, text) => {
                noteLeft(keep, card)
                phone.outbox.editCard(card.mark, kind, text)
                setEditing(null)
              }}
              onCancel={() => setEditing(null)}
            />
          ) : (
            <Card
              text={card.text}
              kind={CARD_KINDS[kindOf(card.kind)].label}
              state="kept"
              note={
                collecting
                  ? editing === card.mark
                    ? 'Collecting, as it was before this change…'
                    : 'Collecting…'
                  : round?.purpose === 'card'
                    ? 'Kept on your phone'
                    : 'Kept on your phone: it goes with the next round'
              }
              actions={
                collecting ? undefined : (
                  <>
                    <Button kind="quiet" size="s" onClick={() => setEditing(card.mark)}>
                      Edit
                    </Button>
                    <Button kind="quiet" size="s" onClick={() => takeBack(card)}>
                      Take back
                    </Button>
                  </>
                )
              }
            />
          )}
        </li>
      ))}
    </ul>
  )
}
