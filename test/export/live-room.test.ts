// Files and a live room: a PDF of a large board does not hold up a command, and one session's downloads stop nobody else's.

import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { realClock } from '../../server/adapters/clock.ts'
import { openPress } from '../../server/adapters/press/press.ts'
import type { AppParts } from '../../server/app.ts'
import type { ExportKind } from '../../shared/export-kinds.ts'
import type { Created } from '../../shared/protocol.ts'
import { REFUSALS, type RefusalCode } from '../../shared/refusals.ts'
import { post } from '../hostile/arena.ts'
import { watchLoop } from '../support/loop-watch.ts'
import { ROOT } from '../support/source-files.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { aRecord, NOW } from './given-record.ts'
import { largeRecord } from './large-record.ts'

let w: Workshop
afterEach(() => w.close())
const open = async (parts: Partial<AppParts> = {}) => {
  w = await workshop({ parts })
  return w
}
const bring = async (record: unknown): Promise<Created> => {
  const answer = await post(w.url, '/api/import', { record })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Created
}
const ask = ({ session, secret }: Created, kind: ExportKind) =>
  post(w.url, '/api/export', { session, role: 'console', secret, kind })
const keyOf = async ({ session }: Created) => (await w.app.directory.open(session))?.session.boardKey ?? ''
/** As whoever was passed the link to see. */
const askByLink = ({ session }: Created, secret: string, kind: ExportKind) =>
  post(w.url, '/api/export', { session, role: 'board', secret, kind })
/** How many of them were served, and what was said then. */
const untilRefused = async (again: () => Promise<Response>) => {
  let taken = 0
  let last = await again()
  for (; last.status === 200 && taken < 1000; taken++) last = await again()
  return { taken, said: await no(last) }
}
const no = async (answer: Response) => {
  const { refusal } = (await answer.json()) as { refusal: { code: RefusalCode } }
  return [answer.status, refusal.code, answer.headers.get('retry-after')]
}

/** Slower than anybody is told to slow down. */
const PACE_MS = 100

/** One PDF while the facilitator of another session gives commands: what each took, and what this thread had to do (ms). */
async function whileCommanding(created: Created) {
  const commands: Promise<number>[] = []
  const loop = watchLoop()
  const from = performance.now()
  let locked = false
  const beat = setInterval(() => {
    const sent = performance.now()
    locked = !locked
    commands.push(w.facilitator.does('session.lock', { locked }).then(() => performance.now() - sent))
  }, PACE_MS)
  const answer = await ask(created, 'pdf')
  const bytes = (await answer.arrayBuffer()).byteLength
  const took = performance.now() - from
  clearInterval(beat)
  const longest = loop.stop()
  return { status: answer.status, bytes, took, longest, commands: await Promise.all(commands) }
}

test('a PDF of a large board is made beside the live room, not in it', { timeout: 120_000 }, async () => {
  const record = largeRecord(10, 400)
  const built = pathToFileURL(join(ROOT, 'dist/server/adapters/press/worker.js'))
  const measured: Record<string, Awaited<ReturnType<typeof whileCommanding>>> = {}
  for (const [where, worker] of [
    ['this thread', null],
    ['a thread of its own', built],
  ] as const) {
    await open({ press: openPress(worker) })
    const created = await bring(record)
    measured[where] = await whileCommanding(created)
    const { status, bytes, took, longest, commands } = measured[where]
    expect([status, bytes > 50_000]).toEqual([200, true])
    const slowest = Math.max(...commands)
    console.log(
      `PDF on ${where}: ${Math.round(took)} ms, ${Math.round(bytes / 1000)} kB; longest turn of the main loop ` +
        `${Math.round(longest)} ms; ${commands.length} commands, the slowest ${Math.round(slowest)} ms`,
    )
    await w.close()
  }
  const [here, there] = [measured['this thread'], measured['a thread of its own']]
  if (here === undefined || there === undefined) throw new Error('not measured')
  expect(there.longest).toBeLessThan(here.took / 2)
  expect(there.longest).toBeLessThan(there.took / 2)
  expect(there.commands.length).toBeGreaterThan(2)
})

