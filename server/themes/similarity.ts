// How alike cards are: a sentence model's vectors with what all cards share taken away, the words they share, and known concepts.

import { blend, centre, dot, meanOf } from './centre.ts'
import { type Concepts, conceptsOf } from './concepts-of.ts'
import type { Prior } from './prior.ts'
import type { ReadCard } from './read-cards.ts'
import type { Steps } from './steps.ts'
import { tfIdf, type Words } from './tf-idf.ts'
import type { Reading } from './words.ts'

/** A distinct sentence. `vector`: of `textToEmbed`, unit length × 16384, all of one model; null as long as there is none. */
export type Sentence = Reading & { readonly key: string; readonly text: string; readonly vector: Int16Array | null }

export const WEIGHTS = { model: 0.5, words: 0.5, concepts: 0.5, wordsAlone: 1.5 } as const

/** In a session of few cards their mean would be mostly themselves: so many cards weighs what sentences share in general. */
const GENERAL = 6

export type Alike = {
  /**
   * Row-major, `n × n`, symmetric, in the order given; 1 on the diagonal, 0 for what has nothing in common, below zero for what
   * is less alike than cards of this session are on the average. At most 1.5.
   */
  readonly alike: Float32Array
  readonly words: readonly Words[]
  readonly concepts: Concepts
  /** How many sentences were compared with the help of a vector. */
  readonly withVector: number
}

/**
 * Where one of two sentences has no vector yet, or says too little for the model, or says it in another language, shared words
 * count more in its place, so that the sum means the same and one threshold does for all.
 */
export function* compareSentences(sentences: readonly Sentence[], prior: Prior | null): Steps<Alike> {
  const n = sentences.length
  const { alike, vectors: words } = yield* tfIdf(sentences)
  const spoken = sentences.map(({ vector, speaks }) => (speaks ? vector : null))
  const withVector = spoken.filter((vector) => vector !== null).length
  const mean = yield* meanOf(spoken)
  const share = withVector / (withVector + GENERAL)
  const rows = yield* centre(spoken, mean && blend(mean, prior?.mean ?? null, share))
  const concepts = yield* conceptsOf(spoken, mean, words, prior)
  for (let i = 0; i < n; i++) {
    const row = rows[i] ?? null
    for (let j = 0; j < i; j++) {
      const shared = alike[i * n + j] ?? 0
      const other = rows[j] ?? null
      const value =
        row !== null && other !== null
          ? WEIGHTS.model * dot(row, other) + WEIGHTS.words * shared
          : WEIGHTS.wordsAlone * shared
      alike[i * n + j] = value
      alike[j * n + i] = value
    }
    alike[i * n + i] = 1
    yield
  }
  yield* concepts.addTo(alike, n, WEIGHTS.concepts)
  return { alike, words, concepts, withVector }
}

/** The first card of each key speaks for all of them. */
export function distinct<C extends Pick<ReadCard, 'key'>>(cards: readonly C[]): readonly C[] {
  const first = new Map<string, C>()
  for (const card of cards) if (!first.has(card.key)) first.set(card.key, card)
  return [...first.values()]
}
