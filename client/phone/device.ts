// What this device knows about its seat, and what the address it was opened with says.

import { browserKeep, forgetOld, type Keep } from '../state/keep.ts'
import { forgetSeat, rememberedSeat, rememberSeat } from '../state/kept-seat.ts'
import type { Seat } from '../state/phone.ts'

/** `keys` is the hash of the session's keys that came with a QR code; it is about the session of `code`. */
export type Arrival = { readonly code: string; readonly seat: Seat | null; readonly keys: string | null }

const SEATS = 'eighty.seat.'

/** As `forgetSeat`, with all that is kept of it on this device. */
export function eraseSeat(): void {
  const seat = rememberedSeat()
  if (seat !== null) keepOf(seat).clear([])
  forgetSeat()
}

/** What belongs to one seat alone: outbox, drafts, tokens. */
export function keepOf(seat: Seat): Keep {
  return browserKeep(`${SEATS}${seat.session}.${seat.person}.`)
}

/** Erases what is left of sessions that this phone has not seen for a day. */
export function forgetOldSeats(now: number): void {
  forgetOld(SEATS, now)
}

/** From now on a reload comes straight back in. */
export function settle(history: Pick<History, 'replaceState'>): void {
  history.replaceState(null, '', '/j')
}

/** A key hash as QR codes and links carry it; whatever else stands there was cut or mistyped, and says nothing. */
const KEYS = /^[A-Za-z0-9_-]{43}$/

/** Reads `/j/CODE#k=…` and `#s=…&p=…&t=…&k=…`, and takes the secret out of the address. */
export function arrive(place: Pick<Location, 'pathname' | 'hash'>, history: Pick<History, 'replaceState'>): Arrival {
  const code = decoded(/^\/j\/([^/]{1,60})/.exec(place.pathname)?.[1] ?? '')
  const fragment = new URLSearchParams(place.hash.slice(1))
  const [session, person, ticket, given] = ['s', 'p', 't', 'k'].map((name) => fragment.get(name))
  const keys = given != null && KEYS.test(given) ? given : null
  // Opened again without a code, or reloaded: the seat that this phone has.
  if (session == null || person == null || ticket == null)
    return { code, seat: code === '' ? rememberedSeat() : null, keys: code === '' ? null : keys }
  const before = rememberedSeat()
  const same = before?.person === person ? before : null
  const seat = withKeys({ session, person, ticket }, keys ?? same?.keys ?? null)
  rememberSeat({ ...seat, title: same?.title ?? '', name: same?.name ?? '' })
  history.replaceState(null, '', '/j')
  return { code, seat, keys: null }
}

/** A seat that expects these keys; as it was when none are known. */
export function withKeys<S extends Seat>(seat: S, keys: string | null): S {
  return keys === null ? seat : { ...seat, keys }
}

/** The personal return link: whoever has it has the seat. */
export function returnLink(seat: Seat, origin: string, keys: string | null = seat.keys ?? null): string {
  const pinned = keys === null ? '' : `&k=${keys}`
  return `${origin}/j#s=${seat.session}&p=${seat.person}&t=${seat.ticket}${pinned}`
}

/** What a link holds may be cut anywhere; then it is shown as it came. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
