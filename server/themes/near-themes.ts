// Pairs of themes that may be one: their cards are nearly as alike as those inside a theme.
import type { Compared } from './compare-voices.ts'
import type { ReadThemeCard } from './gather-voices.ts'
import type { Steps } from './steps.ts'

/** Places in the list of themes, and the mean similarity between their sentences. */
export type NearThemes = { readonly a: number; readonly b: number; readonly alike: number }

/** This share of what holds a theme together, and not more pairs than one looks at. */
const SHARE = 0.5
const PAIRS_MOST = 8

export function* nearThemes(
  themes: readonly { readonly cards: readonly string[] }[],
  order: readonly ReadThemeCard[],
  { alike, texts, at }: Compared,
  tau: number,
): Steps<readonly NearThemes[]> {
  const keys = new Map(order.map(({ id, key }) => [id, key]))
  const members = themes.map(({ cards }) => [...new Set(cards.flatMap((id) => at.get(keys.get(id) ?? '') ?? []))])
  const near: NearThemes[] = []
  for (const [b, ofB] of members.entries()) {
    for (let a = 0; a < b; a++) {
      const ofA = members[a] ?? []
      let sum = 0
      for (const i of ofA) for (const j of ofB) sum += alike[i * texts.length + j] ?? 0
      const mean = sum / Math.max(1, ofA.length * ofB.length)
      if (mean >= SHARE * tau) near.push({ a, b, alike: mean })
    }
    yield
  }
  return near.sort((x, y) => y.alike - x.alike || x.a - y.a || x.b - y.b).slice(0, PAIRS_MOST)
}
