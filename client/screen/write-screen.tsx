// Quiet writing: the prompt and the time, never anything of what is written.
import { onHttp, PROMISE_EXCEPT, PROMISE_SHORT, REMAINS_ON_HTTP } from '../ui/anonymity/words.ts'
import { Progress } from '../ui/progress.tsx'
import { Timer } from '../ui/timer.tsx'
import { sayLength } from './say-length.ts'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function WriteScreen({ view, offset }: StageProps) {
  const round = view.rounds.filter((one) => one.step === view.step.id).at(-1)
  return (
    <div className={styles.centre}>
      <h1>{view.step.title}</h1>
      {view.step.prompt !== '' && (
        <p className={styles.say} data-length={sayLength(view.step.prompt) === 'xl' ? 'xl' : 'l'}>
          {view.step.prompt}
        </p>
      )}
      {round?.state === 'open' && <Timer endsAt={view.endsAt} offset={offset} size="projector" announce={false} />}
      {round?.state === 'collecting' && <p className={styles.soft}>Collecting everyone’s cards…</p>}
      {round?.state === 'written' && (
        <p className={styles.soft}>
          The cards are in, shuffled.
          {round.phones !== null && ` ${round.phones === 1 ? 'One phone' : `${round.phones} phones`} sent packets.`}
        </p>
      )}
      {round?.state === 'open' && (
        <Progress done={view.done} of={view.people} label="say they are done" size="projector" />
      )}
      <p className={styles.promise}>
        {PROMISE_SHORT} {PROMISE_EXCEPT}
        {onHttp(location) && ` ${REMAINS_ON_HTTP}`}
      </p>
    </div>
  )
}
