// The page about anonymity, and the links that carry the keys: what is claimed, no more, and what stays possible.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { LobbyScreen } from '../../client/screen/lobby-screen.tsx'
import { HowAnonymous } from '../../client/ui/anonymity/how-anonymous.tsx'
import { PROMISE, PROMISE_EXCEPT, REMAINS, REMAINS_ON_HTTP } from '../../client/ui/anonymity/words.ts'
import { anonymityAddress, joinLink } from '../../client/ui/join-link.ts'
import { sayWithdrawn } from '../../client/ui/withdrawn-cards.tsx'
import { fingerprint, keyHash } from '../../shared/anon/fingerprint.ts'
import { page, settle, show } from '../support/console-page.tsx'

const KEYS = { issue: 'a'.repeat(43), sign: 'b'.repeat(43) }
const headings = () => [...page().querySelectorAll('h2')].map((one) => one.textContent)

test('the promise names its limit, and what stays possible is all there', () => {
  show(<HowAnonymous heading="h2" place={{ protocol: 'https:' }} />)
  expect(page().textContent).toContain(`${PROMISE} ${PROMISE_EXCEPT}`)
  for (const one of [...REMAINS, REMAINS_ON_HTTP]) expect(page().textContent).toContain(one)
})

test('everything a tired manager asks has its heading', () => {
  show(<HowAnonymous heading="h2" />)
  expect(headings()).toEqual([
    'What nobody can find out',
    'How it works',
    'How you can check it yourself',
    'What stays possible',
    'Besides cards and ballots',
    'What carries your name',
    'What your phone keeps, and when it erases it',
    'For the technically minded',
  ])
  expect(page().querySelectorAll('section ol li')).toHaveLength(5)
})

test('an http page says that it is one; an https page does not', () => {
  const said = 'You are reading this on an http address.'
  show(<HowAnonymous heading="h2" place={{ protocol: 'http:' }} />)
  expect(page().textContent).toContain(said)
  show(<HowAnonymous heading="h2" place={{ protocol: 'https:' }} />)
  expect(page().textContent).not.toContain(said)
})

test('a session’s own thresholds are told, not the usual ones', () => {
  show(<HowAnonymous heading="h2" floors={{ show: 7, counts: 20, room: 6 }} />)
  expect(page().textContent).toContain('fewer than 7 people')
  expect(page().textContent).toContain('exact counts only from 20')
  expect(page().textContent).toContain(
    'fewer than 6 the cards go with those of other rooms, until at least 6 phones are together',
  )
})

test('nothing is claimed that equal characters, equal digits or a phone cannot show', () => {
  show(<HowAnonymous heading="h2" />)
  const text = page().textContent ?? ''
  expect(text).toContain('A phone that is given other session keys')
  expect(text).toContain('a skilled operator can make two sets of keys with the same characters')
  expect(text).toContain('A skilled operator can make two lists with the same digits.')
  expect(text).not.toContain('everybody has the same list')
  expect(text).toContain('“Leave on this phone” erases everything at once.')
  expect(text).not.toContain('until it has seen that they arrived')
})

test('the QR code carries the hash of the keys; what is typed does not', () => {
  const made = joinLink(
    { origin: 'http://localhost:8080', hostname: 'localhost' },
    'http://10.0.0.5:8080/',
    'BCD347',
    KEYS,
  )
  expect(made).toEqual({
    link: `http://10.0.0.5:8080/j/BCD347#k=${keyHash(KEYS)}`,
    plain: 'http://10.0.0.5:8080/j/BCD347',
    address: '10.0.0.5:8080/j',
  })
  expect(keyHash(KEYS)).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(anonymityAddress({ origin: 'https://eighty.test', hostname: 'eighty.test' }, null)).toBe(
    'eighty.test/anonymity',
  )
})

test('the projector shows the characters of the keys themselves, large in the lobby', async () => {
  const view = { code: 'BCD347', locked: false, keys: KEYS, rooms: [], people: 2, names: ['Ana', 'Ben'] }
  show(<LobbyScreen view={view as never} offset={0} origin="http://10.0.0.5:8080" />)
  await settle()
  expect(page().textContent).toContain(fingerprint(keyHash(KEYS)))
  expect(page().textContent).toContain('/anonymity')
})

test('withdrawn cards are counted, and none is no sentence', () => {
  expect(sayWithdrawn(0)).toBeNull()
  expect(sayWithdrawn(1)).toBe('One card was withdrawn by whoever wrote it.')
  expect(sayWithdrawn(2)).toBe('2 cards were withdrawn by whoever wrote them.')
})
