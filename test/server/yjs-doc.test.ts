// One Y.Doc in memory: cached, never echoed, saved one state at a time and never lost while the disk fails.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { LiveDoc, SAVE_AFTER_MS, type Subscriber } from '../../server/live/doc.ts'
import { DOC_BYTES, type GateRules } from '../../server/live/doc-gate.ts'
import type { Standing } from '../../shared/docs.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { typed } from '../support/yjs-endpoint.ts'

function setup(over: { state?: Uint8Array; standing?: (root: string) => Standing } = {}) {
  const clock = fakeClock(0)
  const saves: { state: Uint8Array; done: () => void; fail: (problem: Error) => void }[] = []
  const lines: string[] = []
  const live = new LiveDoc({
    state: over.state ?? null,
    save: (state) => new Promise<void>((done, fail) => saves.push({ state, done, fail })),
    standing: over.standing ?? (() => 'open'),
    clock,
    report: (name) => void lines.push(name),
  })
  return { live, clock, saves, lines }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const mine: Omit<GateRules, 'standing'> & { lostRight: boolean } = {
  kind: 'update',
  ownership: () => 'own',
  lostRight: false,
}
const nobody: Subscriber = { send: () => {} }
const read = (state: Uint8Array) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc.getText('notes').toString()
}

test('the encoded state is made once for all who come, and anew after a change', () => {
  const { live } = setup({ state: typed(1, 'old') })
  const first = live.state()
  expect(live.state()).toBe(first)
  expect(live.missing(Y.encodeStateVector(new Y.Doc()))).toBe(first)
  live.accept(typed(2, 'new'), nobody, mine)
  expect(live.state()).not.toBe(first)
  expect(live.missing(Y.encodeStateVector(live.doc)).length).toBeLessThan(first.length)
})

test('others hear a change once, as bytes of our own; its sender hears nothing', () => {
  const { live } = setup()
  const heard: { who: string; update: Uint8Array }[] = []
  const ana: Subscriber = { send: (update) => heard.push({ who: 'ana', update }) }
  const ben: Subscriber = { send: (update) => heard.push({ who: 'ben', update }) }
  live.subscribe(ana)
  const stop = live.subscribe(ben)
  const bytes = new Uint8Array([...typed(5, 'hi'), 1, 2, 3])
  expect(live.accept(bytes, ana, mine)).toEqual({ ok: true, frozen: false })
  expect(heard.map(({ who }) => who)).toEqual(['ben'])
  expect(heard[0]?.update.length).toBe(bytes.length - 3)
  live.change((doc) => doc.getText('notes').insert(0, 'server: '))
  expect(heard.map(({ who }) => who)).toEqual(['ben', 'ana', 'ben'])
  stop()
  live.change((doc) => doc.getText('notes').insert(0, '!'))
  expect(heard.map(({ who }) => who)).toEqual(['ben', 'ana', 'ben', 'ana'])
})

test('steady typing is saved, one state at a time, the last one last', async () => {
  const { live, clock, saves } = setup()
  live.change((doc) => doc.getText('notes').insert(0, 'a'))
  clock.advance(SAVE_AFTER_MS - 1)
  live.change((doc) => doc.getText('notes').insert(1, 'b'))
  expect(saves).toHaveLength(0)
  clock.advance(1)
  expect(saves.map(({ state }) => read(state))).toEqual(['ab'])
  live.change((doc) => doc.getText('notes').insert(2, 'c'))
  clock.advance(10 * SAVE_AFTER_MS)
  expect(saves).toHaveLength(1)
  saves[0]?.done()
  await settled()
  clock.advance(SAVE_AFTER_MS)
  expect(saves.map(({ state }) => read(state))).toEqual(['ab', 'abc'])
  saves[1]?.done()
  await settled()
  clock.advance(10 * SAVE_AFTER_MS)
  expect(saves).toHaveLength(2)
})

test('a failed save is reported and tried again; nothing is lost meanwhile', async () => {
  const { live, clock, saves, lines } = setup()
  live.change((doc) => doc.getText('notes').insert(0, 'kept'))
  clock.advance(SAVE_AFTER_MS)
  saves[0]?.fail(new Error('disk full'))
  await settled()
  expect(lines).toEqual(['doc-save-failed'])
  clock.advance(5_000)
  expect(saves.map(({ state }) => read(state))).toEqual(['kept', 'kept'])
  const flushed = live.flush()
  saves[1]?.fail(new Error('disk full'))
  await settled()
  saves[2]?.fail(new Error('disk full'))
  await expect(flushed).rejects.toThrow('disk full')
  const closing = live.close()
  await settled()
  saves[3]?.done()
  await closing
  expect(() => live.change(() => {})).toThrow('closed')
})

