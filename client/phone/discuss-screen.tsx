// My room: its cards in piles, its notes, and what must be heard.
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { WithdrawnCards } from '../ui/withdrawn-cards.tsx'
import { CardComposer } from './card-composer.tsx'
import { together } from './lobby-screen.tsx'
import { MyCards } from './my-cards.tsx'
import { myRound, type ScreenProps, useBarred, useCommand, usePhone } from './phone-context.ts'
import { RoomLine } from './room-line.tsx'
import styles from './shell.module.css'

// Yjs comes with these two, and only when a room is discussing.
const RoomCards = lazy(() => import('./room-cards.tsx').then((module) => ({ default: module.RoomCards })))
const RoomNotes = lazy(() => import('./room-notes.tsx').then((module) => ({ default: module.RoomNotes })))

const AFTERTHOUGHTS = ['tradeoff', 'constraint', 'staffing', 'priority', 'unknown', 'note'] as const

export function DiscussScreen(props: ScreenProps) {
  const { view, mine } = props
  const [part, setPart] = useState<'cards' | 'notes'>('cards')
  const round = myRound(props)
  const barred = useBarred(round)
  if (mine.room === null)
    return <Notice still>You are in no room yet. The facilitator is placing you; this page follows by itself.</Notice>
  const { room } = mine
  const others = room.people.filter((one) => one.id !== mine.id).map((one) => one.name)
  return (
    <div className={styles.stack}>
      <p className={styles.soft}>
        <strong>{room.name}</strong>
        {others.length > 0 && ` with ${together(others)}`}
      </p>
      {room.pooled && (
        <Notice still>
          Too few phones completed the round, here or in another room, so this room’s cards went with those of other
          rooms. You will see them when the themes are gathered.
        </Notice>
      )}
      {room.few !== null && (
        <Notice still>Only {room.few} people could have written these cards. Be kind with guesses.</Notice>
      )}
      <Segmented
        legend="What to look at"
        wide
        options={[
          { value: 'cards', label: 'Cards' },
          { value: 'notes', label: 'Notes' },
        ]}
        value={part}
        onChange={setPart}
      />
      <Suspense fallback={<Empty title="One moment…" state="waiting" />}>
        {part === 'cards' ? (
          <RoomCards key={room.id} room={room.id} disabled={view.status === 'ended'} />
        ) : (
          <RoomNotes key={room.id} room={room.id} />
        )}
      </Suspense>
      <WithdrawnCards count={view.withdrawn} />
      <Afterthought {...props} />
      <MyCards view={view} round={barred === null ? round : null} kinds={AFTERTHOUGHTS} />
      <Help room={room.id} on={room.help} />
    </div>
  )
}

function Afterthought(props: ScreenProps) {
  const { phone } = usePhone()
  useReadable(phone.outbox.cards)
  useReadable(phone.outbox.sent)
  const round = myRound(props)
  const barred = useBarred(round)
  if (round === null || round.state !== 'open') return null
  const left = round.slots.length - phone.outbox.going(round)
  return (
    <details className={styles.panel}>
      <summary>An afterthought, anonymously</summary>
      <div className={styles.stack}>
        {barred !== null && <Notice still>{barred}</Notice>}
        {barred === null && <RoomLine {...props} round={round} />}
        {barred === null && (
          <CardComposer
            kinds={AFTERTHOUGHTS}
            name="afterthought"
            label="Keep this card"
            onCard={(kind, text) => phone.outbox.addCard(kind, text)}
            disabled={left > 0 ? null : 'That is all for this round.'}
          />
        )}
        {barred === null && (
          <p className={styles.soft}>
            It stays on your phone, under “My cards”, until this step ends; then it goes with everyone’s.
          </p>
        )}
      </div>
    </details>
  )
}

function Help({ room, on }: { readonly room: string; readonly on: boolean }) {
  const { send, busy, refusal } = useCommand()
  return (
    <div className={styles.tight}>
      <Button
        kind={on ? 'secondary' : 'quiet'}
        busy={busy}
        refusal={refusal}
        aria-pressed={on}
        onClick={() => void send('help.ask', { room, on: !on })}
      >
        {on ? 'The facilitator knows. Tap if it’s solved' : 'Ask the facilitator to come over'}
      </Button>
    </div>
  )
}
