// The phone's own replica over real sockets: together, alone, after a restart, from an old state, moved away.
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Replica } from '../../client/state/replica.ts'
import { notesText, readCards, writeCards } from '../../shared/docs.ts'
import {
  type Endpoint,
  type EndpointOptions,
  openEndpoint,
  rawClient,
  replicaOf,
  SESSION,
  type Seat,
  typed,
} from '../support/yjs-endpoint.ts'

const replicas: Replica[] = []
let endpoint: Endpoint | null = null
const up = async (options: EndpointOptions = {}) => {
  endpoint = await openEndpoint(options)
  return endpoint
}
/** Stops like a killed process, and comes up again on the same port with what was on disk. */
const down = async () => {
  const was = endpoint
  endpoint = null
  await was?.kill()
  return was
}
const replica = (seat: Seat) => {
  const made = replicaOf(() => endpoint, seat)
  replicas.push(made)
  return made
}
const notes = (one: Replica) => notesText(one.doc).toString()
const live = (one: Replica) => expect.poll(() => one.status.get(), { timeout: 5000 }).toBe('live')
const patient = { timeout: 8000 }

afterEach(async () => {
  for (const one of replicas.splice(0)) one.close()
  await down()
})

test('two people type at once and read the same', async () => {
  const server = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  const ben = replica({ owner: 'person:ben', doc: 'notes/r1' })
  expect(ana.status.get()).toBe('connecting')
  await live(ana)
  await live(ben)
  notesText(ana.doc).insert(0, 'Ana was here. ')
  notesText(ben.doc).insert(0, 'Ben too. ')
  await expect.poll(() => notes(ana).length === 23 && notes(ana) === notes(ben)).toBe(true)
  await expect.poll(() => server.doc('notes/r1').doc.getText('notes').toString()).toBe(notes(ana))
  expect(notes(ana)).toContain('Ana was here. ')
  expect(notes(ana)).toContain('Ben too. ')
  expect(ana.synced.get()).toBe(true)
})

test('what was typed before the first link and while offline gets in; what is in hand stays in hand', async () => {
  const server = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  notesText(ana.doc).insert(0, 'before ')
  await live(ana)
  await expect.poll(() => server.doc('notes/r1').doc.getText('notes').toString()).toBe('before ')
  const kept = ana.doc.clientID
  server.cut()
  await expect.poll(() => ana.status.get()).toBe('offline')
  expect(notes(ana)).toBe('before ')
  notesText(ana.doc).insert(7, 'offline')
  await live(ana)
  expect(ana.doc.clientID).toBe(kept)
  await expect.poll(() => server.doc('notes/r1').doc.getText('notes').toString()).toBe('before offline')
})

test('a server killed before it saved: phones bring back what they typed, their neighbours’ words too, and go on', async () => {
  const first = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  const ben = replica({ owner: 'person:ben', doc: 'notes/r1' })
  await live(ana)
  await live(ben)
  notesText(ana.doc).insert(0, 'saved. ')
  await expect.poll(() => notes(ben)).toBe('saved. ')
  await first.doc('notes/r1').flush()
  notesText(ana.doc).insert(7, 'Ana unsaved. ')
  await expect.poll(() => notes(ben)).toBe('saved. Ana unsaved. ')
  notesText(ben.doc).insert(20, 'Ben on top of it.')
  await expect.poll(() => notes(ana)).toBe('saved. Ana unsaved. Ben on top of it.')
  const was = await down()
  // Ana's phone stays dark: only Ben's copy has her last words.
  ana.close()
  await expect.poll(() => ben.status.get()).toBe('offline')
  notesText(ben.doc).insert(0, '> ')
  const second = await up({ disk: new Map(was?.disk), port: was?.port ?? 0 })
  expect(second.doc('notes/r1').doc.getText('notes').toString()).toBe('saved. ')
  await expect.poll(() => ben.status.get(), patient).toBe('live')
  const whole = '> saved. Ana unsaved. Ben on top of it.'
  await expect.poll(() => second.doc('notes/r1').doc.getText('notes').toString(), patient).toBe(whole)
  const cy = replica({ owner: 'person:cy', doc: 'notes/r1' })
  await expect.poll(() => notes(cy)).toBe(whole)
  notesText(ben.doc).insert(0, 'and on ')
  await expect.poll(() => notes(cy)).toBe(`and on ${whole}`)
}, 20_000)

test('after a restart nobody can take words of a client id that came back', async () => {
  const first = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  await live(ana)
  const id = ana.doc.clientID
  notesText(ana.doc).insert(0, 'mine')
  await expect.poll(() => first.doc('notes/r1').doc.getText('notes').toString()).toBe('mine')
  const mal = await rawClient(first, { owner: 'person:mal', doc: 'notes/r1' })
  mal.send(0, 1, typed(id, 'forged', 'notes', first.doc('notes/r1').state()))
  mal.send(0, 2, typed(mal.clientId, '!', 'notes', first.doc('notes/r1').state()))
  await expect.poll(() => notes(ana)).toBe('mine!')
  notesText(ana.doc).insert(4, ' still')
  await expect.poll(() => first.doc('notes/r1').doc.getText('notes').toString()).toBe('mine still!')
})

