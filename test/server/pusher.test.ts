// What is pushed to whom and when: everybody ends with what holds, whenever they came.
import type { Socket } from 'socket.io'
import { afterEach, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { LiveSession } from '../../server/live/live-session.ts'
import { QUEUED_BYTES } from '../../server/transport/backlog.ts'
import { Pusher } from '../../server/transport/pusher.ts'
import type { PhoneView } from '../../shared/views.ts'
import { laptop, MOMENT, NOW, newSession, withPeople } from '../core/given-session.ts'
import { fakeClock } from '../support/fake-clock.ts'

let closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
})

/** A pusher with phones of which one knows what each was sent last, how often, and how much still waits for it. */
async function pushing() {
  const clock = fakeClock(NOW)
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const session = withPeople(newSession(), 3)
  await store.create(session)
  const mint = openMint()
  const parts = {
    store,
    clock,
    ids: realIds,
    mint,
    machine: null,
    report: () => undefined,
    canMail: false,
    mayAsk: () => null,
    collectMs: MOMENT.collectMs,
  }
  const live = await LiveSession.open(parts, session)
  closing.push(
    () => mint.close(),
    () => store.close(),
    () => live.close(),
  )
  const phones = new Map<string, { last: PhoneView | null; times: number; readonly waits: { data: string }[] }>()
  const cut = new Set<string>()
  const see = (person: string, common: string) => {
    const phone = phones.get(person)
    if (phone === undefined || cut.has(person)) return
    phone.last = JSON.parse(common) as PhoneView
    phone.times++
  }
  const pusher = new Pusher(live, clock, (rooms, common, but) => {
    for (const person of phones.keys())
      if (!but.includes(person) && (rooms.includes(person) || rooms.some((room) => room.endsWith(' phone'))))
        see(person, common)
  })
  const connect = (person: string) => {
    const waits: { data: string }[] = []
    phones.set(person, { last: null, times: 0, waits })
    const emit = (event: string, text: string) => event === 'common' && see(person, text)
    const close = () => {
      cut.add(person)
      pusher.remove(socket)
    }
    const conn = { writeBuffer: waits, close }
    const socket = { id: person, emit, join: () => undefined, conn } as unknown as Socket
    pusher.add(socket, { live, tab: person, role: 'phone', person })
    return socket
  }
  const say = async (text: string | null) => {
    const broadcast = text === null ? null : { id: 'line', text }
    await live.command(laptop, { name: 'broadcast.set', data: { broadcast } })
  }
  const of = (person: string) => {
    const phone = phones.get(person)
    if (phone === undefined) throw new Error('no such phone')
    return phone
  }
  return { clock, pusher, connect, say, of, cut }
}

test('who connects between a change and its taking back is told of both', async () => {
  const { clock, connect, say, of } = await pushing()
  connect('p1')
  await say('Five minutes left')
  clock.advance(0)
  await say(null)
  clock.advance(100)
  await say('Come back, please')
  connect('p2')
  expect(of('p2').last?.broadcast?.text).toBe('Come back, please')
  await say(null)
  clock.advance(100)
  expect([of('p1'), of('p2')].map(({ last }) => last?.broadcast)).toEqual([null, null])
})

test('who still reads an earlier view is sent none on top of it, is not cut, and gets the newest as soon as they have read', async () => {
  const { clock, connect, say, of } = await pushing()
  connect('p1')
  connect('p2')
  const [quick, slow] = [of('p1'), of('p2')]
  const [before, quickBefore] = [slow.times, quick.times]
  // One view of the largest that there are.
  slow.waits.push({ data: 'x'.repeat(900_000) })
  for (let n = 0; n < 20; n++) {
    await say(`line ${n}`)
    clock.advance(100)
  }
  expect(quick).toMatchObject({ times: quickBefore + 20, last: { broadcast: { text: 'line 19' } } })
  expect(slow.times).toBe(before)
  slow.waits.length = 0
  clock.advance(100)
  expect(slow).toMatchObject({ times: before + 1, last: { broadcast: { text: 'line 19' } } })
  expect(quick.times).toBe(quickBefore + 20)
  // And from then on like everybody else.
  await say('line 20')
  clock.advance(100)
  expect([slow, quick].map(({ last }) => last?.broadcast?.text)).toEqual(['line 20', 'line 20'])
})

test('of those who are late each gets the newest in their own time; who leaves is not waited for, and nothing ticks for nobody', async () => {
  const { clock, pusher, connect, say, of } = await pushing()
  const sockets = ['p1', 'p2', 'p3'].map(connect)
  for (const person of ['p2', 'p3']) of(person).waits.push({ data: 'x'.repeat(100_000) })
  await say('Come back, please')
  clock.advance(100)
  of('p2').waits.length = 0
  clock.advance(100)
  expect(of('p2').last?.broadcast?.text).toBe('Come back, please')
  expect(of('p3').last?.broadcast).toBeNull()
  for (const socket of sockets) pusher.remove(socket)
  clock.advance(1000)
  expect(clock.pending()).toBe(0)
})

test('who lets more than a view pile up is cut', async () => {
  const { clock, connect, say, of, cut } = await pushing()
  connect('p1')
  connect('p2')
  of('p2').waits.push({ data: 'x'.repeat(QUEUED_BYTES + 1) })
  const { times } = of('p2')
  await say('Come back, please')
  clock.advance(100)
  await say('Now')
  clock.advance(100)
  of('p2').waits.length = 0
  clock.advance(1000)
  expect([...cut]).toEqual(['p2'])
  expect(of('p2').times).toBe(times)
  expect(of('p1').last?.broadcast?.text).toBe('Now')
})
