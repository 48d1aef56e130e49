// The board as its link shows it: wins first, then every commitment as it goes, the check-ins, and what the rooms said.
import { useState } from 'react'
import { dayWords } from '../../shared/day-words.ts'
import type { BoardView, CheckInView, CommitmentView } from '../../shared/views.ts'
import type { Capability } from '../state/capability.ts'
import type { Link } from '../state/connection.ts'
import { rememberedSeat } from '../state/kept-seat.ts'
import { baseAddress } from '../ui/base-address.ts'
import { BoardExports } from '../ui/board-exports.tsx'
import { goingLine, reachedLine } from '../ui/board-headline.ts'
import { BoardWins } from '../ui/board-wins.tsx'
import { Button } from '../ui/button.tsx'
import { type Life, LifeProvider } from '../ui/commitment-life.ts'
import { CheckInList } from '../ui/commitment-life-checkins.tsx'
import { shortDay } from '../ui/commitment-life-days.ts'
import { CommitmentLife } from '../ui/commitment-life-view.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { ReachKey } from '../ui/reach-key.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { Wordmark } from '../ui/wordmark.tsx'
import type { Board } from './app.tsx'
import styles from './board.module.css'
import { BoardName } from './board-name.tsx'
import { BoardPaper } from './board-paper.tsx'
import { useNarrow } from './use-narrow.ts'
import { useAllOpenOnPaper } from './use-paper.ts'

export type BoardPageProps = {
  readonly board: Board
  readonly view: BoardView
  readonly takesPart: boolean
  readonly link: Link
  readonly capability: Capability
  readonly name: string
  readonly onName: (name: string) => void
}

export function BoardPage({ board, view, takesPart, link, capability, name, onName }: BoardPageProps) {
  const offset = useReadable(board.offset)
  const origin = useReadable(board.origin)
  useAllOpenOnPaper()
  const narrow = useNarrow()
  const now = Date.now() + offset
  const life: Life = {
    send: takesPart && name !== '' ? board.send : null,
    role: 'visitor',
    me: null,
    now,
    names: view.names,
  }
  const asking = view.checkins.find((one) => one.state === 'open')
  const going = goingLine(view.commitments)
  const seated = rememberedSeat()?.session === capability.session
  return (
    <LifeProvider value={life}>
      {link !== 'live' && (
        <Notice tone="offline" shape="line">
          No connection. This is how the board was last seen; it comes back by itself.
        </Notice>
      )}
      <header className={styles.head}>
        <Wordmark />
        <BoardPaper capability={capability} origin={origin} takesPart={takesPart} now={now} />
        <span className="row no-print" data-gap="2">
          {takesPart && name !== '' && <Named name={name} onName={onName} />}
          <Button size="s" onClick={() => print()}>
            Print
          </Button>
        </span>
      </header>
      <main className={styles.board} data-step="board">
        <div className={styles.title}>
          <h1>{view.title}</h1>
          {view.statement !== '' && <blockquote className={styles.statement}>{view.statement}</blockquote>}
          <p className={styles.soft}>
            {view.people} {view.people === 1 ? 'person' : 'people'} took part on {dayWords(view.offsite)}.
          </p>
        </div>
        {takesPart && name === '' && <BoardName onName={onName} />}
        <div className={styles.headline}>
          <p className={styles.reached}>{reachedLine(view.commitments) ?? 'No ballot has been held yet'}</p>
          {going !== '' && <p className={styles.soft}>{going}</p>}
        </div>
        {view.liveCheckin !== null && (
          <Notice still action={seated && <ToSeat>Join them</ToSeat>}>
            The team is on this board together right now.
          </Notice>
        )}
        {asking !== undefined && (
          <Notice still action={seated && <ToSeat>Answer here</ToSeat>}>
            {asking.title}: the check-in is open until {shortDay(asking.until, now)}. Everyone who took part answers on
            their own phone, under seal.
          </Notice>
        )}
        {seated && view.liveCheckin === null && asking === undefined && (
          <p className={`${styles.soft} no-print`}>
            This device has your seat here. <ToSeat>Open it</ToSeat>
          </p>
        )}
        <BoardWins commitments={view.commitments} />
        <section aria-labelledby="commitments">
          <h2 id="commitments">Commitments</h2>
          {view.commitments.length === 0 && (
            <Empty title="No commitments yet">They come here from the session, with their owners and dates.</Empty>
          )}
          <ul className={styles.list}>
            {ownFirst(view.commitments, name).map((commitment) => (
              <li key={commitment.id}>
                <CommitmentLife
                  commitment={commitment}
                  open={!narrow || isOwn(commitment, name)}
                  wide
                  talk={view.talk === commitment.id}
                />
              </li>
            ))}
          </ul>
        </section>
        {view.checkins.length > 0 && (
          <section aria-labelledby="checkins">
            <h2 id="checkins">Check-ins</h2>
            <CheckInList checkins={view.checkins} commitments={view.commitments} live={view.liveCheckin?.id ?? null} />
            {!takesPart && view.checkins.some(isHeld) && (
              <p className={styles.soft}>What people wrote at a check-in stays with those who took part.</p>
            )}
          </section>
        )}
        {view.summary !== '' && (
          <section aria-labelledby="summary">
            <h2 id="summary">Summary</h2>
            <p className={styles.summary}>{view.summary}</p>
          </section>
        )}
        {view.themes.length > 0 && (
          <section aria-labelledby="themes">
            <h2 id="themes">What the rooms said</h2>
            <ol className={styles.list}>
              {view.themes.map((theme, at) => (
                <li key={theme.id}>
                  <ThemeLine theme={theme} rank={at + 1} />
                </li>
              ))}
            </ol>
            <ReachKey themes={view.themes} className={styles.soft} />
          </section>
        )}
        <BoardExports
          proof={{ session: capability.session, role: 'board', secret: capability.key }}
          board={view}
          // A calendar's address is kept by others: the link to change things stays out of it.
          boardKey={takesPart ? null : capability.key}
          base={baseAddress(location, origin)}
          notes={{ json: takesPart ? JSON_NOTES.takesPart : JSON_NOTES.sees }}
        />
      </main>
    </LifeProvider>
  )
}

/** The phone's page, which opens the seat that this device has. */
function ToSeat({ children }: { readonly children: string }) {
  return (
    <a href="/j" className={`${styles.seat} no-print`}>
      {children}
    </a>
  )
}

/** Only the facilitator's file is everything. */
const JSON_NOTES = {
  sees: 'This board to import, without the list of people and what they wrote; the facilitator can save all of it',
  takesPart: 'This board to import, without the cards; the facilitator can save all of it',
}

/** One that came and went unasked is closed too. */
const isHeld = ({ state, statuses }: CheckInView) => state === 'closed' && statuses.length > 0

/** Nobody is signed in here; whoever goes by an owner's name finds theirs on top. */
function ownFirst(commitments: readonly CommitmentView[], name: string): readonly CommitmentView[] {
  return [...commitments].sort((a, b) => Number(isOwn(b, name)) - Number(isOwn(a, name)))
}

function isOwn({ owner }: CommitmentView, name: string): boolean {
  return name !== '' && owner?.name.trim().toLowerCase() === name.trim().toLowerCase()
}

function Named({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const [changing, setChanging] = useState(false)
  if (changing)
    return (
      <BoardName
        name={name}
        onName={(next) => {
          setChanging(false)
          onName(next)
        }}
      />
    )
  return (
    <Button size="s" kind="quiet" onClick={() => setChanging(true)}>
      You are {name}
    </Button>
  )
}
