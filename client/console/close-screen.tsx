// The end: what came of it, what is settled for the weeks after, ending it for good; and the board that lives on.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { AfterwardsExports } from './afterwards-exports.tsx'
import { AfterwardsPanel } from './afterwards-panel.tsx'
import { BoardLiving } from './board-living.tsx'
import type { ScreenProps } from './console.ts'
import { UnnamedThemes } from './gather-unnamed.tsx'
import styles from './screen.module.css'
import { useCommand } from './use-command.ts'

export function CloseScreen(props: ScreenProps) {
  const ended = props.view.status === 'ended'
  // The panel is one and the same before the end and after it: a summary that is being worded survives the end.
  return (
    <div className={styles.screen}>
      {ended ? (
        <>
          <p className={styles.soft}>
            The session has ended: the room code opens nothing any more. The board lives on, here and with its links.
          </p>
          <BoardLiving {...props} />
        </>
      ) : (
        <>
          {props.view.liveCheckin === null ? (
            <>
              <Facts {...props} />
              <p className={styles.say}>Thank you. What was hard to say has been said.</p>
            </>
          ) : (
            <BoardLiving {...props} />
          )}
          <UnnamedThemes {...props} />
        </>
      )}
      <AfterwardsPanel {...props} />
      <AfterwardsExports {...props} />
      {!ended && <End {...props} />}
    </div>
  )
}

function Facts({ view }: ScreenProps) {
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  const facts: readonly (readonly [string, string])[] = [
    [String(view.people.length), 'people'],
    [String(view.cards), 'cards, without names'],
    [String(view.themes.filter((theme) => theme.hidden === null).length), 'themes'],
    [`${reached} of ${view.commitments.length}`, 'commitments reached'],
  ]
  return (
    <dl className={styles.summary}>
      {facts.map(([number, what]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{number}</dd>
        </div>
      ))}
    </dl>
  )
}

function End({ console, view }: ScreenProps) {
  const { send, busy, refusal } = useCommand(console)
  const [asking, setAsking] = useState(false)
  const planned = view.checkins.some((one) => one.state === 'planned')
  const goesOn = planned || view.commitments.some((one) => one.wording.what !== '')
  const kept = goesOn && view.afterwards.retention > 0
  return (
    <section className={styles.panel} aria-labelledby="end">
      <h2 id="end">End the session</h2>
      <p className={styles.soft}>
        The room code stops working, and cards and themes stay as they are. The board lives on: statuses, steps, wins
        and barriers, and{' '}
        {planned
          ? 'the check-ins that are planned above'
          : goesOn
            ? 'check-ins, whenever dates for them are set'
            : 'check-ins, if any are planned above before the end'}
        .
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
        <p>
          {kept ? 'The room code stops working for good. ' : 'This cannot be taken back. '}
          {view.afterwards.retention === 0
            ? 'Everything is deleted with it, as it is set: the board and its links too.'
            : planned
              ? 'The board stays: make sure that its link is where it is needed. You can bring everybody back together later, under a new code.'
              : goesOn
                ? 'The board stays. No check-in is planned. Dates can be set later, and you can bring everybody back together, under a new code.'
                : 'Nothing is on the board, so its keys are erased: nobody can be asked under seal any more.'}
        </p>
      </Sheet>
    </section>
  )
}
