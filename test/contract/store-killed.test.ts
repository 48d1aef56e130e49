// P1: kill -9 at any moment loses nothing that was acknowledged, and leaves nothing half written.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { aFolder } from './a-folder.ts'
import { bundle } from './bundle.ts'
import { batchOf, sortingOf } from './killed-batches.ts'

const SESSIONS = ['s1', 's2', 's3', 's4']
const KILLS = 12

test('after kill -9 every acknowledged commit is there, whole', { timeout: 60_000 }, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  console.info(`store-killed: SEED=${seed}`)
  // The k-th acknowledgement, and then a part of a commit's time later.
  const moment = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 3, noNaN: true }))
  const moments = fc.sample(moment, { seed, numRuns: KILLS })
  const scripts = await bundle({
    worker: 'server/adapters/sqlite/worker.ts',
    'sqlite-store': 'server/adapters/sqlite/sqlite-store.ts',
    'killed-writer': 'test/contract/killed-writer.ts',
  })
  onTestFinished(() => scripts.remove())
  const file = join(aFolder(), 'eighty.db')
  const acknowledged = new Map(SESSIONS.map((id) => [id, 0]))
  let written = 0
  for (const [acks, later] of moments) {
    for (const [id, version] of await writeAndKill(scripts.path('killed-writer'), file, acks, later)) {
      acknowledged.set(id, version)
      written++
    }
    await check(file, acknowledged, `SEED=${seed}, killed after ${acks} acknowledgements`)
  }
  expect(written).toBeGreaterThanOrEqual(moments.reduce((sum, [acks]) => sum + acks, 0))
})

/** Every acknowledgement that was read before or after the kill, in order. */
async function writeAndKill(script: string, file: string, acks: number, later: number): Promise<[string, number][]> {
  const child = spawn(process.execPath, [script, file, ...SESSIONS], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const heard: [string, number][] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = '', version] = line.split(' ')
    heard.push([id, Number(version)])
    if (heard.length !== acks) continue
    for (const until = performance.now() + later; performance.now() < until; );
    child.kill('SIGKILL')
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return heard
}

async function check(file: string, acknowledged: ReadonlyMap<string, number>, when: string): Promise<void> {
  const store = await openSqliteStore({ file })
  for (const [id, version] of acknowledged) {
    const found = (await store.load(id))?.version ?? 0
    expect(found, when).toBeGreaterThanOrEqual(version)
    const batches = Array.from({ length: found }, (_, n) => batchOf(id, n + 1))
    const last = batches.at(-1)
    expect(await store.load(id), when).toEqual(last?.session ?? null)
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    expect(await store.cards(id), when).toEqual(batches.flatMap(({ cards }) => cards).sort(byId))
    for (const { answers, session } of batches)
      expect(await store.answers(id, `round-${session.version}`), when).toEqual(answers)
    const answers = await store.sorting(id)
    expect(answers.length, when).toBeGreaterThanOrEqual(version)
    expect(answers, when).toEqual(answers.map((_, n) => sortingOf(n + 1)))
    expect(await store.doc(id, 'board'), when).toEqual(last?.docs[0]?.state ?? null)
  }
  await store.close()
  const db = openDb(file)
  expect(db.pragma('integrity_check'), when).toBe('ok')
  db.close()
}
