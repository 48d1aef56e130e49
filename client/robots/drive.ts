// The facilitator of an unattended rehearsal: walks the whole agenda as a person at the console would, without hurry or mercy.
import type { StepKind } from '../../shared/agenda.ts'
import { randomBelow, randomId } from '../state/random.ts'
import type { Console } from './console.ts'
import { COMMITMENTS } from './fixtures/commitments.ts'
import { smallQuestions } from './small-questions.ts'
import { send, until, view } from './steer.ts'
import { word } from './word.ts'

export type Drive = {
  readonly console: Console
  readonly url: string
  readonly session: string
  readonly rooms: number
  /** How long each step is given before the facilitator moves on (ms). */
  readonly stepMs: number
  readonly say: (line: string) => void
  readonly onGo: (step: string, at: number) => void
  /** When no answer to a small question came for so long, none will come (ms). */
  readonly quietMs: number
  /** The themes as the machine alone proposed them, if it did, and as they are when the questions are over. */
  readonly onThemes: (by: 'machine' | 'room') => Promise<void>
}

const DAY_MS = 86_400_000

/** Drives from the lobby to the close; returns the ids of the steps that were reached. Throws when a command is refused. */
export async function drive(parts: Drive): Promise<string[]> {
  const { console } = parts
  const reached: string[] = []
  await send(parts, 'rooms.split', { by: 'count', n: parts.rooms, mix: 'spread', seed: randomBelow(1_000_000) })
  const agenda = view(parts).agenda.map((line) => line.step)
  for (const step of agenda) {
    if (view(parts).step.id !== step.id) {
      parts.onGo(step.id, Date.now())
      await send(parts, 'step.go', { step: step.id, from: view(parts).step.id })
      await until(console, (now) => now.step.id === step.id)
    }
    parts.say(`${step.title}`)
    reached.push(step.id)
    await DOING[step.kind](parts)
    await ringAndWait(parts)
  }
  return reached
}

type Doing = (parts: Drive) => Promise<void>

/** What a robot's token and envelope cost, at most: phones compute at once, robots one after the other on one core (ms). */
const SLOT_MS = 35

/** However short the rehearsal: so long it takes a room to put its cards into piles (ms). */
const TALK_MS = 7000

const talk: Doing = (parts) => wait({ ...parts, stepMs: Math.max(parts.stepMs, TALK_MS) })

const wait: Doing = (parts) => {
  const { step, rounds, people } = view(parts)
  const open = rounds.filter((round) => round.step === step.id && round.state === 'open')
  // Functions that have tokens of their own make two of each.
  const slots = open.reduce((sum, round) => sum + round.slots.length * (round.functions.length > 0 ? 2 : 1), 0)
  const least = people.length * Math.max(open.length > 0 ? 4 : 0, slots) * SLOT_MS
  return new Promise((done) => setTimeout(done, Math.max(parts.stepMs, least)))
}

/** Themes that people are asked about at once. */
const ECHOED = 6

const gather: Doing = async (parts) => {
  const { console } = parts
  await until(console, (now) => now.rounds.every((round) => round.state !== 'collecting'))
  await smallQuestions(parts)
  await until(console, (now) => now.themes.length > 0 || now.cards === 0)
  await parts.onThemes('room')
  const [first, second] = view(parts).themes
  if (first !== undefined && second !== undefined) {
    await send(parts, 'theme.merge', { into: first.id, from: second.id })
    await until(console, (now) => now.undo !== null)
    await send(parts, 'theme.undo', { redo: false, past: view(parts).past })
    await until(console, (now) => now.themes.some((theme) => theme.id === second.id))
  }
  const { themes } = view(parts)
  const asked: string[] = []
  // A late proposal may take a theme away before it is named; what was named stays.
  for (const { id, keywords } of themes.filter((theme) => theme.hidden === null).slice(0, ECHOED)) {
    const title = `About ${keywords.join(', ') || `subject ${asked.length + 1}`}`
    const isNamed = !view(parts).unnamed.includes(id) || (await console.send('theme.rename', { theme: id, title })).ok
    if (isNamed) asked.push(id)
  }
  if (asked.length > 0) {
    const round = randomId()
    await send(parts, 'echo.open', { round, themes: asked })
    await until(console, (now) => now.rounds.some((one) => one.id === round))
  }
  await wait(parts)
}

const draft: Doing = async (parts) => {
  const themes = view(parts).themes.slice(0, 3)
  const owners = view(parts).people.filter((person) => person.connected)
  const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
  for (const [place, fixture] of COMMITMENTS.slice(0, 3).entries()) {
    const commitment = randomId()
    await send(parts, 'commitment.add', { commitment, theme: themes[place]?.id ?? null, what: fixture.what })
    const owner = owners[place % Math.max(1, owners.length)]
    if (owner !== undefined) await send(parts, 'commitment.set', { commitment, field: 'owner', person: owner.id })
    await send(parts, 'commitment.date', { commitment, field: 'by', day: day(60 + 10 * place) })
    await send(parts, 'commitment.date', { commitment, field: 'firstStepBy', day: day(10) })
    await word(parts, commitment, fixture)
  }
  await until(parts.console, (now) => now.ready.length >= 3)
  await wait(parts)
}

const ballot: Doing = async (parts) => {
  const ready = view(parts).ready
  const round = `${view(parts).step.id}.${view(parts).rounds.filter((one) => one.step === view(parts).step.id).length + 1}`
  await send(parts, 'ballot.open', { round, commitments: [...ready] })
  await until(parts.console, (now) => now.rounds.some((one) => one.id === round))
  await wait(parts)
}

const DOING: Readonly<Record<StepKind, Doing>> = {
  lobby: wait,
  frame: wait,
  ask: wait,
  write: wait,
  discuss: talk,
  gather,
  draft,
  ballot,
  board: wait,
  close: wait,
}

/** Closes whatever round the step opened and waits until its batch is on disk. */
async function ringAndWait(parts: Drive): Promise<void> {
  const here = () => view(parts).rounds.filter((round) => round.step === view(parts).step.id)
  // A discussion's round ends by leaving the step; the others by the facilitator's bell.
  if (view(parts).step.kind !== 'discuss')
    for (const round of here()) if (round.state === 'open') await send(parts, 'round.ring', { round: round.id })
  if (view(parts).step.kind !== 'discuss')
    await until(parts.console, () => here().every((round) => round.state === 'written'), 90_000)
}