test('a phone with an old state gets only what it lacks, and a plain y-websocket client is served as well', async () => {
  const server = await up()
  server.doc('notes/r1').change((doc) => notesText(doc).insert(0, 'x'.repeat(20_000)))
  const { ticket, clientId } = server.tickets.issue(
    { session: SESSION, doc: 'notes/r1', owner: 'person:old', write: true },
    null,
  )
  const doc = new Y.Doc()
  doc.clientID = clientId
  Y.applyUpdate(doc, server.doc('notes/r1').state())
  server.doc('notes/r1').change((target) => notesText(target).insert(0, 'newer '))
  const received: number[] = []
  class Counting extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      this.on('message', (data: ArrayBuffer) => received.push(data.byteLength))
    }
  }
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/yjs/${SESSION}`, 'notes/r1', doc, {
    protocols: ['eighty', ticket],
    disableBc: true,
    WebSocketPolyfill: Counting as unknown as typeof globalThis.WebSocket,
  })
  await expect.poll(() => provider.synced).toBe(true)
  expect(notesText(doc).toString().startsWith('newer xxx')).toBe(true)
  expect(Math.max(...received)).toBeLessThan(200)
  notesText(doc).insert(0, 'even ')
  await expect.poll(() => server.doc('notes/r1').doc.getText('notes').toString().slice(0, 11)).toBe('even newer ')
  provider.destroy()
})

test('cards appear on phones in one update; a phone’s own changes to them stay its own and end its link', async () => {
  const server = await up()
  const ana = replica({ owner: 'person:ana', doc: 'cards/r1', write: false })
  await live(ana)
  let updates = 0
  ana.doc.on('update', () => updates++)
  const card = (id: string) => ({ id, kind: 'tradeoff', text: `card ${id}`, mark: id })
  server.doc('cards/r1').change((doc) => writeCards(doc, ['c', 'a', 'b'].map(card)))
  await expect.poll(() => readCards(ana.doc).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  expect(updates).toBe(1)
  for (let round = 0; round < 3; round++) ana.doc.getArray('cards').delete(0, 1)
  await expect.poll(() => [ana.status.get(), ana.trouble.get()]).toEqual(['refused', 'no-right'])
  expect(readCards(server.doc('cards/r1').doc)).toHaveLength(3)
})

test('a moved person is told at once and keeps what they had read', async () => {
  const server = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  await live(ana)
  server.doc('notes/r1').change((doc) => notesText(doc).insert(0, 'room one'))
  await expect.poll(() => notes(ana)).toBe('room one')
  const started = performance.now()
  server.yjs.closeFor(SESSION, { owner: 'person:ana', doc: 'notes/r1' })
  await expect.poll(() => ana.trouble.get()).toBe('no-right')
  expect(performance.now() - started).toBeLessThan(1000)
  expect(ana.status.get()).toBe('refused')
  expect(notes(ana)).toBe('room one')
})

test('the older tab says so and can take the doc back', async () => {
  await up()
  const older = replica({ owner: 'person:ana', doc: 'notes/r1' })
  await live(older)
  const newer = replica({ owner: 'person:ana', doc: 'notes/r1' })
  await expect.poll(() => older.trouble.get()).toBe('replaced')
  notesText(newer.doc).insert(0, 'newer')
  older.retry()
  await live(older)
  await expect.poll(() => newer.trouble.get()).toBe('replaced')
  await expect.poll(() => notes(older)).toBe('newer')
  expect(older.trouble.get()).toBeNull()
})

test('Y15: a paste larger than a frame is refused with a reason, and the others are not disturbed', async () => {
  const server = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  const ben = replica({ owner: 'person:ben', doc: 'notes/r1' })
  await live(ana)
  await live(ben)
  notesText(ana.doc).insert(0, 'p'.repeat(1_000_000))
  await expect.poll(() => ana.trouble.get()).toBe('too-long')
  notesText(ben.doc).insert(0, '\uD800 half')
  await expect.poll(() => server.doc('notes/r1').doc.getText('notes').toString()).toBe('\uFFFD half')
})

test('Y13: full notes say so, deleting makes room, and then the words that waited get in', async () => {
  const server = await up()
  const ana = replica({ owner: 'person:ana', doc: 'notes/r1' })
  const ben = replica({ owner: 'person:ben', doc: 'notes/r1' })
  await live(ana)
  await live(ben)
  server.doc('notes/r1').change((doc) => notesText(doc).insert(0, 'f'.repeat(255 * 1024)))
  await expect.poll(() => notes(ana).length).toBe(255 * 1024)
  notesText(ana.doc).insert(0, 'w'.repeat(3000))
  await expect.poll(() => ana.trouble.get()).toBe('full')
  expect(ana.status.get()).toBe('live')
  await expect.poll(() => notes(ben).length).toBe(255 * 1024)
  notesText(ben.doc).delete(0, 100_000)
  await expect.poll(() => notes(ben).startsWith('www'), patient).toBe(true)
  await expect.poll(() => ana.trouble.get()).toBeNull()
  await expect.poll(() => notes(ana) === notes(ben)).toBe(true)
}, 15_000)

test('a field that is frozen while somebody types: their words go back, the rest of the board goes on', async () => {
  let frozen = false
  const server = await up({ mayWord: () => !frozen })
  const ana = replica({ owner: 'person:ana', doc: 'board' })
  await live(ana)
  ana.doc.getText('c1/what').insert(0, 'Stop two projects')
  await expect.poll(() => server.doc('board').doc.getText('c1/what').toString()).toBe('Stop two projects')
  frozen = true
  ana.doc.getText('c1/what').insert(4, ' maybe')
  await expect.poll(() => ana.trouble.get()).toBe('frozen')
  await expect.poll(() => ana.doc.getText('c1/what').toString()).toBe('Stop two projects')
  frozen = false
  ana.doc.getText('c1/what').insert(17, '.')
  expect(ana.trouble.get()).toBeNull()
  await expect.poll(() => server.doc('board').doc.getText('c1/what').toString()).toBe('Stop two projects.')
})
