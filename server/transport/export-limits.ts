// How many files may be taken home: so many of one session, and behind that so many of everybody together.
import type { Clock } from '../ports.ts'
import { Bucket } from './limiter.ts'

type Rate = { readonly perSecond: number; readonly burst: number }

/** Eighty people who each take two home when the day ends are served; whoever asks in a loop is not. */
const OF_ONE: Rate = { perSecond: 2, burst: 160 }
/** One session alone can't use it up. */
const OF_ALL: Rate = { perSecond: 12, burst: 480 }

export class ExportLimits {
  readonly #clock: Clock
  readonly #all: Bucket
  /** Only of sessions that there are, and whose member asks. */
  readonly #sessions = new Map<string, { readonly bucket: Bucket; asked: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
    this.#all = new Bucket(clock, OF_ALL.perSecond, OF_ALL.burst)
  }

  /** Null: go on. `many-files`: this session must wait; `busy`: everybody must. */
  refusal(session: string): 'many-files' | 'busy' | null {
    const now = this.#clock.now()
    // After so long a bucket is full again, as a new one is.
    const full = now - (OF_ONE.burst / OF_ONE.perSecond) * 1000
    for (const [id, { asked }] of this.#sessions) if (asked < full) this.#sessions.delete(id)
    const known = this.#sessions.get(session)
    const one = known ?? { bucket: new Bucket(this.#clock, OF_ONE.perSecond, OF_ONE.burst), asked: now }
    one.asked = now
    this.#sessions.set(session, one)
    if (!one.bucket.take()) return 'many-files'
    return this.#all.take() ? null : 'busy'
  }
}
