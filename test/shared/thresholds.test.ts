// What a ballot may show: nothing below five, words below eight, and no hidden count that can be worked out.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { GAPS, judge, type Tally, tally } from '../../shared/clarity.ts'
import { BallotResult, FLOORS, Floors, headline, showBallot } from '../../shared/thresholds.ts'
import { anyBallot, ballotOf, full, splitOf } from './clarity-arbitraries.ts'
import { anyFloors, ballots, readings, values } from './thresholds-readings.ts'

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

test('higher floors: nothing below theirs, words below their counts, one word for all and all but one below both', () => {
  const floors = { show: 7, counts: 14, room: 3 }
  const level = (n: number, yes: number) => showBallot(ballotOf(n, 0, yes, n - yes), 80, undefined, floors).level
  expect([level(6, 3), level(7, 3), level(13, 3), level(13, 13), level(14, 3), level(14, 14)]).toEqual([
    'none',
    'bands',
    'bands',
    'bands',
    'counts',
    'counts',
  ])
  const ten = { show: 5, counts: 10, room: 3 }
  expect(showBallot(ballotOf(10, 0, 10, 0), 80, undefined, ten)).toMatchObject({ level: 'soft', nearly: 'everyone' })
  expect(showBallot(ballotOf(9, 0, 9, 0), 80, undefined, ten)).toMatchObject({ level: 'bands', nearly: null })
})

test('floors are whole numbers, none below the usual ones, none above fifty, counts no earlier than anything', () => {
  expect(FLOORS).toEqual({ show: 5, counts: 8, room: 3 })
  expect(Floors.safeParse(FLOORS).success).toBe(true)
  fc.assert(fc.property(anyFloors(), (floors) => Floors.safeParse(floors).success))
  for (const bad of [{ show: 4 }, { counts: 7 }, { room: 2 }, { room: 51 }, { show: 9 }, { counts: 8.5 }, { extra: 1 }])
    expect(Floors.safeParse({ ...FLOORS, ...bad }).success, JSON.stringify(bad)).toBe(false)
})

test('no quorum of eight people can only mean five answers, so nothing is said; of nine it is', () => {
  expect(judge(ballotOf(8, 0, 3, 2)).reason).toBe('no-quorum')
  expect(showBallot(ballotOf(8, 0, 3, 2))).toMatchObject({ level: 'none', reason: 'few' })
  expect(showBallot(ballotOf(9, 0, 3, 2))).toMatchObject({ level: 'bands', reason: 'no-quorum' })
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
    fc.property(anyBallot(60), anyFloors(), ({ answers, eligible }, floors) => {
      const t = tally(answers, eligible)
      const shown = z.parse(BallotResult, JSON.parse(JSON.stringify(showBallot(t, 80, undefined, floors))))
      if (shown.level === 'none') return
      expect(t.answered).toBeGreaterThanOrEqual(floors.show)
      expect(shown.verdict).toBe(judge(t).verdict)
      if (shown.level === 'bands') return
      expect(t.answered).toBeGreaterThanOrEqual(floors.counts)
      // All, or all but one, are never counted below twelve, nor below the floor of counts.
      const near = t.counted >= t.answered - 1 || t.counted <= 1
      expect(shown.level).toBe(near && t.answered < Math.max(12, floors.counts) ? 'soft' : 'counts')
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

test('no gap is shown that everyone uncounted named: it would say that none of them was clear and not committed', () => {
  const t = ballotOf(24, 0, 20, 4)
  const show = (gaps: Partial<Tally['gaps']>) => showBallot({ ...t, gaps: { ...t.gaps, ...gaps } }).facets
  expect(show({ when: 3, who: 2 })).toHaveLength(2)
  expect(show({ when: 4, who: 2 })).toEqual([])
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
    fc.property(anyBallot(40), anyFloors(12), ({ answers, eligible }, floors) => {
      const t = tally(answers, eligible)
      for (const { gap, count } of showBallot(t, 80, undefined, floors).facets) {
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
    for (const [key, { shown, all: group }] of readings(all, (t) => showBallot(t))) {
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
