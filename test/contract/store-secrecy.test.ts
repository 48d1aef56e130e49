// What the bytes of the file would tell whoever takes it: not who was first, and nothing that was removed.
import * as fs from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openFile } from '../../server/adapters/sqlite/open-file.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { createStatements } from '../../server/adapters/sqlite/statements.ts'
import type { Commit, Store } from '../../server/ports.ts'
import { aFolder } from './a-folder.ts'
import { aCard, anAnswer, aSession, aSortingRow } from './a-session.ts'

/** All that lies on the disk for `file`, its log included. */
function bytes(file: string): string {
  const files = [file, `${file}-wal`].filter((path) => fs.existsSync(path))
  return files.map((path) => fs.readFileSync(path, 'latin1')).join('')
}

test('anonymous tables have no rowid, and no column for a time, an author or an order', async () => {
  const file = join(aFolder(), 'eighty.db')
  await (await openSqliteStore({ file })).close()
  const db = openDb(file)
  const columns = (table: string) => db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all()
  expect(columns('cards').map(({ name }) => name)).toEqual(['session', 'id', 'round', 'room', 'kind', 'text', 'mark'])
  expect(columns('answers').map(({ name }) => name)).toEqual(['session', 'id', 'round', 'slot', 'body', 'mark'])
  for (const table of ['cards', 'answers'])
    expect(() => db.prepare(`SELECT rowid FROM ${table}`).all()).toThrow(/rowid/)
  db.close()
})

test('the bytes of a batch lie in the order of its ids, whatever the order it came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{22}$/), { minLength: 2, maxLength: 24 }),
      async (ids) => {
        const file = join(aFolder(), 'eighty.db')
        const store = await openSqliteStore({ file })
        await store.create(aSession('s1'))
        const cards = ids.map((id) => aCard(id, { text: `[card ${id}]` }))
        const answers = ids.map((id) => anAnswer(id, { body: `[answer ${id}]` }))
        await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, cards, answers })
        expect(fs.statSync(`${file}-wal`).size).toBe(0)
        const disk = bytes(file)
        // SQLite fills a page from its end.
        const sorted = ids.toSorted().reverse()
        for (const kind of ['card', 'answer']) {
          const places = sorted.map((id) => disk.indexOf(`[${kind} ${id}]`))
          expect(Math.min(...places)).toBeGreaterThan(0)
          expect(places).toEqual(places.toSorted((a, b) => a - b))
        }
        await store.close()
      },
    ),
    { numRuns: 12 },
  )
})

test('once a batch is acknowledged the log is empty: no timeline of it is left', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  await store.create(aSession('s1'))
  expect(fs.statSync(`${file}-wal`).size).toBeGreaterThan(0)
  await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, answers: [anAnswer('a')] })
  expect(fs.statSync(`${file}-wal`).size).toBe(0)
  await store.close()
})

test('a log that could not be emptied because somebody was reading is emptied with the next write', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  await store.create(aSession('s1'))
  const reader = openDb(file)
  reader.exec('BEGIN; SELECT count(*) FROM sessions')
  await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, cards: [aCard('a')] })
  expect(fs.statSync(`${file}-wal`).size).toBeGreaterThan(0)
  reader.exec('COMMIT')
  await store.commit({ session: aSession('s1', { version: 3 }), expected: 2 })
  expect(fs.statSync(`${file}-wal`).size).toBe(0)
  reader.close()
  await store.close()
})

/** Sessions with so many rows, in turn, that SQLite has to rebuild pages, which leaves copies behind by chance. */
async function fill(store: Store, ids: readonly string[]): Promise<void> {
  for (const id of ids) await store.create(aSession(id, { title: words(id, 1, 0) }))
  for (let version = 2; version < 14; version++) {
    const commits = ids.map((id): Commit => {
      const batch = Array.from({ length: 12 }, (_, n) => words(id, version, n))
      return {
        session: aSession(id, { version, title: words(id, version, 0) }),
        expected: version - 1,
        cards: batch.map((text) => aCard(realIds.id(), { text })),
        answers: batch.map((body) => anAnswer(realIds.id(), { body })),
        docs: [{ name: 'cards/green', state: Buffer.from(batch.join()) }],
      }
    })
    expect(await Promise.all(commits.map((commit) => store.commit(commit)))).toEqual(ids.map(() => true))
  }
}

