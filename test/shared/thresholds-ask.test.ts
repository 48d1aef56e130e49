// What sealed questions, rooms and functions may show, by brute force over every small table of counts.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  AskShown,
  type ChoicesShown,
  roomFloor,
  roomNote,
  showChoices,
  showCount,
  showFunction,
  showLines,
  showNumbers,
  showTexts,
} from '../../shared/thresholds.ts'
import { anyFloors, tables } from './thresholds-readings.ts'

const levels = new Set<string>()

test.each([2, 3, 4, 5])('%i options: whoever knows n and the rules still cannot work out a hidden count', (options) => {
  for (let n = 5; n <= 13; n++) {
    const groups = new Map<string, { shown: ChoicesShown; tables: number[][] }>()
    for (const table of tables(n, options)) {
      const shown = showChoices(table, n)
      const group = groups.get(JSON.stringify(shown)) ?? { shown, tables: [] }
      group.tables.push(table)
      groups.set(JSON.stringify(shown), group)
    }
    for (const { shown, tables: same } of groups.values()) {
      levels.add(shown.level)
      for (const cell of shown.cells) {
        const known = cell.count !== null && cell.options.length === 1
        if (known) expect(cell.count).not.toBe(1)
        for (const option of known ? [] : cell.options) {
          expect(new Set(same.map((table) => table[option])).size, JSON.stringify([n, shown, same])).toBeGreaterThan(1)
        }
      }
    }
  }
  expect(levels).toEqual(new Set(['bands', 'soft', 'counts']))
})

test('choices at each size', () => {
  expect(showChoices([3, 1], 4)).toEqual({ type: 'choices', level: 'none', n: null, cells: [] })
  expect(showChoices([5, 1, 0], 6)).toMatchObject({
    level: 'bands',
    n: null,
    cells: [{ word: 'most' }, { word: 'few' }, { word: 'few' }],
  })
  expect(showChoices([3, 3], 6)).toMatchObject({ level: 'bands', cells: [{ word: 'some' }, { word: 'some' }] })
  expect(showChoices([6, 4, 0], 10)).toMatchObject({
    level: 'counts',
    n: 10,
    cells: [{ count: 6 }, { count: 4 }, { count: 0 }],
  })
  expect(showChoices([1, 6, 4, 0], 11).cells).toEqual([
    { options: [1], count: 6, word: null },
    { options: [2], count: 4, word: null },
    { options: [0, 3], count: 1, word: null },
  ])
  expect(showChoices([1, 3, 8], 12).cells).toEqual([
    { options: [2], count: 8, word: null },
    { options: [0, 1], count: 4, word: null },
  ])
  expect(showChoices([9, 1], 10)).toMatchObject({ level: 'soft', n: 10, cells: [{ word: 'most' }, { word: 'few' }] })
  expect(showChoices(Array(8).fill(1), 8).level).toBe('none')
  expect(() => showChoices([3, 4], 8)).toThrow(RangeError)
  expect(() => showChoices([9, -1], 8)).toThrow(RangeError)
})

test('numbers: nothing below five, a neighbourhood below eight, median and quartiles from eight', () => {
  expect(showNumbers([1, 2, 3, 4])).toMatchObject({ level: 'none', n: null, around: null, median: null })
  expect(showNumbers([3, 40, 23, 90, 7])).toMatchObject({
    level: 'bands',
    n: null,
    around: { from: 20, to: 50 },
    median: null,
    quartiles: null,
  })
  expect(showNumbers([9, 1, 2, 3, 4, 5, 6, 7, 8])).toMatchObject({
    level: 'counts',
    n: 9,
    around: null,
    median: 5,
    quartiles: { low: 3, high: 7 },
  })
  expect(() => showNumbers([1, Number.NaN])).toThrow(RangeError)
})

