// Rules R1-R4 of anonymity: what a shared document of cards tells, and what it does not.
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { type DocCard, readCards, writeCards } from '../../shared/docs.ts'
import { purseOf } from '../hostile/arena.ts'
import type { Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'
import { frame, typed } from '../support/yjs-endpoint.ts'
import { tapWires } from './wire-tap.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function opened(options: WorkshopOptions): Promise<Workshop> {
  const w = await workshop({ rooms: 1, parts: { mint: openMint(null) }, ...options })
  ending.push(w)
  return w
}
const first = (w: Workshop): Participant => {
  const [phone] = w.phones
  if (phone === undefined) throw new Error('no phone')
  return phone
}
const liveOf = async (w: Workshop) => {
  const live = await w.app.directory.open(w.facilitator.created.session)
  if (live === null) throw new Error('no session')
  return live
}
const docOf = async (w: Workshop) => {
  const live = await liveOf(w)
  const doc = await live.docs.open(`cards/${live.session.rooms[0]?.id}`)
  if (doc === null) throw new Error('no doc')
  return doc
}

async function oneRound(w: Workshop, texts: readonly string[], round = 'write.1'): Promise<void> {
  for (const [n, phone] of w.phones.entries()) {
    await purseOf(phone, round)
    phone.phone.outbox.addCard('constraint', texts[n] ?? '')
  }
  await w.facilitator.ring()
  for (const phone of w.phones) await sees(phone.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
}

test('R1: a phone writes nothing into the document of cards, and nobody’s presence is passed on in it', async () => {
  const w = await opened({ phones: 3 })
  await w.facilitator.goTo('write')
  await oneRound(w, ['one', 'two', 'three'])
  const room = first(w).phone.mine.get()?.room?.id ?? ''
  const enter = async (phone: Participant) => {
    const reply = await phone.phone.ask('doc', { doc: `cards/${room}`, clientId: null })
    if (!reply.ok || !reply.data) throw new Error('no ticket')
    expect(reply.data.write).toBe(false)
    const path = `${w.url.replace('http', 'ws')}/yjs/${w.facilitator.created.session}/cards/${room}`
    const ws = new WebSocket(path, ['eighty', reply.data.ticket])
    ending.push(ws)
    const kinds: number[] = []
    ws.on('message', (data: Buffer) => kinds.push(data[0] ?? -1))
    ws.on('error', () => undefined)
    await new Promise((resolve) => ws.once('open', resolve))
    return { ws, kinds, clientId: reply.data.clientId, closed: new Promise((resolve) => ws.on('close', resolve)) }
  }
  const [watching, writing] = [await enter(first(w)), await enter(w.phones[1] as Participant)]
  const before = (await docOf(w)).state()
  // Who says where they are, and who writes, in all the ways the protocol has (1: presence, 0/1 and 0/2: changes).
  writing.ws.send(frame(1, 1, Uint8Array.from([1, 2, 3])))
  writing.ws.send(frame(0, 1, typed(writing.clientId, 'mine', 'cards', before)))
  writing.ws.send(frame(0, 2, typed(writing.clientId, 'mine', 'cards', before)))
  writing.ws.close()
  await writing.closed
  // Another phone, which asks afterwards, gets its answer: everything before it was looked at.
  watching.ws.send(frame(0, 0, Y.encodeStateVector(new Y.Doc())))
  await expect.poll(() => watching.kinds.length).toBeGreaterThan(0)
  expect((await docOf(w)).state()).toEqual(before)
  expect(readCards((await docOf(w)).doc)).toHaveLength(3)
  expect(watching.kinds).not.toContain(1)
})

test('R2: not a word of a draft is on any wire before the bell, hidden pages and second thoughts included', async () => {
  const tap = tapWires()
  ending.push(tap)
  const wire = tap.said
  const w = await opened({ phones: 3 })
  await w.facilitator.goTo('write')
  const ana = first(w)
  await ana.sees((view) => view.rounds.some(({ id }) => id === 'write.1'), 'the round')
  const { outbox } = ana.phone
  outbox.addCard('constraint', 'Zweifel at first')
  outbox.addCard('constraint', 'Zweifel taken back')
  outbox.editCard(outbox.cards.get()[0]?.mark ?? '', 'tradeoff', 'Zweifel after thinking')
  outbox.withdrawCard(outbox.cards.get()[1]?.mark ?? '')
  await expect.poll(() => ana.keep.get<{ ready: unknown }>('wallet.write.1')?.ready ?? null).not.toBeNull()
  await ana.phone.flush()
  await ana.does('me.update', { name: 'Seen on the wire', fn: null, level: null })
  await w.facilitator.sees((view) => view.people.some(({ name }) => name === 'Seen on the wire'), 'the name')
  // What is sent openly was caught, so a draft would have been, too.
  expect(wire.filter((data) => data.includes('Seen on the wire')).length).toBeGreaterThan(1)
  expect(wire.filter((data) => data.length === 1056)).toHaveLength(4)
  expect(wire.filter((data) => data.includes('Zweifel'))).toEqual([])
  for (const card of outbox.cards.get())
    expect(wire.filter((data) => data.includes(card.mark) || data.includes(card.secret))).toEqual([])
})

test('R3: each batch is written under a client id that nobody has and that never comes again, in an order of its own', async () => {
  // An order that no arrival can have made: by text, backwards.
  const by = (item: unknown) => JSON.stringify(item).match(/text":"([^"]*)"/)?.[1] ?? ''
  const shuffle = <T>(items: readonly T[]): T[] => [...items].sort((a, b) => (by(a) < by(b) ? 1 : -1))
  const w = await opened({ phones: 4, parts: { mint: openMint(null), ids: { ...realIds, shuffle } } })
  await w.facilitator.goTo('write')
  const clients = async () =>
    new Set(Y.decodeUpdate((await docOf(w)).state()).structs.map((struct) => struct.id.client))
  await oneRound(w, ['b', 'd', 'a', 'c'])
  const once = await clients()
  expect(readCards((await docOf(w)).doc).map(({ text }) => text)).toEqual(['d', 'c', 'b', 'a'])
  await w.facilitator.does('round.open', { step: 'write', round: 'write.2' })
  await oneRound(w, ['bb', 'dd', 'aa', 'cc'], 'write.2')
  const twice = await clients()
  const fresh = [...twice].filter((id) => !once.has(id))
  expect([once.size, fresh.length]).toEqual([1, 1])
  expect(
    readCards((await docOf(w)).doc)
      .map(({ text }) => text)
      .slice(-4),
  ).toEqual(['dd', 'cc', 'bb', 'aa'])
  const room = first(w).phone.mine.get()?.room?.id ?? ''
  const replicas = w.phones.map((phone) => phone.replica(`cards/${room}`))
  ending.push(...replicas)
  for (const replica of replicas) await sees(replica.synced, (is) => is, 'the cards')
  for (const id of [(await docOf(w)).doc.clientID, ...replicas.map(({ doc }) => doc.clientID)])
    expect(twice).not.toContain(id)
})

test('R3: also in one and the same document no batch is written under an id that was there before', () => {
  const doc = new Y.Doc()
  const [own, seen] = [doc.clientID, new Set<number>()]
  const cards: DocCard[] = []
  for (let batch = 0; batch < 5; batch++) {
    cards.push({ id: `card${batch}`, kind: 'note', text: `batch ${batch}`, mark: `mark${batch}` })
    writeCards(doc, cards)
    for (const { id } of Y.decodeUpdate(Y.encodeStateAsUpdate(doc)).structs) seen.add(id.client)
    expect(seen.size).toBe(batch + 1)
  }
  expect(seen).not.toContain(own)
  expect(doc.clientID).toBe(own)
})

test('R4: the document forgets what is deleted, and the disk has one merged state of it and no history', async () => {
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const w = await opened({ phones: 3, parts: { mint: openMint(null), store } })
  await w.facilitator.goTo('write')
  await oneRound(w, ['gone tomorrow', 'stays here', 'stays too'])
  const mark = first(w).phone.outbox.sent.get()[0]?.mark ?? ''
  const doc = await docOf(w)
  expect(doc.doc.gc).toBe(true)
  first(w).phone.outbox.takeBack(mark)
  await w.facilitator.goTo('gather')
  await first(w).sees((view) => view.rounds.some(({ id }) => id === 'gather.1'), 'the round that takes cards back')
  await expect.poll(() => first(w).keep.get<{ ready: unknown }>('wallet.gather.1')?.ready ?? null).not.toBeNull()
  await w.facilitator.goTo('draft')
  await seen(w.facilitator.console.common, (view) => view.withdrawn === 1, 'the card gone', 15_000)
  const saved = await store.doc(w.facilitator.created.session, `cards/${first(w).phone.mine.get()?.room?.id}`)
  for (const state of [saved ?? new Uint8Array(), (await docOf(w)).state()]) {
    const text = Buffer.from(state).toString('latin1')
    expect(text).toContain('stays here')
    expect(text).not.toContain('gone tomorrow')
    expect(text).not.toContain(mark)
  }
  // One state, which is all that there is: reading it gives the document, with nothing before it.
  const again = new Y.Doc()
  Y.applyUpdate(again, saved ?? new Uint8Array())
  expect(
    readCards(again)
      .map(({ text }) => text)
      .sort(),
  ).toEqual(['stays here', 'stays too'])
})
