// Quiet writing: cards stay on this phone until the round ends.
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { CardComposer } from './card-composer.tsx'
import { canBeDone, DoneButton } from './done-button.tsx'
import { KeptCards } from './kept-cards.tsx'
import { MyCards } from './my-cards.tsx'
import { myRound, type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import { PromiseHow, PromiseLine, WhatRemains } from './promise.tsx'
import { RoomLine } from './room-line.tsx'
import styles from './shell.module.css'

export function WriteScreen(props: ScreenProps) {
  const { phone, keep } = usePhone()
  const cards = useReadable(phone.outbox.cards)
  useReadable(phone.outbox.sent)
  const round = myRound(props)
  const barred = useBarred(round)
  const { step, status, rounds } = props.view
  if (step.kind !== 'write') return null
  const begun = keep.get<{ readonly text: string }>('draft')?.text ?? ''
  const open = round?.state === 'open' && status === 'live' && barred === null
  const writing = open || round === null
  const goes = cards.filter((card) => !phone.outbox.isFromBefore(card)).length
  const left = round === null ? step.settings.quota - goes : round.slots.length - phone.outbox.going(round)
  const among = round === null ? undefined : props.mine.among[round.id]
  // The same on every phone, whoever wrote.
  const before = rounds.some((one) => one.purpose === 'card' && one.state === 'written')
  return (
    <div className={styles.stack}>
      {round === null && (
        <Notice still>No round is open for this phone. What you write is kept and goes with the next one.</Notice>
      )}
      {barred !== null && round?.state !== 'written' && <Notice still>{barred}</Notice>}
      {barred === null && round?.state === 'collecting' && (
        <Notice>The round is over. Collecting everyone’s cards…</Notice>
      )}
      {round?.state === 'written' && (
        // The same words on every phone, so that a glance at one says nothing of its owner.
        <Notice tone="good">
          The round is over, and its cards are in, shuffled.
          {among !== undefined && ` Hidden among ${among} ${among === 1 ? 'phone' : 'phones'}.`} Yours, if you wrote,
          are under “My cards”.
        </Notice>
      )}
      {writing && <PromiseLine />}
      {writing && <RoomLine {...props} round={round} />}
      {writing && (
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
          {sayLeft(left, round.slots.length)} Nobody sees a card before the round ends.
        </p>
      )}
      {canBeDone(props.view) && <DoneButton {...props} second />}
      {round?.state === 'written' && begun.trim() !== '' && (
        <p className={styles.small}>What you had begun to write is kept on this phone: “{begun.trim()}”</p>
      )}
      {cards.length > 0 && (
        <section aria-labelledby="kept-cards" className={styles.tight}>
          <h2 id="kept-cards">My cards on this phone</h2>
          <KeptCards round={barred === null ? round : null} kinds={step.settings.kinds} />
        </section>
      )}
      {before && (
        <MyCards view={props.view} round={barred === null ? round : null} kinds={step.settings.kinds} sentOnly />
      )}
      {round?.state !== 'written' && (
        <details className={styles.panel} open={cards.length === 0 && !before}>
          <summary>How it travels, and what stays possible</summary>
          <PromiseHow />
          <WhatRemains />
        </details>
      )}
    </div>
  )
}

/** What does not fit waits, and is not called written. */
function sayLeft(left: number, slots: number): string {
  if (left > 0) return `${left} of ${slots} left.`
  return left === 0 ? 'All written.' : `All written; ${left === -1 ? 'one waits' : `${-left} wait`} for the next round.`
}
