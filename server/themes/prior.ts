// What is known beforehand: concepts that organisations struggle with, each with sentences that people say of it.
import { EVENT_LOOP, inOneGo, inSlices, type Slicing, type Steps } from './steps.ts'
import { readText } from './words.ts'

/** As it is stored; `centroids`: the mean vector of each concept's sentences, unit length × 16384, and the mean of all. */
export type PriorSource = {
  readonly version: string
  readonly concepts: readonly { readonly concept: string; readonly says: readonly string[] }[]
  readonly vectors: {
    readonly model: string
    readonly centroids: readonly Int16Array[]
    readonly mean: Int16Array
  } | null
}

export type Concept = {
  readonly name: string
  /** What stands for words when they are compared, of all its sentences. */
  readonly features: ReadonlySet<string>
  /** Unit length, the mean of all sentences taken away; null: not known. */
  readonly centroid: Float32Array | null
}

export type Prior = {
  readonly version: string
  readonly model: string | null
  readonly concepts: readonly Concept[]
  /** The mean of all sentences' vectors. */
  readonly mean: Float32Array | null
}

const UNIT = 16384

/** `model`: the one that the session's vectors are of; centroids of another are of no use. About 100 ms in one go. */
export function readPrior(source: PriorSource, model: string | null): Prior {
  return inOneGo(reading(source, model))
}

/** The same, for a server that has others to serve meanwhile. */
export function readPriorInSlices(source: PriorSource, model: string | null, slicing: Slicing = EVENT_LOOP) {
  return inSlices(reading(source, model), slicing)
}

function* reading(source: PriorSource, model: string | null): Steps<Prior> {
  const stems = new Map<string, string>()
  const vectors = source.vectors?.model === model ? source.vectors : null
  const mean = vectors === null ? null : Float32Array.from(vectors.mean, (value) => value / UNIT)
  const concepts: Concept[] = []
  for (const [i, { concept, says }] of source.concepts.entries()) {
    concepts.push({
      name: concept,
      features: new Set(says.flatMap((text) => readText(text, stems).words.flatMap((word) => word.features))),
      centroid: centred(vectors?.centroids[i], mean),
    })
    yield
  }
  return { version: source.version, model: vectors?.model ?? null, mean, concepts }
}

function centred(vector: Int16Array | undefined, mean: Float32Array | null): Float32Array | null {
  if (vector === undefined || mean === null) return null
  const row = Float32Array.from(vector, (value, k) => value / UNIT - (mean[k] ?? 0))
  const length = Math.hypot(...row)
  return length === 0 ? null : row.map((value) => value / length)
}
