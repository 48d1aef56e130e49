// Keeps a sealed set of envelopes ready for every open round: a page that is being hidden has no time to encrypt.
import type { Act } from '../../shared/anon/envelope.ts'
import type { RoundView } from '../../shared/views.ts'
import type { Ready } from './anonymity.ts'
import { breath } from './breath.ts'
import type { Keep } from './keep.ts'

type Load = {
  readonly round: RoundView
  readonly key: string
  readonly tokens: readonly Ready[]
  readonly acts: () => readonly Act[]
  /** In a round that lasts for days: how often each slot's word changed. */
  readonly turns?: (() => readonly number[]) | undefined
}
type Sealed = { readonly stamp: string; readonly envelopes: readonly Uint8Array<ArrayBuffer>[] }

export type Sealer = {
  /** The full quota of a round, sealed with what its slots carry now. Each set is given out once. */
  take(load: Load): readonly Uint8Array<ArrayBuffer>[]
  /** Seals ahead of time, one envelope at a time, unless what is ready is up to date. */
  prepare(load: Load): Promise<void>
  /** What the slots carry changed: whatever is ready is old. */
  outdate(): void
  forget(round: string): void
}

/** Above any number of times that a page can be hidden. */
const BELL = 0x8000_0000

/** `seals` gives one maker for each slot. */
export function openSealer(parts: {
  readonly keep: Keep
  readonly seals: typeof import('./anonymity.ts').seals
}): Sealer {
  const ready = new Map<string, Sealed>()
  let changes = 0

  const sentOf = (round: string) => parts.keep.get<number>(`sets.${round}`) ?? 0
  /**
   * The number that makes the latest set count: how often the page was hidden, and above all of those the bell. Phones share
   * these numbers, where a time or a counter of the seat's own would hold its envelopes together in the server's memory.
   */
  const seqOf = ({ round }: Load) => (round.state === 'collecting' ? BELL + round.attempt : sentOf(round.id) + 1)
  /** Where sets go out again and again for days, their number would be the seat's own: only changed words count anew. */
  const seqsOf = (load: Load) => (load.round.state === 'open' ? load.turns?.() : undefined) ?? seqOf(load)
  const stampOf = ({ round, key }: Load) =>
    `${round.id}~${round.issue}#${round.attempt} ${round.state} ${key} ${changes} ${sentOf(round.id)}`
  const makers = (load: Load, acts: readonly Act[]) => parts.seals(load.tokens, load.key, seqsOf(load), acts)

  return {
    take: (load) => {
      const kept = ready.get(load.round.id)
      ready.delete(load.round.id)
      const set = kept?.stamp === stampOf(load) ? kept.envelopes : makers(load, load.acts()).map((make) => make())
      parts.keep.set(`sets.${load.round.id}`, sentOf(load.round.id) + 1)
      return set
    },
    prepare: async (load) => {
      if (ready.get(load.round.id)?.stamp === stampOf(load)) return
      const acts = load.acts()
      // Looking at the slots may itself have changed what is kept.
      const stamp = stampOf(load)
      const envelopes: Uint8Array<ArrayBuffer>[] = []
      for (const make of makers(load, acts)) {
        await breath()
        envelopes.push(make())
      }
      if (stampOf(load) === stamp) ready.set(load.round.id, { stamp, envelopes })
    },
    outdate: () => void changes++,
    forget: (round) => {
      ready.delete(round)
      parts.keep.remove(`sets.${round}`)
    },
  }
}
