// After a whole run of the real program: no secret, name, text, code or address in what it wrote to its terminal, or in what phones saw.
import { afterEach, expect, test } from 'vitest'
import { ConfigProblem, readConfig } from '../../server/config.ts'
import { nullifierOf } from '../../shared/anon/token.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import { create, Facilitator, Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import { workshop } from '../support/workshop.ts'
import { first, liveOf, outcome, type Purse, post, proofOf, purseOf, rawSocket, sendRaw } from './arena.ts'

let server: BuiltServer | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) await one.close()
  await server?.stop()
  server = null
})

/** All that a token is, as it is written down anywhere: its number, its key, and by what it is known when it is spent. */
const traces = (purses: readonly Purse[]): string[] =>
  purses.flatMap(({ ready }) =>
    ready.flatMap(({ info, inputs, keys }) => [
      ...inputs,
      ...keys,
      ...inputs.map((input) => toBase64Url(nullifierOf(fromBase64Url(info), fromBase64Url(input)))),
    ]),
  )

test('E8, R10: a full run with mistakes in it leaves nothing of anybody in the log', async () => {
  server = await builtServer()
  const at = server
  const created = await create(at.url, { title: 'A title nobody logs', statement: 'A statement nobody logs' })
  const facilitator = new Facilitator(at.url, created, 'Laptop of Zora')
  ending.push(facilitator)
  const people: Participant[] = []
  for (let n = 0; n < 4; n++) people.push(await Participant.join(at.url, created.code, `Quentin${n}`, 'Sales'))
  ending.push(...people)
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === 4, 'everyone')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  const purses = await Promise.all(people.map((person) => purseOf(person)))
  for (const [n, person] of people.entries()) {
    person.phone.outbox.addCard('constraint', `unloggable thought ${n}`)
  }
  await facilitator.ring()
  for (const person of people) await sees(person.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
  const recovery = await facilitator.console.ask('key.recovery', {})
  const second = recovery.ok ? (recovery.data?.recovery ?? '') : ''
  // Mistakes are what logs are usually for.
  await post(at.url, '/api/join', '{"name":"Brokenname", "code":')
  await post(at.url, '/api/takeover', { door: { code: created.code }, recovery: 'NOTTHECODE' })
  await post(
    at.url,
    '/api/code',
    { code: 'ZZZZZZ' },
    { Origin: 'http://foreign.test', 'X-Forwarded-For': '203.0.113.77' },
  )
  await fetch(`${at.url}/a/${created.session}/write.1`, { method: 'POST', body: new Uint8Array(1056) })
  await sendRaw(at.url, 'GARBAGE-Quentin\r\n\r\n')
  const wrong = rawSocket(at.url, {
    protocol: PROTOCOL_VERSION,
    session: created.session,
    role: 'console',
    secret: 'wrongsecretwrongsecret',
  })
  ending.push(wrong)
  expect(await outcome(wrong)).toBe('bad-ticket')
  await facilitator.does('session.end', {})
  for (const one of ending.splice(0)) await one.close()
  expect(await at.stop()).toBe(0)
  server = null
  const log = at.output()
  expect(log).toMatch(/round/i)
  const never = [
    created.secret,
    created.recovery,
    created.code,
    created.screenKey,
    created.session,
    second,
    'Quentin',
    'Zora',
    'unloggable',
    'nobody logs',
    'Brokenname',
    'NOTTHECODE',
    'ZZZZZZ',
    'wrongsecret',
    '203.0.113.77',
    'foreign.test',
    'GARBAGE',
    '::ffff:',
    '/a/',
    ...traces(purses),
    ...purses.map(({ key }) => key),
    ...people.flatMap((person) => [person.seat.ticket, person.seat.person]),
  ]
  // The welcome names this server's own addresses, so only those of others are looked for.
  expect(never.filter((one) => log.includes(one))).toEqual([])
}, 60_000)

test.each(['*', 'express:*', 'engine', 'socket.io:*', 'ws', 'e*', 'foo,socket.io-parser'])(
  'R10: the server does not start with DEBUG=%s',
  (DEBUG) => {
    expect(() => readConfig({ DEBUG })).toThrow(ConfigProblem)
  },
)

