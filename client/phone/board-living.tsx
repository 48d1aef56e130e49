// The board on its participant's phone: what is asked of me, then what is mine, then wins and everything else.
import { goingLine, reachedLine } from '../ui/board-headline.ts'
import { CheckInList } from '../ui/commitment-life-checkins.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './board.module.css'
import { CheckInInvite } from './board-invite.tsx'
import { BoardLife, worthShowing } from './board-life.tsx'
import { BoardLink } from './board-link.tsx'
import { BoardReminder } from './board-reminder.tsx'
import { OwnerRequests } from './owner-requests.tsx'
import type { ScreenProps } from './phone-context.ts'
import shell from './shell.module.css'
import { UnsentCards } from './unsent-cards.tsx'

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
          <OwnerRequests view={view} mine={mine} />
          <UnsentCards />
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
