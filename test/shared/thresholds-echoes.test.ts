// Echoes by brute force: every way in which a small room can have answered is put beside all others that read the same, and nobody
// in it, with any one answer known, is left with only one possibility.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FUNCTIONS_MOST, toldCells } from '../../shared/thresholds/echo-cells.ts'
import { FLOORS, showEcho, showEchoMap, tellableFunctions } from '../../shared/thresholds.ts'
import { answers, certain, counted, heardOf, seen, sum } from './echo-tables.ts'
import { anyRaise, readings } from './thresholds-readings.ts'

const ROOMS: readonly (readonly number[])[] = [
  [5, 5],
  [5, 8],
  [9, 5],
  [5, 5, 0],
  [6, 6, 0],
  [5, 6, 0],
  [6, 9, 0],
  [5, 5, 5],
  [7, 5, 6],
  [5, 6, 7, 0],
  [5, 8, 12, 0],
  [6, 6, 6, 0],
  [7, 7, 7, 0],
  [5, 5, 5, 5],
  [6, 5, 7, 5, 0],
]

describe('a theme', () => {
  test('below five phones nothing is shown, from five a word, from eight counts, and near both ends a word again', () => {
    const level = (phones: number, people: number) => showEcho({ phones, people, functions: [] })?.level ?? null
    expect([level(0, 0), level(4, 2), level(5, 2), level(7, 7), level(8, 4)]).toEqual([
      null,
      null,
      'bands',
      'bands',
      'counts',
    ])
    expect([0, 1, 2, 3, 6, 7, 8, 9].map((people) => level(9, people))).toEqual([
      'soft',
      'soft',
      'soft',
      'counts',
      'counts',
      'soft',
      'soft',
      'soft',
    ])
    expect(showEcho({ phones: 12, people: 12, functions: [] })).toEqual({
      level: 'counts',
      n: 12,
      people: 12,
      word: null,
      functions: null,
    })
  })

  test('below twelve no word and no count makes anybody’s answer certain to somebody who knows their own', () => {
    for (let n = 5; n < 12; n++)
      for (const [key, { shown, all }] of readings(answers([n]), (table) => seen(heardOf([n, 0], [...table, 0])))) {
        expect(certain(all, [n]), key).toEqual([])
        // What is no count fits several.
        if (shown.shown?.level !== 'counts') expect(all.length, key).toBeGreaterThan(1)
      }
  })

  test('with functions told beside the total nobody’s answer is certain, but by a total of twelve and more alone', () => {
    let told = 0
    for (const sizes of ROOMS) {
      const n = sum(sizes)
      const all = [...answers(sizes)]
      for (const [key, { shown, all: same }] of readings(all, (table) => seen(heardOf(sizes, table)))) {
        if (shown.map !== null) told++
        const total = new Set(same.map(sum))
        const byTotal =
          n >= 12 && total.size === 1
            ? certain(
                all.filter((table) => total.has(sum(table))),
                sizes,
              )
            : []
        expect(certain(same, sizes), `${sizes} ${key}`).toEqual(byTotal)
        // Nor does how many of a function said it, but where the total says it.
        const alone = total.size === 1 ? all.filter((table) => total.has(sum(table))) : []
        if (sizes.filter((size) => size > 0).length > 1)
          expect(counted(same, sizes), `${sizes} ${key}`).toEqual(counted(alone, sizes))
      }
    }
    expect(told).toBeGreaterThan(100)
  })

  test('the cells make nothing certain either when the total is told to somebody who sees only a word', () => {
    for (const sizes of ROOMS)
      for (const [key, { all }] of readings(answers(sizes), (table) => [
        sum(table),
        toldCells(heardOf(sizes, table).functions, sum(table), sum(sizes)),
      ])) {
        const total = sum(all[0] ?? [])
        if (total >= 2 && total <= sum(sizes) - 2) expect(certain(all, sizes), `${sizes} ${key}`).toEqual([])
      }
  })

  test('a told cell is three people of that function, and what is not told is no zero', () => {
    const blanks = new Set<number>()
    for (const sizes of ROOMS)
      for (const table of answers(sizes)) {
        const heard = heardOf(sizes, table)
        const { shown, map } = seen(heard)
        const [row] = map?.rows ?? []
        map?.functions.forEach((fn, at) => {
          const people = heard.functions.find((one) => one.fn === fn)?.people ?? 0
          if (row?.echoed[at]) expect(people).toBeGreaterThanOrEqual(3)
          else blanks.add(people)
        })
        expect(shown?.functions ?? null).toEqual(
          map === null ? null : { echoed: row?.echoed.filter(Boolean).length, countable: map.functions.length },
        )
        if (row !== undefined) expect(row.echoed).toContain(true)
      }
    for (const people of [0, 1, 2, 3, 4]) expect(blanks).toContain(people)
  })

  test('most of what three functions of 24 people say can be told, whether they are of one size or not', () => {
    for (const sizes of [
      [8, 6, 10, 0],
      [8, 8, 8, 0],
    ]) {
      const loud = [...answers(sizes)].filter((table) => sum(table) >= 8 && table.some((said) => said >= 3))
      const told = loud.filter((table) => seen(heardOf(sizes, table)).map !== null)
      expect(told.length / loud.length, String(sizes)).toBeGreaterThan(0.8)
    }
  })

  test('functions of one size are told alike: their order in the list decides nothing', () => {
    for (const table of answers([6, 6, 6])) {
      const cells = toldCells(
        table.map((people) => ({ of: 6, people })),
        sum(table),
        18,
      )
      const turned = toldCells(
        [...table].reverse().map((people) => ({ of: 6, people })),
        sum(table),
        18,
      )
      expect(turned.reverse(), String(table)).toEqual(cells)
    }
  })

  test('eight functions of the largest session are looked through in no time', () => {
    const groups = Array.from({ length: FUNCTIONS_MOST }, (_, at) => ({ of: 60, people: at < 7 ? 30 : 2 }))
    const since = performance.now()
    expect(toldCells(groups, 212, 480).filter(Boolean)).toHaveLength(7)
    // All but one function to the last person: of the combinations that come to this, none may be told.
    const full = groups.map(({ of, people }) => ({ of, people: people > 2 ? of : people }))
    expect(toldCells(full, 422, 480).filter(Boolean)).toHaveLength(0)
    expect(performance.now() - since).toBeLessThan(250)
  })
})

