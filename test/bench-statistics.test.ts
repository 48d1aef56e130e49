// The experiment's arithmetic, each against an answer that is known without it.
import { describe, expect, test } from 'vitest'
import { createMind } from '../client/robots/mind.ts'
import { assign } from './bench/statistics/assignment.ts'
import { concordance } from './bench/statistics/auc.ts'
import { bootstrap, notAbove } from './bench/statistics/bootstrap.ts'
import { holm } from './bench/statistics/holm.ts'
import { learn } from './bench/statistics/logistic.ts'
import { agreement, agreementZ, placeChance } from './bench/statistics/ranks.ts'

describe('bootstrap over sessions', () => {
  test('sessions that are all alike leave no doubt', () => {
    const alike = Array.from({ length: 20 }, () => ({ sum: 1, count: 8 }))
    expect(bootstrap(alike, createMind(1))).toEqual({ mean: 0.125, low: 0.125, high: 0.125 })
  })
  test('a fair coin over 400 sessions has the interval of the textbook', () => {
    const coin = Array.from({ length: 400 }, (_, n) => ({ sum: n % 2, count: 1 }))
    const { mean, low, high } = bootstrap(coin, createMind(2))
    expect(mean).toBe(0.5)
    expect(low).toBeGreaterThan(0.44)
    expect(low).toBeLessThan(0.46)
    expect(high).toBeGreaterThan(0.54)
    expect(high).toBeLessThan(0.56)
  })
  test('clusters widen it: the same answers in ten lumps', () => {
    const lumps = Array.from({ length: 10 }, (_, n) => ({ sum: (n % 2) * 40, count: 40 }))
    const { low, high } = bootstrap(lumps, createMind(3))
    expect(high - low).toBeGreaterThan(0.4)
  })
  test('nothing to draw from is no number', () => expect(bootstrap([], createMind(4)).mean).toBeNaN())
  test('what is surely above is never not above', () => {
    const high = Array.from({ length: 50 }, () => ({ sum: 9, count: 10 }))
    expect(notAbove(high, 0.5, createMind(5), 999)).toBe(0.001)
    expect(notAbove(high, 0.95, createMind(5), 999)).toBe(1)
  })
})

test('Holm: the example of the textbook', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02])
  expect(holm([0.9, 0.8])).toEqual([1, 1])
})

describe('the cheapest assignment', () => {
  test('a table whose answer is known', () => {
    expect(
      assign([
        [4, 1, 3],
        [2, 0, 5],
        [3, 2, 2],
      ]),
    ).toEqual([1, 0, 2])
  })
  test('more columns than rows', () =>
    expect(
      assign([
        [9, 9, 1, 9],
        [9, 1, 0, 9],
      ]),
    ).toEqual([2, 1]))
  test('never dearer than any of all orders', () => {
    const mind = createMind(6)
    for (let round = 0; round < 50; round++) {
      const cost = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => mind.below(20)))
      const price = (columns: readonly number[]) => columns.reduce((sum, c, r) => sum + (cost[r]?.[c] ?? 0), 0)
      const orders = (left: number[]): number[][] =>
        left.length === 0 ? [[]] : left.flatMap((one) => orders(left.filter((x) => x !== one)).map((o) => [one, ...o]))
      expect(price(assign(cost))).toBe(Math.min(...orders([0, 1, 2, 3]).map(price)))
    }
  })
  test('too few columns', () => expect(() => assign([[1], [2]])).toThrow(RangeError))
})

describe('area under the curve', () => {
  const scored = (yes: number[], no: number[]) =>
    concordance([...yes.map((score) => ({ score, is: true })), ...no.map((score) => ({ score, is: false }))])
  test('all above', () => expect(scored([3, 4], [1, 2])).toEqual({ sum: 4, count: 4 }))
  test('all tied is a half', () => expect(scored([1, 1], [1])).toEqual({ sum: 1, count: 2 }))
  test('one sort only says nothing', () => expect(scored([1, 2], []).count).toBe(0))
})

describe('logistic regression', () => {
  const mind = createMind(7)
  const examples = Array.from({ length: 400 }, () => {
    const x = [mind.chance() * 10, mind.chance(), 5]
    return { x, is: (x[0] ?? 0) > 5 }
  })
  test('finds the feature that tells, and shrugs at the others', () => {
    const model = learn(examples)
    const right = examples.filter(({ x, is }) => model(x) > 0 === is).length
    expect(right / examples.length).toBeGreaterThan(0.95)
  })
  test('learns nothing where there is nothing', () => {
    const model = learn(examples.map(({ x }, n) => ({ x, is: n % 2 === 0 })))
    expect(Math.abs(model([5, 0.5, 5]))).toBeLessThan(0.3)
  })
})

describe('orders', () => {
  test('the same order, the reverse, and no order', () => {
    expect(agreement([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ s: 6, variance: 8.666666666666666 })
    expect(agreement([1, 2, 3, 4], [4, 3, 2, 1]).s).toBe(-6)
    expect(agreementZ([])).toBe(0)
    expect(agreementZ(Array.from({ length: 12 }, () => agreement([1, 2, 3, 4], [1, 2, 3, 4])))).toBeCloseTo(7.06, 1)
  })
  test('where a card is among posts: with as many cards as posts it is sure, and chances always add up to one', () => {
    expect(placeChance(2, 5, 2, 5)).toBeCloseTo(1)
    expect(placeChance(2, 5, 3, 5)).toBe(0)
    expect(placeChance(0, 1, 3, 8)).toBeCloseTo(1 / 8)
    expect(Array.from({ length: 20 }, (_, post) => placeChance(3, 7, post, 20)).reduce((a, b) => a + b)).toBeCloseTo(1)
  })
})
