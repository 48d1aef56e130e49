// My own cards on my own phone: behind a closed door, withdrawn only when sure, and claimed only by choice (ANONYMITY R16, 7).
// @vitest-environment jsdom
import { act } from 'react'
import { expect, test } from 'vitest'
import { MyCards } from '../../client/phone/my-cards.tsx'
import { UnsentCards } from '../../client/phone/unsent-cards.tsx'
import { WriteScreen } from '../../client/phone/write-screen.tsx'
import { page, say, show, tap } from '../support/console-page.tsx'
import { aPhone, aRoom, me, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

const OPEN = cardRound('write.2', { slots: ['1', '2', '3', '4'] })
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
    show(phone.within(<WriteScreen view={writing([WRITTEN])} mine={{ ...me(aRoom()), among: { 'write.1': 3 } }} />))
    return page().querySelector('[role=status]')?.textContent
  }
  const wrote = said(withCardsIn())
  // Those of the room or the pool, not of the session.
  expect(wrote).toContain('Hidden among 3 phones.')
  expect(said(aPhone())).toBe(wrote)
  show(aPhone().within(<WriteScreen view={writing([WRITTEN])} mine={me(aRoom())} />))
  expect(page().querySelector('[role=status]')?.textContent).not.toContain('Hidden among')
})

test('withdrawing asks first, can be undone until the packets leave, and says what stays', async () => {
  const { within, outbox } = withCardsIn()
  show(within(<MyCards view={writing([WRITTEN, OPEN])} round={OPEN} kinds={['note']} />))
  await tap(say('Withdraw'))
  expect(states(outbox)).toEqual(['in', 'in'])
  expect(page().textContent).toContain('A count of withdrawn cards stays')
  await tap(say('Leave it in'))
  expect(states(outbox)).toEqual(['in', 'in'])
  await tap(say('Withdraw'))
  await tap(say('Withdraw it'))
  expect(states(outbox)).toEqual(['leaving', 'in'])
  expect(page().textContent).toContain('Leaves when this round ends')
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
  show(within(<WriteScreen view={writing([WRITTEN, OPEN])} mine={me(aRoom(), ['write.1', 'write.2'])} />))
  expect(page().textContent).toContain('4 of 4 left')
  act(() => outbox.takeBack(outbox.sent.get()[0]?.mark ?? ''))
  expect(page().textContent).toContain('3 of 4 left')
  act(() => outbox.addCard('note', 'A third'))
  expect(page().textContent).toContain('2 of 4 left')
})

test('more than fits is not called written: what is over waits', () => {
  const { within, outbox } = withCardsIn()
  const small = cardRound('write.2')
  show(within(<WriteScreen view={writing([WRITTEN, small])} mine={me(aRoom(), ['write.1', 'write.2'])} />))
  for (const text of ['Third', 'Fourth']) act(() => outbox.addCard('note', text))
  expect(page().textContent).toContain('All written. Nobody')
  act(() => outbox.takeBack(outbox.sent.get()[0]?.mark ?? ''))
  expect(page().textContent).toContain('All written; one waits for the next round.')
})

const WITHDRAW_LATER = 'when cards are looked at again.'
const offered = () => [...page().querySelectorAll('button')].filter((one) => one.textContent === 'Withdraw').length

test('“Withdraw” is offered only while it could still leave', () => {
  const { within, outbox } = withCardsIn()
  const look = (rounds: Parameters<typeof writing>[0], round: Parameters<typeof MyCards>[0]['round']) =>
    show(within(<MyCards view={writing(rounds)} round={round} kinds={['note']} />))
  look([WRITTEN, OPEN], OPEN)
  expect(offered()).toBe(2)
  expect(page().textContent).not.toContain(WITHDRAW_LATER)
  for (const round of [null, WRITTEN]) {
    look([WRITTEN], round)
    expect(offered()).toBe(0)
    expect(page().textContent).toContain(`You can withdraw them ${WITHDRAW_LATER}`)
    expect(page().textContent).toContain('Say it was mine')
  }
  // As many leave as this round takes.
  const one = cardRound('gather.1', { purpose: 'withdraw', slots: ['1'] })
  look([WRITTEN, one], one)
  act(() => outbox.takeBack(outbox.sent.get()[0]?.mark ?? ''))
  expect(offered()).toBe(0)
  expect(page().textContent).toContain(`You can withdraw it ${WITHDRAW_LATER}`)
})

test('nothing can be withdrawn or worded anew while packets are on their way', async () => {
  const { within, outbox } = withCardsIn()
  act(() => outbox.addCard('note', 'Third'))
  const look = (round: typeof OPEN) =>
    show(within(<MyCards view={writing([WRITTEN, round])} round={round} kinds={['note']} />))
  look(OPEN)
  await tap(say('Edit'))
  expect(page().querySelector('textarea')).not.toBeNull()
  await tap(say('Withdraw'))
  look({ ...OPEN, state: 'collecting' })
  expect(page().querySelector('textarea')).toBeNull()
  expect(page().textContent).toContain('Collecting, as it was before this change…')
  expect(offered()).toBe(0)
  expect(page().textContent).not.toContain('Withdraw it')
  expect(page().textContent).not.toContain(WITHDRAW_LATER)
})

test('a card that had left when it was taken back: its author is told, should it be in', async () => {
  const { within, outbox } = withCardsIn()
  outbox.addCard('note', 'Third')
  outbox.load(OPEN)
  outbox.left(OPEN)
  const mark = outbox.cards.get()[0]?.mark ?? ''
  show(within(<MyCards view={writing([WRITTEN, OPEN])} round={OPEN} kinds={['note']} />))
  await tap(say('Take back'))
  expect(page().textContent).not.toContain('Third')
  act(() => outbox.settle(OPEN.id, { marks: new Set([mark]), slots: new Set(), gone: new Set() }))
  expect(states(outbox)).toEqual(['in', 'in', 'leaving'])
  expect(page().textContent).toContain('It had already left when you took it back or changed it.')
})

test('a card of an earlier time says that it stays; it goes when its author puts it in, and takes no place until then', async () => {
  const { phone, within } = aPhone()
  act(() => phone.outbox.addCard('note', 'From March'))
  phone.outbox.during(1)
  const look = (round: typeof OPEN) =>
    show(within(<WriteScreen view={writing([round])} mine={me(aRoom(), [round.id])} />))
  look({ ...OPEN, state: 'collecting' })
  expect(page().textContent).toContain('Kept from last time: it stays on your phone')
  expect(page().textContent).not.toContain('Put it in now')
  expect(page().textContent).not.toContain('Collecting…')
  look(OPEN)
  expect(page().textContent).toContain('4 of 4 left')
  await tap(say('Put it in now'))
  expect(page().textContent).toContain('3 of 4 left')
  expect(page().textContent).toContain('Kept on your phone')
  expect(page().textContent).not.toContain('from last time')
})

test('cards that never left can be read and erased when the session is over', async () => {
  const { phone, within } = aPhone()
  show(within(<UnsentCards />))
  expect(page().textContent).toBe('')
  for (const text of ['First', 'Second']) act(() => phone.outbox.addCard('note', text))
  expect(page().textContent).toContain('2 cards never left this phone. Nobody has seen them.')
  // Behind a closed door.
  expect(page().querySelector('details')?.open).toBe(false)
  expect([...page().querySelectorAll('details article')].map((card) => card.textContent)).toHaveLength(2)
  await tap(say('Erase from this phone'))
  expect(page().textContent).toBe('')
})
