// The board on its participant's phone: what is asked of me, then what is mine, then wins and everything else.
import type { CommitmentView } from '../../shared/views.ts'
import { goingLine, reachedLine } from '../ui/board-headline.ts'
import { BoardWins } from '../ui/board-wins.tsx'
import { Button } from '../ui/button.tsx'
import { type Life, LifeProvider } from '../ui/commitment-life.ts'
import { CheckInList } from '../ui/commitment-life-checkins.tsx'
import { CommitmentLife } from '../ui/commitment-life-view.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './board.module.css'
import { BoardAsked } from './board-asked.tsx'
import { CheckInInvite } from './board-invite.tsx'
import { BoardLink } from './board-link.tsx'
import { BoardReminder } from './board-reminder.tsx'
import { type ScreenProps, useCommand, usePhone } from './phone-context.ts'
import shell from './shell.module.css'

export function BoardLiving({ view, mine, onCheckIn }: ScreenProps & { readonly onCheckIn: () => void }) {
  const { phone } = usePhone()
  const offset = useReadable(phone.offset)
  const life: Life = {
    send: phone.send,
    role: 'participant',
    me: mine.id,
    now: Date.now() + offset,
    names: view.names,
  }
  const worded = view.commitments.filter((one) => one.wording.what !== '')
  const own = worded.filter((one) => one.owner?.id === mine.id)
  const removes = (one: CommitmentView) =>
    one.pursuit.barriers.some((barrier) => barrier.closed === null && barrier.remover?.id === mine.id)
  const others = worded
    .filter((one) => one.owner?.id !== mine.id)
    .sort((a, b) => Number(removes(b)) - Number(removes(a)))
  const going = goingLine(worded)
  return (
    <LifeProvider value={life}>
      <div className={styles.headline}>
        <h1>{reachedLine(worded) ?? 'The board'}</h1>
        <p className={shell.soft}>{going === '' ? 'The session is over; the board lives on here.' : going}</p>
      </div>
      <CheckInInvite view={view} mine={mine} onStart={onCheckIn} />
      {view.checkin === null && view.rounds.some((round) => round.state === 'collecting') && (
        <Notice>The check-in is over. Everyone’s answers are being opened.</Notice>
      )}
      <BoardAsked view={view} mine={mine} />
      <Unsent />
      {own.length > 0 && (
        <section className={shell.stack} aria-labelledby="own">
          <h2 id="own">{own.length === 1 ? 'Yours' : 'Yours first'}</h2>
          {own.map((one) => (
            <CommitmentLife key={one.id} commitment={one} open={own.length < 3} talk={view.talk === one.id} />
          ))}
        </section>
      )}
      <BoardWins commitments={worded} most={3} />
      {others.length > 0 && (
        <section className={shell.stack} aria-labelledby="others">
          <h2 id="others">{own.length > 0 ? 'The others' : 'Commitments'}</h2>
          {others.map((one) => (
            <CommitmentLife key={one.id} commitment={one} open={false} talk={view.talk === one.id}>
              <TooBig commitment={one} on={mine.tooBig.includes(one.id)} />
            </CommitmentLife>
          ))}
        </section>
      )}
      {worded.length === 0 && <Empty title="Nothing is on this board">No commitment was made in this session.</Empty>}
      {view.checkins.length > 0 && (
        <section className={shell.stack} aria-labelledby="checkins">
          <h2 id="checkins">Check-ins</h2>
          <CheckInList checkins={view.checkins} commitments={worded} />
        </section>
      )}
      {view.canMail && view.checkins.some((one) => one.state !== 'closed') && (
        <BoardReminder address={mine.reminders} />
      )}
      <BoardLink view={view} />
    </LifeProvider>
  )
}

/** A name is not asked for, and only the number is shown. */
function TooBig({ commitment, on }: { readonly commitment: CommitmentView; readonly on: boolean }) {
  const { send, busy, refusal } = useCommand()
  return (
    <Button
      size="s"
      kind="quiet"
      busy={busy}
      refusal={refusal}
      aria-pressed={on}
      onClick={() => void send('split.ask', { commitment: commitment.id, on: !on })}
    >
      {on ? 'You asked for a split. Take it back' : 'Too big? Ask for a split'}
    </Button>
  )
}

function Unsent() {
  const { phone } = usePhone()
  const left = useReadable(phone.outbox.cards).length
  if (left === 0) return null
  return (
    <section className={shell.panel}>
      <p>
        {left === 1 ? 'One card never left this phone.' : `${left} cards never left this phone.`} Nobody has seen{' '}
        {left === 1 ? 'it' : 'them'}.
      </p>
      <Button kind="quiet" onClick={() => phone.outbox.erase()}>
        Erase from this phone
      </Button>
    </section>
  )
}
