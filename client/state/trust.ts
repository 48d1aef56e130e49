// Whether the keys of a session are those that this phone was promised, and what it refused and why (ANONYMITY decision 8).
// Check-ins have keys of their own: a phone goes along from the ones it knows, as long as each vouches for the next.
import { fingerprint, keyHash, type PublicKeys } from '../../shared/anon/fingerprint.ts'
import type { OldKeys } from './anonymity.ts'
import type { Keep } from './keep.ts'
import type { Readable } from './readable.ts'
import { writable } from './readable.ts'

/** What did not fit: the session's keys, a round's own key, or the proof over keys and wording. */
export type Mistrust = 'keys' | 'round-key' | 'proof'

/**
 * `qr`: the keys are those of the QR code or of the personal link. `seen`: they were first seen on this phone, and its eight
 * characters are there to be compared. `refused`: something did not fit, and nothing anonymous is sent any more.
 */
export type Trust = {
  readonly is: 'waiting' | 'qr' | 'seen' | 'refused'
  /** XXXX-XXXX of the present keys; null while waiting. */
  readonly fingerprint: string | null
  readonly because: Mistrust | null
}

type Pinned = { readonly hash: string; readonly by: 'qr' | 'seen' }

export type TrustKeeper = {
  readonly state: Readable<Trust>
  /** The key hash that is pinned, for a personal link. */
  hash(): string | null
  /** The keys as the view has them now, and those before them. */
  see(keys: PublicKeys, before?: readonly OldKeys[]): void
  refuse(because: Mistrust): void
}

/** `promised` is the hash that came with the QR code or link; null when a code was typed. */
export function keepTrust(keep: Keep, session: string, promised: string | null): TrustKeeper {
  const before = keep.get<Pinned>('keys')
  let pinned: Pinned | null = promised === null ? before : { hash: promised, by: 'qr' }
  let seen: string | null = null
  const state = writable<Trust>({ is: 'waiting', fingerprint: null, because: null })
  const refuse = (because: Mistrust) =>
    state.set({ is: 'refused', fingerprint: seen === null ? null : fingerprint(seen), because })
  const accept = (hash: string, by: Pinned['by']) => {
    pinned = { hash, by }
    keep.set('keys', pinned)
    if (state.get().is !== 'refused') state.set({ is: by, fingerprint: fingerprint(hash), because: null })
  }
  /** Nothing is sent until the signatures were looked at. */
  const inherit = async (hash: string, by: Pinned['by'], from: readonly OldKeys[], keys: PublicKeys) => {
    if (state.get().is !== 'refused') state.set({ is: 'waiting', fingerprint: null, because: null })
    try {
      const { inherits } = await import('./anonymity.ts')
      if (seen !== hash) return
      if (inherits(session, from, keys)) accept(hash, by)
      else refuse('keys')
    } catch {
      // It could not be loaded, or is no key at all: the next view is looked at anew.
      if (seen === hash) seen = null
    }
  }
  return {
    state,
    hash: () => pinned?.hash ?? null,
    refuse,
    see: (keys, before = []) => {
      const hash = keyHash(keys)
      if (hash === seen) return
      seen = hash
      if (pinned === null || pinned.hash === hash) return accept(hash, pinned?.by ?? 'seen')
      const { hash: known, by } = pinned
      const from = before.findIndex((one) => keyHash(one) === known)
      if (from === -1) refuse('keys')
      else void inherit(hash, by, before.slice(from), keys)
    },
  }
}
