// Cards for tests of themes, with the vectors of the real model and the concepts that ship.
import { builtInEmbedder } from '../../server/adapters/embedder/built-in.ts'
import { storedConcepts } from '../../server/adapters/embedder/stored-concepts.ts'
import { type Prior, readPrior } from '../../server/themes/prior.ts'
import type { ThemeCard } from '../../server/themes/propose-themes.ts'
import { textToEmbed } from '../../server/themes/words.ts'

const embedder = builtInEmbedder(null)

export const MODEL_ID = embedder.id

export const shippedPrior = (): Prior => readPrior(storedConcepts(MODEL_ID), MODEL_ID)

/** Ids c000, c001 …; rooms in turn. */
export async function withVectors(texts: readonly string[], rooms = 5): Promise<readonly ThemeCard[]> {
  const vectors = await embedder.embed(texts.map(textToEmbed))
  return texts.map((text, i) => ({
    id: `c${String(i).padStart(3, '0')}`,
    room: `room-${i % rooms}`,
    kind: 'constraint',
    text,
    vector: vectors[i] ?? null,
  }))
}
