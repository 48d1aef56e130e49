// Which known concept a sentence speaks of, if any: two that speak of the same are alike though they share no word.
import { blend, centre, dot, type Vectors } from './centre.ts'
import type { Concept, Prior } from './prior.ts'
import type { Steps } from './steps.ts'
import type { Words } from './tf-idf.ts'

/**
 * `lexical`: weight of shared words beside the cosine (1). `none`: how well "none of these" fits. `general`: how much of what is
 * taken away is the mean of all concepts, the rest being the session's. `foreign`, `athome`: a session whose median sentence is
 * so near to its nearest concept gets nothing of the prior, or all; in between a part.
 */
export const PRIOR = {
  lexical: 1,
  none: 0.8,
  sharpness: 15,
  certain: 0.8,
  general: 0.5,
  foreign: 0.25,
  athome: 0.3,
} as const
/** Less than this of a sentence's share is noise. */
const LEAST = 0.01

export type Fit = { readonly name: string; readonly fit: number }

export type Concepts = {
  /** How much this session is one of those that the prior was written for, 0 to 1; 0 without vectors or prior. */
  readonly athome: number
  /** All concepts that a sentence surely speaks of, the best fitting first; none in a session that is not at home. */
  certain(sentence: number): readonly Fit[]
  /** Adds `weight` × the overlap of what two sentences speak of to every pair. */
  addTo(alike: Float32Array, n: number, weight: number): Steps<void>
}

/** `mean`: of the vectors; `words`: the sentences' TF-IDF weights, by feature. */
export function* conceptsOf(
  vectors: Vectors,
  mean: Float64Array | null,
  words: readonly Words[],
  prior: Prior | null,
): Steps<Concepts> {
  const concepts = prior?.concepts ?? []
  const athome = yield* athomeOf(vectors, prior)
  const fits: Float64Array[] = []
  if (athome > 0 && mean !== null && prior !== null) {
    const rarity = rarityIn(concepts)
    const rows = yield* centre(vectors, blend(mean, prior.mean, 1 - PRIOR.general))
    for (const [i, row] of rows.entries()) {
      fits.push(fitsOf(row, [...(words[i]?.keys() ?? [])], concepts, rarity))
      yield
    }
  }
  return {
    athome,
    certain: (sentence) =>
      [...(fits[sentence] ?? [])]
        .flatMap((fit, c) => (fit >= PRIOR.certain ? [{ name: concepts[c]?.name ?? '', fit }] : []))
        .sort((a, b) => b.fit - a.fit || (a.name < b.name ? -1 : 1)),
    *addTo(alike, n, weight) {
      const speaking = concepts.map((): { sentence: number; root: number }[] => [])
      for (const [i, own] of fits.entries()) {
        for (const [c, share] of shares(own).entries()) {
          if (share < LEAST) continue
          const root = Math.sqrt(share)
          for (const other of speaking[c] ?? []) {
            const value = (alike[i * n + other.sentence] ?? 0) + athome * weight * root * other.root
            alike[i * n + other.sentence] = value
            alike[other.sentence * n + i] = value
          }
          speaking[c]?.push({ sentence: i, root })
        }
        yield
      }
    },
  }
}

/**
 * Cards of another world share words with the concepts ("a card was charged"), but hardly one means the same: the median over
 * the session tells the two apart, where a single card could not.
 */
function* athomeOf(vectors: Vectors, prior: Prior | null): Steps<number> {
  const mean = prior?.mean ?? null
  if (prior === null || mean === null) return 0
  const nearest: number[] = []
  for (const row of yield* centre(vectors, Float64Array.from(mean))) {
    if (row === null) continue
    nearest.push(
      prior.concepts.reduce((most, { centroid }) => (centroid ? Math.max(most, dot(row, centroid)) : most), -1),
    )
    yield
  }
  const median = nearest.sort((a, b) => a - b)[nearest.length >> 1]
  if (median === undefined) return 0
  return Math.min(1, Math.max(0, (median - PRIOR.foreign) / (PRIOR.athome - PRIOR.foreign)))
}

function fitsOf(
  row: Float32Array | null,
  features: readonly string[],
  concepts: readonly Concept[],
  rarity: (feature: string) => number,
): Float64Array {
  const squares = features.map((feature) => rarity(feature) ** 2)
  const all = squares.reduce((sum, square) => sum + square, 0)
  return Float64Array.from(concepts, (concept) => {
    let shared = 0
    for (const [at, feature] of features.entries()) if (concept.features.has(feature)) shared += squares[at] ?? 0
    const lexical = all === 0 ? 0 : PRIOR.lexical * Math.sqrt(shared / all)
    return lexical + (row !== null && concept.centroid !== null ? dot(row, concept.centroid) : 0)
  })
}

/** A word that few concepts use says more; one that none uses says most: that the sentence speaks of something else. */
function rarityIn(concepts: readonly Concept[]): (feature: string) => number {
  const spread = new Map<string, number>()
  for (const { features } of concepts) for (const one of features) spread.set(one, (spread.get(one) ?? 0) + 1)
  return (feature) => Math.log((concepts.length + 1) / ((spread.get(feature) ?? 0) + 0.5))
}

/** A softmax in which "none of these" takes part; what it gets is left out. */
function shares(fits: Float64Array): Float64Array {
  const most = fits.reduce((a, b) => Math.max(a, b), PRIOR.none)
  const grown = fits.map((fit) => Math.exp(PRIOR.sharpness * (fit - most)))
  const all = grown.reduce((a, b) => a + b, Math.exp(PRIOR.sharpness * (PRIOR.none - most)))
  return grown.map((value) => value / all)
}
