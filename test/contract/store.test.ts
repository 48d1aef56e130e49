// The contract, kept by the SQLite store in each of its ways to run.
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { aFolder } from './a-folder.ts'
import { type Bundle, bundle } from './bundle.ts'
import { describeStore } from './describe-store.ts'

let scripts: Bundle
beforeAll(async () => {
  scripts = await bundle({ worker: 'server/adapters/sqlite/worker.ts' })
})
afterAll(() => scripts.remove())

describeStore('SQLite in memory', () => openSqliteStore({ file: ':memory:' }))
describeStore('SQLite file', () => openSqliteStore({ file: join(aFolder(), 'eighty.db') }))
describeStore('SQLite file, written by a worker thread', () =>
  openSqliteStore({ file: join(aFolder(), 'eighty.db'), worker: scripts.url('worker') }),
)
