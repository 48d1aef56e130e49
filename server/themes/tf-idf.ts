// How alike two sentences are by the rare words they share: the cosine of their TF-IDF vectors.
import type { Similarity, Text } from './similarity.ts'
import type { Steps } from './steps.ts'

type Vector = ReadonlyMap<number, number>

export const tfIdf: Similarity = function* (texts) {
  const n = texts.length
  const alike = new Float32Array(n * n)
  yield
  const postings = new Map<number, { text: number; weight: number }[]>()
  const row = new Float64Array(n)
  for (const [i, vector] of (yield* vectorsOf(texts)).entries()) {
    row.fill(0, 0, i)
    for (const [feature, weight] of vector) {
      const seen = postings.get(feature)
      if (!seen) {
        postings.set(feature, [{ text: i, weight }])
        continue
      }
      for (const other of seen) row[other.text] = (row[other.text] ?? 0) + weight * other.weight
      seen.push({ text: i, weight })
    }
    for (let j = 0; j < i; j++) {
      const value = Math.min(1, row[j] ?? 0)
      alike[i * n + j] = value
      alike[j * n + i] = value
    }
    alike[i * n + i] = vector.size > 0 ? 1 : 0
    yield
  }
  return alike
}

/** Of unit length, or empty. */
function* vectorsOf(texts: readonly Text[]): Steps<Vector[]> {
  const numbers = new Map<string, number>()
  const spread: number[] = []
  const counted: Vector[] = []
  for (const text of texts) {
    const counts = countsOf(text, numbers)
    for (const feature of counts.keys()) spread[feature] = (spread[feature] ?? 0) + 1
    counted.push(counts)
    yield
  }
  const vectors: Vector[] = []
  for (const counts of counted) {
    const weights = new Map<number, number>()
    let squares = 0
    for (const [feature, count] of counts) {
      const weight = damped(count) * rarity(texts.length, spread[feature] ?? 1)
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

function countsOf({ words }: Text, numbers: Map<string, number>): Vector {
  const counts = new Map<number, number>()
  for (const { features } of words) {
    for (const feature of features) {
      const number = numbers.get(feature) ?? numbers.size
      numbers.set(feature, number)
      // squared weights are what adds up in a cosine: so n-grams together weigh as much as one stem
      counts.set(number, (counts.get(number) ?? 0) + 1 / Math.sqrt(features.length))
    }
  }
  return counts
}

/** Next to nothing for a word that stands in all texts, but never nothing: a card of such words alone still has a direction. */
const rarity = (texts: number, spread: number) => Math.log((texts + 1) / (spread + 0.5))

/** Sublinear: the second mention of a word says less than the first. */
const damped = (count: number) => (count > 1 ? 1 + Math.log(count) : count)
