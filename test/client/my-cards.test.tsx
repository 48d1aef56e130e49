// My own cards on my own phone: behind a closed door, withdrawn only when sure, and claimed only by choice (ANONYMITY R16, 7).
// @vitest-environment jsdom
import { act } from 'react'
import { expect, test } from 'vitest'
import { MyCards } from '../../client/phone/my-cards.tsx'
import { WriteScreen } from '../../client/phone/write-screen.tsx'
import { page, say, show, tap } from '../support/console-page.tsx'
import { aPhone, aRoom, me, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

const WRITTEN = cardRound('write.1', { state: 'written', phones: 5 })

/** A phone whose two cards are in. */
function withCardsIn() {
  const made = aPhone()
  const { outbox } = made.phone
  outbox.addCard('note', 'First')
  outbox.addCard('note', 'Second')
  outbox.load(cardRound('write.1'))
  const marks = new Set(outbox.cards.get().map((card) => card.mark))
  outbox.settle('write.1', { marks, slots: new Set(), gone: new Set() })
  return { ...made, outbox }
}

const states = (outbox: ReturnType<typeof withCardsIn>['outbox']) => outbox.sent.get().map((card) => card.state)

test('R16: the list is behind a closed door, which phones without a card have too', () => {
  const { within } = withCardsIn()
  show(within(<MyCards view={writing([WRITTEN])} round={WRITTEN} kinds={['note']} />))
  expect(page().querySelector('details')?.open).toBe(false)
  expect(page().querySelector('summary')?.textContent).toBe('My cards')
  show(aPhone().within(<MyCards view={writing([WRITTEN])} round={WRITTEN} kinds={['note']} />))
  expect(page().querySelector('details')?.open).toBe(false)
  expect(page().querySelector('summary')?.textContent).toBe('My cards')
  expect(page().textContent).toContain('No card of yours is in.')
})

test('after the round every phone says the same, whoever wrote', () => {
  const said = (phone: ReturnType<typeof aPhone>) => {
    show(phone.within(<WriteScreen view={writing([WRITTEN])} mine={me(aRoom())} />))
    return page().querySelector('[role=status]')?.textContent
  }
  const wrote = said(withCardsIn())
  expect(wrote).toContain('Hidden among 5 phones.')
  expect(said(aPhone())).toBe(wrote)
})

test('withdrawing asks first, can be undone until the packets leave, and says what stays', async () => {
  const { within, outbox } = withCardsIn()
  show(within(<MyCards view={writing([WRITTEN])} round={WRITTEN} kinds={['note']} />))
  await tap(say('Withdraw'))
  expect(states(outbox)).toEqual(['in', 'in'])
  expect(page().textContent).toContain('A count of withdrawn cards stays')
  await tap(say('Leave it in'))
  expect(states(outbox)).toEqual(['in', 'in'])
  await tap(say('Withdraw'))
  await tap(say('Withdraw it'))
  expect(states(outbox)).toEqual(['leaving', 'in'])
  expect(page().textContent).toContain('Leaves with the next round’s packets')
  await tap(say('Keep it after all'))
  expect(states(outbox)).toEqual(['in', 'in'])
})

test('what is on its way cannot be called back, and what is gone says so', async () => {
  const { within, outbox } = withCardsIn()
  const [first] = outbox.sent.get()
  outbox.takeBack(first?.mark ?? '')
  const next = cardRound('discuss.1', { state: 'collecting' })
  show(within(<MyCards view={writing([WRITTEN, next])} round={next} kinds={['note']} />))
  expect(page().textContent).toContain('Leaving…')
  expect(page().textContent).not.toContain('Keep it after all')
  act(() => outbox.settle('discuss.1', { marks: new Set(), slots: new Set(), gone: new Set([first?.mark ?? '']) }))
  expect(page().textContent).toContain('Withdrawn')
  expect(states(outbox)).toEqual(['gone', 'in'])
})

test('“Say it was mine” shows the sentence and sends nothing', async () => {
  const { within, outbox, asked } = withCardsIn()
  show(within(<MyCards view={writing([WRITTEN])} round={WRITTEN} kinds={['note']} />))
  await tap(say('Say it was mine'))
  const sheet = page().querySelector('dialog')
  expect(sheet?.querySelector('blockquote')?.textContent).toBe('First')
  expect(sheet?.textContent).toContain('Nothing is sent, and no trace of it stays in Eighty.')
  expect(sheet?.textContent).toContain('it cannot be taken back')
  expect(asked).toEqual([])
  expect(states(outbox)).toEqual(['in', 'in'])
  await tap(say('Put it away'))
  expect(page().querySelector('dialog')).toBeNull()
})

test('what is left counts withdrawals, since they go in the place of cards', async () => {
  const { within, outbox } = withCardsIn()
  const open = cardRound('write.2', { slots: ['1', '2', '3', '4'] })
  show(within(<WriteScreen view={writing([WRITTEN, open])} mine={me(aRoom(), ['write.1', 'write.2'])} />))
  expect(page().textContent).toContain('4 of 4 left')
  act(() => outbox.takeBack(outbox.sent.get()[0]?.mark ?? ''))
  expect(page().textContent).toContain('3 of 4 left')
  act(() => outbox.addCard('note', 'A third'))
  expect(page().textContent).toContain('2 of 4 left')
})
