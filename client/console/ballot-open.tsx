// While a ballot is open: how many say they are done, for how long, and the wording as it was frozen. Never an answer.

import { useEffect, useState } from 'react'
import type { RoundView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { clock } from '../ui/timer.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { expected } from './are-together.ts'
import styles from './ballot.module.css'
import { Frozen } from './ballot-frozen.tsx'
import type { ScreenProps } from './console.ts'
import { useCommand } from './use-command.ts'

export type BallotOpenProps = ScreenProps & { readonly round: RoundView }

export function BallotOpen({ console, view, round }: BallotOpenProps) {
  const offset = useReadable(console.offset)
  const [sure, setSure] = useState(false)
  const { send, busy, refusal } = useCommand(console)
  const done = view.people.filter((person) => person.done).length
  const left = view.people.filter((person) => person.connected && !person.done).length
  const ring = () => void send('round.ring', { round: round.id }).then((ok) => ok && setSure(false))
  return (
    <div className={styles.ballot}>
      <section className={styles.live} aria-labelledby="ballot-open">
        <h2 id="ballot-open">The ballot is open</h2>
        <div className={styles.progress}>
          <Progress done={done} of={expected(view)} label="say they are done" />
          <p className={styles.soft}>
            <Elapsed since={view.openedAt} offset={offset} /> in this step
          </p>
        </div>
        <div className={styles.foot}>
          <Button
            kind="primary"
            size="l"
            busy={busy}
            refusal={refusal}
            onClick={() => (left > 0 ? setSure(true) : ring())}
          >
            Close the ballot
          </Button>
          <p className={styles.soft}>
            Answers can be changed until it closes. What a phone has not answered then counts as silent.
          </p>
        </div>
      </section>
      <Frozen view={view} round={round} title="As everyone reads it" />
      <Sheet
        open={sure}
        onClose={() => setSure(false)}
        title="Close the ballot now?"
        footer={
          <>
            <Button onClick={() => setSure(false)}>Wait a little</Button>
            <Button kind="primary" busy={busy} refusal={refusal} onClick={ring}>
              Close it
            </Button>
          </>
        }
      >
        <p>
          {left === 0
            ? 'By now everybody here has said they are done.'
            : `${left === 1 ? 'One person here has' : `${left} people here have`} not said they are done. Whatever they answered so far still counts; what they left open is silent.`}
        </p>
      </Sheet>
    </div>
  )
}

/** Minutes and seconds since a moment of the server's clock. */
function Elapsed({ since, offset }: { readonly since: number; readonly offset: number }) {
  const read = () => Math.max(0, Math.floor((Date.now() + offset - since) / 1000))
  const [, setSeconds] = useState(read)
  useEffect(() => {
    const interval = setInterval(() => setSeconds(Math.max(0, Math.floor((Date.now() + offset - since) / 1000))), 500)
    return () => clearInterval(interval)
  }, [since, offset])
  return <strong>{clock(read())}</strong>
}
