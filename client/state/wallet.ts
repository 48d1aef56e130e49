// A phone's unspent tokens. What it asked with is kept before it asks, so that a reload, a lost answer or a crash on either
// side gets the same tokens again; what could link a token to its asking is erased as soon as it is not needed.
import { functionIn, type GrantsOf, grantsOf, issueKey } from '../../shared/anon/grants.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { RequestData, RequestReply } from '../../shared/requests.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import type { Asked, Ready } from './anonymity.ts'
import type { Keep } from './keep.ts'
import { randomBytes } from './random.ts'

type Kept = {
  readonly giving: string
  readonly room: string | null
  /** The function for which they were asked, where the round tells functions apart. */
  readonly fn?: string
  readonly asked: readonly Asked[] | null
  readonly ready: readonly Ready[] | null
}

export type WalletParts = {
  readonly session: string
  readonly keep: Keep
  readonly tokens: (data: RequestData<'tokens'>) => Promise<Reply<RequestReply['tokens']>>
  readonly load: () => Promise<typeof import('./anonymity.ts')>
}

/**
 * `later`: try again in a moment. `never`: this seat has no tokens here. `elsewhere`: another device has them. `mistrust`: what came
 * back proves nothing.
 */
export type Asking = 'ready' | 'later' | 'never' | 'elsewhere' | 'mistrust'

export type Wallet = {
  /** The tokens of a round; null when they are not here yet. */
  of(round: Pick<RoundView, 'id' | 'issue'>): readonly Ready[] | null
  /** The room for which a round's tokens were given. */
  roomOf(round: Pick<RoundView, 'id' | 'issue'>): string | null
  ask(round: RoundView, view: PhoneView, mine: PhoneMine): Promise<Asking>
  /** The round is over: its tokens go. */
  forget(round: string): void
}

export function openWallet(parts: WalletParts): Wallet {
  const { keep } = parts
  const slot = (round: string) => `wallet.${round}`
  const find = (round: Pick<RoundView, 'id' | 'issue'>): Kept | null => {
    const kept = keep.get<Kept>(slot(round.id))
    return kept?.giving === issueKey(round) ? kept : null
  }

  /** Drawn once: asking again asks with the same. Null when the round's wording is not on this phone. */
  const prepare = async (round: RoundView, view: PhoneView, mine: PhoneMine): Promise<Kept | null> => {
    const before = find(round)
    if (before !== null) return before
    const room = mine.room?.id ?? null
    const fn = functionIn(round, mine.fn)
    const grants = grantsOf(grantsFor(parts.session, round, view, room, fn))
    if (grants === null) return null
    const asked = await (await parts.load()).blind(grants, view.keys.issue, randomBytes)
    // Two askings at once must not draw twice.
    const meanwhile = find(round)
    if (meanwhile !== null) return meanwhile
    const kept: Kept = { giving: issueKey(round), room, ...(fn === null ? {} : { fn }), asked, ready: null }
    keep.set(slot(round.id), kept)
    return kept
  }

  return {
    of: (round) => find(round)?.ready ?? null,
    roomOf: (round) => find(round)?.room ?? null,
    ask: async (round, view, mine) => {
      const kept = await prepare(round, view, mine)
      if (kept === null) return 'later'
      if (kept.asked === null) return 'ready'
      const { asked, room, fn } = kept
      const blinded = asked.flatMap((one) => one.blinded)
      const where = fn === undefined ? { room } : { room, fn }
      const reply = await parts.tokens({ round: round.id, issue: round.issue, ...where, blinded })
      if (!reply.ok) {
        const { code } = reply.refusal
        if (code === 'other-room' || code === 'other-function') keep.remove(slot(round.id))
        if (code === 'issued-elsewhere') return 'elsewhere'
        return code === 'not-in-round' || code === 'not-found' || code === 'round-over' ? 'never' : 'later'
      }
      const ready = await (await parts.load()).finish(asked, reply.data?.signed ?? [], view.keys.issue)
      if (ready === null) return 'mistrust'
      keep.set(slot(round.id), { ...kept, asked: null, ready })
      return 'ready'
    },
    forget: (round) => keep.remove(slot(round)),
  }
}

/** From what this phone shows its owner, and nothing else. */
function grantsFor(
  session: string,
  round: RoundView,
  view: PhoneView,
  room: string | null,
  fn: string | null,
): GrantsOf {
  const ballots = view.commitments.flatMap((commitment) => commitment.ballots)
  const echoing = view.echoing.filter((one) => one.round === round.id)
  // A check-in's rounds have steps of their own; the agenda's stands where it ended.
  const step = view.checkin?.steps.find((one) => one.id === round.step) ?? view.step
  return { session, round, step, room, ballots, echoing, fn }
}
