// What a group of writes does when the disk is full or somebody else holds the file.
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine, type Engine } from '../../server/adapters/sqlite/engine.ts'
import { createGroupQueue } from '../../server/adapters/sqlite/group-queue.ts'
import type { Job, Outcome, Runner } from '../../server/adapters/sqlite/jobs.ts'
import { type Db, openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openFile } from '../../server/adapters/sqlite/open-file.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { aFolder } from './a-folder.ts'
import { aSession } from './a-session.ts'

function anEngine(): { db: Db; engine: Engine; file: string } {
  const file = join(aFolder(), 'eighty.db')
  const db = openFile(file, 5)
  const engine = createEngine(db, file)
  onTestFinished(() => engine.close())
  return { db, engine, file }
}

/** Another process, as far as SQLite can tell, in the middle of writing. */
function aLock(file: string): { release(): void } {
  const other = openDb(file)
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  return { release: () => other.exec('ROLLBACK') }
}

const create = (id: string, body = '{}'): Job => ({
  kind: 'create',
  session: { id, version: 1, code: null, status: 'live', body, due: null },
})
const load = (id: string): Job => ({ kind: 'load', id })
const codes = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.fault.code))

test('on a full disk nothing of the group is written, reading goes on, and it heals by itself', () => {
  const { db, engine } = anEngine()
  engine.run([create('s0', 'zero')])
  const pages = Number(db.pragma('page_count'))
  db.pragma(`max_page_count = ${pages + 4}`)
  const group = [create('s1', 'one'), create('s2', 'x'.repeat(90_000)), load('s0'), load('s1'), create('s3')]
  expect(codes(engine.run(group))).toEqual(['full', 'full', 'zero', null, 'full'])
  expect(codes(engine.run([load('s0'), create('s1', 'one'), load('s1')]))).toEqual(['zero', null, 'one'])
  db.pragma('max_page_count = 100000')
  expect(codes(engine.run(group.slice(1)))).toEqual([null, 'zero', 'one', null])
})

test('while another holds the lock writes are busy and reads are not', () => {
  const { engine, file } = anEngine()
  engine.run([create('s0', 'zero')])
  const lock = aLock(file)
  expect(codes(engine.run([create('s1'), load('s0')]))).toEqual(['busy', 'zero'])
  lock.release()
  expect(codes(engine.run([create('s1', 'one'), load('s1')]))).toEqual([null, 'one'])
})

test('a busy file is tried again until it is free, in the order asked', async () => {
  const { engine, file } = anEngine()
  let tries = 0
  const lock = aLock(file)
  const runner: Runner = {
    run: async (group) => {
      if (++tries === 3) lock.release()
      await setImmediate()
      return engine.run(group)
    },
    close: async () => {},
  }
  const queue = createGroupQueue(runner, file)
  const swap = (expected: number) =>
    queue.ask<'commit'>({
      kind: 'commit',
      commit: {
        id: 's1',
        version: expected + 1,
        code: null,
        status: 'live',
        body: '',
        expected,
        cards: [],
        answers: [],
        docs: [],
        withdrawn: [],
        over: [],
        opened: [],
        erases: false,
        due: null,
      },
    })
  const created = queue.ask<'create'>({
    kind: 'create',
    session: { id: 's1', version: 1, code: null, status: 'live', body: '', due: null },
  })
  const first = swap(1)
  await setImmediate()
  const second = swap(2)
  expect(await Promise.all([created, first, second])).toEqual([null, true, true])
  expect(tries).toBeGreaterThanOrEqual(3)
})

test('a file that stays busy is said to be busy, and the event loop turned meanwhile', async () => {
  const { file } = anEngine()
  const store = await openSqliteStore({ file })
  const lock = aLock(file)
  let turns = 0
  let told: unknown
  const create = store.create(aSession('s1')).catch((problem: unknown) => {
    told = problem
  })
  while (told === undefined) {
    await setImmediate()
    turns++
  }
  await create
  expect(told).toMatchObject({ code: 'busy', say: expect.stringContaining(file) })
  expect(turns).toBeGreaterThan(100)
  lock.release()
  await store.create(aSession('s1'))
  await store.close()
})

test('what is asked in one turn goes to disk as one group, and while it goes the next gathers', async () => {
  const { engine, file } = anEngine()
  const sizes: number[] = []
  const runner: Runner = {
    run: async (group) => {
      sizes.push(group.length)
      await setImmediate()
      return engine.run(group)
    },
    close: async () => {},
  }
  const queue = createGroupQueue(runner, file)
  const ask = (n: number) => queue.ask<'load'>({ kind: 'load', id: `s${n}` })
  const first = [1, 2, 3].map(ask)
  await setImmediate()
  await Promise.all([...first, ...Array.from({ length: 205 }, (_, n) => ask(n))])
  expect(sizes).toEqual([3, 200, 5])
})

test('when the storage thread is gone every promise says so', async () => {
  const queue = createGroupQueue(
    { run: () => Promise.reject(new Error('thread gone')), close: async () => {} },
    'the file',
  )
  const asked = [1, 2].map(() => queue.ask<'list'>({ kind: 'list' }))
  for (const one of asked)
    await expect(one).rejects.toMatchObject({ code: 'failed', say: expect.stringMatching(/the file/) })
  await queue.close()
})
