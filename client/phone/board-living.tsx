// The board on its participant's phone: what is asked of me, then what is mine, then wins and everything else.
import { goingLine, reachedLine } from '../ui/board-headline.ts'
import { Button } from '../ui/button.tsx'
import { CheckInList } from '../ui/commitment-life-checkins.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './board.module.css'
import { BoardAsked } from './board-asked.tsx'
import { CheckInInvite } from './board-invite.tsx'
import { BoardLife, worthShowing } from './board-life.tsx'
import { BoardLink } from './board-link.tsx'
import { BoardReminder } from './board-reminder.tsx'
import { type ScreenProps, usePhone } from './phone-context.ts'
import shell from './shell.module.css'

export function BoardLiving({ view, mine, onCheckIn }: ScreenProps & { readonly onCheckIn: () => void }) {
  const worded = worthShowing(view.commitments)
  const going = goingLine(worded)
  return (
    <BoardLife
      view={view}
      mine={mine}
      before={
        <>
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
        </>
      }
      after={
        <>
          {worded.length === 0 && (
            <Empty title="Nothing is on this board">No commitment was made in this session.</Empty>
          )}
          {view.checkins.length > 0 && (
            <section className={shell.stack} aria-labelledby="checkins">
              <h2 id="checkins">Check-ins</h2>
              <CheckInList checkins={view.checkins} commitments={worded} />
            </section>
          )}
          {view.canMail && (mine.reminders !== null || view.checkins.some((one) => one.state !== 'closed')) && (
            <BoardReminder reminders={mine.reminders} />
          )}
          <BoardLink view={view} />
        </>
      }
    />
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
