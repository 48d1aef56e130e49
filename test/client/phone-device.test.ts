// What a phone knows of its seat when its page is opened: by code, by return link, or again.
// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { arrive, returnLink, settle, withKeys } from '../../client/phone/device.ts'
import { forgetSeat, rememberedSeat, rememberSeat } from '../../client/state/kept-seat.ts'

const SEAT = { session: 's1', person: 'p1', ticket: 't1', title: 'Spring offsite', name: 'Ana' }
const at = (pathname: string, hash = '') => arrive({ pathname, hash }, history)

beforeEach(() => {
  forgetSeat()
  history.replaceState(null, '', '/j')
})

test('a page that is opened again without a code has the seat of this phone', () => {
  rememberSeat(SEAT)
  expect(at('/j')).toEqual({ code: '', seat: SEAT, keys: null })
  forgetSeat()
  expect(at('/j')).toEqual({ code: '', seat: null, keys: null })
})

test('once in, the code is gone from the address, so that a reload makes no second seat', () => {
  history.replaceState(null, '', '/j/BCD347')
  rememberSeat(SEAT)
  settle(history)
  expect(location.pathname).toBe('/j')
  expect(at(location.pathname, location.hash).seat).toEqual(SEAT)
})

test('a code in the address is looked up first, even by a phone with a seat: it may be another session’s', () => {
  rememberSeat(SEAT)
  expect(at('/j/BCD347')).toEqual({ code: 'BCD347', seat: null, keys: null })
})

test('a return link gives its seat to this phone, and its secret leaves the address', () => {
  const link = new URL(returnLink(SEAT, 'http://offsite.test'))
  history.replaceState(null, '', link.pathname + link.hash)
  expect(arrive(location, history).seat).toEqual({ session: 's1', person: 'p1', ticket: 't1' })
  expect(location.href).not.toContain('t1')
  expect(rememberedSeat()).toMatchObject({ session: 's1', person: 'p1', ticket: 't1' })
})

const KEYS = `${'k'.repeat(42)}_`

test('a QR code brings the hash of the keys; what is no hash is as if it were not there', () => {
  expect(at('/j/BCD347', `#k=${KEYS}`)).toEqual({ code: 'BCD347', seat: null, keys: KEYS })
  for (const cut of ['#k=', '#k=abc', `#k=${KEYS}x`, `#k=${KEYS.slice(1)}!`, '#', '#x=1'])
    expect(at('/j/BCD347', cut).keys).toBeNull()
})

test('a hash without a code is about no session', () => {
  rememberSeat(SEAT)
  expect(at('/j', `#k=${KEYS}`)).toEqual({ code: '', seat: SEAT, keys: null })
})

test('a seat keeps its keys over a reload, and hands them on with its return link', () => {
  rememberSeat(withKeys(SEAT, KEYS))
  expect(at('/j').seat?.keys).toBe(KEYS)
  const link = new URL(returnLink(withKeys(SEAT, KEYS), 'http://offsite.test'))
  expect(link.hash).toContain(`&k=${KEYS}`)
  forgetSeat()
  history.replaceState(null, '', link.pathname + link.hash)
  expect(arrive(location, history).seat).toEqual({ session: 's1', person: 'p1', ticket: 't1', keys: KEYS })
  expect(rememberedSeat()?.keys).toBe(KEYS)
  expect(location.href).not.toContain(KEYS)
})

test('a return link from before keys were pinned does not forget those that this phone has', () => {
  rememberSeat(withKeys(SEAT, KEYS))
  const link = new URL(returnLink(SEAT, 'http://offsite.test'))
  expect(link.hash).not.toContain('k=')
  expect(at(link.pathname, link.hash).seat?.keys).toBe(KEYS)
})

test('a code that was typed brings no keys', () => {
  expect(withKeys(SEAT, null)).toEqual(SEAT)
})
