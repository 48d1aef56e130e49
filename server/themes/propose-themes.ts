// A first proposal of themes from the cards of all rooms: what rooms piled stays together, the rest joins by the words it shares.
import { LIMITS } from '../../shared/limits.ts'
import { averageLinkage } from './average-linkage.ts'
import { type Compared, compareVoices } from './compare-voices.ts'
import { type CardVoice, gatherVoices, type Pile, type ReadCard, type ThemeCard } from './gather-voices.ts'
import type { Similarity, Text } from './similarity.ts'
import { EVENT_LOOP, inOneGo, inSlices, type Slicing, type Steps } from './steps.ts'
import { tfIdf } from './tf-idf.ts'
import { keywordsOf, type Spread, spreadOf, titleOf } from './title.ts'

export type { Pile, ThemeCard } from './gather-voices.ts'

export type ProposedTheme = {
  /** Two or more, the most typical first. */
  readonly cards: readonly string[]
  /** Words of the most typical card, at most 60 characters; empty never. */
  readonly title: string
  readonly keywords: readonly string[]
}

export type Proposal = {
  /** Those of most rooms first, then of most cards. */
  readonly themes: readonly ProposedTheme[]
  /** Not yet grouped, in canonical order. */
  readonly ungrouped: readonly string[]
}

export type ProposeInput = { readonly cards: readonly ThemeCard[]; readonly piles: readonly Pile[] }

/** Mean similarity at which two groups are one. Tuned on sessions of 30 to 150 cards, where 0.07 to 0.12 do equally well. */
const THRESHOLD = 0.1
const OVER_LARGE = { share: 0.3, cards: 12, raise: 0.03, parts: 2, partCards: 3 } as const

/** Pure; the same cards and piles in any order give the same proposal. About 10 ms for 80 cards; blocks for all of it. */
export function proposeThemes(input: ProposeInput, similarity: Similarity = tfIdf): Proposal {
  return inOneGo(propose(input, similarity))
}

/** The same proposal, giving way to others every few milliseconds: for a session of 2,000 cards on a busy server. */
export function proposeThemesInSlices(
  input: ProposeInput,
  slicing: Slicing = EVENT_LOOP,
  similarity: Similarity = tfIdf,
): Promise<Proposal> {
  return inSlices(propose(input, similarity), slicing)
}

function* propose({ cards, piles }: ProposeInput, similarity: Similarity): Steps<Proposal> {
  const { voices, order } = yield* gatherVoices(cards, piles)
  const compared = yield* compareVoices(voices, similarity)
  const threshold = thresholdFor(voices.length)
  const parts: (readonly CardVoice[])[] = []
  for (const members of yield* group(voices, compared, threshold)) {
    parts.push(...(yield* splitIfOverLarge(members, order.length, threshold, similarity)))
  }
  const everywhere = spreadOf(order)
  yield
  const fit = fitIn(compared)
  const drafts: Draft[] = []
  for (const members of parts) {
    if (count(members) < 2) continue
    drafts.push(draft(members, everywhere, fit))
    yield
  }
  const rank = new Map(order.map(({ id }, i) => [id, i]))
  const first = (of: Draft) => of.theme.cards.reduce((least, id) => Math.min(least, rank.get(id) ?? 0), order.length)
  const themes = drafts
    .sort((a, b) => b.rooms - a.rooms || b.theme.cards.length - a.theme.cards.length || first(a) - first(b))
    .slice(0, LIMITS.themes)
    .map(({ theme }) => theme)
  const placed = new Set(themes.flatMap((theme) => theme.cards))
  return { themes, ungrouped: order.filter(({ id }) => !placed.has(id)).map(({ id }) => id) }
}

/** With more cards chance likeness grows, so more is asked of it. */
function thresholdFor(voices: number): number {
  return voices <= 150 ? THRESHOLD : Math.min(2 * THRESHOLD, THRESHOLD + 0.02 * Math.log2(voices / 150))
}

function* group(voices: readonly CardVoice[], { voicesAlike }: Compared, threshold: number): Steps<CardVoice[][]> {
  const groups = yield* averageLinkage(voicesAlike, voices.length, threshold)
  return groups.map((indices) => indices.flatMap((i) => voices[i] ?? []))
}

/** A theme that swallowed a third of the cards is asked again alone, where the words all its cards share count for little. */
function* splitIfOverLarge(
  members: readonly CardVoice[],
  cards: number,
  threshold: number,
  similarity: Similarity,
): Steps<readonly (readonly CardVoice[])[]> {
  const own = count(members)
  if (own < OVER_LARGE.cards || own <= OVER_LARGE.share * cards || members.length < 2) return [members]
  const parts = yield* group(members, yield* compareVoices(members, similarity), threshold + OVER_LARGE.raise)
  const real = parts.filter((part) => count(part) >= OVER_LARGE.partCards)
  return real.length >= OVER_LARGE.parts ? parts : [members]
}

type Draft = { readonly theme: ProposedTheme; readonly rooms: number }
type Fit = (text: Text, theme: readonly Text[]) => number

function draft(members: readonly CardVoice[], everywhere: Spread, fitOf: Fit): Draft {
  const cards = members.flatMap((voice) => voice.cards)
  const texts = [...new Map(cards.map((card) => [card.key, card])).values()]
  const fits = new Map(texts.map((text) => [text.key, fitOf(text, texts) - clumsiness(text)]))
  // the sort is stable: cards that fit equally stay in canonical order
  const typical = cards.toSorted((a, b) => (fits.get(b.key) ?? 0) - (fits.get(a.key) ?? 0))
  const spoken = typical.find((card) => titleOf(card.text) !== '')
  return {
    theme: {
      cards: typical.map(({ id }) => id),
      title: spoken ? titleOf(spoken.text) : NO_WORDS,
      keywords: keywordsOf(cards, everywhere),
    },
    rooms: new Set(cards.map(({ room }) => room)).size,
  }
}

/** Mean similarity to the theme's other sentences. */
function fitIn({ texts, alike }: Compared): Fit {
  const at = new Map(texts.map(({ key }, i) => [key, i]))
  return (text, theme) => {
    const i = at.get(text.key) ?? 0
    let sum = 0
    for (const { key } of theme) if (key !== text.key) sum += alike[i * texts.length + (at.get(key) ?? 0)] ?? 0
    return sum / Math.max(1, theme.length - 1)
  }
}

/** The title of a pile of empty cards. */
const NO_WORDS = '…'

/** A title should be a sentence one can read at a glance: too short says nothing, too long must be cut. */
function clumsiness({ text, words }: ReadCard): number {
  if (words.length === 0) return 1
  if (text.length < 20) return 0.06
  return text.length > 100 ? 0.04 : 0
}

const count = (voices: readonly CardVoice[]) => voices.reduce((sum, voice) => sum + voice.cards.length, 0)
