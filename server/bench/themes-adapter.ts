// Speaks the themes bench's protocol (JSON lines) with the very functions that a live session proposes with.
import { createInterface } from 'node:readline'
import { builtInEmbedder } from '../adapters/embedder/built-in.ts'
import { storedConcepts } from '../adapters/embedder/stored-concepts.ts'
import { readPrior } from '../themes/prior.ts'
import { proposeThemes } from '../themes/propose-themes.ts'
import { textToEmbed } from '../themes/words.ts'

type Asked = { readonly id: string; readonly texts: readonly string[] }

const embedder = builtInEmbedder()
const prior = readPrior(storedConcepts(embedder.id), embedder.id)
/** As a live session has them stored with its cards. */
const vectors = new Map<string, Int16Array>()

async function labelsOf({ texts }: Asked): Promise<number[]> {
  const wanted = texts.map(textToEmbed)
  const missing = [...new Set(wanted)].filter((text) => text !== '' && !vectors.has(text))
  const made = await embedder.embed(missing)
  for (const [i, text] of missing.entries()) vectors.set(text, made[i] ?? new Int16Array())
  const cards = texts.map((text, i) => ({
    id: String(i).padStart(6, '0'),
    room: null,
    kind: 'constraint',
    text,
    vector: vectors.get(wanted[i] ?? '') ?? null,
  }))
  const labels = texts.map(() => -1)
  for (const [number, theme] of proposeThemes({ cards, piles: [], prior }).themes.entries()) {
    for (const id of theme.cards) labels[Number(id)] = number
  }
  return labels
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue
  const labels = await labelsOf(JSON.parse(line) as Asked)
  process.stdout.write(`${JSON.stringify({ labels })}\n`)
}
await embedder.close()
