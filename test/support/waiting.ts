// Waiting for something to become true, without sleeping: on a Readable, with the last value in the failure.
import type { Readable } from '../../client/state/readable.ts'

/** Resolves with the first value that satisfies `is`; rejects after `ms` with what was there last. */
export function sees<T>(readable: Readable<T>, is: (value: T) => boolean, what: string, ms = 10_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const value = readable.get()
      if (!is(value)) return
      clearTimeout(timer)
      stop()
      resolve(value)
    }
    const stop = readable.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`never saw ${what}; last: ${JSON.stringify(readable.get())?.slice(0, 1500)}`))
    }, ms)
    look()
  })
}

/** The same for a value that may still be missing. */
export function seen<T>(
  readable: Readable<T | null>,
  is: (value: T) => boolean,
  what: string,
  ms = 10_000,
): Promise<T> {
  return sees(readable, (value) => value !== null && is(value), what, ms) as Promise<T>
}
