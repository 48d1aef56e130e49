// The clarity maths: the table of what each size of group needs, and properties checked against counting by hand.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { wilson } from '../../shared/clarity/wilson.ts'
import { BallotAnswer, judge, Tally, tally } from '../../shared/clarity.ts'
import { ABSTAIN, anyAnswer, anyBallot, ballotOf, full, NO, NOT_MINE, YES } from './clarity-arbitraries.ts'

const target = fc.constantFrom(50, 60, 67, 75, 80, 80, 80, 90, 100)

test.each([
  { A: 5, needed: 4, low: 44, high: 95, firm: null },
  { A: 7, needed: 6, low: 55, high: 97, firm: 7 },
  { A: 10, needed: 8, low: 54, high: 93, firm: 10 },
  { A: 12, needed: 10, low: 60, high: 94, firm: 12 },
  { A: 20, needed: 16, low: 62, high: 91, firm: 18 },
  { A: 30, needed: 24, low: 66, high: 89, firm: 26 },
  { A: 50, needed: 40, low: 69, high: 88, firm: 41 },
  { A: 100, needed: 80, low: 73, high: 86, firm: 80 },
  { A: 200, needed: 160, low: 75, high: 84, firm: 160 },
])('the table of needed, Wilson band and firmness, A = $A', ({ A, needed, low, high, firm }) => {
  const passing = judge(ballotOf(A, 0, needed, A - needed))
  expect(passing).toMatchObject({ needed, verdict: 'reached', reason: null, more: null })
  expect(judge(ballotOf(A, 0, needed - 1, A - needed + 1)).verdict).toBe('not-reached')
  const band = wilson(needed, A)
  expect([Math.round(band.low * 100), Math.round(band.high * 100)]).toEqual([low, high])
  const firmAt = Array.from({ length: A - needed + 1 }, (_, i) => needed + i).find(
    (c) => judge(ballotOf(A, 0, c, A - c)).firmness === 'firm',
  )
  expect(firmAt ?? null).toBe(firm)
})

test('what counts: clear and committed; not mine leaves the group; rather not say, blanks and half answers are silent', () => {
  const answers: BallotAnswer[] = [
    full('explain', 4, 9),
    full('clear', 3),
    { ...full('nearly', 4, 5), gaps: ['when', 'who'] },
    { ...full('clear', 2), gaps: ['what'] },
    { ...full('lost', 0), gaps: ['when'] },
    full('clear', null, 10),
    NOT_MINE,
    ABSTAIN,
  ]
  expect(tally(answers, 10)).toEqual({
    eligible: 10,
    notMine: 1,
    of: 9,
    answered: 5,
    counted: 2,
    silent: 4,
    abstained: 1,
    clear: 3,
    committed: 3,
    hollow: 1,
    resigned: 1,
    gaps: { what: 0, who: 1, when: 2, 'giving-up': 0, 'people-time': 0, other: 0 },
    guessSum: 14,
    guessN: 2,
  })
})

test('more answers than people, and targets that are none, are errors', () => {
  expect(() => tally([YES, YES], 1)).toThrow(RangeError)
  expect(() => tally([], -1)).toThrow(RangeError)
  expect(() => tally([], 1.5)).toThrow(RangeError)
  for (const bad of [0, 101, 79.5, Number.NaN]) expect(() => judge(tally([], 5), bad)).toThrow(RangeError)
})

test('nobody, and everybody "not mine", are no verdict and no division by zero', () => {
  expect(judge(tally([], 0))).toMatchObject({
    verdict: 'open',
    reason: 'too-few',
    more: null,
    wilson: null,
    needsOwners: false,
  })
  const nobody = judge(ballotOf(6, 6, 0, 0))
  expect(nobody).toMatchObject({ verdict: 'open', reason: 'too-few', more: null, needsOwners: true })
  expect(nobody.floor).toEqual({ count: 0, of: 0, percent: null })
})

test('exactly half "not mine" is no call for owners; one more is', () => {
  expect(judge(ballotOf(12, 6, 6, 0)).needsOwners).toBe(false)
  expect(judge(ballotOf(12, 7, 5, 0)).needsOwners).toBe(true)
})

