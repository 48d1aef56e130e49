// What a ballot may show: nothing below five, words below eight, and no hidden count that can be worked out.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { GAPS, judge, type Tally, tally } from '../../shared/clarity.ts'
import { BallotResult, headline, showBallot } from '../../shared/thresholds.ts'
import { anyBallot, ballotOf, full, splitOf } from './clarity-arbitraries.ts'

function* ballots(eligible: number): Generator<Tally> {
  for (let notMine = 0; notMine <= eligible; notMine++)
    for (let answered = 0; answered <= eligible - notMine; answered++)
      for (let yes = 0; yes <= answered; yes++) yield ballotOf(eligible, notMine, yes, answered - yes)
}

/** Everything that reads the same, together: what a reader who knows the rules is left with. */
function readings<T>(all: Iterable<T>, show: (one: T) => unknown): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = JSON.stringify(show(one))
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}

const values = (all: readonly Tally[], of: (t: Tally) => number) => new Set(all.map(of)).size

test('fewer than five answers show nothing, whatever they are', () => {
  for (let eligible = 0; eligible <= 14; eligible++) {
    for (const t of ballots(eligible)) {
      if (t.answered >= 5) continue
      const { needsOwners, ...shown } = showBallot(t)
      const { needsOwners: _, ...nothing } = showBallot(ballotOf(eligible, 0, 0, 0))
      expect(shown).toEqual(nothing)
      expect(shown).toMatchObject({ level: 'none', verdict: null, reason: 'few', of: null, floor: null, zone: null })
      if (t.notMine + t.answered < 5) expect(needsOwners).toBe(false)
    }
  }
})

test('five to seven answers are the same picture for every ballot of one verdict and zone', () => {
  for (let eligible = 5; eligible <= 14; eligible++) {
    const seen = new Map<string, unknown>()
    for (const t of ballots(eligible)) {
      if (t.answered < 5 || t.answered > 7) continue
      const shown = showBallot(t)
      expect(['none', 'bands']).toContain(shown.level)
      expect(shown).toMatchObject({
        of: null,
        floor: null,
        ceiling: null,
        silent: null,
        needed: null,
        more: null,
        wilson: null,
      })
      expect(shown).toMatchObject({ firmness: null, nearly: null, facets: [], indicators: [] })
      if (shown.level === 'none') continue
      const key = `${shown.verdict} ${shown.zone} ${shown.reason}`
      if (seen.has(key)) expect(shown).toEqual(seen.get(key))
      seen.set(key, shown)
    }
  }
})

test.each([50, 67, 80, 90, 100])('at %i %%, words never tell how many counted, nor how many did not', (target) => {
  const levels = new Set<string>()
  for (let eligible = 5; eligible <= 19; eligible++) {
    for (const [key, group] of readings(ballots(eligible), (t) => showBallot(t, target))) {
      const { level } = z.parse(BallotResult, JSON.parse(key))
      levels.add(level)
      if (level === 'counts') continue
      expect(
        values(group, (t) => t.counted),
        key,
      ).toBeGreaterThan(1)
      expect(
        values(group, (t) => t.answered - t.counted),
        key,
      ).toBeGreaterThan(1)
    }
  }
  expect([...levels].sort()).toEqual(['bands', 'counts', 'none', 'soft'])
})

test('all and all but one read the same below twelve answers; from twelve they are counts', () => {
  for (const n of [8, 9, 10, 11]) {
    expect(showBallot(ballotOf(n, 0, n, 0))).toMatchObject({
      level: 'soft',
      nearly: 'everyone',
      verdict: 'reached',
      zone: 'high',
    })
    expect(showBallot(ballotOf(n, 0, n, 0))).toEqual(showBallot(ballotOf(n, 0, n - 1, 1)))
    expect(showBallot(ballotOf(n, 0, 0, n))).toMatchObject({
      level: 'soft',
      nearly: 'nobody',
      verdict: 'not-reached',
      zone: 'low',
    })
    expect(showBallot(ballotOf(n, 0, 0, n))).toEqual(showBallot(ballotOf(n, 0, 1, n - 1)))
    expect(showBallot(ballotOf(n, 0, n - 2, 2)).level).toBe('counts')
  }
  expect(showBallot(ballotOf(12, 0, 12, 0))).toMatchObject({
    level: 'counts',
    floor: { count: 12, of: 12, percent: 100 },
  })
})

test('no word where it could only mean one count: four of five answers among six people', () => {
  expect(judge(ballotOf(6, 0, 4, 1)).verdict).toBe('open')
  expect(showBallot(ballotOf(6, 0, 4, 1))).toEqual(showBallot(ballotOf(6, 0, 2, 0)))
  expect(showBallot(ballotOf(7, 0, 4, 1))).toMatchObject({
    level: 'bands',
    verdict: 'open',
    reason: 'silent',
    zone: 'middle',
  })
})

test('an open verdict is never called nearly everyone: beside it the word would tell all from all but one', () => {
  expect(judge(ballotOf(9, 0, 7, 1)).verdict).toBe('open')
  expect(showBallot(ballotOf(9, 0, 7, 1))).toMatchObject({
    level: 'bands',
    verdict: 'open',
    nearly: null,
    zone: 'middle',
  })
})

