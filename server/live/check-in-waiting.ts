// Envelopes of a check-in's round wait on disk for days, still encrypted: each in a place of its own, drawn at random among places
// that were there, and full of random bytes, before anybody answered. No time, no order, no count.
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import type { Round } from '../../shared/model.ts'
import type { Ids, Report, Store } from '../ports.ts'
import type { RoundKey } from './round-collector.ts'

export type WaitingParts = {
  readonly store: Store
  readonly ids: Ids
  readonly report: Report
  readonly session: string
}

export type WaitingRoom = {
  /** The round's own key: the same one after every restart, until its batch is written. */
  readonly key: RoundKey
  /** Gives out what is on disk, in an order that says nothing, before anything new may come. Most of it opens for nobody. */
  readBack(hold: (envelope: Uint8Array) => Promise<unknown>): Promise<void>
  /**
   * Keeps an envelope over the one that came before it for its token; null when there is no place, as more tokens are spent than
   * were given out. What the disk refuses stays in memory, and is put there when its phone sends the same once more (`isNews` false).
   */
  put(token: string, envelope: Uint8Array, isNews?: boolean): Promise<void> | null
}

/** So many envelopes are opened before others get their turn. */
const AT_ONCE = 32

/** Makes the places when the round is new. Rejects when the disk says no. */
export async function openWaitingRoom(
  { store, ids, report, session }: WaitingParts,
  round: Pick<Round, 'id' | 'seats' | 'slots'>,
): Promise<WaitingRoom> {
  const places = round.seats.length * round.slots.length
  const fresh = { key: ids.roundKey(), places, bytes: ENVELOPE_BYTES }
  const { key, envelopes } = await store.waiting(session, round.id, fresh)
  const placeOf = new Map<string, number>()
  /** Where what is read back lies, until all of it is. */
  const lies = new Map(envelopes.map((envelope, place) => [envelope, place]))
  let free: number[] = []
  /** Tokens whose envelope the disk refused. */
  const owed = new Set<string>()
  return {
    key,
    readBack: async (hold) => {
      const all = ids.shuffle([...lies.keys()])
      for (let from = 0; from < all.length; from += AT_ONCE) {
        await Promise.all(all.slice(from, from + AT_ONCE).map(hold))
        await new Promise(setImmediate)
      }
      lies.clear()
      const taken = new Set(placeOf.values())
      free = ids.shuffle([...envelopes.keys()].filter((place) => !taken.has(place)))
    },
    put: (token, envelope, isNews = true) => {
      if (!isNews && !owed.has(token)) return Promise.resolve()
      const from = lies.get(envelope)
      const place = placeOf.get(token) ?? from ?? free.pop()
      if (place === undefined) return null
      placeOf.set(token, place)
      if (from !== undefined) return Promise.resolve()
      return store.putWaiting(session, round.id, place, envelope).then(
        () => void owed.delete(token),
        () => {
          owed.add(token)
          report('save-failed')
        },
      )
    },
  }
}
