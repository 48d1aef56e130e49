// A clock that runs like the real one and can be moved on by days: for a server with real sockets. It is at Greenwich.
import type { Clock } from '../../server/ports.ts'

export type LeapingClock = Clock & {
  /** It is that moment now (ms since epoch); everything that fell due on the way happens, in its order. */
  leapTo(at: number): void
  stop(): void
}

type Waiting = { readonly at: number; readonly fire: () => void }

export function leapingClock(start: number): LeapingClock {
  let ahead = start - Date.now()
  const waiting = new Set<Waiting>()
  const now = () => Date.now() + ahead
  const look = () => {
    for (const one of [...waiting].filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at))
      if (waiting.delete(one)) one.fire()
  }
  const looking = setInterval(look, 10)
  return {
    now,
    at(at, fire) {
      const one = { at, fire }
      waiting.add(one)
      return () => void waiting.delete(one)
    },
    when: ({ day, hour }) => Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000,
    today: () => new Date(now()).toISOString().slice(0, 10),
    leapTo(at) {
      if (at < now()) throw new RangeError('time only moves on')
      ahead += at - now()
      look()
    },
    stop: () => clearInterval(looking),
  }
}
