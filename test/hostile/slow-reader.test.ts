// Somebody who asks for much and reads nothing: their line is cut, and nobody else pays for it.
import { afterEach, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { createSession } from '../../server/core/create-session.ts'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import { templateById } from '../../shared/templates/all.ts'
import { OFFSITE } from '../support/people.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { bare, everybodyIsWell } from './arena.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

test('N8: a console that asks for much and reads nothing is cut, and the server stays as small as it was', async () => {
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const template = templateById('alignment-offsite')
  if (template === null) throw new Error('no template')
  const secret = realIds.secret()
  const session = createSession({
    template,
    body: OFFSITE,
    now: 1,
    id: 'crowded',
    code: 'BCDFGH',
    facilitator: { id: 'f', hash: realIds.hash(secret), label: 'L' },
    recovery: 'r',
    screenKey: 's',
    boardKey: 'b',
    keys: realIds.keys(),
  })
  await store.create(session)
  const text = 'x'.repeat(700)
  const cards = Array.from({ length: 2000 }, () => ({
    id: realIds.id(),
    round: 'write.1',
    room: null,
    kind: 'constraint',
    text,
    mark: realIds.id(),
  }))
  await store.commit({ session: { ...session, version: 2 }, expected: 1, cards })
  const w = await workshop({ phones: 1, parts: { store } })
  open = w
  const socket = await bare(w, { protocol: PROTOCOL_VERSION, session: 'crowded', role: 'console', secret })
  const live = await w.app.directory.open('crowded')
  expect(live?.cards()).toHaveLength(2000)
  const before = process.memoryUsage.rss()
  socket.pause()
  // Each is answered with 1.5 MB that nobody reads.
  for (let n = 0; n < 30; n++) socket.send(`42${n}["request",{"name":"cards","data":{}}]`)
  await expect.poll(() => live?.presence.empty(), { timeout: 10_000 }).toBe(true)
  expect(process.memoryUsage.rss() - before).toBeLessThan(60 * 1024 * 1024)
  await everybodyIsWell(w)
})
