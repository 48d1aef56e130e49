// The complement rule, by brute force: from all that is shown of a ballot or a question, before and after the floors were raised,
// no hidden number follows. Every small table is put beside all others that read the same.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Gap, Tally } from '../../shared/clarity.ts'
import {
  FLOORS,
  type Floors,
  showBallot,
  showChoices,
  showLines,
  showNumbers,
  showTexts,
} from '../../shared/thresholds.ts'
import { splitOf } from './clarity-arbitraries.ts'
import { anyFloors, anyRaise, ballots, multisets, readings, tables, values } from './thresholds-readings.ts'

const TARGETS = [50, 67, 80, 90, 100]
const PEOPLE: Readonly<Record<string, (t: Tally) => number>> = {
  counted: (t) => t.counted,
  'not counted': (t) => t.answered - t.counted,
  silent: (t) => t.silent,
  concerned: (t) => t.of,
}

/** `before` are the floors a result came by, `floors` those of now. */
function noWordTells(eligible: number, target: number, before: Floors, floors: Floors): void {
  const all = [...ballots(eligible)]
  for (const [key, { shown, all: same }] of readings(all, (t) => showBallot(t, target, undefined, floors, before))) {
    if (shown.level === 'counts') continue
    // With no more people than the floor of this word asks for, whatever is shown says that all of them answered.
    const least = shown.level === 'soft' ? floors.counts : floors.show
    const forced = eligible <= (floors === before ? least : Math.max(before.counts, floors.show))
    for (const [name, of] of Object.entries(PEOPLE)) {
      if (forced && (name === 'silent' || name === 'concerned')) continue
      expect(values(same, of), `${name}: ${key}`).toBeGreaterThan(1)
    }
  }
}

