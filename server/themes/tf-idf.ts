// How alike sentences are by the words they share, rare words before common ones: the cosine of TF-IDF vectors.
import type { Steps } from './steps.ts'
import type { Word } from './words.ts'

/** Feature → weight; of unit length, or empty. */
export type Words = ReadonlyMap<string, number>

/** `alike` is row-major, `n × n`, symmetric, 0 to 1; 1 on the diagonal, or 0 for a sentence without content. */
export function* tfIdf(
  sentences: readonly { readonly words: readonly Word[] }[],
): Steps<{ alike: Float32Array; vectors: readonly Words[] }> {
  const n = sentences.length
  const alike = new Float32Array(n * n)
  yield
  const vectors = yield* vectorsOf(sentences)
  const postings = new Map<string, { sentence: number; weight: number }[]>()
  const row = new Float64Array(n)
  for (const [i, vector] of vectors.entries()) {
    row.fill(0, 0, i)
    for (const [feature, weight] of vector) {
      const seen = postings.get(feature)
      if (!seen) {
        postings.set(feature, [{ sentence: i, weight }])
        continue
      }
      for (const other of seen) row[other.sentence] = (row[other.sentence] ?? 0) + weight * other.weight
      seen.push({ sentence: i, weight })
    }
    for (let j = 0; j < i; j++) {
      const value = Math.min(1, row[j] ?? 0)
      alike[i * n + j] = value
      alike[j * n + i] = value
    }
    alike[i * n + i] = vector.size > 0 ? 1 : 0
    yield
  }
  return { alike, vectors }
}

function* vectorsOf(sentences: readonly { readonly words: readonly Word[] }[]): Steps<Words[]> {
  const spread = new Map<string, number>()
  const counted: Words[] = []
  for (const { words } of sentences) {
    const counts = countsOf(words)
    for (const feature of counts.keys()) spread.set(feature, (spread.get(feature) ?? 0) + 1)
    counted.push(counts)
    yield
  }
  const vectors: Words[] = []
  for (const counts of counted) {
    const weights = new Map<string, number>()
    let squares = 0
    for (const [feature, count] of counts) {
      const weight = damped(count) * rarity(sentences.length, spread.get(feature) ?? 1)
      weights.set(feature, weight)
      squares += weight * weight
    }
    const length = Math.sqrt(squares)
    for (const [feature, weight] of weights) weights.set(feature, weight / length)
    vectors.push(weights)
    yield
  }
  return vectors
}

function countsOf(words: readonly Word[]): Words {
  const counts = new Map<string, number>()
  for (const { features } of words) {
    for (const feature of features) {
      // squared weights are what adds up in a cosine: so n-grams together weigh as much as one stem
      counts.set(feature, (counts.get(feature) ?? 0) + 1 / Math.sqrt(features.length))
    }
  }
  return counts
}

/** Next to nothing for a word that stands in all texts, but never nothing: a card of such words alone still has a direction. */
const rarity = (texts: number, spread: number) => Math.log((texts + 1) / (spread + 0.5))

/** Sublinear: the second mention of a word says less than the first. */
const damped = (count: number) => (count > 1 ? 1 + Math.log(count) : count)
