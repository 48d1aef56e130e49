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
  const pairs = known.flatMap(({ id, cards }, o) =>
    fresh.flatMap((theme, f) => {
      const share = jaccard(cards, theme.cards)
      return share >= SAME_FROM && !taken.has(id) ? [{ id, o, f, share }] : []
    }),
  )
  pairs.sort((a, b) => b.share - a.share || a.o - b.o || a.f - b.f)
  for (const { id, f } of pairs) {
    if (taken.has(id) || ids[f] !== null) continue
    ids[f] = id
    taken.add(id)
  }
  return ids
}

function jaccard(a: readonly string[], b: readonly string[]): number {
  const inA = new Set(a)
  const both = new Set(b.filter((card) => inA.has(card))).size
  const all = inA.size + new Set(b).size - both
  return all === 0 ? 0 : both / all
}