const words = (id: string, version: number, n: number) =>
  `<${id} wrote ${version}.${n} ${'so '.repeat((n * 37) % 120)}>`
const names = (...of: string[]) => of.map((name) => `${name}-${realIds.id()}`)

/** Without a rewrite about every second file keeps something, so one file would prove little. */
const FILES = [1, 2, 3, 4, 5, 6, 7, 8]

test.each(FILES)('what was removed is nowhere in the files, the moment it is acknowledged (file %i)', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  const [keep = '', ...gone] = names('keep', 'gone', 'also-gone')
  await fill(store, [keep, ...gone])
  for (const id of [keep, ...gone]) expect(bytes(file)).toContain(`<${id} wrote`)
  for (const id of gone) {
    await store.remove(id)
    expect(bytes(file).indexOf(id)).toBe(-1)
  }
  expect(await store.cards(keep)).toHaveLength(144)
  await store.close()
})

test('what a session erases when it ends is nowhere in the files', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  const [id = ''] = names('ends')
  await fill(store, [id])
  const key = realIds.secret()
  await store.commit({ session: aSession(id, { version: 14, title: key }), expected: 13 })
  expect(bytes(file)).toContain(key)
  const ended = aSession(id, { version: 15, status: 'ended', code: null })
  await store.commit({ session: ended, expected: 14, erases: true })
  expect(bytes(file).indexOf(key)).toBe(-1)
  await store.close()
})

test.each(FILES)('R11: a card that its author took back is nowhere in the files (file %i)', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  const [id = ''] = names('withdrawn')
  await fill(store, [id])
  const gone = aCard(realIds.id(), { text: realIds.secret() })
  const state = new TextEncoder().encode(gone.text)
  const docs = [{ name: 'cards/r1', state }]
  await store.commit({ session: aSession(id, { version: 14 }), expected: 13, cards: [gone], docs })
  expect(bytes(file)).toContain(gone.text)
  await store.commit({
    session: aSession(id, { version: 15 }),
    expected: 14,
    docs: [{ name: 'cards/r1', state: Uint8Array.of(0) }],
    withdrawn: [gone.id],
    erases: true,
  })
  expect(bytes(file).indexOf(gone.text)).toBe(-1)
  expect(await store.cards(id)).toHaveLength(144)
  await store.close()
})

test.each(FILES)('who said what in a step that is settled is nowhere in the files (file %i)', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  const [id = ''] = names('sorts')
  await fill(store, [id])
  const rows = Array.from({ length: 200 }, (_, seq) =>
    aSortingRow(seq, { said: { top: realIds.id(), options: [realIds.id(), realIds.id()], choice: seq % 2 } }),
  )
  for (const row of rows) await store.addSorting(id, row)
  const said = rows.map((row) => JSON.stringify(row.said))
  expect(said.every((one) => bytes(file).includes(one))).toBe(true)
  const kept = rows.slice(0, 20).map((row, seq) => ({ ...row, seq, phone: -1 }))
  await store.settleSorting(id, 'gather', kept)
  const disk = bytes(file)
  expect(said.filter((one) => disk.includes(one))).toEqual(said.slice(0, 20))
  expect(fs.statSync(`${file}-wal`).size).toBe(0)
  await store.close()
})

test.each(FILES)(
  'a process killed between a removal and its rewrite still owes it after restart (file %i)',
  async () => {
    const file = join(aFolder(), 'eighty.db')
    const store = await openSqliteStore({ file })
    const [keep = '', gone = ''] = names('keep', 'gone')
    await fill(store, [keep, gone])
    await store.close()
    const db = openFile(file, 5)
    createStatements(db)({ kind: 'remove', session: gone })
    db.close()
    const again = await openSqliteStore({ file })
    expect(bytes(file).indexOf(gone)).toBe(-1)
    expect(await again.cards(keep)).toHaveLength(144)
    await again.close()
  },
)
