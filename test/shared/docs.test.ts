// The names inside our Y.Docs, and that what the server writes there tells nothing but what it shows.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  docName,
  parseDocName,
  parseWordingName,
  readCards,
  readHeard,
  readPiles,
  readWording,
  standingOf,
  wordingName,
  wordingText,
  writeCards,
  writeHeard,
  writePiles,
  writeWording,
} from '../../shared/docs.ts'

const card = (id: string) => ({ id, kind: 'tradeoff', text: `text of ${id}`, mark: `mark-${id}` })

test('every doc name reads back as what it was made from', () => {
  for (const ref of [{ doc: 'cards', room: 'r1' }, { doc: 'notes', room: 'a_b-C' }, { doc: 'board' }] as const) {
    expect(parseDocName(docName(ref))).toEqual(ref)
  }
})

test.each([
  '',
  'cards',
  'notes/',
  'cards/a/b',
  'board/x',
  'votes/r1',
  'cards/a b',
  'cards/..',
  '__proto__/x',
  `cards/${'x'.repeat(41)}`,
])('there is no doc named %j', (name) => expect(parseDocName(name)).toBeNull())

test('wording roots read back, anything else is no root', () => {
  expect(parseWordingName(wordingName('c1', 'givingUp'))).toEqual({ commitment: 'c1', field: 'givingUp' })
  for (const root of ['c1/owner', 'c1', 'c1/what/x', '/what', 'notes', 'c1/__proto__'])
    expect(parseWordingName(root)).toBeNull()
})

test('who may touch which root', () => {
  const worded = (id: string) => id === 'c1'
  expect(standingOf({ doc: 'cards', room: 'r' }, 'cards', worded)).toBe('none')
  expect(standingOf({ doc: 'notes', room: 'r' }, 'notes', worded)).toBe('open')
  expect(standingOf({ doc: 'notes', room: 'r' }, 'hidden', worded)).toBe('none')
  expect(standingOf({ doc: 'board' }, 'c1/what', worded)).toBe('open')
  expect(standingOf({ doc: 'board' }, 'c2/what', worded)).toBe('frozen')
  expect(standingOf({ doc: 'board' }, 'c1/hidden', worded)).toBe('none')
})

test('a batch is one update from a client id that is never used again', () => {
  const doc = new Y.Doc()
  const own = doc.clientID
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  writeCards(doc, [card('b'), card('a'), card('c')])
  writeCards(doc, [card('b'), card('a'), card('c'), card('e'), card('d')])
  expect(updates).toHaveLength(2)
  const writers = updates.map((update) => new Set(Y.decodeUpdate(update).structs.map((struct) => struct.id.client)))
  expect(writers.map((ids) => ids.size)).toEqual([1, 1])
  expect(new Set(writers.flatMap((ids) => [...ids])).size).toBe(2)
  expect(writers.some((ids) => ids.has(own))).toBe(false)
  expect(doc.clientID).toBe(own)
  expect(readCards(doc).map(({ id }) => id)).toEqual(['b', 'a', 'c', 'e', 'd'])
})

test('the clocks of a batch say the order given and no other', () => {
  const doc = new Y.Doc()
  const order = ['q', 'c', 'x', 'a']
  writeCards(doc, order.map(card))
  const texts = Y.decodeUpdate(Y.encodeStateAsUpdate(doc)).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr.map(({ id }) => id) : [],
  )
  expect(texts).toEqual(order)
})

test('writing what is already there is no update; a withdrawn card leaves without a trace of its text', () => {
  const doc = new Y.Doc()
  writeCards(doc, [card('a'), card('b'), card('c')])
  writePiles(doc, [{ id: 'p', cards: ['a'] }])
  writeHeard(doc, ['a'])
  let updates = 0
  doc.on('update', () => updates++)
  writeCards(doc, [card('c'), card('a'), card('b')])
  writePiles(doc, [{ id: 'p', cards: ['a'] }])
  writeHeard(doc, ['a'])
  expect(updates).toBe(0)
  writeCards(doc, [card('a'), card('c')])
  expect(readCards(doc).map(({ id }) => id)).toEqual(['a', 'c'])
  expect(Buffer.from(Y.encodeStateAsUpdate(doc)).includes('text of b')).toBe(false)
})

test('any sequence of batches, piles and marks reads back as last written', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
  const piles = fc.uniqueArray(fc.record({ id: fc.constantFrom('p', 'q', 'r'), cards: ids }), {
    selector: ({ id }) => id,
  })
  fc.assert(
    fc.property(fc.array(fc.record({ cards: ids, piles, heard: ids }), { maxLength: 8 }), (steps) => {
      const doc = new Y.Doc()
      for (const step of steps) {
        writeCards(doc, step.cards.map(card))
        writePiles(doc, step.piles)
        writeHeard(doc, step.heard)
        const copy = new Y.Doc()
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
        expect(new Set(readCards(copy).map(({ id }) => id))).toEqual(new Set(step.cards))
        expect(readPiles(copy)).toEqual(step.piles)
        expect(readHeard(copy)).toEqual(step.heard)
      }
    }),
  )
})

test('wording is read field by field and written only where it differs', () => {
  const doc = new Y.Doc()
  writeWording(doc, 'c1', { what: 'Stop two projects', givingUp: 'the spring release' })
  wordingText(doc, 'c1', 'what').insert(4, ' the')
  let updates = 0
  doc.on('update', () => updates++)
  writeWording(doc, 'c1', { givingUp: 'the spring release' })
  expect(updates).toBe(0)
  expect(readWording(doc, 'c1')).toEqual({
    what: 'Stop the two projects',
    givingUp: 'the spring release',
    firstStep: '',
    barrier: '',
    ifCond: '',
    thenDo: '',
  })
  expect(readWording(doc, 'c2').what).toBe('')
})
