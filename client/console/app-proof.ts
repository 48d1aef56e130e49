// The facilitator's secret: read once from the address, kept on this laptop by session, and never left in the address.
import { browserKeep } from '../state/keep.ts'

export type Proof = { readonly session: string; readonly secret: string }

const keep = browserKeep('eighty.console.')

/**
 * `#s=<session>&k=<secret>` is remembered and shortened to `#s=<session>`, which is no secret: after a reload each tab
 * comes back to its own session. Without a session in the address, the one that was open last.
 */
export function takeProof(
  place: Pick<Location, 'hash' | 'pathname'>,
  history: Pick<History, 'replaceState'>,
): Proof | null {
  const found = readLink(place.hash)
  if (found !== null) {
    keepProof(found)
    history.replaceState(null, '', `${place.pathname}#s=${found.session}`)
    return found
  }
  const session = new URLSearchParams(place.hash.slice(1)).get('s') ?? keep.get<string>('last')
  const secret = session === null ? null : keep.get<string>(`session.${session}`)
  return session === null || secret === null ? null : { session, secret }
}

/** What this laptop keeps of a session; null when it was opened without. */
export function proofOf(session: string): Proof | null {
  const secret = keep.get<string>(`session.${session}`)
  return secret === null ? null : { session, secret }
}

export function keepProof({ session, secret }: Proof): void {
  keep.set(`session.${session}`, secret)
  keep.set('last', session)
}

export function forgetProof({ session }: Proof): void {
  keep.remove(`session.${session}`)
  if (keep.get<string>('last') === session) keep.remove('last')
}

/** What a pasted facilitator link (or its part after the #) holds; null when it is none. */
export function readLink(typed: string): Proof | null {
  const at = typed.indexOf('#')
  if (at < 0) return null
  const fragment = new URLSearchParams(typed.slice(at + 1).trim())
  const [session, secret] = [fragment.get('s'), fragment.get('k')]
  return session === null || secret === null || session === '' || secret === '' ? null : { session, secret }
}
