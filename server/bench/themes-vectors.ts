// Writes the vectors of the known concepts anew: to be run after every change of their sentences.
import { writeFileSync } from 'node:fs'
import { builtInEmbedder } from '../adapters/embedder/built-in.ts'
import { makeVectors, writeVectors } from '../adapters/embedder/concept-vectors.ts'
import { FOLDER, readConcepts, VECTORS } from '../adapters/embedder/stored-concepts.ts'

const embedder = builtInEmbedder()
const { version, concepts } = readConcepts()
const vectors = await makeVectors(concepts, embedder)
await embedder.close()
writeFileSync(new URL(VECTORS, FOLDER), writeVectors(version, concepts, vectors))
process.stdout.write(`${concepts.length} concepts: ${version}, ${vectors.model}\n`)
