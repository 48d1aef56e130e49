// What is pushed to whom and when: everybody ends with what holds, whenever they came.
import type { Socket } from 'socket.io'
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { LiveSession } from '../../server/live/live-session.ts'
import { Pusher } from '../../server/transport/pusher.ts'
import type { PhoneView } from '../../shared/views.ts'
import { laptop, MOMENT, NOW, newSession, withPeople } from '../core/given-session.ts'
import { fakeClock } from '../support/fake-clock.ts'

test('who connects between a change and its taking back is told of both', async () => {
  const clock = fakeClock(NOW)
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const session = withPeople(newSession(), 2)
  await store.create(session)
  const parts = {
    store,
    clock,
    ids: realIds,
    mint: openMint(),
    machine: null,
    report: () => undefined,
    canMail: false,
    mayAsk: () => null,
    collectMs: MOMENT.collectMs,
  }
  const live = await LiveSession.open(parts, session)
  const last = new Map<string, PhoneView>()
  const see = (person: string, common: string) => last.set(person, JSON.parse(common) as PhoneView)
  const pusher = new Pusher(live, clock, (_room, common) => {
    for (const person of last.keys()) see(person, common)
  })
  const connect = (person: string) => {
    const emit = (event: string, text: string) => event === 'common' && see(person, text)
    pusher.add({ emit, join: () => undefined, conn: {} } as unknown as Socket, {
      live,
      tab: person,
      role: 'phone',
      person,
    })
  }
  const say = async (text: string | null) => {
    const broadcast = text === null ? null : { id: 'line', text }
    await live.command(laptop, { name: 'broadcast.set', data: { broadcast } })
  }
  connect('p1')
  await say('Five minutes left')
  clock.advance(0)
  await say(null)
  clock.advance(100)
  await say('Come back, please')
  connect('p2')
  expect(last.get('p2')?.broadcast?.text).toBe('Come back, please')
  await say(null)
  clock.advance(100)
  expect([...last.values()].map((view) => view.broadcast)).toEqual([null, null])
  await live.close()
  await store.close()
})
