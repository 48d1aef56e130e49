// The Yjs endpoint as hostile and unlucky clients meet it: tickets, rights, rates, and what each ends with.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { TICKET_LIFE_MS } from '../../server/transport/doc-tickets.ts'
import { writeCards } from '../../shared/docs.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { frame, rawClient, SESSION, typed } from '../support/yjs-endpoint.ts'
import { codeOf, dial, endpointWith, STEP1, text } from '../support/yjs-visits.ts'

test('a good ticket opens its doc, and the answer names the protocol only, never the ticket', async () => {
  const endpoint = await endpointWith()
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  expect(ana.ws.protocol).toBe('eighty')
  ana.ws.send(STEP1)
  await expect
    .poll(() => ana.frames.map(({ kind, step }) => [kind, step]))
    .toEqual([
      [0, 1],
      [0, 0],
    ])
})

test('no ticket, a used one, a late one, one for another doc or session: 4401', async () => {
  const clock = fakeClock(0)
  const endpoint = await endpointWith({ clock })
  const issue = () =>
    endpoint.tickets.issue({ session: SESSION, doc: 'notes/r1', owner: 'person:ana', write: true }, null).ticket
  expect(await codeOf(dial(endpoint, `/yjs/${SESSION}/notes/r1`, ['eighty']))).toBe(4401)
  expect(await codeOf(dial(endpoint, `/yjs/${SESSION}/notes/r1`, ['eighty', 'guess']))).toBe(4401)
  expect(await codeOf(dial(endpoint, `/yjs/${SESSION}/notes/r2`, ['eighty', issue()]))).toBe(4401)
  expect(await codeOf(dial(endpoint, '/yjs/other/notes/r1', ['eighty', issue()]))).toBe(4401)
  const used = issue()
  const first = dial(endpoint, `/yjs/${SESSION}/notes/r1`, ['eighty', used])
  await new Promise((resolve) => first.once('open', resolve))
  expect(await codeOf(dial(endpoint, `/yjs/${SESSION}/notes/r1`, ['eighty', used]))).toBe(4401)
  const late = issue()
  clock.advance(TICKET_LIFE_MS)
  expect(await codeOf(dial(endpoint, `/yjs/${SESSION}/notes/r1`, ['eighty', late]))).toBe(4401)
  expect(await codeOf(dial(endpoint, `/yjs/${SESSION}/votes`, ['eighty', issue()]))).toBe(4401)
})

test('a client id is kept by its owner and given to nobody else', async () => {
  const { tickets } = await endpointWith()
  const seat = { session: SESSION, doc: 'notes/r1', owner: 'person:ana', write: true }
  const { clientId } = tickets.issue(seat, null)
  expect(clientId).toBeGreaterThan(0)
  expect(clientId).toBeLessThan(2 ** 32)
  expect(tickets.issue(seat, clientId).clientId).toBe(clientId)
  expect(tickets.issue({ ...seat, owner: 'person:ben' }, clientId).clientId).not.toBe(clientId)
  expect(tickets.issue({ ...seat, doc: 'notes/r2' }, clientId).clientId).not.toBe(clientId)
  tickets.revoke(SESSION, 'person:ana')
  const { ticket } = tickets.issue(seat, null)
  tickets.forget(SESSION)
  expect(tickets.redeem(ticket, SESSION, 'notes/r1')).toBeNull()
})

test('Y1, Y2: writes to a doc of cards change nothing, and the third ends the connection with 4403', async () => {
  const endpoint = await endpointWith()
  endpoint
    .doc('cards/r1')
    .change((doc) => writeCards(doc, [{ id: 'a', kind: 'tradeoff', text: 'too many launches', mark: 'm' }]))
  const before = endpoint.doc('cards/r1').state()
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'cards/r1', write: false })
  ana.ws.send(STEP1)
  await expect.poll(() => ana.frames).toHaveLength(1)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, ana.frames[0]?.bytes ?? new Uint8Array())
  const vector = Y.encodeStateVector(copy)
  copy.getArray('cards').delete(0, 1)
  const deletion = Y.encodeStateAsUpdate(copy, vector)
  ana.send(0, 2, deletion)
  ana.send(0, 1, deletion)
  ana.send(0, 2, typed(ana.clientId, 'mine', 'cards'))
  expect(await ana.closed).toBe(4403)
  expect(endpoint.doc('cards/r1').state()).toBe(before)
})

