// What the gate before every writable Y.Doc lets in and what it keeps out (rows Y3-Y8, Y10, Y15).
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { DOC_CLIENTS, examine, type GateRules } from '../../server/live/doc-gate.ts'
import { typed } from '../support/yjs-endpoint.ts'

const ME = 7
const rules = (over: Partial<GateRules> = {}): GateRules => ({
  kind: 'update',
  ownership: (client) => (client === ME ? 'own' : client === 8 ? 'other' : 'orphan'),
  standing: (root) => (root === 'notes' ? 'open' : root === 'closed' ? 'frozen' : 'none'),
  ...over,
})

function notes(text = 'hello', client = 8): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, typed(client, text))
  return doc
}

/** An update by `write` on a copy of `doc`, as client `ME`. */
function by(doc: Y.Doc, write: (copy: Y.Doc) => void, client = ME): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  copy.clientID = client
  let update = new Uint8Array()
  copy.on('update', (bytes: Uint8Array) => {
    update = Uint8Array.from(bytes)
  })
  copy.transact(() => write(copy))
  return update
}

function why(doc: Y.Doc, update: Uint8Array, over: Partial<GateRules> = {}): string {
  const before = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')
  const verdict = examine(doc, update, rules(over))
  expect(Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex'), 'examining changes nothing').toBe(before)
  return verdict.ok ? 'ok' : verdict.why
}

const raw = (...numbers: number[]) => {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

test('typing, deleting and retyping pass', () => {
  const doc = notes()
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('notes').insert(2, 'y')),
    ),
  ).toBe('ok')
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('notes').delete(1, 3)),
    ),
  ).toBe('ok')
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('notes').insert(0, '😀\uD800x')),
    ),
  ).toBe('ok')
  expect(why(new Y.Doc(), typed(ME, 'first'))).toBe('ok')
})

test('Y3: structs of a client id that is another member’s are refused, in whatever frame', () => {
  const doc = notes()
  const spoofed = by(doc, (copy) => copy.getText('notes').insert(0, 'x'), 8)
  expect(why(doc, spoofed)).toBe('forbidden')
  expect(why(doc, spoofed, { kind: 'answer' })).toBe('gap')
})

test('an orphan’s text comes back in an answer and not in an update', () => {
  const doc = notes()
  const orphaned = by(doc, (copy) => copy.getText('notes').insert(0, 'x'), 99)
  expect(why(doc, orphaned)).toBe('forbidden')
  expect(why(doc, orphaned, { kind: 'answer' })).toBe('ok')
})

test('Y4: GC and Skip structs and boundless deleted runs are refused in less than 5 ms', () => {
  const doc = notes()
  const started = performance.now()
  expect(why(doc, raw(1, 1, ME, 0, 0, 2 ** 40, 0))).toBe('forbidden')
  expect(why(doc, raw(1, 1, ME, 0, 10, 2 ** 40, 0))).toBe('forbidden')
  const deleted = encoding.createEncoder()
  for (const number of [1, 1, ME, 0, 1, 1]) encoding.writeVarUint(deleted, number)
  encoding.writeVarString(deleted, 'notes')
  for (const number of [2 ** 40, 0]) encoding.writeVarUint(deleted, number)
  expect(why(doc, encoding.toUint8Array(deleted))).toBe('forbidden')
  expect(performance.now() - started).toBeLessThan(50)
})

test('Y5: a struct-count bomb and V2 bytes change nothing and cost nothing, a hundred in a row', () => {
  const doc = notes()
  const bomb = raw(1, 3.2e7, ME, 0)
  expect(bomb.length).toBeLessThanOrEqual(7)
  const source = notes('a longer text')
  const second = Y.encodeStateAsUpdateV2(source)
  const memory = process.memoryUsage().rss
  const started = performance.now()
  for (let round = 0; round < 100; round++) {
    expect(examine(doc, bomb, rules()).ok).toBe(false)
    const verdict = examine(doc, second, rules())
    expect(!verdict.ok || !verdict.adds).toBe(true)
  }
  expect(performance.now() - started).toBeLessThan(500)
  expect(process.memoryUsage().rss - memory).toBeLessThan(20 * 2 ** 20)
})

