// What this device knows about its seat, and what the address it was opened with says.

import { browserKeep, type Keep } from '../state/keep.ts'
import type { Seat } from '../state/phone.ts'

/** A seat as the device remembers it; title and name are only for the "come back" button. */
export type KeptSeat = Seat & { readonly title: string; readonly name: string }

export type Arrival = { readonly code: string; readonly seat: Seat | null }

const device = browserKeep('eighty.device.')

export function rememberedSeat(): KeptSeat | null {
  return device.get<KeptSeat>('seat')
}

export function rememberSeat(seat: KeptSeat): void {
  device.set('seat', seat)
}

export function forgetSeat(): void {
  device.remove('seat')
}

/** What belongs to one seat alone: outbox, drafts, tokens. */
export function keepOf(seat: Seat): Keep {
  return browserKeep(`eighty.${seat.session}.${seat.person}.`)
}

/** From now on a reload comes straight back in. */
export function settle(history: Pick<History, 'replaceState'>): void {
  history.replaceState(null, '', '/j')
}

/** Reads `/j/CODE` and `#s=…&p=…&t=…`, and takes the secret out of the address. */
export function arrive(place: Pick<Location, 'pathname' | 'hash'>, history: Pick<History, 'replaceState'>): Arrival {
  const code = decoded(/^\/j\/([^/]{1,60})/.exec(place.pathname)?.[1] ?? '')
  const fragment = new URLSearchParams(place.hash.slice(1))
  const [session, person, ticket] = [fragment.get('s'), fragment.get('p'), fragment.get('t')]
  // Opened again without a code, or reloaded: the seat that this phone has.
  if (session === null || person === null || ticket === null)
    return { code, seat: code === '' ? rememberedSeat() : null }
  const seat = { session, person, ticket }
  const before = rememberedSeat()
  rememberSeat({
    ...seat,
    title: before?.person === person ? before.title : '',
    name: before?.person === person ? before.name : '',
  })
  history.replaceState(null, '', '/j')
  return { code, seat }
}

/** The personal return link: whoever has it has the seat. */
export function returnLink(seat: Seat, origin: string): string {
  return `${origin}/j#s=${seat.session}&p=${seat.person}&t=${seat.ticket}`
}

/** What a link holds may be cut anywhere; then it is shown as it came. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
