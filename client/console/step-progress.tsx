// How a sealed round stands: who says they are done, the bell, collecting, and what came of it. Never content.
import { useState } from 'react'
import type { RoundView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import type { ScreenProps } from './console.ts'
import styles from './screen.module.css'
import { nextRound } from './step-rounds.ts'
import { useCommand } from './use-command.ts'

export type StepProgressProps = ScreenProps & {
  readonly round: RoundView | null /** "cards" or "answers". */
  readonly what: string
}

export function StepProgress({ console, view, round, what }: StepProgressProps) {
  const { send, busy, refusal } = useCommand(console)
  const done = view.people.filter((person) => person.done).length
  const live = view.status === 'live'
  const another = (
    <Button
      busy={busy}
      refusal={refusal}
      onClick={() => void send('round.open', { step: view.step.id, round: nextRound(view, view.step.id) })}
    >
      {round === null ? 'Open a round' : 'Open another round'}
    </Button>
  )
  return (
    <section className={styles.panel} aria-label="The round">
      <div className={styles.progress}>
        <p className={styles.count}>
          <strong>{done}</strong> of {view.people.length} say they are done
        </p>
        <Progress done={done} of={view.people.length} label="done" />
      </div>
      {round === null && (
        <>
          <p className={styles.soft}>No round is open in this step.</p>
          {live && <div>{another}</div>}
        </>
      )}
      {round?.state === 'open' && (
        <div className="row">
          {live && (
            <Button
              kind={done === view.people.length && done > 0 ? 'primary' : 'secondary'}
              busy={busy}
              refusal={refusal}
              onClick={() => void send('round.ring', { round: round.id })}
            >
              Ring the bell now
            </Button>
          )}
          <p className={styles.soft}>
            The {what} are on the phones. They come together, shuffled, when the bell rings or the step is left.
          </p>
        </div>
      )}
      {round?.state === 'collecting' && (
        <Notice>The bell has rung. Collecting everyone’s {what}: a few seconds.</Notice>
      )}
      {round?.state === 'written' && (
        <>
          <Notice tone="good">
            {view.step.kind === 'ask' ? 'The answers are in' : `The cards are in: ${view.cards} in all`}, shuffled,
            without names.
            {round.phones !== null && ` ${round.phones === 1 ? 'One phone' : `${round.phones} phones`} sent packets.`}
          </Notice>
          {live && (
            <div className="row">
              {another}
              <Hint what={what} />
            </div>
          )}
        </>
      )}
    </section>
  )
}

function Hint({ what }: { readonly what: string }) {
  const [seen, setSeen] = useState(false)
  return seen ? (
    <p className={styles.soft}>Everyone gets the same number of {what} again. What is in stays in.</p>
  ) : (
    <Button size="s" kind="quiet" onClick={() => setSeen(true)}>
      What is that?
    </Button>
  )
}
