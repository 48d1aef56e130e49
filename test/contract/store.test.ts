// The contract, kept by the SQLite store in each of its ways to run.
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../server/ports.ts'
import { aFolder } from './a-folder.ts'
import { type Bundle, bundle } from './bundle.ts'
import { describeStore } from './describe-store.ts'
import { describeWaiting } from './describe-waiting.ts'

let scripts: Bundle
beforeAll(async () => {
  scripts = await bundle({ worker: 'server/adapters/sqlite/worker.ts' })
})
afterAll(() => scripts.remove())

const WAYS: readonly [name: string, open: () => Promise<Store>][] = [
  ['SQLite in memory', () => openSqliteStore({ file: ':memory:' })],
  ['SQLite file', () => openSqliteStore({ file: join(aFolder(), 'eighty.db') })],
  [
    'SQLite file, written by a worker thread',
    () => openSqliteStore({ file: join(aFolder(), 'eighty.db'), worker: scripts.url('worker') }),
  ],
]
for (const [name, open] of WAYS) {
  describeStore(name, open)
  describeWaiting(name, open)
}
