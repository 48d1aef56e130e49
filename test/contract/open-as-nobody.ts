// A process that gives up its special rights, opens each file it is told to, and writes down how that was refused.
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'

// Loads the native binding while it may still be read.
await (await openSqliteStore({ file: ':memory:', worker: false })).close()
// To root nothing is read-only.
if (process.getuid?.() === 0) {
  process.setgid?.(65534)
  process.setuid?.(65534)
}
const said: unknown[] = []
for (const file of process.argv.slice(2)) {
  said.push(
    await openSqliteStore({ file, worker: false }).then(
      () => 'opened',
      ({ code, say }) => ({ code, say }),
    ),
  )
}
process.stdout.write(JSON.stringify(said))
