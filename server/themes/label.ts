// What is said of a theme: phrases, a card that stands for all, the name of a known concept, and why each card is in it.
import type { Compared } from './compare-voices.ts'
import type { ReadThemeCard } from './gather-voices.ts'
import { type Inside, insideOf } from './inside.ts'
import { type MixedViews, mixedViews } from './mixed-views.ts'
import { phrasesOf, type Spread } from './phrases.ts'
import type { Steps } from './steps.ts'
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
  /** Up to two cards that are least like the others, the worst first; none where there are no more than two sentences. */
  readonly weakest: readonly string[]
}

/** The title of a theme of empty cards. */
const NO_WORDS = '…'
const COVERAGE = 0.15
const CONCEPT_SHARE = 0.4
const WORDS_SHOWN = 3
const WEAKEST = 2

/** `cards` in canonical order, all of them in `compared`, unless they have no words. */
export function* describeTheme(cards: readonly ReadThemeCard[], compared: Compared, everywhere: Spread): Steps<Label> {
  const inside = yield* insideOf(cards, compared)
  const { texts, means, at } = inside
  const keywords = yield* phrasesOf(cards, everywhere)
  const stems = new Set(keywords.flatMap((phrase) => keysOf(phrase, cards)))
  yield
  const worth = (card: ReadThemeCard) => (means[at(card)] ?? 0) + COVERAGE * coverage(card, stems) - clumsiness(card)
  const worths = new Map(cards.map((card) => [card.id, worth(card)]))
  // the sort is stable: cards that fit equally stay in canonical order
  const typical = cards.toSorted((a, b) => (worths.get(b.id) ?? 0) - (worths.get(a.id) ?? 0))
  const spoken = typical.find((card) => titleOf(card.text) !== '')
  yield
  return {
    cards: typical.map(({ id }) => id),
    title: spoken === undefined ? NO_WORDS : titleOf(spoken.text),
    keywords,
    representative: spoken?.id ?? null,
    concept: yield* commonConcept(inside, compared),
    why: yield* reasons(typical, cards, inside, compared),
    mixed: yield* mixedViews(texts, inside.likeness),
    cohesion: texts.length < 2 ? 1 : means.reduce((sum, mean) => sum + mean, 0) / texts.length,
    weakest:
      texts.length > WEAKEST
        ? texts
            .map(({ id }, i) => ({ id, mean: means[i] ?? 0 }))
            .sort((a, b) => a.mean - b.mean)
            .slice(0, WEAKEST)
            .map(({ id }) => id)
        : [],
  }
}

function* reasons(
  typical: readonly ReadThemeCard[],
  cards: readonly ReadThemeCard[],
  { texts, at, nearest, place }: Inside,
  { words, concepts }: Compared,
): Steps<readonly Why[]> {
  const copies = new Map<string, string[]>()
  // cards without any word are no copies of each other
  for (const { key, id } of cards) if (key !== '') copies.set(key, [...(copies.get(key) ?? []), id].slice(0, 2))
  const totals = new Map<string, number>()
  for (const i of texts.keys()) {
    for (const [feature, weight] of words[place(i)] ?? []) totals.set(feature, (totals.get(feature) ?? 0) + weight)
    yield
  }
  const why: Why[] = []
  for (const card of typical) {
    const i = at(card)
    const [concept] = concepts.certain(place(i))
    why.push({
      card: card.id,
      words: sharedWords(card, words[place(i)] ?? new Map(), totals),
      like: copies.get(card.key)?.find((id) => id !== card.id) ?? texts[nearest[i] ?? -1]?.id ?? null,
      concept: concept?.name ?? null,
    })
    yield
  }
  return why
}

/** `own`: what its words weigh; `totals`: the same over all sentences of the theme, its own among them. */
function sharedWords(
  card: ReadThemeCard,
  own: ReadonlyMap<string, number>,
  totals: ReadonlyMap<string, number>,
): readonly string[] {
  const worth = new Map<string, { shown: string; sum: number }>()
  for (const { key, shown, features } of card.words) {
    if (worth.has(key)) continue
    let sum = 0
    for (const feature of features) {
      const weight = own.get(feature) ?? 0
      sum += weight * Math.max(0, (totals.get(feature) ?? 0) - weight)
    }
    if (sum > 0) worth.set(key, { shown, sum })
  }
  return [...worth.values()]
    .sort((a, b) => b.sum - a.sum || (a.shown < b.shown ? -1 : 1))
    .slice(0, WORDS_SHOWN)
    .map(({ shown }) => shown)
}

/** A concept that two in five of the theme's sentences speak of with certainty; the most spoken of, then the best fitting. */
function* commonConcept({ texts, place }: Inside, { concepts }: Compared): Steps<string | null> {
  const spoken = new Map<string, { count: number; fit: number }>()
  for (const i of texts.keys()) {
    for (const { name, fit } of concepts.certain(place(i))) {
      const before = spoken.get(name) ?? { count: 0, fit: 0 }
      spoken.set(name, { count: before.count + 1, fit: before.fit + fit })
    }
    yield
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
