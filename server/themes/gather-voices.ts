// Cards and piles as voices in canonical order, so that the order in which they arrived decides nothing.
import type { Text } from './similarity.ts'
import type { Steps } from './steps.ts'
import { readWords, textKey } from './words.ts'

export type ThemeCard = {
  readonly id: string
  /** Null: the plenary pool. */
  readonly room: string | null
  readonly kind: string
  readonly text: string
}

/** Cards that one room put together. */
export type Pile = { readonly cards: readonly string[] }

/** What is compared: one sentence, or the sentences that a room put into one pile, which speak together. */
export type CardVoice = {
  /** Distinct. */
  readonly texts: readonly Text[]
  /** Ascending in canonical order, at least one. */
  readonly cards: readonly ReadCard[]
  /** The room that put these together; null where nobody did. */
  readonly piledIn: string | null
}

export type ReadCard = ThemeCard & Text

/**
 * One voice a pile, one for each other sentence however often it was pasted. A sentence that stands alone joins the pile that holds
 * the very same words, if there is just one. Cards without any word of content are voices only in their pile.
 */
export function* gatherVoices(
  cards: readonly ThemeCard[],
  piles: readonly Pile[],
): Steps<{ voices: readonly CardVoice[]; order: readonly ReadCard[] }> {
  const order = yield* readInOrder(cards)
  yield
  const pileOf = pilesById(order, piles)
  yield
  const piled = new Map<number, ReadCard[]>()
  const pilesWith = new Map<string, Set<number>>()
  for (const card of order) {
    const pile = pileOf.get(card.id)
    if (pile === undefined) continue
    piled.set(pile, [...(piled.get(pile) ?? []), card])
    if (card.words.length > 0) pilesWith.set(card.key, (pilesWith.get(card.key) ?? new Set()).add(pile))
  }
  const joined = new Map<number, ReadCard[]>(piled)
  const alone = new Map<string, ReadCard[]>()
  for (const card of order) {
    if (pileOf.has(card.id) || card.words.length === 0) continue
    const [pile, another] = pilesWith.get(card.key) ?? []
    if (pile !== undefined && another === undefined) joined.set(pile, [...(joined.get(pile) ?? []), card])
    else alone.set(card.key, [...(alone.get(card.key) ?? []), card])
  }
  yield
  const rank = new Map(order.map((card, i) => [card.id, i]))
  const sorted = (list: readonly ReadCard[]) => list.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))
  const voices: CardVoice[] = []
  for (const [pile, of] of joined) voices.push({ ...voiceOf(sorted(of)), piledIn: piled.get(pile)?.[0]?.room ?? null })
  for (const of of alone.values()) voices.push({ ...voiceOf(of), piledIn: null })
  const first = (voice: CardVoice) => rank.get(voice.cards[0]?.id ?? '') ?? 0
  return { voices: voices.sort((a, b) => first(a) - first(b)), order }
}

/** NFKC lower-case text, then id. The same id twice is one card. */
function* readInOrder(cards: readonly ThemeCard[]): Steps<ReadCard[]> {
  const stems = new Map<string, string>()
  const read: { card: ReadCard; canonical: string }[] = []
  for (const card of cards) {
    const canonical = card.text.normalize('NFKC').toLowerCase()
    read.push({ canonical, card: { ...card, key: textKey(card.text), words: readWords(card.text, stems) } })
    yield
  }
  read.sort(
    (a, b) => compare(a.canonical, b.canonical) || compare(a.card.id, b.card.id) || compare(a.card.text, b.card.text),
  )
  yield
  const seen = new Set<string>()
  return read.map(({ card }) => card).filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** A pile of one is no pile; a card that stands in two belongs to the pile that comes first in canonical order. */
function pilesById(order: readonly ReadCard[], piles: readonly Pile[]): Map<string, number> {
  const rank = new Map(order.map((card, i) => [card.id, i]))
  const ranked = piles
    .map(({ cards }) => [...new Set(cards)].flatMap((id) => rank.get(id) ?? []).sort((a, b) => a - b))
    .filter((pile) => pile.length >= 2)
    .sort((a, b) => compareLists(a, b))
  const pileOf = new Map<string, number>()
  for (const [number, pile] of ranked.entries()) {
    for (const i of pile) {
      const id = order[i]?.id
      if (id !== undefined && !pileOf.has(id)) pileOf.set(id, number)
    }
  }
  return pileOf
}

function voiceOf(cards: readonly ReadCard[]) {
  return { cards, texts: [...new Map(cards.map((card) => [card.key, card])).values()] }
}

/** By code units: a locale would make the order depend on the machine. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const other = b[i]
    if (other === undefined) return 1
    if (value !== other) return value - other
  }
  return a.length - b.length
}
