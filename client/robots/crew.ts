// A whole room of robots: joins them over a few seconds and adds up what they did.
import WebSocket from 'ws'
import type { RefusalCode } from '../../shared/refusals.ts'
import { findCode } from '../state/join.ts'
import { FIRST_NAMES } from './fixtures/people.ts'
import { handOf } from './hand.ts'
import { createMind } from './mind.ts'
import type { Count, RobotParts, Sample } from './robot.ts'
import { Robot } from './robot.ts'

export type CrewOrder = {
  readonly url: string
  readonly code: string
  readonly people: number
  readonly seed: number
  readonly hurry: number
  readonly haste: number
  readonly onSample: (sample: Sample) => void
  readonly onStep: (step: string, at: number) => void
}

export type Crew = {
  readonly people: number
  count(): Count
  /** Whether any of them hears the server. */
  isLive(): boolean
  close(): void
}

/** How often somebody tries to come in whom the server does not answer, or asks to slow down; and how long between (ms). */
const TRIES = { most: 20, pause: 1000 } as const

/** Joins all of them within about four seconds; throws if the code is not known, or nobody may come in. */
export async function openCrew(order: CrewOrder): Promise<Crew> {
  const found = await findCode(order.code, order.url)
  if (!found.ok) throw new Error(found.refusal.code)
  const robots: Robot[] = []
  const refusals = new Set<string>()
  const pause = Math.min(120, 4000 / Math.max(1, order.people))
  for (let number = 0; number < order.people; number++) {
    const robot = await comeIn(partsOf(order, number), found.data)
    if (typeof robot === 'string') refusals.add(robot)
    else robots.push(robot)
    await wait(pause / order.hurry)
  }
  // A door that was closed on the last of them is no reason for the others to leave.
  if (robots.length === 0) throw new Error([...refusals].join())
  return {
    people: robots.length,
    count: () => robots.map((robot) => robot.count()).reduce(add),
    isLive: () => robots.some((robot) => robot.isLive()),
    close: () => {
      for (const robot of robots) robot.close()
    },
  }
}

const wait = (ms: number) => new Promise<void>((next) => setTimeout(next, ms))

/** A robot, or why it may not. */
async function comeIn(parts: RobotParts, lists: Parameters<typeof Robot.join>[1]): Promise<Robot | RefusalCode> {
  for (let tries = 1; ; tries++) {
    const joined = await Robot.join(parts, lists)
    const again = joined === 'offline' || joined === 'slow-down' || joined === 'busy'
    if (!again || tries === TRIES.most) return joined
    await wait(TRIES.pause)
  }
}

function partsOf(order: CrewOrder, number: number): RobotParts {
  return {
    url: order.url,
    code: order.code,
    name: FIRST_NAMES[number % FIRST_NAMES.length] ?? '',
    number,
    mind: createMind(order.seed * 7919 + number),
    hand: handOf({ people: order.people, number, seed: order.seed }),
    hurry: order.hurry,
    haste: order.haste,
    WebSocket: WebSocket as unknown as RobotParts['WebSocket'],
    onSample: order.onSample,
    onStep: order.onStep,
  }
}

function add(a: Count, b: Count): Count {
  return {
    written: a.written + b.written,
    withdrawn: a.withdrawn + b.withdrawn,
    arrived: a.arrived + b.arrived,
    kept: a.kept + b.kept,
    answers: a.answers + b.answers,
    answersIn: a.answersIn + b.answersIn,
    answersMissed: a.answersMissed + b.answersMissed,
    sorted: a.sorted + b.sorted,
    sortedFor: a.sortedFor + b.sortedFor,
    sorters: a.sorters + b.sorters,
  }
}
