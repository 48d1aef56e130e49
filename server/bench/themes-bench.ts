// `npm run bench:themes`: how well proposals meet readers' themes, the machine's alone, beside simpler ways, and the room's; how fast.
import { parseArgs } from 'node:util'
import { LIMITS } from '../../shared/limits.ts'
import { type Figures, figuresOf } from '../../shared/theme-figures.ts'
import { builtInEmbedder } from '../adapters/embedder/built-in.ts'
import { storedConcepts } from '../adapters/embedder/stored-concepts.ts'
import { readPrior } from '../themes/prior.ts'
import { PIPELINE, type ThemeCard } from '../themes/propose-themes.ts'
import { textToEmbed } from '../themes/words.ts'
import { type BenchSession, benchSessions, SHARED } from './bench-sessions.ts'
import { countSockets, speedOf } from './bench-speed.ts'
import { type Peer, peers } from './peers.ts'
import { roomRuns } from './room-bench.ts'

/** On the development data, all types. */
const FLOORS: Partial<Figures> = { ari: 0.5, b3: 0.67, found: 0.63, clean: 0.59 }
const COLUMNS = ['ari', 'b3', 'found', 'clean', 'placed'] as const
const SPEED = { eighty: 100, all: 5000, turn: 50 } as const
const NAME = 34

const { values } = parseArgs({
  options: {
    /** As many as the themes bench itself draws. */
    'per-type': { type: 'string', default: '60' },
    shared: { type: 'string', default: SHARED },
    /** Without the crowd bench, which takes two minutes. */
    'machine-only': { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const columns = (name: string, cells: readonly string[]) =>
  say(name.padEnd(NAME) + cells.map((cell) => cell.padStart(9)).join(''))
const missed: string[] = []
const hold = (isHeld: boolean, what: string) => {
  if (!isHeld) missed.push(what)
}

const sockets = countSockets()
const sessions = await benchSessions(Number(values['per-type']), values.shared)
// on this thread, so that sockets would be seen
const embedder = builtInEmbedder(null)
const prior = readPrior(storedConcepts(embedder.id), embedder.id)
const wanted = [...new Set(sessions.flatMap(({ texts }) => texts.map(textToEmbed)))].filter((text) => text !== '')
say(`${sessions.length} sessions, ${wanted.length} sentences; ${PIPELINE}, ${embedder.id}, ${prior.version}`)
const started = performance.now()
const made = await embedder.embed(wanted)
const vectors = new Map(wanted.map((text, i) => [text, made[i] ?? null]))
say(`embedding: ${((performance.now() - started) / Math.max(1, wanted.length)).toFixed(1)} ms a sentence`)

const cardsOf = (texts: readonly string[]): readonly ThemeCard[] =>
  texts.map((text, i) => ({
    id: String(i).padStart(6, '0'),
    room: null,
    kind: 'constraint',
    text,
    vector: vectors.get(textToEmbed(text)) ?? null,
  }))

say('\nThe machine alone: the peers of the study, and what a session uses (percent)')
columns('', COLUMNS)
const types = [...new Set(sessions.map(({ type }) => type))]
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length)
const meanOf = (list: readonly Figures[]): Figures => ({
  ari: mean(list.map(({ ari }) => ari)),
  b3: mean(list.map(({ b3 }) => b3)),
  found: mean(list.map(({ found }) => found)),
  clean: mean(list.map(({ clean }) => clean)),
  placed: mean(list.map(({ placed }) => placed)),
})
const row = (name: string, figures: Figures) =>
  columns(
    name,
    COLUMNS.map((column) => (figures[column] * 100).toFixed(1)),
  )
let ours: { readonly figures: Figures; readonly peer: Peer } | null = null
for (const [name, peer] of Object.entries(peers(prior))) {
  const byType = types.map((type) => {
    const of = sessions.filter((session) => session.type === type)
    const figures = meanOf(of.map(({ labels, texts }) => figuresOf(labels, peer(cardsOf(texts)))))
    row(`${name} · ${type}`, figures)
    return figures
  })
  ours = { figures: meanOf(byType), peer }
  row(`${name} · all types`, ours.figures)
}
if (types.length > 2 && ours !== null) {
  for (const column of COLUMNS) hold(ours.figures[column] >= (FLOORS[column] ?? 0), `the machine's ${column}`)
}

say('\nIn any order, and in time')
const { peer = null } = ours ?? {}
const differ = sessions.filter((session) => peer !== null && !isSameTurned(session, peer)).length
say(`shuffled: ${differ} of ${sessions.length} sessions come out in another way`)
hold(differ === 0, 'the order of cards')
const eighty = cardsOf(sessions.find(({ texts }) => texts.length >= 77)?.texts.slice(0, 80) ?? [])
const times = Array.from({ length: 7 }, () => speedOf(eighty, prior).all).sort((a, b) => a - b)
say(`${eighty.length} cards again: ${(times[3] ?? 0).toFixed(0)} ms (median of 7)`)
hold((times[3] ?? 0) <= SPEED.eighty, 'the time for 80 cards')
const most = cardsOf(wanted.slice(0, LIMITS.cardsPerSession))
const large = Array.from({ length: 3 }, () => speedOf(most, prior)).sort((a, b) => a.longest - b.longest)
const [all = 0, longest = 0] = [large[1]?.all, large[0]?.longest]
say(`${most.length} cards: ${(all / 1000).toFixed(1)} s; the event loop is held for ${longest.toFixed(0)} ms at most`)
hold(all <= SPEED.all, `the time for ${most.length} cards`)
hold(longest <= SPEED.turn, 'the event loop')
await embedder.close()
const opened = sockets()
say(`sockets opened, names looked up: ${opened}`)
hold(opened === 0, 'sockets')

if (!values['machine-only']) {
  say(
    '\nThe room sorts: 24 simulated people, 12 answers each (percent, operations left, seconds a person, ms a question)',
  )
  columns('', ['ari', 'b3', 'found', 'edits', 'seconds', 'ask p95'])
  let runs = 0
  for await (const { name, figures, missed: below } of roomRuns(values.shared)) {
    runs++
    const { ari, b3, found, edits, seconds, askP95 } = figures
    columns(
      name,
      [ari, b3, found, edits, seconds, askP95].map((figure) => figure.toFixed(1)),
    )
    missed.push(...below.map((what) => `${what} (${name})`))
  }
  if (runs === 0) say(`the crowd bench is not at hand (${values.shared})`)
}

say(missed.length === 0 ? '\nFloors: all held.' : `\nFloors missed: ${missed.join(', ')}.`)
if (missed.length > 0) process.exitCode = 1

/** Whether the same cards in another order are together as before. */
function isSameTurned({ texts }: BenchSession, by: Peer): boolean {
  const turned = [...texts.slice(texts.length >> 1).reverse(), ...texts.slice(0, texts.length >> 1)]
  return together(texts, by(cardsOf(texts))) === together(turned, by(cardsOf(turned)))
}

function together(texts: readonly string[], labels: ReturnType<Peer>): string {
  const groups = new Map<unknown, string[]>()
  for (const [i, label] of labels.entries())
    if (label !== null) groups.set(label, [...(groups.get(label) ?? []), texts[i] ?? ''])
  return JSON.stringify([...groups.values()].map((group) => group.sort().join('\n')).sort())
}
