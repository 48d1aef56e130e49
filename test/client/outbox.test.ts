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

test('a card of an earlier time goes with no round until its author puts it in (O5)', () => {
  const keep = memoryKeep()
  const offsite = openOutbox(keep)
  for (const text of ['missed its round', 'never left']) offsite.addCard('tradeoff', text)
  // Within the same time what missed its round goes with the next one, after a crash too.
  offsite.load(round('write.1', { slots: ['1'] }))
  offsite.settle('write.1', batch([]))
  const texts = (outbox: Outbox) => outbox.load(round('more.1')).map(textOf)
  expect(texts(openOutbox(keep))).toEqual(['missed its round', 'never left'])
  offsite.settle('more.1', batch([]))

  const later = openOutbox(keep)
  later.during(1)
  later.addCard('tradeoff', 'said now')
  expect(later.going(round('more.2'))).toBe(1)
  expect(later.load(round('more.2')).map(textOf)).toEqual(['said now', null])
  expect(later.cards.get().map((card) => later.isFromBefore(card))).toEqual([true, true, false])
  later.putIn(marksOf(later)[1] ?? '')
  expect(later.load(round('more.2')).map(textOf)).toEqual(['never left', 'said now'])
  later.withdrawCard(marksOf(later)[0] ?? '')
  expect(later.cards.get().map(({ text }) => text)).toEqual(['never left', 'said now'])
})

test('a card that was on its way when its time ended is known by the batch of its own round', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.addCard('tradeoff', 'on its way')
  outbox.load(round('write.1'))
  outbox.left(round('write.1'))
  outbox.during(1)
  expect(outbox.load(round('write.1')).map(textOf)).toEqual(['on its way', null])
  outbox.settle('write.1', batch(marksOf(outbox)))
  expect([outbox.cards.get(), outbox.sent.get().length]).toEqual([[], 1])
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

test('a card taken back after a packet with it had left is withdrawn at once, should it be in', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.addCard('tradeoff', 'said too soon')
  const [card] = outbox.cards.get()
  outbox.load(round('write.1'))
  outbox.left(round('write.1'))
  outbox.withdrawCard(card?.mark ?? '')
  expect(outbox.cards.get()).toEqual([])
  expect(outbox.load(round('write.1'))).toEqual([{ is: 'blank' }, { is: 'blank' }])
  outbox.settle('write.1', batch([card?.mark ?? '']))
  expect(outbox.sent.get()).toMatchObject([{ text: 'said too soon', state: 'leaving' }])
  expect(outbox.load(round('discuss.1'))[0]).toEqual({ is: 'withdraw', reveal: card?.secret })
  expect(outbox.recalled.get()).toEqual([])
})

test('one that never left, or did not arrive, is simply gone', () => {
  const outbox = openOutbox(memoryKeep())
  for (const text of ['never left', 'did not arrive']) outbox.addCard('tradeoff', text)
  const [first, second] = marksOf(outbox)
  outbox.withdrawCard(first ?? '')
  outbox.load(round('write.1'))
  outbox.left(round('write.1'))
  outbox.withdrawCard(second ?? '')
  expect(outbox.recalled.get()).toHaveLength(1)
  outbox.settle('write.1', batch([]))
  expect([outbox.recalled.get(), outbox.sent.get(), outbox.cards.get()]).toEqual([[], [], []])
})

test('a card edited after it had left is another card: whichever arrives is known by its own words', () => {
  for (const arrives of ['first words', 'second words']) {
    const outbox = openOutbox(memoryKeep())
    outbox.addCard('tradeoff', 'first words')
    const [before] = outbox.cards.get()
    outbox.load(round('write.1'))
    outbox.left(round('write.1'))
    outbox.editCard(before?.mark ?? '', 'tradeoff', 'second words')
    const [after] = outbox.cards.get()
    expect(after?.mark).not.toBe(before?.mark)
    outbox.settle('write.1', batch([(arrives === 'first words' ? before?.mark : after?.mark) ?? '']))
    const states = Object.fromEntries(outbox.sent.get().map(({ text, state }) => [text, state]))
    expect(states).toEqual(arrives === 'first words' ? { 'first words': 'leaving' } : { 'second words': 'in' })
    expect(outbox.cards.get().map(({ text }) => text)).toEqual(arrives === 'first words' ? ['second words'] : [])
  }
})

