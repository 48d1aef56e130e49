// Broken, oversized, endless and poisoned messages on every kind of connection: refused, and nobody else notices.
import { afterEach, expect, test } from 'vitest'
import type WebSocket from 'ws'
import { COMMANDS } from '../../shared/commands.ts'
import { REQUESTS } from '../../shared/requests.ts'
import { OFFSITE } from '../support/people.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { bare, everybodyIsWell, first, outcome, post, proofOf, rawSocket, sendRaw, stateHash, tell } from './arena.ts'

let open: Workshop | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) await one.close()
  await open?.close()
  open = null
})

async function started(phones = 2): Promise<Workshop> {
  const w = await workshop({ phones, rooms: 1 })
  open = w
  await w.facilitator.goTo('write')
  return w
}

async function entered(w: Workshop, auth: object): Promise<WebSocket> {
  const socket = await bare(w, auth)
  ending.push({ close: () => socket.terminate() })
  return socket
}

const closeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))

test('C2: polluted payloads at every level are refused or inert, for every command and question', async () => {
  const w = await started()
  const before = await stateHash(w)
  const poisons = [
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"step":{"__proto__":{"polluted":1}}}',
    '{"round":"__proto__"}',
  ]
  const names = [...Object.keys(COMMANDS), '__proto__', 'constructor', 'toString', 'hasOwnProperty']
  let socket = rawSocket(w.url, proofOf(first(w)))
  for (const [at, name] of names.entries()) {
    if (at % 7 === 0) {
      socket.close()
      socket = rawSocket(w.url, proofOf(first(w)))
      ending.push(socket)
      expect(await outcome(socket)).toBe('in')
    }
    for (const poison of poisons)
      expect([name, await tell(socket, 'command', name, JSON.parse(poison))]).toEqual([name, 'bad-request'])
  }
  const asking = rawSocket(w.url, proofOf(first(w)))
  ending.push(asking)
  await outcome(asking)
  for (const name of [...Object.keys(REQUESTS), '__proto__', 'constructor'])
    expect([name, await tell(asking, 'request', name, JSON.parse('{"__proto__":{"polluted":1},"round":"x"}'))]).toEqual(
      [name, 'bad-request'],
    )
  for (const path of ['/api/sessions', '/api/join', '/api/code', '/api/takeover'])
    expect((await post(w.url, path, '{"__proto__":{"polluted":1},"code":"x"}')).status).toBe(400)
  expect(
    (
      await post(
        w.url,
        '/api/sessions',
        JSON.stringify({ ...OFFSITE, minutes: {} }).replace(
          '"minutes":{}',
          '"minutes":{"__proto__":5,"constructor":5}',
        ),
      )
    ).status,
  ).toBeLessThan(500)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(await stateHash(w)).toBe(before)
  await everybodyIsWell(w)
})

test('C1: no payload, no callback, twenty arguments, buffers, dates and deep nests are answered or ignored', async () => {
  const w = await started()
  const before = await stateHash(w)
  const socket = rawSocket(w.url, proofOf(first(w)))
  ending.push(socket)
  expect(await outcome(socket)).toBe('in')
  let deep: unknown = {}
  for (let n = 0; n < 2000; n++) deep = [deep]
  for (const args of [
    [],
    [null],
    [undefined],
    [1],
    ['x'],
    [[]],
    [{}],
    [Buffer.alloc(100)],
    [new Date()],
    [{ name: 'me.done', data: deep }],
    [{ name: ['me.done'] }],
    Array.from({ length: 20 }, () => ({})),
    [{ name: 'session.end', data: {} }, 'not a function'],
  ]) {
    socket.emit('command', ...args)
    await socket.timeout(2000).emitWithAck('request', { name: 'ping', data: {} })
  }
  for (const event of [
    'join',
    'disconnect',
    'connect_error',
    'newListener',
    'error',
    '__proto__',
    'common',
    'broadcast',
  ]) {
    if (!['disconnect', 'connect_error', 'newListener'].includes(event))
      socket.emit(event, `${w.facilitator.created.session} console`)
  }
  const reply = await rawReply(w, { name: 'me.update', data: { name: 'x'.repeat(60_000), fn: null, level: null } })
  expect(reply).toMatchObject({ ok: false })
  expect(await stateHash(w)).toBe(before)
  await everybodyIsWell(w)
})

