// Minutes and seconds to `endsAt`, computed from data: it holds no time of its own and nothing happens when it ends.
import { useEffect, useState } from 'react'
import styles from './timer.module.css'

export type TimerProps = {
  /** Server time in ms, or null for a step without end (then nothing is shown). */
  readonly endsAt: number | null
  /** Server time minus this device's, in ms. */
  readonly offset: number
  readonly size?: 's' | 'm' | 'l' | 'projector'
  /** Said aloud at minute marks. */
  readonly announce?: boolean
}

export function Timer({ endsAt, offset, size = 'm', announce = true }: TimerProps) {
  const left = useSecondsLeft(endsAt, offset)
  if (left === null) return null
  const over = left < 0
  return (
    <span className={styles.timer} data-size={size} data-state={over ? 'over' : left <= 60 ? 'last' : 'running'}>
      <span role="timer" aria-label={over ? 'Over time' : 'Time left'}>
        {over ? '+' : ''}
        {clock(Math.abs(left))}
      </span>
      {over && <span className={styles.word}>over time</span>}
      {announce && (
        <span className="visually-hidden" aria-live="polite">
          {mark(left)}
        </span>
      )}
    </span>
  )
}

/** `75` → `1:15`, `3725` → `1:02:05`. */
export function clock(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** Changes only at 10, 5, 2 and 1 minutes and at the end, so that a screen reader speaks five times at most. */
function mark(left: number): string {
  if (left <= 0) return 'Time is up'
  const minutes = [1, 2, 5, 10].find((minutes) => left <= minutes * 60)
  return minutes === undefined ? '' : minutes === 1 ? 'One minute left' : `${minutes} minutes left`
}

function useSecondsLeft(endsAt: number | null, offset: number): number | null {
  const read = () => (endsAt === null ? null : Math.ceil((endsAt - (Date.now() + offset)) / 1000))
  const [, setLeft] = useState(read)
  useEffect(() => {
    if (endsAt === null) return
    const tick = () => setLeft(Math.ceil((endsAt - (Date.now() + offset)) / 1000))
    // Twice a second, so that no second is skipped; React draws only when the number changed.
    const interval = setInterval(tick, 500)
    return () => clearInterval(interval)
  }, [endsAt, offset])
  return read()
}