test('Y3: a spoofed client id ends its sender, and the victim’s next words arrive', async () => {
  const endpoint = await endpointWith()
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  const mal = await rawClient(endpoint, { owner: 'person:mal', doc: 'notes/r1' })
  mal.send(0, 2, typed(ana.clientId, 'forged'))
  expect(await mal.closed).toBe(4400)
  ana.send(0, 2, typed(ana.clientId, 'honest'))
  await expect.poll(() => text(endpoint)).toBe('honest')
})

test('Y5, Y7, Y10, text frames, unknown frames: 4400, doc unchanged, nobody else hears of it', async () => {
  const endpoint = await endpointWith()
  const ben = await rawClient(endpoint, { owner: 'person:ben', doc: 'notes/r1' })
  ben.ws.send(STEP1)
  await expect.poll(() => ben.frames).toHaveLength(2)
  const good = typed(1, 'x')
  const hostile = [
    frame(0, 2, new Uint8Array([1, 0x80, 0x90, 0xa1, 0x0f, 7, 0])),
    frame(0, 2, good.slice(0, -1)),
    frame(0, 2, typed(1, 'x', 'hidden')),
    frame(0, 7, good),
    frame(9, 0, good),
    frame(0, 0, new Uint8Array([5])),
    new Uint8Array(),
    new Uint8Array([0]),
    'text',
  ]
  for (const bytes of hostile) {
    const mal = await rawClient(endpoint, { owner: 'person:mal', doc: 'notes/r1' })
    mal.ws.send(bytes)
    expect(await mal.closed, String(bytes)).toBe(4400)
  }
  expect(text(endpoint)).toBe('')
  expect(ben.frames).toHaveLength(2)
})

test('Y9, Y15: a frame over 64 KiB ends with 1009, one in a thousand fragments too', async () => {
  const endpoint = await endpointWith()
  const big = await rawClient(endpoint, { owner: 'person:big', doc: 'notes/r1' })
  big.send(0, 2, typed(big.clientId, 'z'.repeat(1_000_000)))
  expect(await big.closed).toBe(1009)
  const tiny = await rawClient(endpoint, { owner: 'person:tiny', doc: 'notes/r1' })
  for (let part = 0; part < 100; part++) tiny.ws.send(new Uint8Array(1), { fin: false })
  expect(await tiny.closed).toBe(1008)
  expect(text(endpoint)).toBe('')
})

test('Y11: awareness goes nowhere', async () => {
  const endpoint = await endpointWith()
  const ben = await rawClient(endpoint, { owner: 'person:ben', doc: 'notes/r1' })
  ben.ws.send(STEP1)
  await expect.poll(() => ben.frames).toHaveLength(2)
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  ana.ws.send(new Uint8Array([1, 5, 1, 2, 3, 4, 5]))
  ana.ws.send(new Uint8Array([1]))
  ana.send(0, 2, typed(ana.clientId, 'typed after'))
  await expect.poll(() => ben.frames).toHaveLength(3)
  expect(ben.frames.map(({ kind }) => kind)).toEqual([0, 0, 0])
})

test('Y12: of many SyncStep1 one is answered, then one in ten seconds; a flood is told to slow down', async () => {
  const clock = fakeClock(0)
  const endpoint = await endpointWith({ clock })
  const ana = await rawClient(endpoint, { owner: 'person:ana', doc: 'notes/r1' })
  for (let round = 0; round < 20; round++) ana.ws.send(STEP1)
  ana.send(0, 2, typed(ana.clientId, 'done'))
  await expect.poll(() => text(endpoint)).toBe('done')
  const answers = () => ana.frames.filter(({ step }) => step === 1).length
  expect(answers()).toBe(1)
  clock.advance(10_000)
  ana.ws.send(STEP1)
  await expect.poll(answers).toBe(2)
  for (let round = 0; round < 1000; round++) ana.ws.send(STEP1)
  expect(await ana.closed).toBe(4529)
  expect(answers()).toBe(2)
})
