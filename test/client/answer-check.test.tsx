// A phone looks its answer up in the published list, on demand, and warns when lists or numbers do not agree (ANONYMITY 6).
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { AnswerCheck } from '../../client/phone/answer-check.tsx'
import type { Check } from '../../client/state/ballot-check.ts'
import { BallotResultView } from '../../client/ui/ballot-result.tsx'
import { PublishedList } from '../../client/ui/published-list.tsx'
import { aBallot, aResult } from '../support/commitments.ts'
import { page, say, show, tap } from '../support/console-page.tsx'
import { aPhone } from '../support/phone-double.tsx'

const PUBLISHED = { lines: 11, digest: '3fa29c0177be' }
const BALLOT = aBallot(1, 'One rota', { eligible: 12, published: PUBLISHED })
const FOUND: Check = {
  line: 'AB12-CD34',
  found: true,
  says: 'counted',
  digest: PUBLISHED.digest,
  agrees: true,
  lines: 11,
}

function checked(check: Check | null, ballot = BALLOT, mine = true, lists: unknown = null) {
  const made = aPhone({ lists })
  if (check !== null) made.checks.set({ [ballot.id]: check })
  show(made.within(<AnswerCheck ballot={ballot} mine={mine} />))
  return { ...made, text: page().textContent ?? '', door: page().querySelector('details') }
}

test('on demand only: the line is behind a closed door', () => {
  const { door } = checked(FOUND)
  expect(door?.open).toBe(false)
  expect(door?.textContent).toContain('Your answer is in the list: line AB12-CD34, which says “counted”.')
  expect(door?.textContent).toContain('Counted is who is clear enough to act, and committed.')
  expect(page().querySelector('[role=alert]')).toBeNull()
})

test.each([
  ['not-counted', 'not counted'],
  ['not-mine', 'not mine to act on'],
  ['silent', 'silent'],
] as const)('%s', (says, words) =>
  expect(checked({ ...FOUND, says }).text).toContain(`line AB12-CD34, which says “${words}”.`),
)

test('a short list says that the line is there, and why it says no more', () => {
  const { text } = checked({ ...FOUND, says: null })
  expect(text).toContain('line AB12-CD34.')
  expect(text).toContain('The list is short, so lines stand there without answers.')
})

test('a list that was withheld since thresholds were raised: why, no digits, and never that it is short', () => {
  const withheld = aBallot(1, 'One rota', { eligible: 12, published: { lines: 11, digest: null } })
  const why = 'The facilitator has asked for more people since, so what the lines say is no longer shown.'
  const { text } = checked({ ...FOUND, says: null }, withheld)
  expect(text).toContain(why)
  expect(text).toContain('11 lines + 1 missing = 12 people')
  expect(text).not.toContain('The list is short')
  expect(text).not.toContain('digits')
  show(<PublishedList ballot={withheld} size="projector" />)
  expect(page().textContent).toBe(`11 lines + 1 missing = 12 people${why}`)
  const nothing = aResult({ level: 'none', verdict: null })
  show(<BallotResultView ballot={{ ...withheld, result: nothing }} />)
  expect(page().textContent).toContain('asked for more people since, so nothing of this is shown any more')
  show(<BallotResultView ballot={{ ...BALLOT, result: nothing }} />)
  expect(page().textContent).toContain('Too few answers to show anything')
})

test('equal digits are not called proof', () => {
  expect(checked(FOUND).text).toContain('different ones show a mistake')
  expect(page().textContent).not.toContain('everybody has the same list')
})

test('an answer that did not arrive in time', () => {
  const { text } = checked({ ...FOUND, found: false, says: null })
  expect(text).toContain('Your answer is not in the list: it did not arrive in time.')
  expect(text).not.toContain('AB12-CD34')
})

test('another list than the one announced is said aloud, not behind the door', () => {
  const { door } = checked({ ...FOUND, agrees: false, digest: 'ffffffffffff' })
  const alert = page().querySelector('[role=alert]')
  expect(alert?.textContent).toContain('This phone got another list than the one announced: tell the facilitator')
  expect(alert?.textContent).toContain('ffff ffff ffff')
  expect(door?.contains(alert)).toBe(false)
})

test('who joined later can look at the list, and has no line', () => {
  const { text } = checked(null, BALLOT, false)
  expect(text).toContain('Check the list')
  expect(text).not.toContain('my answer')
})

test('nothing before it is published', () => {
  expect(checked(null, aBallot(1, 'One rota', { published: null })).text).toBe('')
})

test('digest and head-count; more lines than people is a warning', () => {
  show(<PublishedList ballot={BALLOT} />)
  expect(page().textContent).toBe('List 3fa2 9c01 77be11 lines + 1 missing = 12 people')
  expect(page().querySelector('[data-over]')).toBeNull()
  show(<PublishedList ballot={{ eligible: 12, published: { ...PUBLISHED, lines: 13 } }} />)
  expect(page().textContent).toContain('13 lines, but only 12 people could answer. Do not rely on this result.')
  expect(page().querySelector('[data-over]')).not.toBeNull()
})

test('the whole list is sorted, and mine is marked only when asked for', async () => {
  const lines = [
    { line: 'ZZ00-ZZ00', says: 'silent' },
    { line: 'AB12-CD34', says: 'counted' },
  ]
  checked(FOUND, BALLOT, true, [{ ballot: BALLOT.id, beacon: 'b', lines }])
  await tap(say('See the whole list'))
  const rows = () => [...page().querySelectorAll('dialog li')]
  expect(rows().map((row) => row.textContent)).toEqual(['AB12-CD34counted', 'ZZ00-ZZ00silent'])
  expect(page().querySelector('dialog [data-mine]')).toBeNull()
  await tap(say('Show which is mine'))
  expect(rows()[0]?.textContent).toContain('yours')
  await tap(say('Hide which is mine'))
  expect(page().querySelector('dialog [data-mine]')).toBeNull()
})

test('without a connection the list says so and can be asked for again', async () => {
  const { asked } = checked(FOUND)
  await tap(say('See the whole list'))
  expect(page().textContent).toContain('The list is not here')
  await tap(say('Try again'))
  expect(asked).toEqual(['marks', 'marks'])
})