test('the zones of the bar: low below half the target even with the silent, high when reached', () => {
  const zone = (...ballot: [number, number, number, number]) => showBallot(ballotOf(...ballot)).zone
  expect([zone(5, 0, 1, 4), zone(5, 0, 2, 3), zone(5, 0, 4, 1)]).toEqual(['low', 'middle', 'high'])
  expect([zone(20, 0, 7, 13), zone(20, 0, 8, 12), zone(20, 0, 7, 12), zone(20, 0, 16, 4)]).toEqual([
    'low',
    'middle',
    'middle',
    'high',
  ])
  expect(zone(20, 0, 4, 4)).toBeNull()
})

test('counts show what the verdict stands on', () => {
  expect(showBallot(ballotOf(24, 2, 16, 3))).toEqual({
    level: 'counts',
    target: 80,
    eligible: 24,
    verdict: 'open',
    reason: 'silent',
    zone: 'middle',
    nearly: null,
    needsOwners: false,
    of: 22,
    floor: { count: 16, of: 22, percent: 72 },
    ceiling: { count: 19, of: 22, percent: 86 },
    silent: 3,
    needed: 18,
    more: 2,
    wilson: expect.objectContaining({ low: expect.any(Number), high: expect.any(Number) }),
    firmness: null,
    facets: [],
    indicators: [],
  })
})

test('the verdict shown is the verdict judged, at every size and level', () => {
  fc.assert(
    fc.property(anyBallot(60), ({ answers, eligible }) => {
      const t = tally(answers, eligible)
      const shown = z.parse(BallotResult, JSON.parse(JSON.stringify(showBallot(t))))
      if (shown.level === 'none') return
      expect(t.answered).toBeGreaterThanOrEqual(5)
      expect(shown.verdict).toBe(judge(t).verdict)
      if (shown.level === 'counts') expect(t.answered).toBeGreaterThanOrEqual(8)
    }),
  )
})

test('"needs owners" takes the place of the word in small groups, and stands beside the counts in larger ones', () => {
  expect(showBallot(ballotOf(11, 6, 3, 2))).toMatchObject({ level: 'none', verdict: null, needsOwners: true })
  expect(showBallot(ballotOf(30, 16, 10, 4))).toMatchObject({ level: 'counts', needsOwners: true, of: 14 })
  expect(showBallot(ballotOf(4, 3, 1, 0)).needsOwners).toBe(false)
})

test('gaps: biggest first, ones merged into "other", none and one alike', () => {
  const t = { ...ballotOf(24, 0, 14, 10) }
  const show = (gaps: Partial<Tally['gaps']>) => showBallot({ ...t, gaps: { ...t.gaps, ...gaps } }).facets
  expect(show({ when: 6, what: 2, 'people-time': 7, who: 1, other: 1 })).toEqual([
    { gap: 'people-time', count: 7 },
    { gap: 'when', count: 6 },
    { gap: 'what', count: 2 },
    { gap: 'other', count: 2 },
  ])
  expect(show({ when: 3, who: 1 })).toEqual(show({ when: 3 }))
  expect(show({ when: 3, who: 1, other: 2 })).toEqual(show({ when: 3, what: 1, other: 2 }))
  expect(show({ when: 3, who: 1, other: 2 })).toEqual(show({ when: 3, other: 3 }))
})

test('one unclear person shows no gap at all, however many they name', () => {
  const alone = tally(
    [...Array(13).fill(full('clear', 4)), { clear: 'nearly', gaps: [...GAPS], committed: 4, guess: null }],
    14,
  )
  expect(showBallot(alone)).toMatchObject({ level: 'counts', facets: [] })
})

test('no gap with fewer than two people is listed, whoever answers', () => {
  fc.assert(
    fc.property(anyBallot(40), ({ answers, eligible }) => {
      const t = tally(answers, eligible)
      for (const { gap, count } of showBallot(t).facets) {
        expect(count).toBeGreaterThan(1)
        if (gap !== 'other') expect(count).toBe(t.gaps[gap])
      }
    }),
  )
})

test('indicators never tell how the uncounted split, unless each part has two people', () => {
  let exact = 0
  for (let n = 8; n <= 14; n++) {
    const all: Tally[] = []
    for (let yes = 0; yes <= n; yes++)
      for (let hollow = 0; yes + hollow <= n; hollow++)
        for (let resigned = 0; yes + hollow + resigned <= n; resigned++)
          for (const guess of [null, 5, 8, 9, 10])
            all.push(splitOf(yes, hollow, resigned, n - yes - hollow - resigned, guess))
    for (const [key, group] of readings(all, (t) => showBallot(t))) {
      const shown = z.parse(BallotResult, JSON.parse(key))
      if (shown.level !== 'counts' || shown.floor?.count === n) continue
      const parts = (t: Tally) => [t.hollow, t.resigned, t.answered - t.counted - t.hollow - t.resigned]
      for (const i of [0, 1, 2]) {
        if (values(group, (t) => parts(t)[i] ?? 0) > 1) continue
        exact++
        for (const t of group) expect(Math.min(...parts(t)), key).toBeGreaterThan(1)
      }
    }
  }
  expect(exact).toBeGreaterThan(0)
})

test('the headline counts commitments, never an average', () => {
  const results = [ballotOf(20, 0, 20, 0), ballotOf(20, 0, 10, 10), ballotOf(10, 0, 9, 1), ballotOf(3, 0, 3, 0)].map(
    (t) => showBallot(t),
  )
  expect(headline(results)).toEqual({ reached: 2, of: 4 })
})
