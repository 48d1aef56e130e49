// Wakes sessions on their day, connected or not, and after any restart: one timer for the earliest hour of all.
//
// To make something else due by the day: a kind in core/dues.ts that comes until the session says it is done, and its work in
// `DueWorks`.
import type { Due } from '../core/dues.ts'
import type { Clock, LocalHour, Report } from '../ports.ts'
import type { LiveSession } from './live-session.ts'

/** What is done when it is due; rejects when it is to be tried again. Done twice it must change nothing. */
export type DueWorks = { readonly [W in Due['what']]: (live: LiveSession, due: Due) => Promise<void> }

export type CalendarParts = {
  readonly clock: Clock
  readonly report: Report
  /** Does what is due in a session and resolves; `set` has been called with what is due next by then. */
  readonly wake: (session: string) => Promise<void>
}

/** What could not be done, or is due still, is looked at again after this (ms). */
const AGAIN = 60_000

export class Calendar {
  readonly #parts: CalendarParts
  /** When each session is due (ms since epoch). */
  readonly #due = new Map<string, number>()
  /** Sessions that are looked at again, and no sooner than then. */
  readonly #later = new Map<string, number>()
  /** Sessions that are awake right now. */
  readonly #awake = new Set<string>()
  #timer: { readonly at: number; readonly stop: () => void } | null = null
  #closed = false

  constructor(parts: CalendarParts) {
    this.#parts = parts
  }

  /** When a session is due next; null: never. */
  set(session: string, due: LocalHour | null): void {
    const at = due === null ? undefined : this.#parts.clock.when(due)
    if (this.#due.get(session) === at) return
    this.#later.delete(session)
    if (at === undefined) this.#due.delete(session)
    else this.#due.set(session, at)
    this.#follow()
  }

  close(): void {
    this.#closed = true
    this.#timer?.stop()
    this.#timer = null
  }

  /** Nobody is woken twice at once. */
  #waiting(): { readonly session: string; readonly at: number }[] {
    return [...this.#due]
      .filter(([session]) => !this.#awake.has(session))
      .map(([session, due]) => ({ session, at: Math.max(due, this.#later.get(session) ?? 0) }))
  }

  #follow(): void {
    if (this.#closed) return
    const first = this.#waiting().reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
    if (this.#timer?.at === first) return
    this.#timer?.stop()
    this.#timer =
      first === Number.POSITIVE_INFINITY ? null : { at: first, stop: this.#parts.clock.at(first, () => this.#ring()) }
  }

  #ring(): void {
    this.#timer = null
    const now = this.#parts.clock.now()
    for (const { session, at } of this.#waiting()) if (at <= now) void this.#wake(session)
    this.#follow()
  }

  async #wake(session: string): Promise<void> {
    this.#awake.add(session)
    try {
      await this.#parts.wake(session)
    } catch {
      if (!this.#closed) this.#parts.report('due-failed')
    }
    this.#awake.delete(session)
    const now = this.#parts.clock.now()
    if ((this.#due.get(session) ?? now + 1) <= now) this.#later.set(session, now + AGAIN)
    this.#follow()
  }
}
