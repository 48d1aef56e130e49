// The linkage experiment: plays the honest build, every sabotage and the positive control, and judges what attackers could make of them.
import { cpus } from 'node:os'
import { type Evidence, evidenceOf } from './attacks/evidence.ts'
import { breachesOf, breachesOfOrder } from './checks/all-checks.ts'
import { orderParts } from './checks/before-its-time.ts'
import type { Breach } from './checks/check.ts'
import { costLines } from './cost.ts'
import { type Row, rowsOf } from './judge/rows.ts'
import { noticedBy, verdictOf } from './judge/verdict.ts'
import { CONFESSION, SABOTAGES, type Sabotage } from './sabotage/list.ts'
import { type BatchOrder, playBatch } from './stage/batch.ts'
import { launchPages } from './stage/page-guest.ts'

export type HonestResult = {
  readonly sessions: number
  readonly people: number
  /** Of them, real pages. */
  readonly pages: number
  readonly cards: number
  readonly rows: readonly Row[]
  readonly breaches: readonly Breach[]
  readonly passes: boolean
}
export type SabotageResult = {
  readonly name: string
  readonly cards: number
  readonly caught: boolean
  /** Whether one of the exact checks that must notice it did. */
  readonly caughtExactly: boolean
  readonly noticed: readonly string[]
  readonly rows: readonly Row[]
}
export type Result = {
  readonly date: string
  readonly machine: string
  readonly seed: number
  readonly seconds: number
  readonly honest: HonestResult
  readonly sabotages: readonly SabotageResult[]
  readonly control: Row | null
  readonly cost: readonly string[]
}

export type Plan = {
  readonly seed: number
  /** Sizes of the sessions of one batch, and how many batches. */
  readonly sizes: readonly number[]
  readonly batches: number
  /** `ordered`: for those that only many cards show. */
  readonly sabotage: {
    readonly sizes: readonly number[]
    readonly ordered: readonly number[]
    readonly batches: number
  }
  /** Whether attacks with numbers are run, or the exact checks alone. */
  readonly statistics: boolean
  readonly control: boolean
  /** Whether three of the phones are real pages. */
  readonly pages: boolean
  /** Batches at once. */
  readonly lanes: number
  readonly say: (line: string) => void
}

const SPREAD = 700

type Played = {
  sessions: number
  people: number
  pages: number
  cards: number
  readonly breaches: Breach[]
  readonly evidence: Evidence[]
}

/** Plays batches one after the other and keeps of each only what is needed: recordings are large. */
async function play(orders: readonly BatchOrder[], statistics: boolean, lanes: number): Promise<Played> {
  const played: Played = { sessions: 0, people: 0, pages: 0, cards: 0, breaches: [], evidence: [] }
  const parts: ReturnType<typeof orderParts>[] = []
  await inLanes(lanes, orders, async (order) => {
    const batch = await playBatch(order).catch((problem: unknown) => {
      // A machine that is busy elsewhere may lose a batch; twice is no accident.
      process.stderr.write(
        `Played again: ${problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : 'a batch'}\n`,
      )
      return playBatch(order)
    })
    played.sessions += batch.sessions.length
    played.people += batch.sessions.reduce((sum, { people }) => sum + people.length, 0)
    played.pages += batch.sessions.flatMap(({ people }) => people).filter(({ page }) => page).length
    played.cards += batch.sessions.reduce((sum, { sentAt }) => sum + sentAt.size, 0)
    played.breaches.push(...breachesOf(batch))
    parts.push(orderParts(batch))
    if (statistics) played.evidence.push(...batch.sessions.map((session) => evidenceOf(batch, session)))
  })
  played.breaches.push(...breachesOfOrder(parts))
  played.evidence.sort((a, b) => a.session - b.session)
  return played
}

async function inLanes<T>(lanes: number, items: readonly T[], does: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await does(item)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane))
}

function ordersOf(plan: Plan, sabotage: Sabotage | null, lane: number): BatchOrder[] {
  const { batches } = sabotage === null ? plan : plan.sabotage
  const sizes = sabotage === null ? plan.sizes : sabotage.ordered ? plan.sabotage.ordered : plan.sabotage.sizes
  return Array.from({ length: batches }, (_, at) => ({
    seed: plan.seed,
    first: lane * 8 + at * sizes.length,
    sizes,
    sabotage: sabotage?.name ?? null,
    tampering: sabotage?.tampering ?? {},
    whole: sabotage?.whole ?? sabotage === null,
    kill: sabotage?.kill ?? (sabotage === null && at % 2 === 0 ? 'ringing' : 'talking'),
    spreadMs: sabotage?.spreadMs ?? SPREAD,
    browser: null,
  }))
}

export async function playHonest(plan: Plan): Promise<HonestResult> {
  const browser = plan.pages ? await launchPages(0) : null
  const orders = ordersOf(plan, null, 0).map((order, at) => (at === 0 ? { ...order, browser } : order))
  const { sessions, people, pages, cards, breaches, evidence } = await play(orders, plan.statistics, plan.lanes)
  await browser?.close()
  const rows = plan.statistics ? rowsOf(evidence, plan.seed) : []
  return {
    sessions,
    people,
    pages,
    cards,
    rows,
    breaches,
    passes: breaches.length === 0 && rows.every((row) => verdictOf(row) !== 'fails'),
  }
}

export async function playSabotage(plan: Plan, sabotage: Sabotage, place: number): Promise<SabotageResult> {
  const { cards, breaches, evidence } = await play(ordersOf(plan, sabotage, place), plan.statistics, 1)
  const rows = plan.statistics ? rowsOf(evidence, plan.seed) : []
  const noticed = noticedBy(rows, breaches)
  const caughtExactly = breaches.some(({ check }) => sabotage.caughtBy.includes(check))
  return { name: sabotage.name, cards, caught: noticed.length > 0, caughtExactly, noticed, rows }
}

/** In the order of their list. */
export async function playSabotages(plan: Plan): Promise<SabotageResult[]> {
  const results = new Map<string, SabotageResult>()
  await inLanes(plan.lanes, [...SABOTAGES.entries()], async ([place, sabotage]) => {
    const result = await playSabotage(plan, sabotage, place)
    plan.say(`${sabotage.name}: ${result.caught ? 'caught' : 'NOT CAUGHT'}`)
    results.set(sabotage.name, result)
  })
  return SABOTAGES.flatMap(({ name }) => results.get(name) ?? [])
}

export async function runExperiment(plan: Plan): Promise<Result> {
  const started = Date.now()
  plan.say('The honest build…')
  const honest = await playHonest(plan)
  const sabotages = await playSabotages(plan)
  const confession = { name: CONFESSION, caughtBy: [] }
  const control = plan.control ? await playSabotage(plan, confession, SABOTAGES.length) : null
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`,
    seed: plan.seed,
    seconds: (Date.now() - started) / 1000,
    honest,
    sabotages,
    control: control?.rows.find(({ target, attack }) => target === 'T1' && attack.startsWith('V6')) ?? null,
    cost: plan.pages ? await costLines() : [],
  }
}
