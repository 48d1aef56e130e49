// Speaks the crowd bench's protocol (JSON lines) with the very functions that a live session sorts with.
import { createInterface } from 'node:readline'
import { builtInEmbedder } from '../adapters/embedder/built-in.ts'
import { storedConcepts } from '../adapters/embedder/stored-concepts.ts'
import { readGround } from '../sorting/read-ground.ts'
import { type Sorting, startSorting } from '../sorting/sorting.ts'
import { readPrior } from '../themes/prior.ts'
import { proposeThemes } from '../themes/propose-themes.ts'
import { inOneGo } from '../themes/steps.ts'
import { textToEmbed } from '../themes/words.ts'

type Message =
  | { type: 'session'; texts: string[]; rooms: number[]; answers: number }
  | { type: 'piles'; room: number; piles: number[][] }
  | { type: 'free'; person: number; at: number }
  | { type: 'answer'; person: number; card: number; choice: number }
  | { type: 'sorted' | 'labels' | 'end' }

type Session = {
  readonly texts: readonly string[]
  readonly from: readonly number[]
  readonly each: number
  readonly rooms: { room: string; piles: string[][] }[]
}

const embedder = builtInEmbedder()
const prior = readPrior(storedConcepts(embedder.id), embedder.id)
const vectors = new Map<string, Int16Array>()
let session: Session = { texts: [], from: [], each: 0, rooms: [] }
let sorting: Sorting | null = null

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

/** Ids sort as the numbers do. */
const idOf = (card: number) => `card-${String(card).padStart(6, '0')}`
const cardOf = (id: string) => Number(id.slice('card-'.length))

async function begun(): Promise<Sorting> {
  if (sorting) return sorting
  const { texts, from, each, rooms } = session
  const unknown = [...new Set(texts.map(textToEmbed))].filter((text) => !vectors.has(text))
  for (const [i, vector] of (await embedder.embed(unknown)).entries()) vectors.set(unknown[i] ?? '', vector)
  const cards = texts.map((text, i) => ({
    id: idOf(i),
    text,
    room: `room ${from[i]}`,
    kind: 'card',
    vector: vectors.get(textToEmbed(text)) ?? null,
  }))
  const themes = rooms.length > 0 ? [] : proposeThemes({ cards, piles: [], prior }).themes
  const ground = inOneGo(readGround(cards, prior))
  sorting = startSorting({ ground, each, rooms, themes: themes.map((theme) => theme.cards) })
  return sorting
}

async function take(message: Message) {
  if (message.type === 'session') {
    session = { texts: message.texts, from: message.rooms, each: message.answers, rooms: [] }
    sorting = null
  } else if (message.type === 'piles') {
    session.rooms.push({ room: `room ${message.room}`, piles: message.piles.map((pile) => pile.map(idOf)) })
  } else if (message.type === 'free') {
    const question = (await begun()).ask(`phone ${message.person}`, message.at)
    if (question === null) say({ type: 'rest' })
    else say({ type: 'ask', card: cardOf(question.card), options: question.options.map((id) => [cardOf(id)]) })
  } else if (message.type === 'answer') {
    const going = await begun()
    going.answer(`phone ${message.person}`, idOf(message.card), message.choice < 0 ? 'none' : message.choice)
    const work = going.work()
    if (work) inOneGo(work)
  } else if (message.type === 'labels') {
    const label = session.texts.map(() => -1)
    for (const [number, { cards }] of inOneGo((await begun()).conclude()).themes.entries())
      for (const id of cards) label[cardOf(id)] = number
    say({ type: 'labels', labels: label })
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') await take(JSON.parse(line) as Message)
}
await embedder.close()