test('Y6: updates that build on missing ones are gaps: own clocks, neighbours, deletions', () => {
  const doc = notes()
  const ahead = new Y.Doc()
  Y.applyUpdate(ahead, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(ahead, typed(ME, 'unseen', 'notes', Y.encodeStateAsUpdate(ahead)))
  expect(
    why(
      doc,
      by(ahead, (copy) => copy.getText('notes').insert(0, 'x')),
    ),
  ).toBe('gap')
  const other = new Y.Doc()
  Y.applyUpdate(other, typed(12345, 'unseen'))
  expect(
    why(
      doc,
      by(other, (copy) => copy.getText('notes').insert(3, 'x')),
    ),
  ).toBe('gap')
  expect(
    why(
      doc,
      by(other, (copy) => copy.getText('notes').delete(0, 2)),
    ),
  ).toBe('gap')
  expect(why(doc, raw(0, 1, 8, 1, 0, 2 ** 50))).toBe('gap')
})

test('Y7: good structs with a cut-off delete set are malformed as a whole', () => {
  const doc = notes()
  const update = by(doc, (copy) => {
    copy.getText('notes').insert(0, 'x')
    copy.getText('notes').delete(3, 2)
  })
  for (let cut = 1; cut < 4; cut++) expect(why(doc, update.slice(0, update.length - cut))).not.toBe('ok')
})

test('Y10: nothing but plain text: no maps, nested types, formats, embeds, subdocs, deep values, __proto__', () => {
  const doc = notes()
  let deep: unknown = 0
  for (let depth = 0; depth < 500; depth++) deep = [deep]
  const writes: ((copy: Y.Doc) => void)[] = [
    (copy) => copy.getMap('notes').set('__proto__', 'x'),
    (copy) => copy.getArray('notes').push([{ a: 1 }]),
    (copy) => copy.getArray('notes').push([deep]),
    (copy) => copy.getArray('notes').push([new Y.Text('nested')]),
    (copy) => copy.getArray('notes').push([new Uint8Array(3)]),
    (copy) => copy.getArray('notes').push([new Y.Doc()]),
    (copy) => copy.getText('notes').format(0, 2, { bold: true }),
    (copy) => copy.getText('notes').insertEmbed(0, { image: 'x' }),
    (copy) => copy.getText('notes').setAttribute('lang', 'x'),
  ]
  for (const write of writes) {
    const fresh = new Y.Doc()
    expect(why(doc, by(write === writes[6] ? doc : fresh, write)), String(write)).toBe('forbidden')
  }
})

test('only allowed roots, also for text that inherits its root from a neighbour', () => {
  const doc = notes()
  Y.applyUpdate(doc, typed(8, 'secret', 'hidden', Y.encodeStateAsUpdate(doc)))
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('elsewhere').insert(0, 'x')),
    ),
  ).toBe('forbidden')
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('hidden').insert(3, 'x')),
    ),
  ).toBe('forbidden')
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('hidden').delete(1, 2)),
    ),
  ).toBe('forbidden')
})

/** One struct: a string between two characters of client 8. */
function between(left: number, right: number, string: string): Uint8Array {
  const bytes = encoding.createEncoder()
  for (const number of [1, 1, ME, 0]) encoding.writeVarUint(bytes, number)
  encoding.writeUint8(bytes, 0b11000100)
  for (const number of [8, left, 8, right]) encoding.writeVarUint(bytes, number)
  encoding.writeVarString(bytes, string)
  encoding.writeVarUint(bytes, 0)
  return encoding.toUint8Array(bytes)
}

test('neighbours in two different roots, or in an order that cannot be, are refused', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, typed(8, 'abc', 'notes'))
  Y.applyUpdate(doc, typed(8, 'xyz', 'closed', Y.encodeStateAsUpdate(doc)))
  expect(why(doc, between(1, 2, 'x'))).toBe('ok')
  expect(why(doc, between(0, 2, 'x'))).toBe('ok')
  expect(why(doc, between(1, 4, 'x'))).toBe('forbidden')
  expect(why(doc, between(2, 1, 'x'))).toBe('forbidden')
  expect(why(doc, between(1, 1, 'x'))).toBe('forbidden')
})

test('a struct of no length is refused: it would throw inside Yjs, half applied', () => {
  expect(why(notes(), between(1, 2, ''))).toBe('forbidden')
})

test('a frozen root is let in by name, so that it can be put back', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, typed(8, 'agreed', 'closed'))
  expect(
    examine(
      doc,
      by(doc, (copy) => copy.getText('closed').insert(3, 'x')),
      rules(),
    ),
  ).toEqual({ ok: true, adds: true, frozen: ['closed'] })
  expect(
    examine(
      doc,
      by(doc, (copy) => copy.getText('closed').delete(3, 1)),
      rules(),
    ),
  ).toEqual({ ok: true, adds: false, frozen: ['closed'] })
})

test('an answer may repeat every deletion of a long session; only new ones count', () => {
  const doc = notes('x'.repeat(4000))
  doc.transact(() => {
    for (let at = 1990; at > 0; at -= 2) doc.getText('notes').delete(at, 1)
  })
  const again = by(doc, (copy) => copy.getText('notes').insert(0, 'y'))
  const answer = Y.mergeUpdates([again, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))])
  expect(why(doc, answer, { kind: 'answer' })).toBe('ok')
  const many = by(doc, (copy) => {
    for (let at = 3000; at > 1000; at -= 2) copy.getText('notes').delete(at, 1)
  })
  expect(why(doc, many)).toBe('forbidden')
})

test('a doc takes text of at most so many clients', () => {
  const doc = new Y.Doc()
  for (let client = 1000; client < 1000 + DOC_CLIENTS; client++) Y.applyUpdate(doc, typed(client, 'x'))
  expect(why(doc, typed(ME, 'y'))).toBe('full')
  expect(
    why(
      doc,
      by(doc, (copy) => copy.getText('notes').delete(0, 1)),
    ),
  ).toBe('ok')
})
