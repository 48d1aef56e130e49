// Quiet writing: cards stay on this phone until the round ends.
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { CardComposer } from './card-composer.tsx'
import { MyCards } from './my-cards.tsx'
import { myRound, type ScreenProps, usePhone } from './phone-context.ts'
import { PromiseHow, PromiseLine, WhatRemains } from './promise.tsx'
import styles from './shell.module.css'

export function WriteScreen(props: ScreenProps) {
  const { phone, keep } = usePhone()
  const cards = useReadable(phone.outbox.cards)
  const arrived = useReadable(phone.outbox.arrived)
  const round = myRound(props)
  const { step, status } = props.view
  if (step.kind !== 'write') return null
  const begun = keep.get<{ readonly text: string }>('draft')?.text ?? ''
  const open = round?.state === 'open' && status === 'live'
  const left = (round?.slots.length ?? step.settings.quota) - cards.length
  return (
    <div className={styles.stack}>
      {round === null && (
        <Notice still>No round is open for this phone. What you write is kept and goes with the next one.</Notice>
      )}
      {round?.state === 'collecting' && <Notice>The round is over. Collecting everyone’s cards…</Notice>}
      {round?.state === 'written' && (
        <Notice tone="good">
          {arrived === 0
            ? 'The round is over.'
            : `${arrived === 1 ? 'One of your cards is' : `${arrived} of your cards are`} in, shuffled with the others.`}
          {round.phones !== null && ` Hidden among ${round.phones} phones.`}
        </Notice>
      )}
      {(open || round === null) && <PromiseLine />}
      {(open || round === null) && (
        <CardComposer
          kinds={step.settings.kinds}
          name="draft"
          label="Keep this card"
          onCard={(kind, text) => phone.outbox.addCard(kind, text)}
          disabled={left > 0 ? null : 'That is all for this round. Take one back to write another.'}
        />
      )}
      {open && (
        <p className={styles.small} role="status">
          {left === 0 ? 'All written' : `${left} of ${round.slots.length} left`}. Nobody sees a card before the round
          ends.
        </p>
      )}
      {round?.state === 'written' && begun.trim() !== '' && (
        <p className={styles.small}>What you had begun to write is kept on this phone: “{begun.trim()}”</p>
      )}
      <MyCards round={round} kinds={step.settings.kinds} />
      {round?.state !== 'written' && (
        <details className={styles.panel} open={cards.length === 0 && arrived === 0}>
          <summary>How it travels, and what stays possible</summary>
          <PromiseHow />
          <WhatRemains />
        </details>
      )}
    </div>
  )
}