test('an answer changed after it had left is told as it was counted', () => {
  const asked = round('ask.1', { purpose: 'answer', slots: ['q'] })
  for (const last of [{ option: 2 }, null]) {
    const outbox = openOutbox(memoryKeep())
    outbox.answer('ask.1', 'q', { option: 1 })
    outbox.load(asked)
    outbox.left(asked)
    const first = outbox.answerOf('ask.1', 'q')?.mark ?? ''
    outbox.answer('ask.1', 'q', last)
    expect(outbox.answerOf('ask.1', 'q')?.answer ?? null).toEqual(last)
    expect(outbox.load(asked)).toMatchObject([last === null ? { is: 'blank' } : { is: 'answer', answer: last }])
    outbox.settle('ask.1', batch([first]))
    expect(outbox.answerOf('ask.1', 'q')).toMatchObject({ answer: { option: 1 }, state: 'in' })
  }
})

test('a withdrawal is promised only while a place for it is open', () => {
  const outbox = openOutbox(memoryKeep())
  for (const text of ['one', 'two', 'three']) outbox.addCard('tradeoff', text)
  const wide = round('write.1', { slots: ['1', '2', '3'] })
  outbox.load(wide)
  outbox.settle('write.1', batch(marksOf(outbox)))
  const gather = round('gather.1', { purpose: 'withdraw' })
  const [one, two, three] = outbox.sent.get()
  expect(outbox.mayTakeBack(gather)).toBe(true)
  for (const card of [one, two]) outbox.takeBack(card?.mark ?? '')
  expect(outbox.mayTakeBack(gather)).toBe(false)
  outbox.stay(one?.mark ?? '')
  expect(outbox.mayTakeBack(gather)).toBe(true)
  expect(
    [null, round('ask.1', { purpose: 'answer' }), { ...gather, state: 'collecting' as const }].map((one) =>
      outbox.mayTakeBack(one),
    ),
  ).toEqual([false, false, false])
  expect(three?.state).toBe('in')
})

const echoes = (fields: Parameters<typeof round>[1] = {}) =>
  round('e1', { step: 'gather', purpose: 'echo', slots: ['t1', 't2', 't3'], ...fields })

test('an echo goes in its theme’s packet and blanks in the others; taken back before the bell it is a blank again', () => {
  const outbox = openOutbox(memoryKeep())
  outbox.echo('e1', 't2', true)
  outbox.echo('e1', 't2', true)
  outbox.echo('e1', 't3', true)
  expect(outbox.load(echoes()).map(({ is }) => is)).toEqual(['blank', 'echo', 'echo'])
  outbox.left(echoes())
  outbox.echo('e1', 't3', false)
  expect(outbox.load(echoes()).map(({ is }) => is)).toEqual(['blank', 'echo', 'blank'])
  // Nothing in it says that it is the same author's as another.
  expect(outbox.load(echoes())[1]).toEqual({ is: 'echo' })
  expect(outbox.load(echoes({ id: 'e2' })).map(({ is }) => is)).toEqual(['blank', 'blank', 'blank'])
})

test('an echo is in when its theme’s packet was seen in the batch, missed when it was not, and gone after the session', () => {
  const keep = memoryKeep()
  const outbox = openOutbox(keep)
  outbox.echo('e1', 't1', true)
  outbox.echo('e1', 't2', true)
  outbox.settle('e1', { marks: new Set(['any line']), gone: new Set(), slots: new Set(['t1', 't3']) })
  expect(outbox.answers.get().map(({ slot, state }) => [slot, state])).toEqual([
    ['t1', 'in'],
    ['t2', 'missed'],
  ])
  outbox.forgetAnswers([])
  expect(keep.get('answers')).toEqual([])
})
