// Leaving on this phone: asked about once when something has not left, and then nothing of the seat stays on the device.
// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { eraseSeat, keepOf } from '../../client/phone/device.ts'
import { JoinScreen } from '../../client/phone/join-screen.tsx'
import { sayUnsent, unsentIn } from '../../client/phone/unsent.ts'
import { useLeaving } from '../../client/phone/use-leaving.tsx'
import { rememberedSeat, rememberSeat } from '../../client/state/kept-seat.ts'
import { openOutbox } from '../../client/state/outbox.ts'
import type { Phone } from '../../client/state/phone.ts'
import { page, say, settle, show, tap } from '../support/console-page.tsx'
import { aPhone } from '../support/phone-double.tsx'

const SEAT = { session: 's1', person: 'p1', ticket: 't1', title: 'Spring offsite', name: 'Ana' }

function Door({ phone, onLeft }: { readonly phone: Phone; readonly onLeft: () => void }) {
  const { begin, sheet } = useLeaving(phone, onLeft)
  return (
    <>
      <button type="button" onClick={begin}>
        Leave
      </button>
      {sheet}
    </>
  )
}

test('nothing unsent: left at once, and erased', async () => {
  const { phone, keep } = aPhone()
  keep.set('draft', { kind: 'note', text: 'Half a' })
  const onLeft = vi.fn()
  show(<Door phone={phone} onLeft={onLeft} />)
  await tap(say('Leave'))
  expect(onLeft).toHaveBeenCalledOnce()
  expect(keep.get('draft')).toBeNull()
})

test('cards that have not left are asked about once; staying keeps them, leaving erases them', async () => {
  const { phone, keep } = aPhone()
  phone.outbox.addCard('note', 'First')
  phone.outbox.addCard('note', 'Second')
  const onLeft = vi.fn()
  show(<Door phone={phone} onLeft={onLeft} />)
  await tap(say('Leave'))
  expect(page().querySelector('dialog')?.textContent).toContain(
    '2 cards have not left this phone. Leaving erases them.',
  )
  await tap(say('Stay'))
  expect(onLeft).not.toHaveBeenCalled()
  expect(phone.outbox.cards.get()).toHaveLength(2)
  await tap(say('Leave'))
  await tap(say('Erase and leave'))
  expect(onLeft).toHaveBeenCalledOnce()
  expect(phone.outbox.cards.get()).toEqual([])
  expect(keep.get('cards')).toBeNull()
})

test.each([
  [{ cards: 1, answers: 0 }, 'One card has not left this phone. Leaving erases it.'],
  [{ cards: 0, answers: 2 }, '2 answers have not left this phone. Leaving erases them.'],
  [{ cards: 1, answers: 1 }, 'One card and one answer have not left this phone. Leaving erases them.'],
  [{ cards: 0, answers: 0 }, null],
] as const)('%o', (unsent, words) => expect(sayUnsent(unsent, 'Leaving')).toBe(words))

test('answers that are in are not unsent', () => {
  const keep = keepOf(SEAT)
  const outbox = openOutbox(keep)
  outbox.answer('ask.1', '1', { option: 1 })
  expect(unsentIn(keep)).toEqual({ cards: 0, answers: 1 })
  outbox.settle('ask.1', { marks: new Set([outbox.answers.get()[0]?.mark ?? '']), slots: new Set(), gone: new Set() })
  expect(unsentIn(keep)).toEqual({ cards: 0, answers: 0 })
  keep.clear([])
})

test('joining as somebody else says what it erases, and erases it', async () => {
  rememberSeat(SEAT)
  openOutbox(keepOf(SEAT)).addCard('note', 'A card that waits')
  const found = { session: 's1', title: 'Spring offsite', locked: false, functions: [], levels: [] }
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(found)))
  show(<JoinScreen code="BCD347" keys={null} before={rememberedSeat()} onSeat={() => undefined} onForget={eraseSeat} />)
  await settle()
  expect(page().textContent).toContain('This phone has Ana’s seat here.')
  expect(page().textContent).toContain('One card has not left this phone. Joining as somebody else erases it.')
  await tap(say('Join as somebody else'))
  expect(rememberedSeat()).toBeNull()
  expect(JSON.stringify({ ...localStorage })).not.toContain('A card that waits')
  vi.unstubAllGlobals()
})
