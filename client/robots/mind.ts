// How a robot decides: a seeded source of chance, so that a rehearsal can be repeated.

export type Mind = {
  /** In [0, 1). */
  chance(): number
  below(n: number): number
  /** True in `share` of the cases. */
  often(share: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  between(from: number, to: number): number
}

/** mulberry32: 32 bits of state are plenty for pretending to be tired managers. */
export function createMind(seed: number): Mind {
  let state = seed >>> 0
  const chance = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (n: number) => Math.floor(chance() * n)
  return {
    chance,
    below,
    often: (share) => chance() < share,
    pick: (items) => items[below(items.length)] ?? items[0],
    between: (from, to) => from + chance() * (to - from),
  }
}

/** The same words always give the same mind: for what a room thinks, whoever of its robots does it. */
export function mindOf(words: string): Mind {
  let seed = 0x811c9dc5
  for (let at = 0; at < words.length; at++) seed = Math.imul(seed ^ words.charCodeAt(at), 0x01000193)
  return createMind(seed)
}

/** One of them, each as likely as its weight; null of none. */
export function weighed<T>(mind: Mind, items: readonly T[], weight: (item: T) => number): T | null {
  let left = mind.chance() * items.reduce((sum, item) => sum + weight(item), 0)
  for (const item of items) {
    left -= weight(item)
    if (left < 0) return item
  }
  return items.at(-1) ?? null
}
