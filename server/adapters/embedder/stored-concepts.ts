// Reads the known concepts and their vectors from the files that ship with the server.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Embedder, StoredConcepts } from '../../ports.ts'
import { makeVectors, readVectors } from './concept-vectors.ts'

/** Concepts of one name in two files are one. */
const FILES = ['concepts.jsonl', 'first-concepts.jsonl'] as const
export const VECTORS = 'vectors.json'

/** Texts are not compiled, so they lie beside the sources. */
export const FOLDER = new URL(
  import.meta.url.endsWith('.js') ? '../../../../server/themes/concepts/' : '../../themes/concepts/',
  import.meta.url,
)

/** The sentences alone, by name. */
export function readConcepts(folder: URL = FOLDER): Omit<StoredConcepts, 'vectors'> {
  const says = new Map<string, string[]>()
  for (const file of FILES) {
    for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n')) {
      if (line.trim() === '') continue
      const one = JSON.parse(line) as { readonly concept: string; readonly says: readonly string[] }
      says.set(one.concept, [...(says.get(one.concept) ?? []), ...one.says])
    }
  }
  const concepts = [...says]
    .map(([concept, sentences]) => ({ concept, says: sentences }))
    .sort((a, b) => (a.concept < b.concept ? -1 : 1))
  const hash = createHash('sha256').update(JSON.stringify(concepts)).digest('hex').slice(0, 12)
  return { version: `concepts-${concepts.length}-${hash}`, concepts }
}

/** With the vectors of the file; null in their place if it is of another model, or of other sentences than these. */
export function storedConcepts(model: string, folder: URL = FOLDER): StoredConcepts {
  const read = readConcepts(folder)
  const vectors = readVectors(readFileSync(new URL(VECTORS, folder), 'utf8'), read.version, read.concepts)
  return { ...read, vectors: vectors?.model === model ? vectors : null }
}

/** With vectors of the embedder's model, which takes as long as embedding every sentence if the file is of another. */
export async function conceptsFor(embedder: Embedder, folder: URL = FOLDER): Promise<StoredConcepts> {
  const stored = storedConcepts(embedder.id, folder)
  return stored.vectors === null ? { ...stored, vectors: await makeVectors(stored.concepts, embedder) } : stored
}
