// What is sorted: the distinct sentences of a session's cards in canonical order, and how alike they are.
import type { Prior } from '../themes/prior.ts'
import { readInOrder } from '../themes/read-cards.ts'
import { compareSentences, distinct } from '../themes/similarity.ts'
import type { Steps } from '../themes/steps.ts'

export type SortingCard = {
  readonly id: string
  readonly text: string
  /** As of `Sentence` in themes/similarity.ts; null or missing as long as there is none. */
  readonly vector?: Int16Array | null
}

export type GroundSentence = {
  /** Ids of the cards that say this, in canonical order, at least one; the first is shown for all of them. */
  readonly cards: readonly string[]
}

export type Ground = {
  readonly sentences: readonly GroundSentence[]
  /** Row-major over the sentences, symmetric; what is on the diagonal says nothing. */
  readonly alike: Float32Array
}

/** The same cards in any order give the same ground. Cards without any word are not taken for copies of each other. */
export function* readGround(cards: readonly SortingCard[], prior: Prior | null): Steps<Ground> {
  const order = yield* readInOrder(cards)
  const isWordless = ({ key }: { readonly key: string }) => key === ''
  const said = distinct(order.filter((card) => !isWordless(card)))
  const wordless = order.filter(isWordless)
  const { alike } = yield* compareSentences([...said, ...wordless], prior)
  const n = said.length + wordless.length
  for (let i = 0; i < n; i++) alike[i * n + i] = 0
  const sayers = new Map<string, string[]>(said.map(({ key }) => [key, []]))
  for (const { key, id } of order) sayers.get(key)?.push(id)
  const sentences = [...said.map(({ key }) => sayers.get(key) ?? []), ...wordless.map(({ id }) => [id])]
  return { sentences: sentences.map((ids) => ({ cards: ids })), alike }
}
