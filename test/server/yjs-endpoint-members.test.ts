// The Yjs endpoint and its members: newer tabs, moved people, lost rights, slow readers, heartbeats and draining.
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { corkSockets } from '../../server/transport/cork.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { rawClient, SESSION, typed } from '../support/yjs-endpoint.ts'
import { codeOf, dial, endpointWith, STEP1, text } from '../support/yjs-visits.ts'

test('a newer tab of the same member takes over: the older one ends with 4409; other owners and docs stay', async () => {
  const endpoint = await endpointWith()
  const older = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  const board = await rawClient(endpoint, { owner: 'person:ana', doc: 'board' })
  const ben = await rawClient(endpoint, { owner: 'person:ben', doc: 'notes/r1' })
  const newer = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  expect(await older.closed).toBe(4409)
  for (const { ws } of [board, ben, newer]) expect(ws.readyState).toBe(WebSocket.OPEN)
  expect(endpoint.yjs.connected(SESSION, 'notes/r1')).toBe(2)
})

test('who is moved loses the room’s doc at once, even while it is being opened', async () => {
  let go: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  let slow = false
  const endpoint = await endpointWith({ opening: () => (slow ? gate : Promise.resolve()) })
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  const ben = await rawClient(endpoint, { owner: 'person:ben', doc: 'notes/r1' })
  ana.ws.send(STEP1)
  ben.ws.send(STEP1)
  await expect.poll(() => ana.frames.length + ben.frames.length).toBe(4)
  slow = true
  const { ticket } = endpoint.tickets.issue(
    { session: SESSION, doc: 'notes/r1', owner: 'person:cy', write: true },
    null,
  )
  const late = dial(endpoint, `/yjs/${SESSION}/notes/r1`, ['eighty', ticket])
  const lateCode = codeOf(late)
  await new Promise((resolve) => late.once('open', resolve))
  endpoint.yjs.review(SESSION, (owner) => (owner === 'person:ben' ? { write: true } : null))
  endpoint.doc('notes/r1').change((doc) => doc.getText('notes').insert(0, 'after the move'))
  go()
  expect(await ana.closed).toBe(4403)
  expect(await lateCode).toBe(4403)
  await expect.poll(() => ben.frames).toHaveLength(3)
  expect(ana.frames).toHaveLength(2)
  expect(ben.ws.readyState).toBe(WebSocket.OPEN)
})

test('who loses the right to write keeps reading; words on the way are put back; the right comes back without reconnecting', async () => {
  const endpoint = await endpointWith()
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  ana.ws.send(STEP1)
  ana.send(0, 2, typed(ana.clientId, 'agreed'))
  await expect.poll(() => text(endpoint)).toBe('agreed')
  endpoint.yjs.review(SESSION, () => ({ write: false }))
  const copy = new Y.Doc()
  Y.applyUpdate(copy, endpoint.doc('notes/r1').state())
  copy.clientID = ana.clientId
  const vector = Y.encodeStateVector(copy)
  copy.getText('notes').insert(6, ' not')
  ana.send(0, 2, Y.encodeStateAsUpdate(copy, vector))
  await expect.poll(() => ana.frames.some(({ kind }) => kind === 4)).toBe(true)
  expect(text(endpoint)).toBe('agreed')
  for (const { kind, step, bytes } of ana.frames) if (kind === 0 && step === 2) Y.applyUpdate(copy, bytes)
  expect(copy.getText('notes').toString()).toBe('agreed')
  endpoint.yjs.review(SESSION, () => ({ write: true }))
  const later = Y.encodeStateVector(copy)
  copy.getText('notes').insert(6, ' again')
  ana.send(0, 2, Y.encodeStateAsUpdate(copy, later))
  await expect.poll(() => text(endpoint)).toBe('agreed again')
})

test('a reader who does not read is cut at a megabyte, and the others do not notice', async () => {
  const endpoint = await endpointWith()
  const slow = await rawClient(endpoint, { owner: 'person:slow', doc: 'notes/r1' })
  const ben = await rawClient(endpoint, { owner: 'person:ben', doc: 'notes/r1' })
  slow.ws.send(STEP1)
  ben.ws.send(STEP1)
  await expect.poll(() => slow.frames.length + ben.frames.length).toBe(4)
  slow.ws.pause()
  const live = endpoint.doc('notes/r1')
  for (let round = 0; round < 2000 && endpoint.yjs.connected(SESSION, 'notes/r1') === 2; round++) {
    live.change((doc) => {
      const notes = doc.getText('notes')
      notes.delete(0, notes.length)
      notes.insert(0, `${round} ${'w'.repeat(50_000)}`)
    })
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(endpoint.yjs.connected(SESSION, 'notes/r1')).toBe(1)
  expect(endpoint.lines).toContain('doc-refused {"code":"slow-reader"}')
  const heard = ben.frames.length
  live.change((doc) => doc.getText('notes').insert(0, '!'))
  await expect.poll(() => ben.frames.length).toBeGreaterThan(heard)
  slow.ws.terminate()
})

test('a silent link gets a beat every 15 s, and one that does not answer it is ended', async () => {
  const clock = fakeClock(0)
  const endpoint = await endpointWith({ clock })
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  const dead = await rawClient(endpoint, { owner: 'person:dead', doc: 'notes/r1' })
  dead.ws.pause()
  await expect.poll(() => endpoint.yjs.connected(SESSION, 'notes/r1')).toBe(2)
  const ponged = new Promise((resolve) => ana.ws.once('ping', resolve))
  clock.advance(15_000)
  await ponged
  await expect.poll(() => ana.frames).toHaveLength(1)
  expect(() => Y.decodeUpdate(ana.frames[0]?.bytes ?? new Uint8Array())).not.toThrow()
  ana.send(0, 2, typed(ana.clientId, 'still here'))
  await expect.poll(() => text(endpoint)).toBe('still here')
  clock.advance(15_000)
  await expect.poll(() => endpoint.yjs.connected(SESSION, 'notes/r1')).toBe(1)
  expect(ana.ws.readyState).toBe(WebSocket.OPEN)
  dead.ws.terminate()
})

test('draining sends everyone away with 4503 and takes nobody in', async () => {
  const endpoint = await endpointWith()
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  await endpoint.yjs.close()
  expect(await ana.closed).toBe(4503)
  await expect(rawClient(endpoint, { owner: 'person:ben', doc: 'notes/r1' })).rejects.toThrow()
})

test('all that one turn writes to a socket leaves in one system call', async () => {
  const server = createServer()
  const calls: string[] = []
  server.prependListener('connection', (socket: Socket) => {
    const { _write: one, _writev: many } = socket
    socket._write = (chunk, encoding, done) => {
      calls.push('write')
      Reflect.apply(one, socket, [chunk, encoding, done])
    }
    socket._writev = (chunks, done) => {
      calls.push(`writev ${chunks.length}`)
      if (many !== undefined) Reflect.apply(many, socket, [chunks, done])
    }
  })
  corkSockets(server)
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let received = ''
  client.setEncoding('utf8')
  client.on('data', (chunk: string) => {
    received += chunk
  })
  const socket = await accepted
  for (let part = 0; part < 50; part++) socket.write(`${part} `)
  await expect.poll(() => received).toContain('49 ')
  expect(calls).toEqual(['writev 50'])
  socket.write('last words')
  socket.end()
  await expect.poll(() => received).toContain('last words')
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
})
