// How many files may be taken home of one session: so many by its console, and apart from that so many by everybody else.
import type { Clock } from '../ports.ts'
import { Bucket } from './limiter.ts'

/** Eighty people who each take two home when the day ends are served; whoever asks in a loop is not. */
const RATE = { perSecond: 2, burst: 160 }

/**
 * Each session has an end of its own and all of them together have none: a few sessions that somebody makes could use that up for
 * everybody. What takes long, a PDF, waits at the press, where sessions take turns.
 */
export class ExportLimits {
  readonly #clock: Clock
  /** Only of sessions that there are, and whose member asks. */
  readonly #asking = new Map<string, { readonly bucket: Bucket; asked: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** False: this one must wait. Links are passed on, so whoever holds one uses up nothing of the console's. */
  allows(session: string, role: 'console' | 'phone' | 'screen' | 'board'): boolean {
    const now = this.#clock.now()
    // After so long a bucket is full again, as a new one is.
    const full = now - (RATE.burst / RATE.perSecond) * 1000
    for (const [who, { asked }] of this.#asking) if (asked < full) this.#asking.delete(who)
    const who = `${role === 'console' ? 'console' : 'others'} ${session}`
    const one = this.#asking.get(who) ?? { bucket: new Bucket(this.#clock, RATE.perSecond, RATE.burst), asked: now }
    one.asked = now
    this.#asking.set(who, one)
    return one.bucket.take()
  }
}
