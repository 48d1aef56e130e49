// The end: what came of it, the board's link, thanks; and ending the session for good.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import styles from './screen.module.css'
import { BoardLink } from './shell-devices.tsx'
import { useCommand } from './use-command.ts'

export function CloseScreen(props: ScreenProps) {
  const { view } = props
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  const facts: readonly (readonly [string, string])[] = [
    [String(view.people.length), 'people'],
    [String(view.cards), 'cards, without names'],
    [String(view.themes.filter((theme) => theme.hidden === null).length), 'themes'],
    [`${reached} of ${view.commitments.length}`, 'commitments reached'],
  ]
  return (
    <div className={styles.screen}>
      <dl className={styles.summary}>
        {facts.map(([number, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.say}>Thank you. What was hard to say has been said.</p>
      <div className={styles.panel}>
        <BoardLink {...props} heading="h2" />
      </div>
      <End {...props} />
    </div>
  )
}

function End({ console, view }: ScreenProps) {
  const { send, busy, refusal } = useCommand(console)
  const [asking, setAsking] = useState(false)
  if (view.status === 'ended')
    return (
      <section className={styles.panel} aria-label="Ended">
        <h2>The session has ended</h2>
        <p className={styles.soft}>The room code opens nothing any more. The board stays, with its link.</p>
      </section>
    )
  return (
    <section className={styles.panel} aria-labelledby="end">
      <h2 id="end">End the session</h2>
      <p className={styles.soft}>
        The room code stops working and nothing can be changed after it. Phones can still read; the board stays.
      </p>
      <div>
        <Button kind="danger" onClick={() => setAsking(true)}>
          End session
        </Button>
      </div>
      <Sheet
        open={asking}
        onClose={() => setAsking(false)}
        title="End this session?"
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Not yet</Button>
            <Button
              kind="danger"
              busy={busy}
              refusal={refusal}
              onClick={() => void send('session.end', {}).then((done) => done && setAsking(false))}
            >
              End it for everyone
            </Button>
          </>
        }
      >
        <p>This cannot be taken back. Make sure that the board link is where it is needed.</p>
      </Sheet>
    </section>
  )
}