test('the quorum holds a verdict back at both ends', () => {
  expect(judge(ballotOf(15, 0, 9, 0))).toMatchObject({ verdict: 'open', reason: 'no-quorum', quorum: 10 })
  expect(judge(ballotOf(15, 0, 0, 9))).toMatchObject({ verdict: 'open', reason: 'no-quorum', more: 1 })
  expect(judge(ballotOf(15, 0, 0, 10)).verdict).toBe('not-reached')
  expect(judge(ballotOf(16, 0, 0, 10))).toMatchObject({ reason: 'no-quorum', quorum: 11 })
  expect(judge(ballotOf(4, 0, 4, 0))).toMatchObject({ verdict: 'open', reason: 'too-few', more: null })
})

test('percents never overclaim: a shown 80 is a true 80, at both ends', () => {
  const near = judge(ballotOf(54, 0, 43, 11))
  expect([near.floor.percent, near.ceiling.percent, near.verdict]).toEqual([79, 79, 'not-reached'])
  fc.assert(
    fc.property(anyBallot(60), target, ({ answers, eligible }, t) => {
      const { floor, ceiling } = judge(tally(answers, eligible), t)
      for (const { count, of, percent } of [floor, ceiling]) {
        if (percent !== null) expect(percent >= t).toBe(count * 100 >= t * of)
      }
    }),
  )
})

test('the order of the answers changes nothing, and a tally survives JSON and its schema', () => {
  fc.assert(
    fc.property(
      anyBallot(40).chain((ballot) =>
        fc.record({
          ballot: fc.constant(ballot),
          shuffled: fc.shuffledSubarray(ballot.answers, { minLength: ballot.answers.length }),
        }),
      ),
      ({ ballot, shuffled }) => {
        const one = tally(ballot.answers, ballot.eligible)
        expect(tally(shuffled, ballot.eligible)).toEqual(one)
        expect(z.parse(Tally, JSON.parse(JSON.stringify(one)))).toEqual(one)
      },
    ),
  )
})

/** Verdict of a complete ballot, counted by hand in fractions of people: null when too few people are left. */
function byHand(answers: readonly BallotAnswer[], t: number): boolean | null {
  const mine = answers.filter((answer) => !('abstain' in answer) && answer.clear !== 'not-mine')
  const yes = mine.filter(
    (a) =>
      !('abstain' in a) && (a.clear === 'clear' || a.clear === 'explain') && a.committed !== null && a.committed > 2,
  )
  return mine.length < 5 ? null : yes.length / mine.length >= t / 100 - 1e-12
}

/** Every multiset of replies that the silent could still have given. */
function* completions(silent: number): Generator<BallotAnswer[]> {
  for (let yes = 0; yes <= silent; yes++)
    for (let no = 0; no + yes <= silent; no++)
      yield [...Array(yes).fill(YES), ...Array(no).fill(NO), ...Array(silent - yes - no).fill(NOT_MINE)]
}

const isSilent = (answer: BallotAnswer) =>
  'abstain' in answer || (answer.clear !== 'not-mine' && answer.committed === null)

test('never Reached when one completion of the silent fails, never Not reached when one passes, never open without both', () => {
  const verdicts = new Set<string>()
  fc.assert(
    fc.property(anyBallot(16), target, ({ answers, eligible }, t) => {
      const { verdict, reason } = judge(tally(answers, eligible), t)
      const said = answers.filter((answer) => !isSilent(answer))
      const ends = new Set([...completions(eligible - said.length)].map((rest) => byHand([...said, ...rest], t)))
      verdicts.add(reason ?? verdict)
      if (verdict === 'reached') expect(ends).toEqual(new Set([true]))
      if (verdict === 'not-reached') expect(ends).toEqual(new Set([false]))
      if (reason === 'silent') expect(ends.has(true) && ends.has(false)).toBe(true)
    }),
    { numRuns: 600 },
  )
  expect([...verdicts].sort()).toEqual(['no-quorum', 'not-reached', 'reached', 'silent', 'too-few'])
})

