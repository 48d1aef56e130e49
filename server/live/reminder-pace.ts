// How much one person or one webhook is told within a time, whoever makes the news: what is more waits, and goes together with
// what comes later. In memory alone: nobody who makes news can restart the server.
import { dayAfter } from '../core/calendar.ts'
import { MORNING } from '../core/reminders.ts'
import type { Clock } from '../ports.ts'

/** Reminders to one person from one morning to the next. */
export const MAILS_A_DAY = 6
/** Messages to the webhook of one session in any hour. */
export const POSTS_AN_HOUR = 60

export class ReminderPace {
  readonly #clock: Clock
  readonly #most: number
  readonly #since: (clock: Clock) => number
  /** When something went out lately (ms since epoch), by whom it went to; the oldest first. */
  readonly #out = new Map<string, readonly number[]>()

  /** `since`: from when on what went out counts now (ms since epoch). */
  constructor(clock: Clock, most: number, since: (clock: Clock) => number) {
    this.#clock = clock
    this.#most = most
    this.#since = since
  }

  isFull(key: string): boolean {
    return this.#lately(key, this.#since(this.#clock)).length >= this.#most
  }

  add(key: string): void {
    const since = this.#since(this.#clock)
    for (const [other, times] of this.#out) if ((times.at(-1) ?? 0) < since) this.#out.delete(other)
    this.#out.set(key, [...this.#lately(key, since), this.#clock.now()])
  }

  /** Of a session that is gone nothing is kept. */
  forget(begins: string): void {
    for (const key of this.#out.keys()) if (key.startsWith(begins)) this.#out.delete(key)
  }

  #lately(key: string, since: number): readonly number[] {
    return (this.#out.get(key) ?? []).filter((time) => time >= since)
  }
}

/** The last hour at which mails of a new day began, where the server is. */
export function lastMorning(clock: Clock): number {
  const today = clock.today()
  const morning = clock.when({ day: today, hour: MORNING })
  return morning <= clock.now() ? morning : clock.when({ day: dayAfter(today, -1), hour: MORNING })
}
