// Y8 and Y14: random bytes never move a doc, and eight phones with a bad network end with the same text, whatever the order.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { LiveDoc } from '../../server/live/doc.ts'
import { examine, type GateRules } from '../../server/live/doc-gate.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { openEndpoint, replicaOf, typed } from '../support/yjs-endpoint.ts'

/** FUZZ_RUNS multiplies the runs for a longer look. */
const TIMES = Number(process.env.FUZZ_RUNS ?? '1')
const TIMEOUT = 15_000 * TIMES
const OWN: GateRules = {
  kind: 'update',
  ownership: (client) => (client < 10 ? 'own' : 'other'),
  standing: (root) => (root === 'notes' ? 'open' : 'none'),
}

function applyIfGood(doc: Y.Doc, bytes: Uint8Array): void {
  const before = Buffer.from(Y.encodeStateAsUpdate(doc))
  const started = performance.now()
  const verdict = examine(doc, bytes, OWN)
  expect(performance.now() - started).toBeLessThan(200)
  if (!verdict.ok) {
    expect(Buffer.from(Y.encodeStateAsUpdate(doc)).equals(before)).toBe(true)
    return
  }
  Y.applyUpdate(doc, bytes)
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
  expect([...doc.share.keys()].every((root) => root === 'notes')).toBe(true)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  expect(copy.getText('notes').toString()).toBe(doc.getText('notes').toString())
}

test(
  'random bytes: refused, or harmless',
  () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, typed(3, 'what was there'))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => applyIfGood(doc, bytes)),
      { numRuns: 1500 * TIMES },
    )
  },
  TIMEOUT,
)

test(
  'real updates with flipped bits: refused, or harmless',
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), fc.nat(7)), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        (flips, which) => {
          const doc = new Y.Doc()
          Y.applyUpdate(doc, typed(3, 'what was there'))
          const copy = new Y.Doc()
          Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
          copy.clientID = 4
          const vector = Y.encodeStateVector(copy)
          const text = copy.getText('notes')
          if (which > 0) text.insert(which, 'more')
          if (which !== 1) text.delete(2, 4)
          if (which > 2) text.insert(0, '😀')
          const bytes = Uint8Array.from(Y.encodeStateAsUpdate(copy, vector))
          for (const [at, bit] of flips) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit)
          applyIfGood(doc, bytes)
        },
      ),
      { numRuns: 3000 * TIMES },
    )
  },
  TIMEOUT,
)

const EDIT = fc.record({
  who: fc.nat(7),
  kind: fc.constantFrom('type', 'type', 'type', 'erase', 'leave', 'return', 'deliver', 'deliver', 'crash', 'save'),
  at: fc.nat(1000),
  text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀'), minLength: 1, maxLength: 6 }),
})

