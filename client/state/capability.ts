// A capability from the address: `#s=<session>&k=<key>`, remembered on this device and taken out of the address.
import { browserKeep } from './keep.ts'

export type Capability = { readonly session: string; readonly key: string }

const kept = browserKeep('eighty.capability.')

/** From the fragment if it has one (then it is remembered for this surface), else the one remembered, else null. */
export function takeCapability(
  surface: 'console' | 'screen' | 'board',
  place: Pick<Location, 'hash' | 'pathname'>,
  history: Pick<History, 'replaceState'>,
): Capability | null {
  const fragment = new URLSearchParams(place.hash.slice(1))
  const [session, key] = [fragment.get('s'), fragment.get('k')]
  if (session === null || key === null) return kept.get<Capability>(surface)
  const capability = { session, key }
  kept.set(surface, capability)
  history.replaceState(null, '', place.pathname)
  return capability
}

/** Remembers a capability that came another way (created here, taken over with a recovery code). */
export function keepCapability(surface: 'console' | 'screen' | 'board', capability: Capability): void {
  kept.set(surface, capability)
}
