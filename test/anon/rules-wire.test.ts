// Rules R5-R10 of anonymity: what the network, the server's memory and its log get to see of an anonymous act.

import { Socket } from 'socket.io'
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { Failures } from '../../server/transport/limiter.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { aCard, bogus, first, noise, proofOf, purseOf, sendRaw, spend } from '../hostile/arena.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { seen, sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'
import { type Recorded, recordedPhone } from './recorded-phone.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function opened(options: WorkshopOptions = {}): Promise<Workshop> {
  const w = await workshop({ rooms: 1, phones: 3, ...options, parts: { mint: openMint(null), ...options.parts } })
  ending.push(w)
  return w
}

/** The same people, on phones whose posts are written down. */
async function recorded(w: Workshop): Promise<Recorded[]> {
  for (const phone of w.phones) phone.close()
  const phones = w.phones.map(({ seat, keep }) => recordedPhone(w.url, seat, keep))
  for (const { phone } of phones) {
    ending.push(phone)
    await seen(phone.common, () => true, 'the session')
  }
  return phones
}
const hasTokens = (one: Recorded, round: string) =>
  expect
    .poll(() => one.keep.get<{ ready: unknown }>(`wallet.${round}`)?.ready ?? null, { timeout: 10_000, interval: 30 })
    .not.toBeNull()

