// Themes keep their ids from one proposal to the next, as long as most of their cards are the same.

export type KnownTheme = { readonly id: string; readonly cards: readonly string[] }

/** From this share of common cards (Jaccard) two sets are the same theme: more than half cannot be in two. */
const SAME_FROM = 0.5

/** For each fresh theme that of its pin, else of the known theme closest to it, else null; best matches first, none twice. */
export function keepIds(
  known: readonly KnownTheme[],
  fresh: readonly { readonly cards: readonly string[]; readonly pinned: string | null }[],
): readonly (string | null)[] {
  const ids = fresh.map(({ pinned }) => pinned)
  const taken = new Set(ids.flatMap((id) => id ?? []))
  const pairs = pairsOf(known, fresh)
  pairs.sort((a, b) => b.share - a.share || a.o - b.o || a.f - b.f)
  for (const { o, f } of pairs) {
    const id = known[o]?.id
    if (id === undefined || taken.has(id) || ids[f] !== null) continue
    ids[f] = id
    taken.add(id)
  }
  return ids
}

/** Places of those that are the same; counted by card, as most pairs of two hundred themes share none. */
function pairsOf(known: readonly KnownTheme[], fresh: readonly { readonly cards: readonly string[] }[]) {
  const knownWith = new Map<string, number[]>()
  const sizes = known.map(({ cards }, o) => {
    const distinct = new Set(cards)
    for (const card of distinct) knownWith.set(card, [...(knownWith.get(card) ?? []), o])
    return distinct.size
  })
  return fresh.flatMap(({ cards }, f) => {
    const distinct = new Set(cards)
    const both = new Map<number, number>()
    for (const card of distinct) for (const o of knownWith.get(card) ?? []) both.set(o, (both.get(o) ?? 0) + 1)
    return [...both]
      .map(([o, count]) => ({ o, f, share: count / ((sizes[o] ?? 0) + distinct.size - count) }))
      .filter(({ share }) => share >= SAME_FROM)
  })
}
