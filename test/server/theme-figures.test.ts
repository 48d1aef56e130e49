// The figures of the themes bench, on partitions whose figures are known by hand.
import { expect, test } from 'vitest'
import { smallSessions } from '../../server/bench/bench-sessions.ts'
import { figuresOf } from '../../shared/theme-figures.ts'

const read = ['a', 'a', 'a', 'b', 'b', 'b', null]

test('the same partition under other names is perfect', () => {
  expect(figuresOf(read, [1, 1, 1, 2, 2, 2, null])).toEqual({ ari: 1, b3: 1, found: 1, clean: 1, placed: 6 / 7 })
})

test('nothing shown finds nothing', () => {
  const none = figuresOf(
    read,
    read.map(() => null),
  )
  expect(none).toMatchObject({ ari: 0, found: 0, clean: 0, placed: 0 })
})

test('all in one theme is what chance would do', () => {
  const { ari, found, clean, placed } = figuresOf(
    read,
    read.map(() => 1),
  )
  expect(ari).toBeCloseTo(0)
  expect([found, clean, placed]).toEqual([0, 0, 1])
})

test('one card in the wrong theme', () => {
  const { ari, b3, found, clean } = figuresOf(['a', 'a', 'a', 'b', 'b', 'b'], [1, 1, 2, 2, 2, 2])
  // 4 of 15 pairs agree, 6 and 7 are together, 2.8 by chance
  expect(ari).toBeCloseTo((4 - (6 * 7) / 15) / (6.5 - (6 * 7) / 15))
  const precision = (2 * 1 + 3 * 0.75 + 0.25) / 6
  const recall = ((2 * 2) / 3 + 1 / 3 + 3) / 6
  expect(b3).toBeCloseTo((2 * precision * recall) / (precision + recall))
  expect([found, clean]).toEqual([1, 1])
})

test('the small sessions are whole, and say what theme each card is of', () => {
  expect(smallSessions().map(({ type, texts }) => [type, texts.length])).toEqual([
    ['offsite', 77],
    ['polis', 130],
  ])
  for (const { texts, labels } of smallSessions()) {
    expect(labels).toHaveLength(texts.length)
    expect(labels.filter((label) => label !== null).length).toBeGreaterThan(texts.length / 2)
    expect(labels.includes(undefined as never)).toBe(false)
  }
})
