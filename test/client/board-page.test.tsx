// The board behind its link: to see or to take part, under a name that is asked once; what paper may carry.
// @vitest-environment jsdom
import { act } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Board } from '../../client/board/app.tsx'
import { BoardPage, type BoardPageProps } from '../../client/board/board-page.tsx'
import { forgetSeat, rememberSeat } from '../../client/state/kept-seat.ts'
import type { BoardView, CheckInView } from '../../shared/views.ts'
import { aCommitment, aPursuit } from '../support/commitments.ts'
import { aConsole, page, say, settle, show, tap, type } from '../support/console-page.tsx'

let narrow = false
// The picture of the code comes by itself when it is first wanted; here it is there before.
beforeEach(async () => {
  await import('../../client/ui/qr.tsx')
  narrow = false
  forgetSeat()
  const media = () => ({ matches: narrow, addEventListener: () => undefined, removeEventListener: () => undefined })
  Object.assign(globalThis, { matchMedia: media })
})

const mara = { id: 'p1', name: 'Mara' }
const win = (id: string, text: string, at: number) => ({ id, text, at })
const VIEW: BoardView = {
  session: 's1',
  title: 'Spring offsite',
  statement: '',
  goal: '',
  status: 'ended',
  people: 12,
  themes: [],
  commitments: [
    aCommitment('c1', 'One rota', {
      pursuit: aPursuit({ wins: [win('w1', 'The older win', 1), win('w2', 'The newest win', 9)] }),
    }),
    aCommitment('c2', 'Fewer projects', {
      owner: mara,
      accepted: true,
      pursuit: aPursuit({ wins: [win('w3', 'One between', 5)] }),
    }),
  ],
  talk: null,
  offsite: '2026-05-04',
  checkins: [],
  liveCheckin: null,
  summary: '',
  names: [mara],
}

async function open(over: Partial<BoardPageProps> = {}) {
  const board = aConsole()
  const onName = vi.fn()
  show(
    <BoardPage
      board={board as unknown as Board}
      view={VIEW}
      takesPart={false}
      link="live"
      capability={{ session: 's1', key: 'the-key' }}
      name=""
      onName={onName}
      {...over}
    />,
  )
  await settle()
  return { board, onName }
}
const text = () => page().textContent ?? ''
const buttons = () => [...page().querySelectorAll('button')].map((one) => one.textContent)

test('with the link to see there is nothing to change, and wins stand first, the newest on top', async () => {
  await open()
  expect(page().querySelectorAll('article button, article input, form')).toHaveLength(0)
  const wins = [...page().querySelectorAll('section[aria-labelledby=wins] li')].map((one) => one.textContent ?? '')
  expect(wins.map((one) => one.split(/\d/)[0])).toEqual(['The newest win', 'One between', 'The older win'])
  expect(text().indexOf('3 wins so far')).toBeLessThan(text().indexOf('Commitments'))
})

test('with the link to see a check-in that was held has no empty heading, and says why nothing is quoted', async () => {
  const held = {
    id: 'day30',
    title: '30 days',
    opens: '2026-06-03',
    until: '2026-06-08',
    state: 'closed' as const,
    statuses: [{ commitment: 'c1', status: 'moving' as const }],
  }
  const told: CheckInView['way'] = { type: 'texts', level: 'shown', texts: ['Nobody covers nights'] }
  const stays = 'What people wrote at a check-in stays with those who took part.'
  await open({ view: { ...VIEW, names: [], checkins: [{ ...held, way: null }] } })
  expect(text()).not.toContain('What was in the way')
  expect(text()).toContain(stays)
  expect(text()).toContain('without the list of people')
  expect(text()).not.toContain('Everything, to import again')
  await open({ takesPart: true, name: 'Vera', view: { ...VIEW, checkins: [{ ...held, way: told }] } })
  expect(text()).toContain('Nobody covers nights')
  expect(text()).not.toContain(stays)
  // Nothing was asked yet, or nothing came of it: then there is nothing to explain.
  await open({ view: { ...VIEW, checkins: [{ ...held, statuses: [], way: null }] } })
  expect(text()).not.toContain(stays)
})

