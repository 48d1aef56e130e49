// Several sessions side by side on one server that is killed in the middle and started again: one batch of the experiment.
import type { Browser } from 'playwright-core'
import { type Disk, readyToRead } from './disk.ts'
import { meet, pause } from './pause.ts'
import type { PhoneTampering } from './person.ts'
import type { BatchRecord, SessionRecord } from './record.ts'
import { startServer } from './server-process.ts'
import { playSession } from './session.ts'
import { lookOverShoulders } from './shoulder.ts'

export type BatchOrder = {
  readonly seed: number
  /** The first session's number; the others follow. */
  readonly first: number
  /** People of each session, one not counted. */
  readonly sizes: readonly number[]
  readonly sabotage: string | null
  readonly tampering: PhoneTampering
  readonly whole: boolean
  /** When the plug is pulled: while envelopes of the first round are on their way, or while people talk. */
  readonly kill: 'ringing' | 'talking'
  readonly spreadMs: number
  /** Three phones of the first session are pages in this browser; null for none. */
  readonly browser: Browser | null
}

/** A machine that does other things besides must still get every envelope through in time (ms). */
const GRACE = 12_000

export async function playBatch(order: BatchOrder): Promise<BatchRecord> {
  lookOverShoulders()
  readyToRead()
  const server = await startServer({ sabotage: order.sabotage, spreadMs: order.spreadMs, graceMs: GRACE })
  let killed: Disk | null = null
  const pullThePlug = async () => {
    killed = await server.kill()
    await server.start()
  }
  const parties = order.sizes.length
  const points = {
    bell: meet(parties, () => pause(0)),
    ringing: meet(parties, order.kill === 'ringing' ? pullThePlug : () => pause(0)),
    talk: meet(parties, order.kill === 'talking' ? pullThePlug : () => pause(0)),
  }
  try {
    const sessions = await Promise.all(
      order.sizes.map((people, at) =>
        playSession({
          number: order.first + at,
          seed: order.seed * 1009 + order.first + at,
          server: server.port,
          people,
          whole: order.whole,
          tampering: order.tampering,
          spreadMs: order.spreadMs,
          browser: at === 0 ? order.browser : null,
          killedIn: [order.kill === 'ringing' ? 'write.1' : 'discuss.1'],
          ...points,
        }),
      ),
    )
    const closed = await server.stop()
    nameMarks(sessions, [killed ?? closed, closed])
    return { sessions, killed: killed ?? closed, closed, confessions: server.confessions }
  } catch (problem) {
    const { log } = await server.stop()
    const why = problem instanceof Error ? problem.message : String(problem)
    throw new Error(`${order.sabotage ?? 'the honest build'}: ${why}\nThe server said:\n${log.slice(-1500)}`)
  }
}

/** What a page draws for its cards nobody sees from outside: the disk tells afterwards. */
function nameMarks(sessions: readonly SessionRecord[], disks: readonly Disk[]): void {
  const marks = new Map(
    disks
      .flatMap(({ rows }) => rows)
      .flatMap(({ row }): [string, string][] => (typeof row.mark === 'string' ? [[String(row.text), row.mark]] : [])),
  )
  for (const card of sessions.flatMap(({ cards }) => cards))
    if (card.mark === '') card.mark = marks.get(card.text) ?? ''
}
