// From how alike sentences are to how alike voices are: a pile speaks with the sum of its sentences.
import type { CardVoice } from './gather-voices.ts'
import type { Similarity, Text } from './similarity.ts'
import type { Steps } from './steps.ts'

/** A room that made two piles said that they differ. */
const PILED_APART = 0.1

export type Compared = {
  /** Distinct sentences of all voices; `alike` is row-major over them. */
  readonly texts: readonly Text[]
  readonly alike: Float32Array
  /** Row-major over the voices; the caller may use it up. */
  readonly voicesAlike: Float32Array
}

/**
 * The cosine between the sums of two voices' vectors, written with pair similarities only, so that any judge will do:
 * two piles share a subject when their words do, even if no two of their sentences are close.
 */
export function* compareVoices(voices: readonly CardVoice[], similarity: Similarity): Steps<Compared> {
  const texts = [...new Map(voices.flatMap((voice) => voice.texts).map((text) => [text.key, text])).values()]
  const alike = yield* similarity(texts)
  const at = new Map(texts.map(({ key }, i) => [key, i]))
  const members = voices.map((voice) => voice.texts.map(({ key }) => at.get(key) ?? 0))
  const between = (a: readonly number[], b: readonly number[]) => {
    let sum = 0
    for (const i of a) for (const j of b) sum += alike[i * texts.length + j] ?? 0
    return sum
  }
  const lengths = members.map((of) => Math.sqrt(Math.max(between(of, of), Number.EPSILON)))
  const n = voices.length
  const voicesAlike = new Float32Array(n * n)
  yield
  for (const [i, a] of members.entries()) {
    const room = voices[i]?.piledIn
    for (let j = 0; j < i; j++) {
      const cosine = between(a, members[j] ?? []) / ((lengths[i] ?? 1) * (lengths[j] ?? 1))
      const apart = typeof room === 'string' && room === voices[j]?.piledIn ? PILED_APART : 0
      voicesAlike[i * n + j] = cosine - apart
      voicesAlike[j * n + i] = cosine - apart
    }
    yield
  }
  return { texts, alike, voicesAlike }
}
