// What a phone keeps until it sees it in a batch: nothing is lost, nothing is sent twice, two tabs are one outbox.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Keep, memoryKeep } from '../../client/state/keep.ts'
import { type Outbox, openOutbox, type Settled } from '../../client/state/outbox.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { markOf } from '../../shared/anon/mark.ts'
import { cardRound as round } from '../support/round-view.ts'

const marksOf = (outbox: Outbox) => outbox.cards.get().map((card) => card.mark)
/** A batch with these marks in it, and with these earlier cards taken back. */
const batch = (marks: readonly string[], gone: readonly string[] = []): Settled => ({
  marks: new Set(marks),
  gone: new Set(gone),
  slots: new Set(),
})
const textOf = (act: Act) => (act.is === 'card' ? act.text : null)

test('a card leaves only when its mark was seen in the batch (O1)', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.addCard('tradeoff', 'one')
  outbox.load(round('write.1'))
  outbox.settle('write.1', batch(['another mark']))
  expect(outbox.cards.get()).toMatchObject([{ text: 'one', round: null }])
  outbox.load(round('write.2'))
  outbox.settle('write.2', batch(marksOf(outbox)))
  expect(outbox.cards.get()).toEqual([])
  expect(outbox.sent.get()).toMatchObject([{ text: 'one', state: 'in' }])
})

test('what does not fit a round waits for the next one (O2)', () => {
  const outbox = openOutbox(memoryKeep())
  for (const text of ['one', 'two', 'three']) outbox.addCard('tradeoff', text)
  const first = outbox.load(round('write.1')).map(textOf)
  expect(first).toEqual(['one', 'two'])
  outbox.settle('write.1', batch(marksOf(outbox).slice(0, 2)))
  expect(outbox.load(round('discuss.1', { step: 'discuss' })).map(textOf)).toEqual(['three', null])
})

test('a card that is in is taken back by its own secret, in the place of a blank, and is gone when a batch says so', () => {
  const outbox = openOutbox(memoryKeep())
  for (const text of ['one', 'two']) outbox.addCard('tradeoff', text)
  outbox.load(round('write.1'))
  outbox.settle('write.1', batch(marksOf(outbox)))
  const [one, two] = outbox.sent.get()
  if (one === undefined || two === undefined) throw new Error('not in')
  outbox.takeBack(one.mark)
  outbox.takeBack(two.mark)
  outbox.stay(two.mark)
  const next = round('discuss.1', { step: 'discuss' })
  expect(outbox.going(next)).toBe(1)
  const acts = outbox.load(next)
  expect(acts).toEqual([{ is: 'withdraw', reveal: one.secret }, { is: 'blank' }])
  expect(markOf(one.secret)).toBe(one.mark)
  outbox.settle('discuss.1', batch([], [one.mark, two.mark]))
  expect(outbox.sent.get().map(({ text, state }) => [text, state])).toEqual([
    ['one', 'gone'],
    ['two', 'in'],
  ])
})

test('a withdrawal that no batch has confirmed goes again, and takes its place before new cards', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.addCard('tradeoff', 'one')
  outbox.load(round('write.1'))
  outbox.settle('write.1', batch(marksOf(outbox)))
  outbox.takeBack(outbox.sent.get()[0]?.mark ?? '')
  for (const text of ['two', 'three']) outbox.addCard('tradeoff', text)
  for (const id of ['write.2', 'write.3']) {
    expect(outbox.load(round(id)).map((act) => act.is)).toEqual(['withdraw', 'card'])
    outbox.settle(id, batch([]))
  }
  expect(outbox.load(round('gather.1', { purpose: 'withdraw' })).map((act) => act.is)).toEqual(['withdraw', 'blank'])
})

test('an answer that missed its round is told, not sent again', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.answer('ask.1', 'q', { option: 1 })
  outbox.settle('ask.1', batch([]))
  expect(outbox.answerOf('ask.1', 'q')?.state).toBe('missed')
  expect(outbox.load(round('ask.2', { purpose: 'answer', slots: ['q'] }))).toEqual([{ is: 'blank' }])
})

test('changing an answer keeps its mark, so that it is found whichever version arrived', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.answer('ask.1', 'q', { option: 1 })
  const mark = outbox.answerOf('ask.1', 'q')?.mark
  outbox.answer('ask.1', 'q', { option: 2 })
  expect(outbox.answerOf('ask.1', 'q')).toMatchObject({ mark, answer: { option: 2 } })
})

test('everything survives a reload', () => {
  const keep = memoryKeep()
  const before = openOutbox(keep)
  before.addCard('unknown', 'kept')
  before.answer('ask.1', 'q', { option: 0 })
  const after = openOutbox(keep)
  expect(after.cards.get()).toEqual(before.cards.get())
  expect(after.answers.get()).toEqual(before.answers.get())
})

test('two tabs of one seat never lose each other’s cards, whatever they do in turn', () => {
  const act = fc.oneof(
    fc.record({ tab: fc.nat(1), does: fc.constant('add' as const) }),
    fc.record({ tab: fc.nat(1), does: fc.constantFrom('load' as const, 'withdraw' as const, 'miss' as const) }),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const keep: Keep = memoryKeep()
      const tabs = [openOutbox(keep), openOutbox(keep)]
      const expected = new Set<string>()
      acts.forEach(({ tab, does }, n) => {
        const outbox = tabs[tab]
        if (outbox === undefined) return
        if (does === 'add') {
          outbox.addCard('note', `card ${n}`)
          expected.add(`card ${n}`)
        }
        if (does === 'load') outbox.load(round('write.1'))
        if (does === 'miss') outbox.settle('write.1', batch([]))
        const last = outbox.cards.get().at(-1)
        if (does === 'withdraw' && last !== undefined) {
          outbox.withdrawCard(last.mark)
          expected.delete(last.text)
        }
      })
      const kept = keep.get<{ text: string }[]>('cards') ?? []
      expect(new Set(kept.map((card) => card.text))).toEqual(expected)
    }),
  )
})
