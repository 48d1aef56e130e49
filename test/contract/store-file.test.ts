// What the store does with the file it is given: keeps it, refuses it with a sentence, and never starts anew over it.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../server/adapters/sqlite/migrations.ts'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { StoreProblem } from '../../server/adapters/sqlite/store-problem.ts'
import { aFolder } from './a-folder.ts'
import { aCard, aSession } from './a-session.ts'
import { type Bundle, bundle } from './bundle.ts'

let scripts: Bundle
beforeAll(async () => {
  scripts = await bundle({
    worker: 'server/adapters/sqlite/worker.ts',
    'sqlite-store': 'server/adapters/sqlite/sqlite-store.ts',
    'open-as-nobody': 'test/contract/open-as-nobody.ts',
  })
})
afterAll(() => scripts.remove())

/** A file with a session of forty cards in it, closed. */
async function aFile(): Promise<string> {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  await store.create(aSession('s1'))
  const cards = Array.from({ length: 40 }, (_, n) => aCard(`card-${n}`, { text: 'x'.repeat(700) }))
  await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, cards })
  await store.close()
  return file
}

async function refusal(file: string, worker: boolean | URL = false): Promise<StoreProblem> {
  const opened = await openSqliteStore({ file, worker }).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  )
  if (!(opened instanceof StoreProblem)) throw new Error(`expected a StoreProblem, got ${opened}`)
  return opened
}

/** Everything in the folder of `file`, to see that a refusal left it alone. */
function contents(file: string): Record<string, string> {
  const folder = join(file, '..')
  const names = fs.readdirSync(folder).filter((name) => !name.endsWith('-shm'))
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(join(folder, name), 'latin1')]))
}

describe('a file of ours', () => {
  test('is made with its folder, and leaves no draft beside it', async () => {
    const folder = join(aFolder(), 'deep', 'data')
    const store = await openSqliteStore({ file: join(folder, 'eighty.db') })
    await store.close()
    expect(fs.readdirSync(folder).filter((name) => !/^eighty\.db(-wal|-shm)?$/.test(name))).toEqual([])
  })

  test('holds after reopening what it held', async () => {
    const store = await openSqliteStore({ file: await aFile(), worker: scripts.url('worker') })
    expect((await store.load('s1'))?.version).toBe(2)
    expect(await store.cards('s1')).toHaveLength(40)
    await store.close()
  })

  test('may be open twice: each sees what the other wrote, and one version is written once', async () => {
    const file = await aFile()
    const [one, other] = [await openSqliteStore({ file }), await openSqliteStore({ file })]
    const third = (title: string) => ({ session: aSession('s1', { version: 3, title }), expected: 2 })
    const won = await Promise.all([one.commit(third('one')), other.commit(third('other'))])
    expect(won.toSorted()).toEqual([false, true])
    expect(await other.load('s1')).toEqual(await one.load('s1'))
    await Promise.all([one.close(), other.close()])
  })

  test('is made once when two servers start at the same time', async () => {
    const file = join(aFolder(), 'eighty.db')
    const worker = scripts.url('worker')
    const stores = await Promise.all([1, 2, 3].map(() => openSqliteStore({ file, worker })))
    await Promise.all(stores.map((store, n) => store.create(aSession(`s${n}`))))
    for (const store of stores) expect(await store.list()).toHaveLength(3)
    await Promise.all(stores.map((store) => store.close()))
  })
})

describe('refused with one sentence that names the file, and left as it was', () => {
  test.each(['inline', 'worker'])('a newer schema (%s)', async (way) => {
    const file = await aFile()
    const db = openDb(file)
    db.exec('PRAGMA user_version = 99')
    db.close()
    const before = contents(file)
    const problem = await refusal(file, way === 'worker' && scripts.url('worker'))
    expect(problem).toMatchObject({ code: 'newer', say: expect.stringContaining(file) })
    expect(problem.say).toContain('schema 99')
    expect(contents(file)).toEqual(before)
  })

  const damages: [string, (file: string) => void][] = [
    ['its start overwritten', (file) => overwrite(file, 0, 64)],
    ['its pages overwritten', (file) => overwrite(file, 4096, 16 * 4096)],
    ['cut in half', (file) => fs.truncateSync(file, (fs.statSync(file).size >> 13) << 12)],
    ['emptied', (file) => fs.truncateSync(file, 0)],
    ['text instead', (file) => fs.writeFileSync(file, 'these are the notes of tuesday\n'.repeat(40))],
    ['gone, with its log still there', (file) => fs.renameSync(file, `${file}-wal`)],
    ['its log overwritten', (file) => fs.writeFileSync(`${file}-wal`, Buffer.alloc(5000, 7))],
  ]
  test.each(damages)('a damaged file: %s', async (_how, damage) => {
    const file = await aFile()
    damage(file)
    const before = contents(file)
    const problem = await refusal(file)
    expect(problem).toMatchObject({ code: 'damaged', say: expect.stringContaining(file) })
    expect(problem.say.split('\n')).toHaveLength(1)
    expect(contents(file)).toEqual(before)
  })

  test("another program's database", async () => {
    const file = join(aFolder(), 'eighty.db')
    const db = openDb(file)
    db.exec('CREATE TABLE bookmarks (url TEXT)')
    db.close()
    expect(await refusal(file)).toMatchObject({ code: 'foreign', say: expect.stringContaining(file) })
  })

  test('a folder that is a file, and a file that is a folder', async () => {
    const file = await aFile()
    expect(await refusal(join(file, 'eighty.db'))).toMatchObject({ code: 'unwritable' })
    expect(await refusal(join(file, '..'))).toMatchObject({ code: 'unwritable' })
  })

  test('a folder and a file without the right to write', async () => {
    const file = await aFile()
    const folder = join(file, '..')
    fs.chmodSync(file, 0o444)
    fs.chmodSync(folder, 0o555)
    const fresh = join(folder, 'other.db')
    const before = contents(file)
    const said = await sayAsNobody([file, fresh])
    fs.chmodSync(folder, 0o755)
    expect(said).toEqual([
      { code: 'unwritable', say: expect.stringContaining(file) },
      { code: 'unwritable', say: expect.stringContaining(fresh) },
    ])
    expect(contents(file)).toEqual(before)
  })
})

test('a migration that fails half-way leaves the schema and the rows of before', () => {
  const db = openDb(':memory:')
  migrate(db, 'test', ['CREATE TABLE a (x)'])
  db.exec('INSERT INTO a VALUES (1)')
  const broken = [
    'CREATE TABLE a (x)',
    'CREATE TABLE b (x)',
    'DELETE FROM a; CREATE TABLE c (x); INSERT INTO nowhere VALUES (1)',
  ]
  expect(() => migrate(db, 'test', broken)).toThrow(/nowhere/)
  expect(db.pragma('user_version')).toBe(2)
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()).toEqual([
    { name: 'a' },
    { name: 'b' },
  ])
  expect(db.prepare('SELECT x FROM a').all()).toEqual([{ x: 1 }])
  migrate(db, 'test', [...broken.slice(0, 2), 'CREATE TABLE c (x)'])
  expect(db.pragma('user_version')).toBe(3)
})

function overwrite(file: string, from: number, bytes: number): void {
  const open = fs.openSync(file, 'r+')
  fs.writeSync(open, Buffer.alloc(bytes, 0xa5), 0, bytes, from)
  fs.closeSync(open)
}

/** What a process without special rights is told when it opens each of the files. */
async function sayAsNobody(files: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [scripts.path('open-as-nobody'), ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  for await (const chunk of child.stdout) out += chunk
  return JSON.parse(out)
}
