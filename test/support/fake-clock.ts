// A clock that stands still until a test moves it; it is at Greenwich.
import type { Clock } from '../../server/ports.ts'

export type FakeClock = Clock & {
  /** Moves time on by `ms`, running what falls due on the way in the order of its time, then in the order it was asked. */
  advance(ms: number): void
  /** How many are still waiting. */
  pending(): number
}

type Waiting = { readonly at: number; readonly order: number; readonly fire: () => void }

/** `start`: milliseconds since the epoch. */
export function fakeClock(start: number): FakeClock {
  let now = start
  let asked = 0
  const waiting = new Set<Waiting>()

  const nextBefore = (end: number): Waiting | undefined =>
    [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0]

  return {
    now: () => now,
    at(at, fire) {
      const one = { at, order: asked++, fire }
      waiting.add(one)
      return () => void waiting.delete(one)
    },
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError('time only moves on')
      const end = now + ms
      const bound = asked + 100_000
      for (let due = nextBefore(end); due; due = nextBefore(end)) {
        if (due.order > bound) throw new Error('a timer sets itself again without end')
        waiting.delete(due)
        now = Math.max(now, due.at)
        due.fire()
      }
      now = end
    },
    when: ({ day, hour }) => Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000,
    today: () => new Date(now).toISOString().slice(0, 10),
    pending: () => waiting.size,
  }
}
