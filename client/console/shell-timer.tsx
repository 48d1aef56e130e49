// The step's time: more of it, or none. Times are absolute, so two facilitators adding a minute at once add one.
import { Button } from '../ui/button.tsx'
import { Timer } from '../ui/timer.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { ScreenProps } from './console.ts'
import styles from './shell-bar.module.css'
import { useCommand } from './use-command.ts'

const MINUTE = 60_000

export function ShellTimer({ console, view }: ScreenProps) {
  const offset = useReadable(console.offset)
  const { send, refusal } = useCommand(console)
  const more = (minutes: number) => {
    const now = Date.now() + offset
    void send('step.time', {
      step: view.step.id,
      endsAt: Math.round(Math.max(view.endsAt ?? 0, now) + minutes * MINUTE),
    })
  }
  return (
    <fieldset className={styles.timer}>
      <legend className="visually-hidden">Time of this step</legend>
      {view.endsAt === null ? (
        <>
          <span className={styles.still}>No timer</span>
          <Button size="s" kind="quiet" onClick={() => more(Math.max(1, view.step.minutes))}>
            Start {Math.max(1, view.step.minutes)} min
          </Button>
        </>
      ) : (
        <>
          <Timer endsAt={view.endsAt} offset={offset} size="m" />
          <Button size="s" kind="quiet" aria-label="+1 minute" onClick={() => more(1)}>
            +1
          </Button>
          <Button size="s" kind="quiet" aria-label="+5 minutes" onClick={() => more(5)}>
            +5
          </Button>
          <Button
            size="s"
            kind="quiet"
            aria-label="Stop the timer"
            onClick={() => void send('step.time', { step: view.step.id, endsAt: null })}
          >
            Stop
          </Button>
        </>
      )}
      <span className={styles.refusal} role="status">
        {refusal}
      </span>
    </fieldset>
  )
}
