// The way in where it goes nowhere: a session that has ended, and a server out of reach; each says what is true there.
// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { JoinScreen } from '../../client/phone/join-screen.tsx'
import type { KeptSeat } from '../../client/state/kept-seat.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { page, say, settle, show, tap } from '../support/console-page.tsx'

const SEAT: KeptSeat = { session: 's1', person: 'p1', ticket: 't1', title: 'Spring offsite', name: 'Ana' }
const FOUND = { session: 's2', title: 'Autumn offsite', locked: false, functions: [], levels: [] }
const text = () => page().textContent ?? ''
const buttons = () => [...page().querySelectorAll('button')].map((one) => one.textContent)
const refused = (code: RefusalCode) => async () => new Response(JSON.stringify({ refusal: { code } }), { status: 409 })
const unreachable = async () => {
  throw new TypeError('Failed to fetch')
}

async function open(before: KeptSeat | null, answers: () => Promise<Response>) {
  vi.stubGlobal('fetch', answers)
  const onSeat = vi.fn()
  // A page of its own, however often one is opened.
  show(null)
  show(<JoinScreen code="BCD347" keys={null} before={before} onSeat={onSeat} onForget={() => undefined} />)
  await settle()
  return onSeat
}
afterEach(() => vi.unstubAllGlobals())

test('the code of a session that has ended: this phone’s seat is offered, whichever session it is of', async () => {
  const onSeat = await open(SEAT, refused('ended'))
  expect(text()).toContain('This session has ended: its room code opens nothing any more.')
  expect(text()).toContain('The board’s link shows the board.')
  await tap(say('Open your seat in “Spring offsite”'))
  expect(onSeat).toHaveBeenCalledWith(SEAT)
})

test('a seat whose session’s title is not known is offered without one', async () => {
  const unknown = { ...SEAT, title: '' }
  const onSeat = await open(unknown, refused('ended'))
  expect(text()).not.toContain('“”')
  await tap(say('Open the seat'))
  expect(onSeat).toHaveBeenCalledWith(unknown)
})

test('without a seat there is none to offer, nor with another refusal', async () => {
  await open(null, refused('ended'))
  expect(buttons()).toEqual(['Next'])
  await open(SEAT, refused('unknown-code'))
  expect(buttons()).toEqual(['Try again'])
  expect(text()).not.toContain('Spring offsite')
})

test('without a connection nothing is said to be kept: neither at the code nor at the name', async () => {
  const words = 'No connection to this server. Check the wifi, then try again.'
  await open(null, unreachable)
  expect(text()).toContain(words)
  expect(text()).not.toContain('kept')
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(FOUND)))
  await tap(say('Try again'))
  vi.stubGlobal('fetch', unreachable)
  await tap(say('Join'))
  expect(text()).toContain(words)
  expect(text()).not.toContain('kept')
})