const request = (path: string, more = '', method = 'POST') =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${ENVELOPE_BYTES}\r\n${more}\r\n`
const doorOf = (w: Workshop, round = 'write.1') => `/a/${w.facilitator.created.session}/${round}`

test('R5: the door reads no cookie, sets none, needs no preflight, says the same to all, and ends the connection', async () => {
  const w = await opened()
  await w.facilitator.goTo('write')
  const purse = await purseOf(first(w))
  const answers: string[] = []
  const extras = [
    '',
    'Cookie: sid=ana\r\n',
    'Authorization: Bearer x\r\nUser-Agent: only mine\r\n',
    'Connection: keep-alive\r\nOrigin: http://elsewhere.test\r\nContent-Type: text/plain\r\n',
  ]
  for (const more of extras)
    for (const body of [spend(purse, 0, 1, aCard('x')), bogus(purse, aCard('x')), noise()])
      answers.push(await sendRaw(w.url, [request(doorOf(w), more), Buffer.from(body)]))
  const told = answers.map((answer) => answer.replace(/\r\nDate: [^\r]*/i, ''))
  expect([...new Set(told)]).toEqual([
    'HTTP/1.1 202 Accepted\r\nConnection: close\r\nCache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n',
  ])
  // `sendRaw` resolves when the other end has closed, whatever the client wanted: there is no second post on one line.
  const preflight = await sendRaw(w.url, request(doorOf(w), 'Access-Control-Request-Method: POST\r\n', 'OPTIONS'))
  expect(preflight).toMatch(/^HTTP\/1\.1 404 /)
})

test('R6: a phone posts without cookies, referrer, headers of its own or anything in the address; its ticket is in no address', async () => {
  const w = await opened()
  const urls: string[] = []
  const cookies: unknown[] = []
  const note = ({ url, headers }: { url?: string; headers: { cookie?: unknown } }) => {
    urls.push(url ?? '')
    cookies.push(headers.cookie)
  }
  w.app.server.on('request', note)
  w.app.server.on('upgrade', note)
  const [ana] = await recorded(w)
  if (ana === undefined) throw new Error('no phone')
  await w.facilitator.goTo('write')
  await hasTokens(ana, 'write.1')
  await ana.phone.flush()
  const room = ana.phone.mine.get()?.room?.id ?? ''
  const replica = w.phones[1]?.replica(`notes/${room}`)
  if (replica !== undefined) ending.push(replica)
  expect(ana.posts).toHaveLength(4)
  for (const { url, init } of ana.posts) {
    const { body, ...rest } = init
    expect(body).toHaveLength(ENVELOPE_BYTES)
    expect(rest).toEqual({
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      keepalive: true,
    })
    expect(url).toBe(`${w.url}${doorOf(w)}`)
  }
  expect(urls.length).toBeGreaterThan(4)
  expect(cookies.filter((one) => one !== undefined)).toEqual([])
  const secrets = [...w.phones.flatMap(({ seat }) => [seat.ticket, seat.person]), w.facilitator.created.secret]
  expect(urls.filter((url) => secrets.some((secret) => url.includes(secret)))).toEqual([])
})

test('R7: every envelope is 1056 bytes, whatever its round is about and whatever it holds', async () => {
  const w = await opened({ phones: 5 })
  const phones = await recorded(w)
  const [ana, ben] = phones
  if (ana === undefined || ben === undefined) throw new Error('no phones')
  await w.facilitator.goTo('baseline')
  for (const one of phones) await hasTokens(one, 'baseline.1')
  ana.phone.outbox.answer('baseline.1', 'clear-now', { option: 3 })
  ana.phone.outbox.answer('baseline.1', 'one-word', { text: 'ж'.repeat(190) })
  await w.facilitator.ring()
  await w.facilitator.goTo('write')
  for (const one of phones) await hasTokens(one, 'write.1')
  ana.phone.outbox.addCard('constraint', 'short')
  ana.phone.outbox.addCard('constraint', '漢'.repeat(250))
  await w.facilitator.ring()
  await sees(ana.phone.outbox.sent, (sent) => sent.length === 2, 'the cards in')
  ana.phone.outbox.takeBack(ana.phone.outbox.sent.get()[0]?.mark ?? '')
  await w.facilitator.goTo('gather')
  for (const one of phones) await hasTokens(one, 'gather.1')
  await w.facilitator.goTo('draft')
  await w.facilitator.sees((view) => view.withdrawn === 1, 'the card gone', 15_000)
  const sizes = new Map<string, Set<number>>()
  for (const { posts } of phones)
    for (const { url, bytes } of posts) {
      const round = url.split('/').at(-1) ?? ''
      sizes.set(round, (sizes.get(round) ?? new Set()).add(bytes))
    }
  expect([...sizes.keys()].sort()).toEqual(['baseline.1', 'gather.1', 'write.1'])
  for (const of of sizes.values()) expect([...of]).toEqual([ENVELOPE_BYTES])
})

test('R8: who wrote and who did not send alike at the bell; nobody sends anything before it, or when they come back after it', async () => {
  const w = await opened({ phones: 5 })
  const phones = await recorded(w)
  const [writer, silent, away] = phones
  if (writer === undefined || silent === undefined || away === undefined) throw new Error('no phones')
  await w.facilitator.goTo('write')
  for (const one of phones) await hasTokens(one, 'write.1')
  for (const text of ['one', 'two', 'three']) writer.phone.outbox.addCard('constraint', text)
  away.phone.outbox.addCard('constraint', 'written without a network')
  // Comings and goings while people write: nobody posts.
  away.phone.close()
  const back = recordedPhone(w.url, away.phone.seat, away.keep)
  await seen(back.phone.common, () => true, 'back')
  expect(phones.flatMap(({ posts }) => posts)).toEqual([])
  expect(back.posts).toEqual([])
  back.phone.close()
  await w.facilitator.ring()
  const counts = [writer, silent, ...phones.slice(3)].map(({ posts }) => posts.length)
  expect(counts).toEqual([4, 4, 4, 4])
  // Who was away at the bell comes back when all is written: still nothing, the card waits for everybody's next round.
  const late = recordedPhone(w.url, away.phone.seat, away.keep)
  ending.push(late.phone)
  await sees(late.phone.outbox.cards, (cards) => cards[0]?.round === null, 'that the card missed its round')
  expect(late.posts).toEqual([])
  await w.facilitator.does('round.open', { step: 'write', round: 'write.2' })
  for (const one of [writer, silent, ...phones.slice(3), late]) await hasTokens(one, 'write.2')
  expect(late.posts).toEqual([])
  await w.facilitator.ring()
  await sees(late.phone.outbox.cards, (cards) => cards.length === 0, 'the card in')
  expect(late.posts).toHaveLength(4)
  expect(writer.posts).toHaveLength(8)
  expect(silent.posts).toHaveLength(8)
})

test('R9: a known token is not evaluated again, a made-up one leaves nothing, and who sends rubbish comes last', async () => {
  const real = openMint(null)
  const orders: boolean[] = []
  const mint = {
    ...real,
    evaluate: (order: Parameters<typeof real.evaluate>[0]) => {
      orders.push(order.last)
      return real.evaluate(order)
    },
  }
  const w = await opened({ parts: { mint } })
  await w.facilitator.goTo('write')
  const purse = await purseOf(first(w))
  const send = (body: Uint8Array<ArrayBuffer>) => fetch(w.url + doorOf(w), { method: 'POST', body })
  const envelope = spend(purse, 0, 1, aCard('once'))
  for (let n = 0; n < 30; n++) await send(envelope)
  for (let n = 2; n < 10; n++) await send(spend(purse, 0, n, aCard(`change of mind ${n}`)))
  await expect.poll(() => orders.length).toBe(1)
  // What cannot even be opened asks nobody anything.
  for (let n = 0; n < 10; n++) await send(noise())
  expect(orders).toEqual([false])
  const made = bogus(purse, aCard('made up'))
  for (let n = 0; n < 30; n++) await send(made)
  await expect.poll(() => orders.length).toBeGreaterThan(12)
  await expect.poll(() => orders.at(-1)).toBe(true)
})

test('R9: rubbish is counted for a minute, under a key of this process, and no address is kept', () => {
  const clock = fakeClock(1_000_000)
  const limits = { perAddress: 20, inAll: Number.POSITIVE_INFINITY }
  const [failures, others] = [new Failures(clock, limits), new Failures(clock, limits)]
  for (let n = 0; n < 19; n++) failures.add('192.0.2.7')
  expect(failures.allows('192.0.2.7')).toBe(true)
  failures.add('192.0.2.7')
  expect([failures.allows('192.0.2.7'), failures.allows('192.0.2.8'), others.allows('192.0.2.7')]).toEqual([
    false,
    true,
    true,
  ])
  clock.advance(60_001)
  expect(failures.allows('192.0.2.7')).toBe(true)
})

test('R10: nothing of an anonymous act is in the log, and a connection forgets what proved it and where it came from', async () => {
  const sockets = new Set<Socket>()
  const { emit } = Socket.prototype
  Socket.prototype.emit = function (this: Socket, ...said) {
    sockets.add(this)
    return Reflect.apply(emit, this, said) as boolean
  }
  ending.push({
    close: () => {
      Socket.prototype.emit = emit
    },
  })
  const w = await opened()
  await w.facilitator.goTo('write')
  const purse = await purseOf(first(w))
  const acts: readonly Act[] = [aCard('unloggable'), { is: 'blank' }]
  for (const act of acts)
    for (const body of [spend(purse, 0, 1, act), bogus(purse, act), noise()])
      await fetch(w.url + doorOf(w), { method: 'POST', body })
  await fetch(w.url + doorOf(w), { method: 'POST', body: 'too short' })
  await w.facilitator.ring()
  expect(w.reported.filter(({ name }) => name !== 'session-created')).toEqual([
    { name: 'round-written', facts: { purpose: 'card', phones: 3 } },
  ])
  const secrets = [...w.phones.map(({ seat }) => seat.ticket), w.facilitator.created.secret]
  expect(sockets.size).toBeGreaterThanOrEqual(4)
  for (const { handshake, conn, request: asked } of sockets) {
    const kept = JSON.stringify([handshake, asked.headers, asked.url])
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([])
    expect(kept).not.toContain('127.0.0.1')
    expect(conn.remoteAddress).toBe('')
    expect(handshake).toMatchObject({ auth: {}, headers: {}, address: '', url: '' })
  }
})

test('R10: what was pushed is not kept, to be pushed again after a lost connection', async () => {
  const w = await opened({ phones: 1 })
  first(w).close()
  const socket = new WebSocket(`${w.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  ending.push({ close: () => socket.close() })
  const opening = await new Promise<string>((resolve) => {
    socket.on('open', () => socket.send(`40${JSON.stringify(proofOf(first(w)))}`))
    socket.on('message', (data) => String(data).startsWith('40') && resolve(String(data)))
  })
  // socket.io gives a second, private id here when it keeps what it pushed.
  expect(Object.keys(JSON.parse(opening.slice(2)))).toEqual(['sid'])
})
