// Backups: taken while commands are being saved, whole wherever they are put back, and never over something by accident.
import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupFile, restoreFile } from '../../server/adapters/sqlite/backup.ts'
import { MIGRATIONS, migrate } from '../../server/adapters/sqlite/migrations.ts'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { APPLICATION } from '../../server/adapters/sqlite/open-file.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { aFolder } from './a-folder.ts'
import { aSession } from './a-session.ts'

test('a backup under load holds everything acknowledged before it began, and nothing half', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  await store.create(aSession('s1'))
  let acknowledged = 1
  const write = async () => {
    const version = acknowledged + 1
    const words = { title: `version ${version}`, statement: `version ${version}` }
    expect(await store.commit({ session: aSession('s1', { version, ...words }), expected: acknowledged })).toBe(true)
    acknowledged = version
  }
  for (let n = 0; n < 25; n++) await write()
  const before = acknowledged
  const target = join(aFolder(), 'backup.db')
  // The store goes on writing while the copy is taken, by another connection to the same file.
  const writing = (async () => {
    for (let n = 0; n < 25; n++) await write()
  })()
  await Promise.resolve()
  backupFile(file, target)
  await writing
  await store.close()

  const elsewhere = join(aFolder(), 'eighty.db')
  expect(restoreFile(target, elsewhere, false)).toBeNull()
  const restored = await openSqliteStore({ file: elsewhere })
  const session = await restored.load('s1')
  expect(session?.version).toBeGreaterThanOrEqual(before)
  expect(session?.version).toBeLessThanOrEqual(acknowledged)
  expect(session).toMatchObject({ title: `version ${session?.version}`, statement: `version ${session?.version}` })
  await restored.close()
})

test('a backup is not written over another', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  await store.create(aSession('s1'))
  const target = join(aFolder(), 'backup.db')
  backupFile(file, target)
  expect(() => backupFile(file, target)).toThrow(/is there already/)
  // Open as it is, it is not replaced either.
  expect(() => restoreFile(target, file, true)).toThrow(/stop the server/)
  await store.create(aSession('s2'))
  await store.close()
})

test('sealed answers of an open check-in, and the key to them, are in no copy', async () => {
  const file = join(aFolder(), 'eighty.db')
  const store = await openSqliteStore({ file })
  await store.create(aSession('s1'))
  await store.close()
  const db = openDb(file)
  db.exec(`INSERT INTO waiting_keys (session, round, public, secret) VALUES ('s1', 'r1', x'00', CAST('secret-of-the-round' AS BLOB));
    INSERT INTO waiting (session, round, place, envelope) VALUES ('s1', 'r1', 1, CAST('an-envelope-that-waits' AS BLOB))`)
  db.close()
  expect(fs.readFileSync(file, 'latin1') + fs.readFileSync(`${file}-wal`, 'latin1')).toContain('an-envelope-that-waits')
  const target = join(aFolder(), 'backup.db')
  backupFile(file, target)
  const copy = fs.readFileSync(target, 'latin1')
  expect(copy).toContain('s1')
  expect(copy).not.toContain('an-envelope-that-waits')
  expect(copy).not.toContain('secret-of-the-round')
})

test('a file of an earlier version is copied as it is, before the new one opens it', async () => {
  const file = join(aFolder(), 'eighty.db')
  const db = openDb(file)
  db.exec(`PRAGMA application_id = ${APPLICATION}`)
  migrate(db, file, MIGRATIONS.slice(0, 3))
  db.close()
  const target = join(aFolder(), 'backup.db')
  backupFile(file, target)
  expect(fs.existsSync(target)).toBe(true)
})

test('what is no backup of ours is refused in words', () => {
  const folder = aFolder()
  const file = join(folder, 'eighty.db')
  expect(() => backupFile(file, join(folder, 'b.db'))).toThrow(/no database/)
  expect(() => restoreFile(join(folder, 'none.db'), file, false)).toThrow(/no backup/)
  const text = join(folder, 'text.db')
  fs.writeFileSync(text, 'x'.repeat(5000))
  expect(() => restoreFile(text, file, false)).toThrow(/damaged/)
  expect(fs.existsSync(file)).toBe(false)
})
