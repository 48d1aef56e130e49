// The room's table: what dropping a card does, by finger and by mouse, while others move the same cards.
// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CardTable } from '../../client/phone/card-table.tsx'
import { planDrop } from '../../client/phone/drop-plan.ts'
import { LIFT_MS } from '../../client/phone/follow-drags.ts'
import type { RoomTable } from '../../client/phone/room-table.ts'
import { page, settle, show } from '../support/console-page.tsx'
import { aPhone } from '../support/phone-double.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const table = (piles: RoomTable['piles'] = [], ids = 'abcdef'): RoomTable => ({
  cards: [...ids].map((id) => ({ id, kind: 'note', text: `Card ${id}`, mark: '' })),
  piles,
  heard: [],
  piled: new Set(piles.flatMap((pile) => pile.cards)),
})
const PILE = { id: 'x', cards: ['a', 'b'] }

test('what a drop would do', () => {
  const now = table([PILE])
  expect(planDrop(now, ['c'], { over: 'card', id: 'd' })).toMatchObject({ cards: ['d', 'c'], into: 'new' })
  expect(planDrop(now, ['c'], { over: 'card', id: 'c' })).toBeNull()
  expect(planDrop(now, ['c'], { over: 'card', id: 'a' })).toMatchObject({ cards: ['c'], into: { pile: 'x' } })
  expect(planDrop(now, ['c'], { over: 'pile', id: 'x' })).toMatchObject({ cards: ['c'], into: { pile: 'x' } })
  expect(planDrop(now, ['a'], { over: 'card', id: 'b' })).toBeNull()
  expect(planDrop(now, ['a', 'c'], { over: 'pile', id: 'x' })).toMatchObject({ cards: ['c'] })
  expect(planDrop(now, ['a'], { over: 'card', id: 'd' })).toMatchObject({ cards: ['d', 'a'], into: 'new' })
  expect(planDrop(now, ['a'], { over: 'ground' })).toMatchObject({ cards: ['a'], into: { pile: null } })
  expect(planDrop(now, ['c'], { over: 'ground' })).toBeNull()
  // Somebody else took the pile apart meanwhile.
  expect(planDrop(table(), ['c'], { over: 'pile', id: 'x' })).toBeNull()
})

/** A phone with this table; places are what the test says they are, since jsdom lays nothing out. */
function laid(first = table([PILE])) {
  const made = aPhone()
  const sent: { cards: string[]; pile: string | null }[] = []
  made.phone.send = (async (_name: string, data: { cards: string[]; pile: string | null }) => {
    sent.push(data)
    return { ok: true }
  }) as typeof made.phone.send
  const look = (now: RoomTable) => show(made.within(<CardTable table={now} disabled={false} />))
  look(first)
  let under: string | null = null
  document.elementFromPoint = () => (under === null ? null : page().querySelector(under))
  const fire = (type: string, init: PointerEventInit, at: EventTarget = window) =>
    act(
      () =>
        void at.dispatchEvent(
          new PointerEvent(type, { bubbles: true, cancelable: true, isPrimary: true, pointerId: 1, ...init }),
        ),
    )
  const face = (id: string) => page().querySelector(`[data-card=${id}] button`) ?? page()
  const put = (pointerType: string) => ({
    down: (id: string) => fire('pointerdown', { pointerType, clientX: 50, clientY: 300 }, face(id)),
    over: (selector: string | null, y = 340) => {
      under = selector
      fire('pointermove', { pointerType, clientX: 50, clientY: y })
    },
    up: () => fire('pointerup', { pointerType, clientX: 50, clientY: 340 }),
    cancel: () => fire('pointercancel', { pointerType }),
  })
  return { sent, look, finger: put('touch'), mouse: put('mouse'), face }
}
const lifted = () => page().querySelectorAll('[data-lifted]').length
const hold = () => act(() => vi.advanceTimersByTime(LIFT_MS))

test('a held finger lifts, and letting go over a card puts both together', async () => {
  const { sent, finger } = laid()
  finger.down('c')
  expect(lifted()).toBe(0)
  hold()
  expect(lifted()).toBe(1)
  finger.over('[data-card=d]')
  expect(page().textContent).toContain('Put together')
  finger.up()
  await settle()
  expect(lifted()).toBe(0)
  expect(sent).toEqual([{ cards: ['d', 'c'], pile: expect.any(String) }])
  expect(page().querySelector('[role=status]')?.textContent).toBe('Put together.')
})

test('a finger that moves at once scrolls, and a tap still chooses', async () => {
  const { sent, finger, face } = laid()
  finger.down('c')
  finger.over('[data-card=d]')
  hold()
  expect(lifted()).toBe(0)
  finger.up()
  act(() => (face('c') as HTMLElement).click())
  expect(page().querySelectorAll('[aria-pressed=true]')).toHaveLength(1)
  expect(sent).toEqual([])
})

test('a mouse lifts as it moves; the click that follows a drop chooses nothing', async () => {
  const { sent, mouse, face } = laid()
  mouse.down('c')
  mouse.over('[data-pile=x]')
  expect(lifted()).toBe(1)
  mouse.up()
  act(() => (face('c') as HTMLElement).click())
  await settle()
  expect(sent).toEqual([{ cards: ['c'], pile: 'x' }])
  expect(page().querySelector('[aria-pressed=true]')).toBeNull()
})

test('taken out on free ground or on the place for it; nowhere is nothing', async () => {
  const { sent, mouse } = laid()
  for (const where of ['[data-ground]', '[data-pile] ~ div', null]) {
    mouse.down('a')
    mouse.over('[data-card=a]')
    mouse.over(where)
    mouse.up()
    await settle()
  }
  expect(sent).toEqual([
    { cards: ['a'], pile: null },
    { cards: ['a'], pile: null },
  ])
})

test('Escape and a cancelled pointer take it back', async () => {
  const { sent, finger, mouse } = laid()
  mouse.down('c')
  mouse.over('[data-card=d]')
  act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })))
  expect(lifted()).toBe(0)
  mouse.up()
  finger.down('c')
  hold()
  finger.over('[data-card=d]')
  finger.cancel()
  expect(lifted()).toBe(0)
  await settle()
  expect(sent).toEqual([])
})

test('others move cards while one is in the air: it lands where things are by then', async () => {
  const { sent, finger, look } = laid(table())
  finger.down('c')
  hold()
  look(table([{ id: 'y', cards: ['d', 'e'] }]))
  finger.over('[data-card=d]')
  expect(page().textContent).toContain('Add to this pile')
  finger.up()
  await settle()
  expect(sent).toEqual([{ cards: ['c'], pile: 'y' }])
})

test('a card that its author takes back while it is in the air is not dropped', async () => {
  const { sent, finger, look } = laid(table())
  finger.down('c')
  hold()
  finger.over('[data-card=d]')
  look(table([], 'abdef'))
  expect(lifted()).toBe(0)
  finger.up()
  await settle()
  expect(sent).toEqual([])
})

test('a chosen card takes the other chosen ones along', async () => {
  const { sent, mouse, face } = laid()
  for (const id of ['c', 'd']) act(() => (face(id) as HTMLElement).click())
  mouse.down('c')
  mouse.over('[data-card=c]')
  expect(lifted()).toBe(2)
  expect(page().textContent).toContain('2 cards')
  mouse.over('[data-pile=x]')
  mouse.up()
  await settle()
  expect(sent).toEqual([{ cards: ['c', 'd'], pile: 'x' }])
})