test('R6: no cookie is ever set, and a live session holds neither tickets nor addresses', async () => {
  const w = await workshop({ phones: 2 })
  ending.push(w)
  const polled = await fetch(`${w.url}/socket.io/?EIO=4&transport=polling`)
  expect(polled.headers.get('set-cookie')).toBeNull()
  const { ticket } = first(w).seat
  const kept = new Set<unknown>()
  const found: string[] = []
  /** Every string that can be reached from the live session. */
  const walk = (value: unknown, path: string) => {
    if (
      typeof value === 'string' &&
      (value.includes(ticket) || value.includes(w.facilitator.created.secret) || value.includes('127.0.0.1'))
    )
      found.push(path)
    if (typeof value !== 'object' || value === null || kept.has(value)) return
    kept.add(value)
    for (const [key, inner] of value instanceof Map ? value : Object.entries(value))
      walk(inner, `${path}.${String(key)}`)
  }
  walk(await liveOf(w), 'live')
  expect(found).toEqual([])
})

test('X5: what one phone hears in a whole round names no author, no address, and nobody else’s proof or answer', async () => {
  const w = await workshop({ phones: 5, rooms: 2 })
  ending.push(w)
  const heard: string[] = []
  first(w).close()
  const socket = rawSocket(w.url, proofOf(first(w)))
  ending.push(socket)
  socket.onAny((...all: unknown[]) => heard.push(JSON.stringify(all)))
  expect(await outcome(socket)).toBe('in')
  await w.facilitator.goTo('write')
  const purses = await Promise.all(w.phones.slice(1).map((phone) => purseOf(phone)))
  for (const phone of w.phones.slice(1)) {
    phone.phone.outbox.addCard('constraint', `sealed words of ${phone.seat.person}`)
  }
  const before = heard.length
  await w.facilitator.ring()
  for (const phone of w.phones.slice(1))
    await sees(phone.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
  expect(heard.length).toBeGreaterThan(before)
  const live = await liveOf(w)
  const everything = heard.join('\n')
  const others = live.session.people.filter((person) => person.id !== first(w).seat.person)
  for (const never of [
    ...live.cards().flatMap((card) => [card.mark, card.text]),
    ...w.phones.map((phone) => phone.seat.ticket),
    ...others.map((person) => person.ticket),
    ...Object.values(live.session.keys.secret ?? {}),
    ...traces(purses),
    live.session.recovery,
    '127.0.0.1',
    w.facilitator.created.secret,
    w.facilitator.created.recovery,
  ])
    expect(everything).not.toContain(never)
  expect(everything).not.toMatch(/phonesByRoom|"ticket"|"hash"/)
})

test('X2, X4: another room’s documents open for nobody, and after a move the old room’s go silent', async () => {
  const w = await workshop({ phones: 4, rooms: 2 })
  ending.push(w)
  const ana = first(w)
  const mine = ana.phone.mine.get()?.room?.id ?? ''
  const { rooms } = await w.facilitator.sees((view) => view.rooms.length === 2, 'two rooms')
  const other = rooms.find((room) => room.id !== mine)?.id ?? ''
  for (const doc of [
    `notes/${other}`,
    `cards/${other}`,
    `notes/../${other}`,
    `notes/${mine}/../${other}`,
    `notes%2f${other}`,
    `NOTES/${mine}`,
    `notes/${other}\u0000`,
    `notes/ ${other}`,
    '__proto__',
    'notes/',
    '',
    `notes/${mine}?x`,
  ])
    expect([doc, await ana.phone.ask('doc', { doc, clientId: null })]).toMatchObject([doc, { ok: false }])
  const replica = ana.replica(`notes/${mine}`)
  ending.push(replica)
  await sees(replica.synced, (is) => is, 'the notes')
  await w.facilitator.does('room.place', { person: ana.seat.person, room: other })
  await seen(ana.phone.mine, (now) => now.room?.id === other, 'the other room')
  expect(await ana.phone.ask('doc', { doc: `notes/${mine}`, clientId: null })).toMatchObject({
    ok: false,
    refusal: { code: 'not-found' },
  })
  const reply = await ana.phone.ask('doc', { doc: `notes/${other}`, clientId: null })
  const ticket = reply.ok ? (reply.data?.ticket ?? '') : ''
  // A ticket opens its own document once, and no other.
  for (const doc of [
    `notes/${mine}`,
    `cards/${other}`,
    'board',
    `../${w.facilitator.created.session}/notes/${other}`,
  ]) {
    const answer = await sendRaw(
      w.url,
      `GET /yjs/${w.facilitator.created.session}/${doc} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: eighty, ${ticket}\r\n\r\n`,
      true,
    )
    expect([doc, answer.includes('\u0000\u0000') || answer.length > 400]).toEqual([doc, false])
  }
})
