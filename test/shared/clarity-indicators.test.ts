// The signs of nodding: when each appears, just when it does not, and what it says.

import { expect, test } from 'vitest'
import type { BallotFacts, CommitmentFacts } from '../../shared/clarity/indicators.ts'
import type { Tally } from '../../shared/clarity.ts'
import { showBallot } from '../../shared/thresholds.ts'
import { ballotOf, splitOf } from './clarity-arbitraries.ts'

const sound: CommitmentFacts = {
  givingUp: 'the monthly report',
  givingUpWaived: false,
  staffingCards: 0,
  owner: 'accepted',
  ownerHolds: 1,
}
const seen = (t: Tally, facts: Partial<BallotFacts> = {}) =>
  showBallot(t, 80, { hands: null, commitment: null, ...facts }).indicators
const ids = (t: Tally, facts: Partial<BallotFacts> = {}) => seen(t, facts).map((indicator) => indicator.id)
const ofCommitment = (facts: Partial<CommitmentFacts>) =>
  ids(ballotOf(3, 0, 3, 0), { commitment: { ...sound, ...facts } })

test('hollow yes from one in five', () => {
  expect(ids(splitOf(14, 4, 0, 2, null))).toEqual(['hollow-yes'])
  expect(ids(splitOf(14, 3, 1, 2, null))).toEqual([])
})

test('resigned yes from one in five', () => {
  expect(ids(splitOf(14, 0, 4, 2, null))).toEqual(['resigned-yes'])
  expect(ids(splitOf(14, 1, 3, 2, null))).toEqual([])
})

test('the exact number only where no single person is left over', () => {
  expect(seen(splitOf(10, 5, 2, 3, null))[0]?.says).toBe(
    '5 of 20 are committed without knowing enough to do their part.',
  )
  expect(seen(splitOf(12, 5, 2, 1, null))[0]?.says).toBe(
    'At least 4 of 20 are committed without knowing enough to do their part.',
  )
})

test('illusion of alignment: fifteen points above what people say of themselves', () => {
  expect(ids(splitOf(10, 2, 2, 6, 8))).toContain('illusion')
  expect(ids(splitOf(10, 2, 2, 6, 7))).not.toContain('illusion')
  expect(ids(splitOf(10, 2, 2, 6, null))).not.toContain('illusion')
  expect(seen(splitOf(10, 2, 2, 6, 8)).find((one) => one.id === 'illusion')?.says).toBe(
    'You guess 80 in 100 are clear enough to act; it is at most 12 of 20.',
  )
})

test('public-private gap: hands above the secret yes, even if every silent person were one', () => {
  const gap = seen(ballotOf(24, 0, 15, 9), { hands: { up: 24, of: 24 } }).find((one) => one.id === 'public-private')
  expect(gap?.says).toBe('24 hands of 24, 15 private yes of 24.')
  expect(ids(ballotOf(24, 0, 15, 9), { hands: { up: 18, of: 24 } })).not.toContain('public-private')
  expect(ids(ballotOf(24, 10, 8, 6), { hands: { up: 18, of: 24 } })).not.toContain('public-private')
  expect(ids(ballotOf(24, 10, 8, 6), { hands: { up: 20, of: 24 } })).toContain('public-private')
  expect(ids(ballotOf(24, 0, 15, 1), { hands: { up: 24, of: 24 } })).not.toContain('public-private')
})

test('nothing is read from ballots too small for counts', () => {
  expect(ids(splitOf(3, 3, 1, 0, 10), { hands: { up: 7, of: 7 } })).toEqual([])
  expect(ids(splitOf(10, 1, 0, 0, 0), { hands: { up: 11, of: 11 } })).toEqual([])
})

test('free lunch and missing owner are read from the commitment, so they show at any size', () => {
  expect(ofCommitment({})).toEqual([])
  for (const givingUp of ['', '  ', 'Nothing', 'nothing.', 'None!', 'n/a', '-', '—', 'no']) {
    expect(ofCommitment({ givingUp }), givingUp).toEqual(['free-lunch'])
  }
  for (const givingUp of ['Nothing new until May', 'no travel', 'the none-core products', 'レポート']) {
    expect(ofCommitment({ givingUp }), givingUp).toEqual([])
  }
  expect(ofCommitment({ givingUpWaived: true })).toEqual(['free-lunch'])
  expect(ofCommitment({ staffingCards: 2 })).toEqual(['free-lunch'])
  // Neither which card nor how many: the same words for one and for nine.
  const said = (staffingCards: number) =>
    seen(ballotOf(3, 0, 3, 0), { hands: null, commitment: { ...sound, staffingCards } })
  expect(said(1)).toEqual(said(9))
  expect(said(1)[0]).toMatchObject({
    says: 'In the theme behind it people asked how this works with how we are staffed.',
    move: expect.stringMatching(/giving up/),
  })
  expect(ofCommitment({ owner: 'none' })).toEqual(['owner-missing'])
  expect(ofCommitment({ owner: 'asked' })).toEqual(['owner-missing'])
  expect(ofCommitment({ ownerHolds: 3 })).toEqual([])
  expect(ofCommitment({ ownerHolds: 4 })).toEqual(['owner-missing'])
})

test('every sign says its rule, what was seen and a next move', () => {
  const facts = { hands: { up: 20, of: 20 }, commitment: { ...sound, givingUp: 'nothing', owner: 'none' as const } }
  const all = seen(splitOf(6, 4, 4, 6, 10), facts)
  expect(all.map((one) => one.id)).toEqual([
    'hollow-yes',
    'resigned-yes',
    'illusion',
    'public-private',
    'free-lunch',
    'owner-missing',
  ])
  for (const { rule, says, move } of all)
    for (const sentence of [rule, says, move]) expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
})