test('while a check-in is held in the room the board says so, and not how it came out', async () => {
  const held = {
    id: 'day30',
    title: '30 days',
    opens: '2026-06-03',
    until: '2026-06-03',
    state: 'closed' as const,
    statuses: [{ commitment: 'c1', status: 'moving' as const }],
    way: null,
  }
  const now = 'The team is on this board together right now.'
  const live = { id: 'day30', title: '30 days' }
  await open({ view: { ...VIEW, status: 'live', checkins: [held], liveCheckin: live } })
  expect(text()).toContain(now)
  expect(text()).toContain('30 daystoday, in the room')
  expect(text()).not.toContain('How each commitment stood then')
  await open({ view: { ...VIEW, checkins: [held] } })
  expect(text()).not.toContain(now)
  expect(text()).toContain('3 June')
  expect(text()).toContain('How each commitment stood then')
})

test('with the link to take part the name is asked before anything can be changed', async () => {
  const { onName } = await open({ takesPart: true })
  expect(buttons()).not.toContain('Add a win')
  await type(page().querySelector('input'), ' Mara ')
  await tap(say('Take part'))
  expect(onName).toHaveBeenCalledWith('Mara')
})

test('who has given a name changes things, and finds their own on top', async () => {
  const { board } = await open({ takesPart: true, name: 'mara' })
  expect([...page().querySelectorAll('h3')].map((one) => one.textContent)).toEqual(['Fewer projects', 'One rota'])
  await tap([...page().querySelectorAll('label')].find((one) => one.textContent === 'Moving')?.querySelector('input'))
  expect(board.sent).toEqual([{ name: 'status.set', data: { commitment: 'c2', status: 'moving', why: '' } }])
})

test('on a phone a commitment is a few lines until it is tapped', async () => {
  narrow = true
  await open()
  expect(page().querySelectorAll('article > details:not([open])')).toHaveLength(2)
})

test('printing opens what is closed, and closes it again', async () => {
  narrow = true
  await open()
  dispatchEvent(new Event('beforeprint'))
  expect(page().querySelectorAll('article > details:not([open])')).toHaveLength(0)
  dispatchEvent(new Event('afterprint'))
  expect(page().querySelectorAll('article > details[open]')).toHaveLength(0)
})

test('paper carries the link to see, never the one to take part', async () => {
  await open()
  await act(() => import('../../client/ui/qr.tsx'))
  expect(page().querySelector('header svg[role=img][aria-label^=QR]')).not.toBeNull()
  await open({ takesPart: true, name: 'Mara' })
  expect(page().querySelector('header svg[role=img][aria-label^=QR]')).toBeNull()
  expect(page().querySelector('header')?.textContent).not.toContain('the-key')
})

test('nothing on it, and no connection, are said', async () => {
  await open({ view: { ...VIEW, commitments: [] }, link: 'offline' })
  expect(text()).toContain('No commitments yet')
  expect(text()).toContain('This is how the board was last seen')
})

const wayIn = () =>
  [...page().querySelectorAll('a[href="/j"]')].map((one) => [one.textContent, one.closest('.no-print') !== null])
const asking: CheckInView = {
  id: 'day30',
  title: '30 days',
  opens: '2026-06-03',
  until: '2026-06-08',
  state: 'open',
  statuses: [],
  way: null,
}

test('a device with a seat here is led to it, from what is going on right now; nothing of it is printed', async () => {
  rememberSeat({ session: 's1', person: 'p1', ticket: 't1', title: 'Spring offsite', name: 'Mara' })
  await open()
  expect(text()).toContain('This device has your seat here.')
  expect(wayIn()).toEqual([['Open it', true]])
  await open({ view: { ...VIEW, checkins: [asking] } })
  expect(wayIn()).toEqual([['Answer here', true]])
  await open({ view: { ...VIEW, status: 'live', liveCheckin: { id: 'day30', title: '30 days' } } })
  expect(wayIn()).toEqual([['Join them', true]])
  expect(text()).not.toContain('This device has your seat here.')
})

test('a device without a seat, or with one of another session, is offered none', async () => {
  const both = { ...VIEW, checkins: [asking], liveCheckin: { id: 'day30', title: '30 days' } }
  await open({ view: both })
  expect(wayIn()).toEqual([])
  rememberSeat({ session: 's2', person: 'p1', ticket: 't1', title: 'Another', name: 'Mara' })
  await open({ view: both })
  expect(wayIn()).toEqual([])
  await open()
  expect(wayIn()).toEqual([])
})
