// What this laptop remembers of how its facilitator gathers: the order of cards, whether reasons stand under them, and pairs
// of themes that were looked at and are not one.
import { useState } from 'react'
import { browserKeep } from '../state/keep.ts'

const keep = browserKeep('eighty.console.')

/** Kept between visits. `first` until something was chosen, or when what was kept is none of `known`. */
export function useKept<V extends string>(
  name: string,
  first: V,
  known: readonly V[],
): readonly [V, (next: V) => void] {
  const [value, setValue] = useState<V>(() => known.find((one) => one === keep.get<string>(name)) ?? first)
  return [
    value,
    (next) => {
      keep.set(name, next)
      setValue(next)
    },
  ]
}

/** Pairs of theme ids, in either order, as long as this browser's tab is there. */
export function useApart(session: string): {
  readonly has: (a: string, b: string) => boolean
  readonly add: (a: string, b: string) => void
} {
  const name = `eighty.console.apart.${session}`
  const [pairs, setPairs] = useState<readonly string[]>(() => read(name))
  return {
    has: (a, b) => pairs.includes(pairKey(a, b)),
    add: (a, b) => {
      const next = [...pairs, pairKey(a, b)]
      setPairs(next)
      try {
        sessionStorage.setItem(name, next.join(','))
      } catch {
        // A browser that keeps nothing asks again after a reload.
      }
    },
  }
}

/** Ids hold neither spaces nor commas. */
const pairKey = (a: string, b: string) => [a, b].sort().join(' ')

function read(name: string): readonly string[] {
  try {
    return sessionStorage.getItem(name)?.split(',') ?? []
  } catch {
    return []
  }
}
