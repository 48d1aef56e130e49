// What a phone knows of its seat when its page is opened: by code, by return link, or again.
// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { arrive, forgetSeat, rememberedSeat, rememberSeat, returnLink, settle } from '../../client/phone/device.ts'

const SEAT = { session: 's1', person: 'p1', ticket: 't1', title: 'Spring offsite', name: 'Ana' }
const at = (pathname: string, hash = '') => arrive({ pathname, hash }, history)

beforeEach(() => {
  forgetSeat()
  history.replaceState(null, '', '/j')
})

test('a page that is opened again without a code has the seat of this phone', () => {
  rememberSeat(SEAT)
  expect(at('/j')).toEqual({ code: '', seat: SEAT })
  forgetSeat()
  expect(at('/j')).toEqual({ code: '', seat: null })
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
  expect(at('/j/BCD347')).toEqual({ code: 'BCD347', seat: null })
})

test('a return link gives its seat to this phone, and its secret leaves the address', () => {
  const link = new URL(returnLink(SEAT, 'http://offsite.test'))
  history.replaceState(null, '', link.pathname + link.hash)
  expect(arrive(location, history).seat).toEqual({ session: 's1', person: 'p1', ticket: 't1' })
  expect(location.href).not.toContain('t1')
  expect(rememberedSeat()).toMatchObject({ session: 's1', person: 'p1', ticket: 't1' })
})
