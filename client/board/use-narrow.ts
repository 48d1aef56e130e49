// Whether the board is read on something as narrow as a phone: there a commitment is a few lines until it is tapped.
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 48rem)'

function follow(then: () => void): () => void {
  const media = matchMedia(NARROW)
  media.addEventListener('change', then)
  return () => media.removeEventListener('change', then)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => matchMedia(NARROW).matches)
}