describe('a ballot', () => {
  test.each(TARGETS)('at %i %%: no word tells how many counted, how many did not, how many were silent', (target) => {
    for (let eligible = 5; eligible <= 18; eligible++) noWordTells(eligible, target, FLOORS, FLOORS)
  })

  test('by any floors, raised or not, no word tells either', () => {
    const eligible = fc.integer({ min: 5, max: 20 })
    fc.assert(
      fc.property(anyRaise(16), eligible, fc.constantFrom(...TARGETS), ([before, floors], people, target) => {
        noWordTells(people, target, floors, floors)
        noWordTells(people, target, before, floors)
      }),
      { numRuns: 60 },
    )
  })

  test('whoever saw it before and after the floors were raised knows no more than before', () => {
    const eligible = fc.integer({ min: 5, max: 20 })
    fc.assert(
      fc.property(anyRaise(16), eligible, fc.constantFrom(...TARGETS), ([before, floors], people, target) => {
        const first = readings(ballots(people), (t) => showBallot(t, target, undefined, before))
        for (const [key, { all }] of first)
          expect(readings(all, (t) => showBallot(t, target, undefined, floors, before)).size, key).toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  test('raised floors never show more: nothing below them, no counts below theirs, no word that was not there', () => {
    const order = ['none', 'bands', 'soft', 'counts']
    fc.assert(
      fc.property(anyRaise(20), fc.integer({ min: 5, max: 24 }), ([before, floors], people) => {
        for (const t of ballots(people)) {
          const was = showBallot(t, 80, undefined, before)
          const now = showBallot(t, 80, undefined, floors, before)
          expect(order.indexOf(now.level)).toBeLessThanOrEqual(order.indexOf(was.level))
          if (now.level !== 'none') expect(t.answered).toBeGreaterThanOrEqual(floors.show)
          if (now.level === 'soft' || now.level === 'counts') expect(t.answered).toBeGreaterThanOrEqual(floors.counts)
          if (now.level !== 'none') expect(now.verdict).toBe(was.verdict)
          if (now.needsOwners) expect(was.needsOwners).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('counts, facets and signs tell nothing of how the uncounted split, of gaps of one, of what is in "other"', () => {
    const parts = [
      (t: Tally) => t.hollow,
      (t: Tally) => t.resigned,
      (t: Tally) => t.answered - t.counted - t.hollow - t.resigned,
    ]
    let facets = 0
    for (const [n, no] of [
      [8, 2],
      [8, 3],
      [9, 4],
      [12, 5],
      [10, 6],
    ] as const) {
      for (const [key, { shown, all }] of readings(uncounted(n, no), (t) => showBallot(t))) {
        if (shown.level !== 'counts') continue
        if (shown.facets.length > 0) facets++
        const least = Math.min(...all.flatMap((t) => parts.map((of) => of(t))))
        for (const part of parts) if (least < 2) expect(values(all, part), key).toBeGreaterThan(1)
        for (const gap of ['what', 'who', 'when', 'other'] as const) {
          if (gap !== 'other' && shown.facets.some((cell) => cell.gap === gap)) continue
          expect(
            values(all, (t) => t.gaps[gap]),
            `${gap}: ${key}`,
          ).toBeGreaterThan(1)
        }
      }
    }
    expect(facets).toBeGreaterThan(0)
  })

  test('lines carry answers only where the result has counts, from twelve up or the floor of counts', () => {
    fc.assert(
      fc.property(anyFloors(), fc.nat({ max: 60 }), (floors, lines) => {
        for (const level of ['none', 'bands', 'soft'] as const) expect(showLines(lines, level, floors)).toBe(false)
        expect(showLines(lines, 'counts', floors)).toBe(lines >= 12 && lines >= floors.counts)
      }),
    )
  })
})

/** All ways in which `no` of `n` did not count and named gaps: two of them freely, a third once or not at all, something else. */
function* uncounted(n: number, no: number): Generator<Tally> {
  for (let hollow = 0; hollow <= no; hollow++)
    for (let resigned = 0; hollow + resigned <= no; resigned++) {
      const unclear = no - resigned
      for (const guess of [null, 9, 10]) {
        const plain = splitOf(n - no, hollow, resigned, unclear - hollow, guess)
        for (let what = 0; what <= unclear; what++)
          for (let who = 0; who <= unclear; who++)
            for (let when = 0; when <= Math.min(1, unclear); when++)
              for (let other = 0; other <= unclear; other++) yield withGaps(plain, { what, who, when, other })
      }
    }
}

const withGaps = (t: Tally, some: Partial<Record<Gap, number>>): Tally => ({ ...t, gaps: { ...t.gaps, ...some } })

describe('a question', () => {
  test('of options: no hidden count, by any floors, raised or not, even for who knows how many answered', () => {
    const options = fc.integer({ min: 2, max: 4 })
    fc.assert(
      fc.property(anyRaise(14), options, fc.integer({ min: 5, max: 14 }), ([before, floors], width, n) => {
        for (const [key, { shown, all }] of readings(tables(n, width), (t) => showChoices(t, n, floors, before))) {
          if (shown.level !== 'none') expect(n).toBeGreaterThanOrEqual(floors.show)
          if (shown.level === 'counts') expect(n).toBeGreaterThanOrEqual(floors.counts)
          for (const cell of shown.cells) {
            if (cell.count !== null && cell.options.length === 1) continue
            for (const option of cell.options)
              expect(
                values(all, (table) => table[option] ?? 0),
                key,
              ).toBeGreaterThan(1)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('of options: who saw it before and after the floors were raised knows no more than before', () => {
    const all = [2, 3].flatMap((width) => [5, 6, 7, 8, 9, 10, 11].flatMap((n) => [...tables(n, width)]))
    const show = (table: readonly number[], floors: Floors, before: Floors) =>
      showChoices(
        table,
        table.reduce((sum, count) => sum + count, 0),
        floors,
        before,
      )
    fc.assert(
      fc.property(anyRaise(12), ([before, floors]) => {
        for (const [key, { all: same }] of readings(all, (table) => [table.length, show(table, before, before)]))
          expect(readings(same, (table) => show(table, floors, before)).size, key).toBe(1)
      }),
      { numRuns: 40 },
    )
  })

  test('as many options as people, each chosen once: that table has no words, before or after', () => {
    const each = Array<number>(8).fill(1)
    for (const counts of [8, 9, 20]) {
      const floors = { ...FLOORS, counts }
      expect(showChoices(each, 8, floors, FLOORS).level).toBe('none')
    }
  })

  test('of numbers: the neighbourhood never is one whole number, whatever the floors', () => {
    for (const [show, counts] of [
      [5, 8],
      [7, 8],
    ] as const) {
      const floors = { show, counts, room: 3 }
      const lists = Array.from({ length: counts - show }, (_, i) => [...multisets(show + i, 11)]).flat()
      const whole = lists.map((list) => list.map((value) => value - 5))
      for (const [key, { shown, all }] of readings(whole, (list) => showNumbers(list, floors))) {
        expect(shown.level).toBe('bands')
        // From -5 to 5 is all there is here, so 5 stands for all of 5 to 10.
        if (shown.around?.from === 5) continue
        expect(values(all, middle), key).toBeGreaterThan(1)
      }
    }
  })

  test('of numbers: the least and the greatest are told only where two people or more gave them', () => {
    for (const n of [8, 9, 10]) {
      for (const [key, { all }] of readings(multisets(n, 5), (list) => showNumbers(list))) {
        for (const end of [0, -1]) {
          if (values(all, (list) => list.at(end) ?? 0) > 1) continue
          for (const list of all) expect(list.filter((value) => value === list.at(end)).length, key).toBeGreaterThan(1)
        }
      }
    }
  })

  test('of numbers: what was exact becomes the neighbourhood of the number that was shown', () => {
    const values = Array<number>(8).fill(1999.6)
    expect(showNumbers(values).median).toBe(2000)
    expect(showNumbers(values, { ...FLOORS, counts: 9 }, FLOORS).around).toEqual({ from: 2000, to: 5000 })
    expect(showNumbers(values, { ...FLOORS, counts: 9 }).around).toEqual({ from: 1000, to: 2000 })
  })

  test('of numbers and texts: raised floors only ever hide, and tell nothing new', () => {
    fc.assert(
      fc.property(anyRaise(12), ([before, floors]) => {
        const lists = [5, 6, 7, 8, 9, 10].flatMap((n) => [...multisets(n, 4)])
        for (const [key, { all }] of readings(lists, (list) => showNumbers(list, before)))
          expect(readings(all, (list) => showNumbers(list, floors, before)).size, key).toBe(1)
        for (const list of lists) {
          const shown = showNumbers(list, floors, before)
          if (shown.level !== 'none') expect(list.length).toBeGreaterThanOrEqual(floors.show)
          if (shown.level === 'counts') expect(list.length).toBeGreaterThanOrEqual(floors.counts)
        }
        const texts = Array<string>(floors.show).fill('x')
        expect(showTexts(texts, floors).level).toBe('shown')
        expect(showTexts(texts.slice(1), floors).level).toBe('none')
      }),
      { numRuns: 20 },
    )
  })
})

const middle = (list: readonly number[]) => {
  const sorted = [...list].sort((a, b) => a - b)
  return ((sorted[Math.ceil(list.length / 2) - 1] ?? 0) + (sorted[Math.floor(list.length / 2)] ?? 0)) / 2
}
