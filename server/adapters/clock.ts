// The real clock.
import { clearTimeout, setTimeout } from 'node:timers'
import type { Clock } from '../ports.ts'

/**
 * No timer runs longer than this (ms). Node's count in 31 bits, and they stand still while a laptop sleeps; the time of
 * day does not, so a look at it now and then makes what fell due in the meantime happen soon after the lid is opened.
 */
const LOOK_AGAIN = 15_000

export const realClock: Clock = {
  now: () => Date.now(),
  at(at, fire) {
    if (!Number.isFinite(at)) throw new RangeError('a clock can only wait for a time')
    let timer: NodeJS.Timeout
    const wait = () => {
      const left = Math.min(Math.max(at - Date.now(), 0), LOOK_AGAIN)
      timer = setTimeout(() => (Date.now() >= at ? fire() : wait()), left)
      // What waits is no reason to stay: the server lives by its sockets.
      timer.unref()
    }
    wait()
    return () => clearTimeout(timer)
  },
  when({ day, hour }) {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
    // An hour that the clocks skip begins when they have.
    return new Date(year, month - 1, date, hour).getTime()
  },
  today() {
    const now = new Date()
    const two = (n: number) => String(n).padStart(2, '0')
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  },
}
