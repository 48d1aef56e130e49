// People at a glance: how many are here, how many say they are done, and who calls for help.
import { Button } from '../ui/button.tsx'
import { KeysFingerprint } from '../ui/fingerprint.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { areTogether, expected } from './are-together.ts'
import type { Console, ScreenProps } from './console.ts'
import { PeopleSheet } from './people-sheet.tsx'
import styles from './side.module.css'
import { CAN_BE_DONE } from './step-rounds.ts'
import { useCommand } from './use-command.ts'

export function PeoplePanel({ console, view }: ScreenProps) {
  const { people } = view
  const connected = people.filter((person) => person.connected).length
  const done = people.filter((person) => person.done).length
  const unplaced =
    view.status === 'ended' || view.rooms.length === 0 || areTogether(view)
      ? 0
      : people.filter((person) => person.room === null).length
  const calls = view.rooms.filter((room) => room.help !== null).sort((a, b) => (a.help ?? 0) - (b.help ?? 0))
  return (
    <section className={styles.part} aria-label="People at a glance">
      <div className={styles.head}>
        <h2>People</h2>
        <PeopleSheet console={console} view={view} />
      </div>
      {calls.map((room) => (
        <HelpCall key={room.id} console={console} room={room} />
      ))}
      {people.length === 0 ? (
        <p className="quiet">Nobody here yet.</p>
      ) : (
        <div className={styles.counts}>
          <Progress done={connected} of={people.length} label="connected" />
          {CAN_BE_DONE.has(view.step.kind) && <Progress done={done} of={expected(view)} label="say they are done" />}
        </div>
      )}
      {unplaced > 0 && (
        <p className={styles.warn}>
          {unplaced} {unplaced === 1 ? 'person is' : 'people are'} in no room.
        </p>
      )}
      {view.robots > 0 && (
        <p className="quiet">
          {view.robots} {view.robots === 1 ? 'robot is' : 'robots are'} practising with you.
        </p>
      )}
      {view.status === 'live' && (
        <p className="quiet" title="The same eight characters are on the projector and on every phone.">
          Keys <KeysFingerprint keys={view.keys} size="s" />
        </p>
      )}
    </section>
  )
}

export function HelpCall({
  console,
  room,
}: {
  readonly console: Console
  readonly room: { readonly id: string; readonly name: string }
}) {
  const { send, busy, refusal } = useCommand(console)
  return (
    <Notice
      tone="warn"
      action={
        <Button
          size="s"
          busy={busy}
          refusal={refusal}
          aria-label={`Clear the call of ${room.name}`}
          onClick={() => void send('help.clear', { room: room.id })}
        >
          Clear
        </Button>
      }
    >
      <strong>{room.name}</strong> asks for you
    </Notice>
  )
}