test('k: some k further answers settle it, no fewer can, and all the silent always do', () => {
  let open = 0
  fc.assert(
    fc.property(anyBallot(16), target, ({ answers, eligible }, t) => {
      const said = answers.filter((answer) => !isSilent(answer))
      const { verdict, reason, more } = judge(tally(said, eligible), t)
      if (verdict !== 'open' || reason === 'too-few') {
        expect(more).toBeNull()
        return
      }
      open++
      const silent = eligible - said.length
      const settles = (rest: BallotAnswer[]) => judge(tally([...said, ...rest], eligible), t).verdict !== 'open'
      let least: number | null = null
      for (let k = 0; k <= silent && least === null; k++) {
        const replies = [...completions(k)].filter((rest) => !rest.includes(NOT_MINE))
        if (replies.some(settles)) least = k
      }
      expect(more).toBe(least)
      expect([...completions(silent)].filter((rest) => !rest.includes(NOT_MINE)).every(settles)).toBe(true)
    }),
    { numRuns: 600 },
  )
  expect(open).toBeGreaterThan(20)
})

test('monotone: when a silent person turns out to count, floor never falls, ceiling stays, Reached stays', () => {
  fc.assert(
    fc.property(anyBallot(40), target, ({ answers, eligible }, t) => {
      fc.pre(eligible > answers.length)
      const before = judge(tally(answers, eligible), t)
      const yes = judge(tally([...answers, YES], eligible), t)
      const no = judge(tally([...answers, NO], eligible), t)
      expect(yes.floor.count).toBe(before.floor.count + 1)
      expect(yes.ceiling).toEqual(before.ceiling)
      expect(no.floor).toEqual(before.floor)
      expect(no.ceiling.count).toBe(before.ceiling.count - 1)
      if (before.verdict === 'reached') expect([yes.verdict, no.verdict]).toEqual(['reached', 'reached'])
      if (before.verdict === 'not-reached') expect([yes.verdict, no.verdict]).toEqual(['not-reached', 'not-reached'])
    }),
  )
})

test('monotone: an unclear answer that becomes a counted one never worsens the verdict', () => {
  const rank = { 'not-reached': 0, open: 1, reached: 2 }
  fc.assert(
    fc.property(fc.array(anyAnswer, { maxLength: 30 }), fc.nat({ max: 8 }), target, (answers, missing, t) => {
      const eligible = answers.length + missing + 1
      const worse = judge(tally([...answers, NO], eligible), t)
      const better = judge(tally([...answers, YES], eligible), t)
      expect(rank[better.verdict]).toBeGreaterThanOrEqual(rank[worse.verdict])
    }),
  )
})

test('firmness belongs to a reached verdict alone and never changes it', () => {
  fc.assert(
    fc.property(anyBallot(60), target, ({ answers, eligible }, t) => {
      const { verdict, firmness, wilson: band } = judge(tally(answers, eligible), t)
      expect(firmness !== null).toBe(verdict === 'reached')
      if (firmness !== null && band) expect(band.low >= 70).toBe(firmness === 'firm')
    }),
  )
})

test('answers that are not one are refused', () => {
  expect(z.safeParse(BallotAnswer, YES).success).toBe(true)
  expect(z.safeParse(BallotAnswer, ABSTAIN).success).toBe(true)
  const bad = [
    {},
    { abstain: false },
    { ...YES, abstain: true },
    { ...YES, name: 'x' },
    { ...YES, gaps: ['who', 'who'] },
    { ...YES, committed: 5 },
  ]
  for (const answer of [...bad, { ...YES, guess: 11 }, { ...YES, guess: 2.5 }, { ...YES, clear: 'maybe' }]) {
    expect(z.safeParse(BallotAnswer, answer).success).toBe(false)
  }
})

test('a tally whose counts do not add up is refused', () => {
  const good = ballotOf(12, 2, 7, 2)
  for (const key of ['of', 'answered', 'counted', 'silent', 'notMine', 'clear', 'committed', 'eligible'] as const) {
    expect(z.safeParse(Tally, { ...good, [key]: good[key] + 1 }).success, key).toBe(false)
  }
})
