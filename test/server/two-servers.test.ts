// Two servers over one file: the one that comes too late reads what is there, and goes on from that.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, test } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { Facilitator } from '../support/people.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

async function server(file: string): Promise<Workshop> {
  const one = await workshop({ parts: { store: await openSqliteStore({ file, worker: false }) } })
  ending.push(() => one.close())
  return one
}

test('a command to a server whose session another one has changed is decided on what that one saved', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-two-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'eighty.db')
  const first = await server(file)
  const second = await server(file)
  const elsewhere = new Facilitator(second.url, first.facilitator.created, 'Other laptop')
  ending.push(() => elsewhere.close())
  await elsewhere.sees((view) => !view.locked, 'the session on the second server')

  await first.facilitator.does('session.lock', { locked: true })
  // Its socket closes, it comes back to what the other server saved, and asks once more by itself.
  await elsewhere.does('blackout.set', { on: true })
  await elsewhere.sees((view) => view.locked && view.blackout, 'both changes')
  await first.facilitator.does('broadcast.set', { broadcast: { id: 'line', text: 'Come back, please' } })
  await first.facilitator.sees((view) => view.blackout && view.broadcast !== null, 'both changes on the first server')
})