test('the neighbourhood holds the median at every size and sign, and the order of values changes nothing', () => {
  // Eighths are exact in binary, so the mean of two of them is too.
  const eighths = fc.integer({ min: -8e6, max: 8e6 }).map((n) => n / 8)
  const small = fc.integer({ min: -40, max: 40 }).map((n) => n / 8)
  fc.assert(
    fc.property(fc.array(fc.oneof(eighths, small), { minLength: 5, maxLength: 7 }), (values) => {
      const { around } = showNumbers(values)
      const sorted = [...values].sort((a, b) => a - b)
      const middle =
        ((sorted[Math.ceil(values.length / 2) - 1] ?? 0) + (sorted[Math.floor(values.length / 2)] ?? 0)) / 2
      expect(around && around.from < around.to && around.from <= middle && middle <= around.to, `${middle}`).toBe(true)
      expect(showNumbers([...values].reverse())).toEqual(showNumbers(values))
    }),
  )
  expect(showNumbers(Array(5).fill(-Number.MIN_VALUE)).around).toEqual({ from: -2, to: 0 })
  expect(showNumbers(Array(5).fill(0)).around).toEqual({ from: 0, to: 2 })
  expect(showNumbers(Array(5).fill(-2)).around).toEqual({ from: -2, to: 0 })
  expect(showNumbers(Array(5).fill(-20)).around).toEqual({ from: -20, to: -10 })
  expect(showNumbers(Array(5).fill(1000)).around).toEqual({ from: 1000, to: 2000 })
})

test('texts: from five on, in an order that says nothing', () => {
  expect(showTexts(['d', 'b', 'c', 'a'])).toEqual({ type: 'texts', level: 'none', texts: [] })
  expect(showTexts(['d', 'b', 'e', 'c', 'a'])).toEqual({
    type: 'texts',
    level: 'shown',
    texts: ['a', 'b', 'c', 'd', 'e'],
  })
})

test('whatever is shown of a question fits its schema', () => {
  for (const shown of [
    showChoices([3, 1], 4),
    showChoices([9, 2], 11),
    showNumbers([1]),
    showNumbers(Array(8).fill(2)),
    showTexts(Array(6).fill('x')),
  ]) {
    expect(z.parse(AskShown, JSON.parse(JSON.stringify(shown)))).toEqual(shown)
  }
})

test('rooms: pooled below three, told how few below five, pooled below five by the strict rule', () => {
  expect([0, 2, 3, 4, 5].map((phones) => roomNote(phones, false))).toEqual([
    { note: 'pooled' },
    { note: 'pooled' },
    { note: 'few', n: 3 },
    { note: 'few', n: 4 },
    { note: 'shown' },
  ])
  expect([4, 5].map((phones) => roomNote(phones, true).note)).toEqual(['pooled', 'shown'])
})

test('rooms: the larger of the session’s floor and the strict rule', () => {
  fc.assert(
    fc.property(anyFloors(), fc.boolean(), fc.nat({ max: 60 }), (floors, strict, phones) => {
      const least = Math.max(floors.room, strict ? 5 : 0)
      expect(roomFloor(strict, floors)).toBe(least)
      const { note } = roomNote(phones, strict, floors)
      expect(note).toBe(phones < least ? 'pooled' : phones < 5 ? 'few' : 'shown')
    }),
  )
})

test('functions need five inside and five outside; lines carry answers from twelve; counts of cards are plain', () => {
  expect([showFunction(5, 5), showFunction(4, 20), showFunction(20, 4)]).toEqual([true, false, false])
  const higher = { show: 7, counts: 20, room: 3 }
  expect([showFunction(6, 7, higher), showFunction(7, 7, higher)]).toEqual([false, true])
  expect([showLines(12, 'counts'), showLines(11, 'counts'), showLines(40, 'soft')]).toEqual([true, false, false])
  expect([showLines(19, 'counts', higher), showLines(20, 'counts', higher)]).toEqual([false, true])
  expect(showCount(3)).toBe(3)
  expect(() => showCount(-1)).toThrow(RangeError)
})
