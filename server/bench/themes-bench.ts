// `npm run bench:themes`: how well the machine's proposal meets readers' themes, beside simpler ways, and how long it takes.
import { parseArgs } from 'node:util'
import { builtInEmbedder } from '../adapters/embedder/built-in.ts'
import { storedConcepts } from '../adapters/embedder/stored-concepts.ts'
import { readPrior } from '../themes/prior.ts'
import { PIPELINE, proposeThemes, type ThemeCard } from '../themes/propose-themes.ts'
import { textToEmbed } from '../themes/words.ts'
import { type BenchSession, benchSessions } from './bench-sessions.ts'
import { peers } from './peers.ts'
import { type Figures, figuresOf } from './theme-figures.ts'

/** On the development data, all types. */
const FLOORS: Partial<Figures> = { ari: 0.5, b3: 0.67, found: 0.63, clean: 0.59 }
const COLUMNS = ['ari', 'b3', 'found', 'clean', 'placed'] as const

const { values } = parseArgs({ options: { 'per-type': { type: 'string', default: '10' }, shared: { type: 'string' } } })
const sessions = await benchSessions(Number(values['per-type']), values.shared)
const embedder = builtInEmbedder()
const prior = readPrior(storedConcepts(embedder.id), embedder.id)
const say = (line: string) => process.stdout.write(`${line}\n`)

const wanted = [...new Set(sessions.flatMap(({ texts }) => texts.map(textToEmbed)))].filter((text) => text !== '')
say(`${sessions.length} sessions, ${wanted.length} sentences; ${PIPELINE}, ${embedder.id}, ${prior.version}`)
const started = performance.now()
const made = await embedder.embed(wanted)
const vectors = new Map(wanted.map((text, i) => [text, made[i] ?? null]))
say(`embedding: ${((performance.now() - started) / Math.max(1, wanted.length)).toFixed(1)} ms a sentence`)
await embedder.close()

const cardsOf = ({ texts }: BenchSession): readonly ThemeCard[] =>
  texts.map((text, i) => ({
    id: String(i).padStart(6, '0'),
    room: null,
    kind: 'constraint',
    text,
    vector: vectors.get(textToEmbed(text)) ?? null,
  }))

const types = [...new Set(sessions.map(({ type }) => type))]
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length)
const row = (name: string, figures: Figures) =>
  say(name.padEnd(32) + COLUMNS.map((column) => (figures[column] * 100).toFixed(1).padStart(8)).join(''))
const meanOf = (list: readonly Figures[]): Figures => ({
  ari: mean(list.map(({ ari }) => ari)),
  b3: mean(list.map(({ b3 }) => b3)),
  found: mean(list.map(({ found }) => found)),
  clean: mean(list.map(({ clean }) => clean)),
  placed: mean(list.map(({ placed }) => placed)),
})

say(''.padEnd(32) + COLUMNS.map((column) => column.padStart(8)).join(''))
let ours: Figures | null = null
for (const [name, peer] of Object.entries(peers(prior))) {
  const byType = types.map((type) => {
    const of = sessions.filter((session) => session.type === type)
    const figures = meanOf(of.map((session) => figuresOf(session.labels, peer(cardsOf(session)))))
    row(`${name} · ${type}`, figures)
    return figures
  })
  ours = meanOf(byType)
  row(`${name} · all types`, ours)
}

const eighty =
  sessions
    .map(cardsOf)
    .find((cards) => cards.length >= 77)
    ?.slice(0, 80) ?? []
const times = Array.from({ length: 7 }, () => {
  const from = performance.now()
  proposeThemes({ cards: eighty, piles: [], prior })
  return performance.now() - from
}).sort((a, b) => a - b)
say(`clustering ${eighty.length} cards again: ${(times[3] ?? 0).toFixed(0)} ms (median of 7)`)
if (types.length > 2 && ours !== null) {
  const missed = COLUMNS.filter((column) => (ours?.[column] ?? 0) < (FLOORS[column] ?? 0))
  say(missed.length === 0 ? 'Floors: all held.' : `Floors missed: ${missed.join(', ')}.`)
  if (missed.length > 0) process.exitCode = 1
}
