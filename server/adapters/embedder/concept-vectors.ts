// The vectors of the known concepts: the mean of each one's sentences, made once for a model and kept in a file.
import type { Embedder, StoredConcepts } from '../../ports.ts'
import { asStored } from './orders.ts'

type Concepts = StoredConcepts['concepts']
export type ConceptVectors = NonNullable<StoredConcepts['vectors']>

/** Takes as long as its sentences: about a minute with the built-in model. */
export async function makeVectors(concepts: Concepts, embedder: Embedder): Promise<ConceptVectors> {
  const centroids: Int16Array[] = []
  let all = new Float64Array(embedder.dims)
  let count = 0
  for (const { says } of concepts) {
    const vectors = await embedder.embed(says)
    const sum = new Float64Array(vectors[0]?.length ?? 0)
    for (const vector of vectors) for (const [k, value] of vector.entries()) sum[k] = (sum[k] ?? 0) + value
    if (sum.length !== all.length) all = new Float64Array(sum.length)
    for (const [k, value] of sum.entries()) all[k] = (all[k] ?? 0) + value
    count += vectors.length
    centroids.push(asStored([...sum]))
  }
  return { model: embedder.id, centroids, mean: Int16Array.from(all, (sum) => Math.round(sum / Math.max(1, count))) }
}

/** As the file holds them: whole numbers of two bytes, the lower one first, in base64. */
type Written = {
  readonly version: string
  readonly model: string
  readonly mean: string
  readonly centroids: Readonly<Record<string, string>>
}

export function writeVectors(version: string, concepts: Concepts, { model, mean, centroids }: ConceptVectors): string {
  const named = Object.fromEntries(
    concepts.map(({ concept }, i) => [concept, inText(centroids[i] ?? new Int16Array())]),
  )
  const written: Written = { version, model, mean: inText(mean), centroids: named }
  return `${JSON.stringify(written, null, 2)}\n`
}

/** Null when the file is of other sentences. */
export function readVectors(text: string, version: string, concepts: Concepts): ConceptVectors | null {
  const { version: of, model, mean, centroids } = JSON.parse(text) as Written
  const named = new Map(Object.entries(centroids))
  const found = concepts.flatMap(({ concept }) => named.get(concept) ?? [])
  if (of !== version || found.length !== concepts.length) return null
  return { model, mean: inNumbers(mean), centroids: found.map(inNumbers) }
}

function inText(numbers: Int16Array): string {
  const bytes = Buffer.alloc(numbers.length * 2)
  for (const [k, value] of numbers.entries()) bytes.writeInt16LE(value, 2 * k)
  return bytes.toString('base64')
}

function inNumbers(text: string): Int16Array {
  const bytes = Buffer.from(text, 'base64')
  return Int16Array.from({ length: bytes.length >> 1 }, (_, k) => bytes.readInt16LE(2 * k))
}
