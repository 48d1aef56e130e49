// What is said of a theme: phrases, a card that stands for all, the name of a known concept, and why each card is in it.
import type { Compared } from './compare-voices.ts'
import type { ReadThemeCard } from './gather-voices.ts'
import { type MixedViews, mixedViews } from './mixed-views.ts'
import { phrasesOf, type Spread } from './phrases.ts'
import { distinct } from './similarity.ts'
import { titleOf } from './title.ts'

export type Why = {
  readonly card: string
  /** Up to three words that it shares with the others, as they stand in it; those that say most first. */
  readonly words: readonly string[]
  /** The other card of the theme that is most like it; null if nothing links them but people. */
  readonly like: string | null
  /** The known concept that it speaks of; null if none. */
  readonly concept: string | null
}

export type Label = {
  /** The most typical first. */
  readonly cards: readonly string[]
  readonly title: string
  /** Phrases that its cards share, up to four. */
  readonly keywords: readonly string[]
  /** The card that stands for all; null if none of them has words. */
  readonly representative: string | null
  /** A suggestion, never a title. */
  readonly concept: string | null
  readonly why: readonly Why[]
  readonly mixed: MixedViews | null
  /** Mean similarity inside. */
  readonly cohesion: number
}

/** The title of a theme of empty cards. */
const NO_WORDS = '…'
const COVERAGE = 0.15
const CONCEPT_SHARE = 0.4
const WORDS_SHOWN = 3

/** `cards` in canonical order, all of them in `compared`, unless they have no words. */
export function describeTheme(cards: readonly ReadThemeCard[], compared: Compared, everywhere: Spread): Label {
  const { alike, at } = compared
  const texts = distinct(cards)
  const n = compared.texts.length
  const index = new Map(texts.map(({ key }) => [key, at.get(key) ?? -1]))
  const likeness = (a: ReadThemeCard, b: ReadThemeCard) =>
    alike[(index.get(a.key) ?? 0) * n + (index.get(b.key) ?? 0)] ?? 0
  const meanOf = (card: ReadThemeCard) =>
    texts.reduce((sum, other) => sum + (other.key === card.key ? 0 : likeness(card, other)), 0) /
    Math.max(1, texts.length - 1)
  const means = new Map(texts.map((text) => [text.key, meanOf(text)]))
  const keywords = phrasesOf(cards, everywhere)
  const stems = new Set(keywords.flatMap((phrase) => keysOf(phrase, cards)))
  const worth = (card: ReadThemeCard) =>
    (means.get(card.key) ?? 0) + COVERAGE * coverage(card, stems) - clumsiness(card)
  const worths = new Map(cards.map((card) => [card.id, worth(card)]))
  // the sort is stable: cards that fit equally stay in canonical order
  const typical = cards.toSorted((a, b) => (worths.get(b.id) ?? 0) - (worths.get(a.id) ?? 0))
  const spoken = typical.find((card) => titleOf(card.text) !== '')
  return {
    cards: typical.map(({ id }) => id),
    title: spoken === undefined ? NO_WORDS : titleOf(spoken.text),
    keywords,
    representative: spoken?.id ?? null,
    concept: commonConcept(texts, compared, index),
    why: typical.map((card) => {
      const [concept] = compared.concepts.certain(index.get(card.key) ?? -1)
      return {
        card: card.id,
        words: sharedWords(card, texts, compared, index),
        like: mostLike(card, cards, likeness),
        concept: concept?.name ?? null,
      }
    }),
    mixed: mixedViews(texts, likeness),
    cohesion: texts.length < 2 ? 1 : texts.reduce((sum, text) => sum + (means.get(text.key) ?? 0), 0) / texts.length,
  }
}

function mostLike(
  card: ReadThemeCard,
  cards: readonly ReadThemeCard[],
  likeness: (a: ReadThemeCard, b: ReadThemeCard) => number,
): string | null {
  let best = 0
  let found: string | null = null
  for (const other of cards) {
    const value = other.id === card.id ? 0 : other.key === card.key ? Number.POSITIVE_INFINITY : likeness(card, other)
    if (value <= best) continue
    best = value
    found = other.id
  }
  return found
}

function sharedWords(
  card: ReadThemeCard,
  texts: readonly ReadThemeCard[],
  compared: Compared,
  index: ReadonlyMap<string, number>,
): readonly string[] {
  const weightIn = (key: string, feature: string) => compared.words[index.get(key) ?? -1]?.get(feature) ?? 0
  const worth = new Map<string, { shown: string; sum: number }>()
  for (const { key, shown, features } of card.words) {
    if (worth.has(key)) continue
    let sum = 0
    for (const feature of features) {
      const own = weightIn(card.key, feature)
      for (const other of texts) if (other.key !== card.key) sum += own * weightIn(other.key, feature)
    }
    if (sum > 0) worth.set(key, { shown, sum })
  }
  return [...worth.values()]
    .sort((a, b) => b.sum - a.sum || (a.shown < b.shown ? -1 : 1))
    .slice(0, WORDS_SHOWN)
    .map(({ shown }) => shown)
}

/** A concept that two in five of the theme's sentences speak of with certainty; the most spoken of, then the best fitting. */
function commonConcept(
  texts: readonly ReadThemeCard[],
  { concepts }: Compared,
  index: ReadonlyMap<string, number>,
): string | null {
  const spoken = new Map<string, { count: number; fit: number }>()
  for (const { key } of texts) {
    for (const { name, fit } of concepts.certain(index.get(key) ?? -1)) {
      const before = spoken.get(name) ?? { count: 0, fit: 0 }
      spoken.set(name, { count: before.count + 1, fit: before.fit + fit })
    }
  }
  const [first] = [...spoken].sort((a, b) => b[1].count - a[1].count || b[1].fit - a[1].fit || (a[0] < b[0] ? -1 : 1))
  return first !== undefined && first[1].count >= CONCEPT_SHARE * texts.length ? first[0] : null
}

function coverage({ words }: ReadThemeCard, stems: ReadonlySet<string>): number {
  if (stems.size === 0) return 0
  const own = new Set(words.map(({ key }) => key))
  return [...stems].filter((stem) => own.has(stem)).length / stems.size
}

function keysOf(phrase: string, cards: readonly ReadThemeCard[]): readonly string[] {
  const wanted = new Set(phrase.split(/[\s-]+/u))
  return [
    ...new Set(cards.flatMap(({ words }) => words.filter(({ shown }) => wanted.has(shown)).map(({ key }) => key))),
  ]
}

/** A card that is read at a glance: too short says nothing, too long must be cut. */
function clumsiness({ text, words }: ReadThemeCard): number {
  if (words.length === 0) return 1
  if (text.length < 25) return 0.06
  return text.length > 160 ? 0.08 : text.length > 100 ? 0.04 : 0
}
