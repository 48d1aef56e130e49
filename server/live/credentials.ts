// The credential of anonymous acts: which token opens which slot of a round.
// This release's plain kind: a token is a MAC of round, seat and slot under the session's own key, so the server could
// still tell whose it is, and phones say so. Whatever replaces it keeps these two functions.
import type { Round, Session } from '../../shared/model.ts'
import type { Ids } from '../ports.ts'

/** What a token opens. `seat` is never written down; it only tells how many phones completed a round. */
export type Right = { readonly slot: string; readonly seat: string }

type Keyed = Pick<Session, 'id' | 'tokenKey'>

/** One token per slot for a seat, 43 characters of base64url (32 bytes) each; the same answer however often it is asked. */
export function issueTokens(session: Keyed, round: Pick<Round, 'id' | 'slots'>, seat: string, ids: Ids): string[] {
  return round.slots.map((slot) => ids.mac(session.tokenKey, JSON.stringify([session.id, round.id, seat, slot])))
}

/** Every token of a round with what it opens. */
export function rightsOf(session: Keyed, round: Pick<Round, 'id' | 'slots' | 'seats'>, ids: Ids): Map<string, Right> {
  const rights = new Map<string, Right>()
  for (const seat of round.seats) {
    const tokens = issueTokens(session, round, seat, ids)
    round.slots.forEach((slot, index) => {
      const token = tokens[index]
      if (token !== undefined) rights.set(token, { slot, seat })
    })
  }
  return rights
}