describe('functions', () => {
  const of = (...sizes: readonly number[]) => sizes.map((size, at) => ({ fn: `f${at}`, of: size }))

  test('are told of from five people inside and outside, and never leave a group smaller than that over', () => {
    expect(tellableFunctions(of(5, 5), 10)).toEqual(['f0', 'f1'])
    expect(tellableFunctions(of(5, 4), 9)).toEqual([])
    expect(tellableFunctions(of(5, 5), 14)).toEqual(['f0'])
    expect(tellableFunctions(of(6, 5, 5), 20)).toEqual(['f0', 'f1'])
    expect(tellableFunctions(of(5, 6, 3), 14)).toEqual(['f1'])
    expect(tellableFunctions(of(9, 3), 12)).toEqual([])
  })

  test('whatever the sizes and floors: every group told of and everybody else together are enough, and eight at most', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 14 })
    fc.assert(
      fc.property(sizes, fc.nat({ max: 9 }), anyRaise(9), (all, others, [, floors]) => {
        const phones = sum(all) + others
        const told = tellableFunctions(of(...all), phones, floors)
        const inside = told.map((fn) => all[Number(fn.slice(1))] ?? 0)
        const least = Math.max(5, floors.show)
        for (const size of inside) expect(Math.min(size, phones - size)).toBeGreaterThanOrEqual(least)
        const rest = phones - sum(inside)
        if (told.length > 0 && rest > 0) expect(rest).toBeGreaterThanOrEqual(least)
        expect(told.length).toBeLessThanOrEqual(FUNCTIONS_MOST)
      }),
    )
  })

  test('a function of which too few took part, and those left over, are no column', () => {
    const functions = [
      { fn: 'Sales', of: 6, people: 6 },
      { fn: 'Product', of: 4, people: 2 },
      { fn: 'Operations', of: 6, people: 1 },
    ]
    const heard = { phones: 16, people: 9, functions }
    const map = showEchoMap([{ theme: 't', title: 'T', heard, before: FLOORS }], ['Sales', 'Product', 'Operations'])
    expect(map).toEqual({ functions: ['Sales'], rows: [{ theme: 't', title: 'T', echoed: [true] }] })
    expect(showEchoMap([], ['Sales'])).toBeNull()
  })
})

describe('floors raised later', () => {
  const rooms = [
    [9, 0],
    [11, 0],
    [13, 0],
    [5, 6, 0],
    [7, 5, 6],
    [5, 6, 7, 0],
  ] as const

  test('only ever hide, and tell nothing new to who saw it before', () => {
    fc.assert(
      fc.property(anyRaise(20), fc.constantFrom(...rooms), ([before, floors], sizes) => {
        const order = [undefined, 'bands', 'soft', 'counts']
        for (const [key, { shown: was, all }] of readings(answers(sizes), (table) =>
          seen(heardOf(sizes, table), before),
        )) {
          const after = readings(all, (table) => seen(heardOf(sizes, table), floors, before))
          expect(after.size, key).toBe(1)
          for (const { shown: now } of after.values()) {
            expect(order.indexOf(now.shown?.level)).toBeLessThanOrEqual(order.indexOf(was.shown?.level))
            for (const [at, fn] of (now.map?.functions ?? []).entries())
              if (now.map?.rows[0]?.echoed[at])
                expect(was.map?.rows[0]?.echoed[was.map.functions.indexOf(fn)], key).toBe(true)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('and who sees it only after that is certain of nobody', () => {
    fc.assert(
      fc.property(anyRaise(16), fc.constantFrom(...rooms), ([before, floors], sizes) => {
        const n = sum(sizes)
        const all = [...answers(sizes)]
        for (const [key, { all: same }] of readings(all, (table) => seen(heardOf(sizes, table), floors, before))) {
          const total = new Set(same.map(sum))
          const byTotal =
            n >= 12 && total.size === 1
              ? certain(
                  all.filter((table) => total.has(sum(table))),
                  sizes,
                )
              : []
          expect(certain(same, sizes), key).toEqual(byTotal)
        }
      }),
      { numRuns: 40 },
    )
  })
})
