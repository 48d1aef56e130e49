// A whole room of robots: joins them over a few seconds and adds up what they did.
import WebSocket from 'ws'
import { findCode } from '../state/join.ts'
import { FIRST_NAMES } from './fixtures/people.ts'
import { createMind } from './mind.ts'
import type { Count, RobotParts, Sample } from './robot.ts'
import { Robot } from './robot.ts'

export type CrewOrder = {
  readonly url: string
  readonly code: string
  readonly people: number
  readonly seed: number
  readonly hurry: number
  readonly onSample: (sample: Sample) => void
  readonly onStep: (step: string, at: number) => void
}

export type Crew = { readonly people: number; count(): Count; close(): void }

/** Joins all of them within about four seconds; throws if the code is not known. */
export async function openCrew(order: CrewOrder): Promise<Crew> {
  const found = await findCode(order.code, order.url)
  if (!found.ok) throw new Error(found.refusal.code)
  const robots: Robot[] = []
  const pause = Math.min(120, 4000 / Math.max(1, order.people))
  for (let number = 0; number < order.people; number++) {
    robots.push(await Robot.join(partsOf(order, number), found.data))
    await new Promise((next) => setTimeout(next, pause / order.hurry))
  }
  return {
    people: robots.length,
    count: () => robots.map((robot) => robot.count()).reduce(add),
    close: () => {
      for (const robot of robots) robot.close()
    },
  }
}

function partsOf(order: CrewOrder, number: number): RobotParts {
  return {
    url: order.url,
    code: order.code,
    name: FIRST_NAMES[number % FIRST_NAMES.length] ?? '',
    number,
    mind: createMind(order.seed * 7919 + number),
    hurry: order.hurry,
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
  }
}
