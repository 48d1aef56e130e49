// What a sentence is about: a person reads it, a robot looks it up among the fixture's sentences.
import { canonicalCard } from '../../shared/text.ts'
import { CARDS } from './fixtures/cards.ts'
import { NEAR_THEMES } from './fixtures/near-themes.ts'

const LABELS: ReadonlyMap<string, string | null> = new Map(
  CARDS.map((card) => [canonicalCard(card.text), card.label] as const),
)
const NEAR: ReadonlySet<string> = new Set(NEAR_THEMES.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))

/** The fixture's themes, in the order of the alphabet. */
export const THEME_NAMES: readonly string[] = [
  ...new Set(CARDS.flatMap(({ label }) => (label === null ? [] : [label]))),
].sort()

/** The theme of a card with these words; null for one of no theme, and for words that no robot wrote. */
export function labelOf(text: string): string | null {
  return LABELS.get(text) ?? null
}

/** Whether readers take one theme for the other more often than others. */
export function areNear(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && NEAR.has(`${a} ${b}`)
}
