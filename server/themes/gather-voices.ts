// What is compared: one sentence, or the sentences that people put together, which speak with one voice.
import { compare, type ReadCard, readInOrder } from './read-cards.ts'
import { distinct } from './similarity.ts'
import type { Steps } from './steps.ts'

export type ThemeCard = {
  readonly id: string
  /** Null: the plenary pool. */
  readonly room: string | null
  readonly kind: string
  readonly text: string
  /** Of `textToEmbed(text)`, unit length × 16384; all of one model. Absent or null: not there yet. */
  readonly vector?: Int16Array | null
}

/** Cards that one room put together. */
export type Pile = { readonly cards: readonly string[] }

/** A theme that people made: its cards stay together, and no card of another such theme joins them. */
export type Pin = { readonly theme: string; readonly cards: readonly string[] }

export type CardVoice = {
  /** Distinct. */
  readonly texts: readonly ReadThemeCard[]
  /** Ascending in canonical order, at least one. */
  readonly cards: readonly ReadThemeCard[]
  /** The room that piled these together; null where nobody did. */
  readonly piledIn: string | null
  /** The theme that people made of these; null where nobody did. */
  readonly pinned: string | null
}

export type ReadThemeCard = ReadCard<ThemeCard>

/**
 * One voice a pin, one a pile, one for each other sentence however often it was pasted. A sentence that stands alone joins the
 * pile or pin that holds the very same words, if there is just one. Cards without any word of content are voices only where
 * people put them. A pile that pins tear apart speaks with what is left of it.
 */
export function* gatherVoices(
  cards: readonly ThemeCard[],
  piles: readonly Pile[],
  pins: readonly Pin[],
): Steps<{ voices: readonly CardVoice[]; order: readonly ReadThemeCard[] }> {
  const order = yield* readInOrder(cards)
  yield
  const rank = new Map(order.map(({ id }, i) => [id, i]))
  const bundles = [...ranked(pins, rank, 1), ...ranked(piles, rank, 2)]
  const bundleOf = new Map<string, number>()
  for (const [number, { ranks }] of bundles.entries()) {
    for (const i of ranks) {
      const id = order[i]?.id
      if (id !== undefined && !bundleOf.has(id)) bundleOf.set(id, number)
    }
  }
  yield
  const bundled = new Map<number, ReadThemeCard[]>()
  const bundlesWith = new Map<string, Set<number>>()
  for (const card of order) {
    const bundle = bundleOf.get(card.id)
    if (bundle === undefined) continue
    bundled.set(bundle, [...(bundled.get(bundle) ?? []), card])
    if (card.words.length > 0) bundlesWith.set(card.key, (bundlesWith.get(card.key) ?? new Set()).add(bundle))
  }
  const joined = new Map<number, ReadThemeCard[]>(bundled)
  const alone = new Map<string, ReadThemeCard[]>()
  for (const card of order) {
    if (bundleOf.has(card.id) || card.words.length === 0) continue
    const [bundle, another] = bundlesWith.get(card.key) ?? []
    if (bundle !== undefined && another === undefined) joined.set(bundle, [...(joined.get(bundle) ?? []), card])
    else alone.set(card.key, [...(alone.get(card.key) ?? []), card])
  }
  yield
  const sorted = (list: readonly ReadThemeCard[]) =>
    list.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))
  const voices: CardVoice[] = []
  for (const [number, of] of joined) {
    const pinned = bundles[number]?.theme ?? null
    const piledIn = pinned === null ? (bundled.get(number)?.[0]?.room ?? null) : null
    voices.push({ ...voiceOf(sorted(of)), piledIn, pinned })
  }
  for (const of of alone.values()) voices.push({ ...voiceOf(of), piledIn: null, pinned: null })
  const first = (voice: CardVoice) => rank.get(voice.cards[0]?.id ?? '') ?? 0
  return { voices: voices.sort((a, b) => first(a) - first(b)), order }
}

type Bundle = { readonly theme: string | null; readonly ranks: readonly number[] }

/** Those that come first in canonical order first: a card that stands in two belongs to the first. A pile of one is no pile. */
function ranked(lists: readonly (Pile | Pin)[], rank: ReadonlyMap<string, number>, least: number): Bundle[] {
  return lists
    .map((list) => ({
      theme: 'theme' in list ? list.theme : null,
      ranks: [...new Set(list.cards)].flatMap((id) => rank.get(id) ?? []).sort((a, b) => a - b),
    }))
    .filter(({ ranks }) => ranks.length >= least)
    .sort((a, b) => compareLists(a.ranks, b.ranks) || compare(a.theme ?? '', b.theme ?? ''))
}

function voiceOf(cards: readonly ReadThemeCard[]) {
  return { cards, texts: distinct(cards) }
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const other = b[i]
    if (other === undefined) return 1
    if (value !== other) return value - other
  }
  return a.length - b.length
}