test('flush waits for the save under way and for what came after it; an untouched doc saves nothing', async () => {
  const { live, clock, saves } = setup({ state: typed(1, 'x') })
  await live.flush()
  expect(saves).toHaveLength(0)
  live.change((doc) => doc.getText('notes').insert(0, 'a'))
  clock.advance(SAVE_AFTER_MS)
  live.change((doc) => doc.getText('notes').insert(0, 'b'))
  let flushed = false
  const flushing = live.flush().then(() => {
    flushed = true
  })
  saves[0]?.done()
  await settled()
  expect(flushed).toBe(false)
  saves[1]?.done()
  await flushing
  expect(read(saves[1]?.state ?? new Uint8Array())).toBe('bax')
})

test('what was typed into a frozen field is put back for everyone, the typist too, and their next words still get in', () => {
  let frozen = false
  const { live } = setup({ standing: (root) => (frozen && root === 'c1/what' ? 'frozen' : 'open') })
  const phone = new Y.Doc()
  const ana: Subscriber = { send: (update) => Y.applyUpdate(phone, update, 'server') }
  live.subscribe(ana)
  const other = new Y.Doc()
  live.subscribe({ send: (update) => Y.applyUpdate(other, update) })
  phone.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') live.accept(update, ana, mine)
  })
  phone.getText('c1/what').insert(0, 'We stop two projects')
  frozen = true
  phone.getText('c1/what').delete(0, 7)
  phone.getText('c1/what').insert(3, 'XXX')
  for (const doc of [phone, other, live.doc]) expect(doc.getText('c1/what').toString()).toBe('We stop two projects')
  phone.getText('c1/barrier').insert(0, 'nobody says no')
  for (const doc of [phone, other, live.doc]) expect(doc.getText('c1/barrier').toString()).toBe('nobody says no')
})

test('Y13: at 256 KiB text is refused and deleting still helps', () => {
  const { live } = setup()
  const chunk = 'y'.repeat(30_000)
  for (let client = 1; client <= 8; client++) {
    expect(live.accept(typed(client, chunk, 'notes'), nobody, mine)).toEqual({ ok: true, frozen: false })
  }
  const before = live.state()
  expect(live.accept(typed(9, chunk), nobody, mine)).toEqual({ ok: false, why: 'full' })
  expect(live.state()).toBe(before)
  expect(before.length).toBeLessThan(DOC_BYTES)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, before)
  const vector = Y.encodeStateVector(copy)
  copy.getText('notes').delete(0, 100_000)
  expect(live.accept(Y.encodeStateAsUpdate(copy, vector), nobody, mine).ok).toBe(true)
  expect(live.accept(typed(9, chunk), nobody, mine).ok).toBe(true)
})

test('a doc of an older release loads and goes on', () => {
  const old = new Y.Doc()
  old.getText('notes').insert(0, 'from last year')
  old.getMap('retired').set('by', 'an older release')
  const { live } = setup({ state: Y.encodeStateAsUpdate(old) })
  live.accept(typed(3, '!', 'notes', live.state()), nobody, mine)
  expect(read(live.state())).toBe('from last year!')
  const copy = new Y.Doc()
  Y.applyUpdate(copy, live.state())
  expect(copy.getMap('retired').get('by')).toBe('an older release')
})

test('a doc that goes to disk with its commits never saves itself: an older state must not come after a withdrawal', async () => {
  const clock = fakeClock(0)
  const live = new LiveDoc({ state: null, save: null, standing: () => 'none', clock, report: () => undefined })
  const heard: Uint8Array[] = []
  live.subscribe({ send: (update) => heard.push(update) })
  live.change((doc) => doc.getText('notes').insert(0, 'a card'))
  clock.advance(10 * SAVE_AFTER_MS)
  await live.flush()
  expect(heard).toHaveLength(1)
  expect(read(live.state())).toBe('a card')
  await live.close()
})
