// Waits for a value on a device to become what the scenario needs, and says what was there when it never does.
import type { Readable } from '../../../client/state/readable.ts'

/** A machine that does other things besides is slow, not broken (ms). */
const PATIENCE = 90_000

export function seen<T>(from: Readable<T | null>, is: (value: T) => boolean, what: string, ms = PATIENCE): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const value = from.get()
      if (value === null || !is(value)) return
      clearTimeout(timer)
      stop()
      resolve(value)
    }
    const stop = from.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`never saw ${what}; last: ${JSON.stringify(from.get())?.slice(0, 400)}`))
    }, ms)
    look()
  })
}