async function rawReply(w: Workshop, message: unknown): Promise<unknown> {
  const socket = rawSocket(w.url, proofOf(first(w)))
  ending.push(socket)
  await outcome(socket)
  return socket.timeout(3000).emitWithAck('command', message)
}

test('X3: whoever asks to be put into a room of sockets hears nothing of it', async () => {
  const w = await started()
  const { session } = w.facilitator.created
  const socket = await entered(w, proofOf(first(w)))
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  for (const room of [`${session} console`, session, '__proto__']) {
    socket.send(`42["join",${JSON.stringify(room)}]`)
    socket.send(`42["subscribe",${JSON.stringify({ room })}]`)
  }
  socket.send('40/admin,{}')
  socket.send(`40/${session},{}`)
  await w.facilitator.does('broadcast.set', { broadcast: { id: 'b1', text: 'to everyone' } })
  await first(w, 1).sees((view) => view.broadcast?.text === 'to everyone', 'the line')
  for (const one of heard.filter((text) => text.startsWith('42'))) expect(one).not.toContain('"consoles"')
  await everybodyIsWell(w)
})

test('C3, C4: oversized, malformed and endless input ends that connection and no other', async () => {
  const w = await started()
  const before = await stateHash(w)
  const large = await entered(w, proofOf(first(w)))
  const largeClosed = closeOf(large)
  large.send(`42["command","${'x'.repeat(70_000)}"]`)
  expect(await largeClosed).toBe(1009)
  const junk = [
    '9',
    '4',
    '42',
    '42[',
    '42["command"',
    '42{"a":1}',
    '42["__proto__"]',
    '451-["command",{"_placeholder":true,"num":0}]',
    '4511-["command"]',
    '45999999-["command"]',
    '41',
    '43999[]',
    '44{"message":"x"}',
    '6',
    '\u0000',
    '42["disconnect"]',
    '42["connect"]',
  ]
  await Promise.all(
    junk.map(async (text) => {
      const socket = await entered(w, proofOf(first(w)))
      const closed = closeOf(socket)
      socket.send(text)
      socket.send(Buffer.from([1, 2, 3]))
      setImmediate(() => socket.close())
      await closed
    }),
  )
  const raw: readonly (readonly [string, string | (string | Buffer)[], RegExp])[] = [
    [
      'a large body',
      [
        `POST /api/join HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 100002\r\n\r\n"${'x'.repeat(100_000)}"`,
      ],
      /^HTTP\/1\.1 413/,
    ],
    [
      'no JSON',
      'POST /api/join HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n{{{{',
      /^HTTP\/1\.1 400/,
    ],
    ['HTTP/1.0', 'GET /health HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 200/],
    ['a huge address', `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      'ten thousand cookies',
      `GET /health HTTP/1.1\r\nHost: x\r\n${'Cookie: a=b\r\n'.repeat(10_000)}\r\n`,
      /^HTTP\/1\.1 431/,
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'smuggling',
      'POST /api/code HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'an upgrade to nowhere',
      'GET /yjs/x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n',
      /^HTTP\/1\.1 404/,
    ],
    [
      'a bad key',
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'an unknown transport',
      'GET /socket.io/?EIO=4&transport=pigeon HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'an unknown id',
      'POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\n\u0001\u0002\u0003',
      /^HTTP\/1\.1 400/,
    ],
  ]
  for (const [what, bytes, expected] of raw)
    expect([what, await sendRaw(w.url, bytes)]).toEqual([what, expect.stringMatching(expected)])
  expect(await stateHash(w)).toBe(before)
  await everybodyIsWell(w)
})

test('C5: a thousand commands in one breath: thirty are heard, the rest told to slow down, then the flooder is cut', async () => {
  const w = await started()
  const { version } = w.facilitator.view
  const socket = await entered(w, proofOf(first(w)))
  const closed = closeOf(socket)
  const replies: string[] = []
  socket.on('message', (data) => replies.push(String(data)))
  for (let n = 0; n < 1000; n++)
    socket.send(`42${n}["command",{"name":"me.update","data":{"name":"N${n}","fn":null,"level":null}}]`)
  await everybodyIsWell(w)
  await closed
  expect(replies.filter((one) => one.includes('"ok":true')).length).toBeLessThanOrEqual(45)
  expect(
    (await w.facilitator.sees((view) => view.version > version, 'some of them')).version - version,
  ).toBeLessThanOrEqual(46)
  await everybodyIsWell(w)
})