test(
  'eight copies behind the gate converge after drops, returns and crashes of the server, in any order',
  () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 120 }), (steps) => {
        const clock = fakeClock(0)
        let saved: Uint8Array | null = null
        const open = () =>
          new LiveDoc({ state: saved, save: async () => {}, standing: () => 'open', clock, report: () => {} })
        let server = open()
        // Who was given which id since the server's start: the same owner keeps its id, a crash forgets them all.
        let owners = new Map<number, number>()
        const phones = Array.from({ length: 8 }, (_, who) => {
          const doc = new Y.Doc()
          const phone = {
            doc,
            who,
            online: false,
            up: [] as Uint8Array[],
            down: [] as Uint8Array[],
            stop: () => {},
            send: (update: Uint8Array) => void phone.down.push(update),
          }
          doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin !== 'server' && phone.online) phone.up.push(update)
          })
          return phone
        })
        type Phone = (typeof phones)[number]
        let next = 1000
        const give = (phone: Phone, update: Uint8Array, kind: GateRules['kind']) => {
          const ownership = (client: number) => {
            const owner = owners.get(client)
            return owner === undefined ? 'orphan' : owner === phone.who ? 'own' : 'other'
          }
          return server.accept(update, phone, { kind, ownership, lostRight: false })
        }
        const leave = (phone: Phone) => {
          phone.stop()
          phone.online = false
          phone.up = []
          phone.down = []
        }
        const enter = (phone: Phone) => {
          if (phone.online) return
          if (owners.get(phone.doc.clientID) !== phone.who) phone.doc.clientID = next++
          owners.set(phone.doc.clientID, phone.who)
          phone.online = true
          Y.applyUpdate(phone.doc, server.missing(Y.encodeStateVector(phone.doc)), 'server')
          phone.stop = server.subscribe(phone)
          const answer = Y.encodeStateAsUpdate(phone.doc, Y.encodeStateVector(server.doc))
          expect(give(phone, answer, 'answer')).toMatchObject({ ok: true })
        }
        const deliver = (phone: Phone) => {
          for (const update of phone.up.splice(0)) expect(give(phone, update, 'update')).toMatchObject({ ok: true })
          for (const update of phone.down.splice(0)) Y.applyUpdate(phone.doc, update, 'server')
        }
        for (const { who, kind, at, text } of steps) {
          const phone = phones[who]
          if (phone === undefined) continue
          const shared = phone.doc.getText('notes')
          if (kind === 'type') shared.insert(at % (shared.length + 1), text)
          else if (kind === 'erase' && shared.length > 0)
            shared.delete(at % shared.length, Math.min(3, shared.length - (at % shared.length)))
          else if (kind === 'leave') leave(phone)
          else if (kind === 'return') enter(phone)
          else if (kind === 'deliver') deliver(phone)
          else if (kind === 'save') saved = server.state()
          else if (kind === 'crash') {
            for (const one of phones) leave(one)
            server = open()
            owners = new Map()
          }
        }
        for (const phone of phones) enter(phone)
        for (let round = 0; round < 3; round++) for (const phone of phones) deliver(phone)
        const texts = new Set([
          ...phones.map(({ doc }) => doc.getText('notes').toString()),
          server.doc.getText('notes').toString(),
        ])
        expect(texts.size).toBe(1)
        expect(server.doc.store.pendingStructs).toBeNull()
      }),
      { numRuns: 200 * TIMES },
    )
  },
  TIMEOUT,
)

test('eight real replicas type while links are cut, and read the same in the end', async () => {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(performance.timeOrigin % 1e9))
  const random =
    fc.sample(
      fc.array(fc.record({ who: fc.nat(7), at: fc.nat(500), cut: fc.nat(40), erase: fc.nat(4) }), {
        minLength: 120,
        maxLength: 120,
      }),
      { seed, numRuns: 1 },
    )[0] ?? []
  const endpoint = await openEndpoint()
  const replicas = Array.from({ length: 8 }, (_, who) =>
    replicaOf(() => endpoint, { owner: `person:${who}`, doc: 'notes/r1' }),
  )
  try {
    for (const { who, at, cut, erase } of random) {
      const text = replicas[who]?.doc.getText('notes')
      if (text === undefined) continue
      if (erase === 0 && text.length > 2) text.delete(at % (text.length - 1), 2)
      else text.insert(at % (text.length + 1), `${who}${at}`)
      if (cut === 0) endpoint.cut()
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    const texts = () =>
      new Set([
        ...replicas.map(({ doc }) => doc.getText('notes').toString()),
        endpoint.doc('notes/r1').doc.getText('notes').toString(),
      ])
    const quiet = () => replicas.every(({ status }) => status.get() === 'live') && texts().size === 1
    await expect.poll(quiet, { timeout: 15_000, message: `seed ${seed}: FUZZ_SEED=${seed} shows it again` }).toBe(true)
    expect(endpoint.lines).toEqual([])
  } finally {
    for (const replica of replicas) replica.close()
    await endpoint.kill()
  }
}, 30_000)
