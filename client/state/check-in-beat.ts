// A check-in lasts for days and has no bell that finds phones awake. So while it is looked at, the full quota goes out again and
// again, whatever was answered or not: what is seen of it says that somebody looked, and nothing of when they were ready.
import type { RoundView } from '../../shared/views.ts'
import type { Outbox } from './outbox.ts'
import { randomBelow } from './random.ts'
import type { Readable } from './readable.ts'
import { writable } from './readable.ts'
import { isHidden } from './wake.ts'

/** The first set, soon after the page was opened, and every further one (ms). */
const FIRST_WITHIN_MS = 3_000
const EVERY_MS = 12_000
/** A set of which something was lost goes once more so much later, and then with the next (ms). */
const AGAIN_MS = 1_500

export type BeatParts = {
  /** Rounds of the open check-in for which this phone holds tokens. */
  readonly rounds: () => readonly RoundView[]
  readonly send: (round: RoundView) => unknown
  readonly outbox: Pick<Outbox, 'answers'>
  readonly later: (ms: number, then: () => void) => unknown
}

export type Beat = {
  /** Rounds whose answers are all with the server, as they are now. */
  readonly arrived: Readable<ReadonlySet<string>>
  /** The rounds may be others now. */
  follow(): void
  /** Something was answered or changed: what the server has is old. */
  changed(): void
  /** A full set of a round is on its way. */
  sent(round: string, going: Promise<boolean>): Promise<boolean>
}

export function openBeat({ rounds, send, later, outbox }: BeatParts): Beat {
  const arrived = writable<ReadonlySet<string>>(new Set())
  /** What is answered, whether it has left or not. */
  const said = () => JSON.stringify(outbox.answers.get().map(({ round, slot, answer }) => [round, slot, answer]))
  let saying = said()
  let isWaiting = false
  /** Rounds whose set went twice since the last beat. */
  const again = new Set<string>()
  const sendAgain = (round: string) => {
    if (again.has(round)) return
    again.add(round)
    later(AGAIN_MS, () => {
      const open = rounds().find(({ id }) => id === round)
      if (open !== undefined && !isHidden()) send(open)
    })
  }
  const wait = (ms: number) => {
    if (isWaiting || rounds().length === 0) return
    isWaiting = true
    later(ms, () => {
      isWaiting = false
      again.clear()
      // A page that is being hidden has sent everything already.
      if (!isHidden()) for (const round of rounds()) send(round)
      wait(EVERY_MS)
    })
  }
  return {
    arrived,
    follow: () => wait(randomBelow(FIRST_WITHIN_MS)),
    changed: () => {
      const before = saying
      saying = said()
      if (before !== saying && arrived.get().size > 0) arrived.set(new Set())
    },
    sent: async (round, going) => {
      const before = saying
      const all = await going
      if (!all) sendAgain(round)
      if (all && before === saying && !arrived.get().has(round)) arrived.set(new Set([...arrived.get(), round]))
      return all
    },
  }
}
