// The facilitator of an unattended rehearsal: walks the whole agenda as a person at the console would, without hurry or mercy.
import type { StepKind } from '../../shared/agenda.ts'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import type { ConsoleMine, ConsoleView } from '../../shared/views.ts'
import type { Connection } from '../state/connection.ts'
import { randomBelow, randomId } from '../state/random.ts'
import { COMMITMENTS } from './fixtures/commitments.ts'
import { word } from './word.ts'

export type Console = Connection<ConsoleView, ConsoleMine>

export type Drive = {
  readonly console: Console
  readonly url: string
  readonly session: string
  readonly rooms: number
  /** How long each step is given before the facilitator moves on (ms). */
  readonly stepMs: number
  readonly say: (line: string) => void
  readonly onGo: (step: string, at: number) => void
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

/** What a robot's tokens and envelopes of one round cost, at most: phones compute at once, robots one after the other on one core (ms). */
const ROUND_MS = 130

const wait: Doing = (parts) => {
  const { step, rounds, people } = view(parts)
  const sealed = rounds.some((round) => round.step === step.id && round.state === 'open')
  const least = sealed ? people.length * ROUND_MS : 0
  return new Promise((done) => setTimeout(done, Math.max(parts.stepMs, least)))
}

const gather: Doing = async (parts) => {
  await until(parts.console, (now) => now.themes.length > 0 || now.cards === 0)
  const [first, second] = view(parts).themes
  if (first !== undefined && second !== undefined) {
    await send(parts, 'theme.merge', { into: first.id, from: second.id })
    await until(parts.console, (now) => now.undo !== null)
    await send(parts, 'theme.undo', { redo: false, past: view(parts).past })
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
  discuss: wait,
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
    await until(parts.console, () => here().every((round) => round.state === 'written'))
}

function view(parts: Drive): ConsoleView {
  const now = parts.console.common.get()
  if (now === null) throw new Error('the console has no view yet')
  return now
}

async function send<N extends CommandName>(parts: Drive, name: N, data: CommandData<N>): Promise<void> {
  const reply = await parts.console.send(name, data)
  if (!reply.ok) throw new Error(`${name}: ${REFUSALS[reply.refusal.code].say} ${reply.refusal.detail ?? ''}`)
}

/** Resolves when the console's view satisfies `is`; throws after a minute with what it waited for. */
export function until(console: Console, is: (view: ConsoleView) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const now = console.common.get()
      if (now === null || !is(now)) return
      clearTimeout(timer)
      stop()
      resolve()
    }
    const stop = console.common.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`waited a minute in vain: ${is.toString()}`))
    }, 60_000)
    look()
  })
}
