// Cards as they are compared: in an order that follows from their words alone, with one key for all that say the same.
import { isNegation } from './negation.ts'
import type { Sentence } from './similarity.ts'
import type { Steps } from './steps.ts'
import { readText, textKey, visible } from './words.ts'

type Written = { readonly id: string; readonly text: string; readonly vector?: Int16Array | null }

/** `key` is the same for sentences that are nearly the same, so it need not be that of its own text. */
export type ReadCard<C extends Written = Written> = Omit<C, 'vector'> & Sentence

/** Of so many words and more one may differ; in a shorter sentence it could be the one that matters. */
const NEARLY = 0.9

/** By key, then as it is read, then id. The same id twice is one card. */
export function* readInOrder<C extends Written>(cards: readonly C[]): Steps<readonly ReadCard<C>[]> {
  const stems = new Map<string, string>()
  const read: { card: ReadCard<C>; canonical: string }[] = []
  for (const card of cards) {
    const canonical = visible(card.text).toLowerCase()
    const sentence = { key: textKey(card.text), vector: card.vector ?? null, ...readText(card.text, stems) }
    read.push({ canonical, card: { ...card, ...sentence } })
    yield
  }
  read.sort(
    (a, b) =>
      compare(a.card.key, b.card.key) ||
      compare(a.canonical, b.canonical) ||
      compare(a.card.id, b.card.id) ||
      compare(a.card.text, b.card.text),
  )
  yield
  const seen = new Set<string>()
  const order = read.map(({ card }) => card).filter(({ id }) => !seen.has(id) && seen.add(id))
  const sameAs = yield* nearlySame(order)
  return order.map((card) => ({ ...card, key: sameAs.get(card.key) ?? card.key }))
}

/** Key → the key that comes first in canonical order among those with nearly the same words. */
function* nearlySame(order: readonly ReadCard[]): Steps<ReadonlyMap<string, string>> {
  const sets = new Map<string, ReadonlySet<string>>()
  for (const { key, tokens } of order) if (!sets.has(key) && tokens.length > 0) sets.set(key, new Set(tokens))
  const spread = new Map<string, number>()
  for (const set of sets.values()) for (const token of set) spread.set(token, (spread.get(token) ?? 0) + 1)
  yield
  const first = new Map<string, string>()
  /** Two sets that share nine in ten words share one of their rarest tenth and one more. */
  const byRare = new Map<string, string[]>()
  for (const [key, set] of sets) {
    const rarest = [...set].sort((a, b) => (spread.get(a) ?? 0) - (spread.get(b) ?? 0) || compare(a, b))
    const looked = rarest.slice(0, Math.floor(set.size * (1 - NEARLY) + 1e-9) + 1)
    const candidates = new Set(looked.flatMap((token) => byRare.get(token) ?? []))
    const twin = [...candidates].find((other) => areNearlySame(set, sets.get(other) ?? new Set()))
    if (twin !== undefined) first.set(key, first.get(twin) ?? twin)
    for (const token of looked) byRare.set(token, [...(byRare.get(token) ?? []), key])
    yield
  }
  return first
}

function areNearlySame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let both = 0
  for (const token of a) if (b.has(token)) both++
  if (both < NEARLY * (a.size + b.size - both)) return false
  const negations = (set: ReadonlySet<string>) => [...set].filter(isNegation).length
  return negations(a) === negations(b)
}

/** By code units: a locale would make the order depend on the machine. */
export const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
