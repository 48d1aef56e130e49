// A process that writes without end and says on its output what was acknowledged, until it is killed.
import * as fs from 'node:fs'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { batchOf, sortingOf } from './killed-batches.ts'

const [file = '', ...sessions] = process.argv.slice(2)
const store = await openSqliteStore({ file })

async function write(id: string): Promise<never> {
  let version = (await store.load(id))?.version ?? 0
  // Killed between the two: the answer comes first.
  if (version > (await store.sorting(id)).length) await store.addSorting(id, sortingOf(version))
  for (;;) {
    const commit = batchOf(id, ++version)
    if (version === 1) await store.create(commit.session)
    else if (!(await store.commit(commit))) throw new Error(`${id} is not at ${version - 1}`)
    await store.addSorting(id, sortingOf(version))
    // Written at once, so that the reader knows no less than this process did.
    fs.writeSync(1, `${id} ${version}\n`)
  }
}
await Promise.all(sessions.map(write))