test('a room that taps at once is served, by far fewer PDFs than taps', { timeout: 60_000 }, async () => {
  await open()
  const created = await bring(aRecord())
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(created, 'pdf')))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const files = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())))
  expect(new Set(files.map((bytes) => bytes.toString('latin1'))).size).toBeLessThan(10)
})

test('too many waiting, and a PDF that cannot be made, are refused in words; the log says that it failed', async () => {
  let can: 'full' | 'broken' = 'full'
  await open({
    press: {
      pdf: async () => {
        if (can === 'full') return null
        throw new Error('it took too long')
      },
      close: async () => undefined,
    },
  })
  const created = await bring(aRecord())
  expect(await no(await ask(created, 'pdf'))).toEqual([503, 'pdf-busy', '30'])
  expect(w.reported.filter(({ name }) => name === 'pdf-failed')).toEqual([])
  can = 'broken'
  expect(await no(await ask(created, 'pdf'))).toEqual([500, 'pdf-failed', null])
  expect(w.reported.filter(({ name }) => name === 'pdf-failed')).toEqual([
    { name: 'pdf-failed', facts: { why: 'it took too long' } },
  ])
  expect((await ask(created, 'markdown')).status).toBe(200)
  for (const code of ['pdf-busy', 'pdf-failed', 'many-files'] as const) expect(REFUSALS[code].again).toBe(true)
})

test('one session in a loop is told to wait; others take home what they want', { timeout: 60_000 }, async () => {
  let now = NOW
  await open({ clock: { ...realClock, now: () => now } })
  const [greedy, modest] = [await bring(aRecord()), await bring(aRecord())]
  expect(await untilRefused(() => ask(greedy, 'steps'))).toEqual({ taken: 160, said: [429, 'many-files', '30'] })
  expect((await ask(modest, 'steps')).status).toBe(200)
  now += 30_000
  expect((await ask(greedy, 'steps')).status).toBe(200)
})

test('whoever holds a link in a loop locks out other holders, and never the console', { timeout: 60_000 }, async () => {
  await open({ clock: { ...realClock, now: () => NOW } })
  const created = await bring(aRecord())
  const key = await keyOf(created)
  const byLink = await untilRefused(() => askByLink(created, key, 'steps'))
  expect(byLink).toEqual({ taken: 160, said: [429, 'many-files', '30'] })
  const calendar = await fetch(`${w.url}/ics/${created.session}/${key}.ics`)
  expect([calendar.status, calendar.headers.get('retry-after')]).toEqual([429, '30'])
  expect(await calendar.text()).toBe(REFUSALS['many-files'].say)
  for (const kind of ['json', 'pdf'] as const) expect((await ask(created, kind)).status).toBe(200)
})

test('sessions that a stranger makes and empties lock out nobody', { timeout: 60_000 }, async () => {
  await open({ clock: { ...realClock, now: () => NOW } })
  const mine = await bring(aRecord())
  const strangers = await Promise.all(Array.from({ length: 6 }, () => bring(aRecord())))
  const emptied = await Promise.all(strangers.map((created) => untilRefused(() => ask(created, 'steps'))))
  expect(emptied.map(({ taken }) => taken)).toEqual(strangers.map(() => 160))
  expect((await ask(mine, 'markdown')).status).toBe(200)
  expect((await askByLink(mine, await keyOf(mine), 'steps')).status).toBe(200)
})

test('a flood of rubbish to be imported stops nobody from taking a board home', { timeout: 60_000 }, async () => {
  await open({ clock: { ...realClock, now: () => NOW } })
  const created = await bring(aRecord())
  let refused = 0
  for (let at = 0; at < 80; at++) if ((await post(w.url, '/api/import', { record: null })).status === 429) refused++
  expect(refused).toBe(21)
  expect((await ask(created, 'steps')).status).toBe(200)
})
