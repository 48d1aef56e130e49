// The arithmetic of sorting: the objective by hand, and every gain as the difference that it claims to be.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logOdds } from '../../server/sorting/answer-odds.ts'
import { gainsFor, mergeGains, seatGains } from '../../server/sorting/gains.ts'
import { objective } from '../../server/sorting/objective.ts'
import { cohesion, partitionOf } from '../../server/sorting/partition.ts'
import { type Heard, hear, type Problem } from '../../server/sorting/problem.ts'
import { judgeTrust } from '../../server/sorting/reliability.ts'
import { sweep } from '../../server/sorting/settle.ts'
import { inOneGo } from '../../server/themes/steps.ts'

function problemOf(n: number, heard: readonly Heard[], fill: Partial<Problem> = {}): Problem {
  const problem: Problem = {
    n,
    size: new Float64Array(n).fill(1),
    alike: new Float32Array(n * n),
    pull: new Float32Array(n * n),
    apart: null,
    weight: 8,
    cost: 1,
    least: 0.12,
    heard: [],
    onTop: Array.from({ length: n }, () => []),
    below: Array.from({ length: n }, () => []),
    trust: [],
    ...fill,
  }
  for (const one of heard) hear(problem, one)
  return problem
}

const labelled = (problem: Problem, labels: readonly (number | string)[]) =>
  partitionOf(problem, (unit) => labels[unit] ?? 'none')

describe('by hand', () => {
  test.each([
    ['the only right one chosen', 4, 1, false, true, 0.75],
    ['one of two right ones chosen', 4, 2, false, true, 0.375],
    ['none said though one is right', 4, 1, true, false, 0.125],
    ['a wrong one chosen though one is right', 4, 1, false, false, 0.125 / 3],
    ['none said where none is right', 4, 0, true, false, 0.75],
    ['one chosen where none is right', 4, 0, false, false, 0.0625],
  ])('%s', (_name, options, right, none, hit, probability) => {
    expect(Math.exp(logOdds(options, right, none, hit))).toBeCloseTo(probability, 12)
  })

  test.each([1, 2, 3, 4, 12])('the answers to a question with %i options have probability one together', (options) => {
    for (let right = 0; right <= options; right++) {
      const none = Math.exp(logOdds(options, right, true, false))
      const hits = right * Math.exp(logOdds(options, right, false, true))
      const others = options - right
      const misses = others * Math.exp(logOdds(options, right, false, false))
      // where all options are right, no option is left for a mistake
      expect(none + hits + misses).toBeCloseTo(others === 0 ? 0.875 : 1, 12)
    }
  })

  test('three alike cards gain 8 × 3 × (0.4 − 0.12) − 1', () => {
    const problem = problemOf(3, [])
    expect(cohesion(problem, 3, 3 * 0.4)).toBeCloseTo(5.72, 12)
    expect(cohesion(problem, 1, 0)).toBe(0)
  })

  test('a partition is worth its answers, its cohesion and its pulls', () => {
    const alike = Float32Array.from([0, 0.5, 0, 0.5, 0, 0, 0, 0, 0])
    const pull = Float32Array.from([0, 3, -2, 3, 0, -2, -2, -2, 0])
    const problem = problemOf(3, [{ top: 0, options: [1, 2], choice: 0, by: 0 }], { alike, pull })
    const expected = Math.log(0.75) + 8 * 2 * (0.5 - 0.12) - 1 + 3
    expect(objective(problem, labelled(problem, [0, 0, 1]))).toBeCloseTo(expected, 9)
    expect(objective(problem, labelled(problem, [0, 1, 2]))).toBeCloseTo(Math.log(0.125), 9)
  })
})

/** A problem with sizes, pulls, answers (some about units that lie together by force) and any labels. */
const anyProblem = fc
  .integer({ min: 2, max: 9 })
  .chain((n) =>
    fc.record({
      n: fc.constant(n),
      labels: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n }),
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: n, maxLength: n }),
      numbers: fc.array(fc.integer({ min: -100, max: 100 }), { minLength: n * n, maxLength: n * n }),
      distrusted: fc.integer({ min: 0, max: 3 }),
      answers: fc.array(
        fc.record({
          top: fc.nat(n - 1),
          options: fc.array(fc.nat(n - 1), { minLength: 1, maxLength: 4 }),
          place: fc.integer({ min: -1, max: 3 }),
          by: fc.nat(3),
        }),
        { maxLength: 12 },
      ),
    }),
  )
  .map(({ n, labels, sizes, numbers, distrusted, answers }) => {
    const alike = new Float32Array(n * n)
    const pull = new Float32Array(n * n)
    for (let a = 0; a < n; a++) {
      for (let b = 0; b <= a; b++) {
        const value = (numbers[a * n + b] ?? 0) / 100
        alike[a * n + b] = alike[b * n + a] = value
        if (a !== b) pull[a * n + b] = pull[b * n + a] = numbers[b * n + a] ?? 0
      }
    }
    const heard = answers.map(({ top, options, place, by }) => ({
      top,
      options,
      choice: place < options.length ? place : -1,
      by,
    }))
    const problem = problemOf(n, heard, { alike, pull, size: Float64Array.from(sizes) })
    if (problem.trust.length > distrusted) problem.trust[distrusted] = 0
    return { problem, labels }
  })

describe('gains are differences of the objective', () => {
  test('of one unit that joins a cluster instead of staying alone', () => {
    fc.assert(
      fc.property(anyProblem, ({ problem, labels }) => {
        const at = labelled(problem, labels)
        const gains = gainsFor(problem.n)
        for (let unit = 0; unit < problem.n; unit++) {
          const away = objective(
            problem,
            labelled(
              problem,
              labels.map((label, i) => (i === unit ? 'alone' : label)),
            ),
          )
          seatGains(problem, at, unit, gains)
          for (const other of labels.keys()) {
            if (other === unit) continue
            const moved = labels.map((label, i) => (i === unit ? (labels[other] ?? 0) : label))
            const slot = at.slot[other] ?? 0
            expect(gains.gain[slot]).toBeCloseTo(objective(problem, labelled(problem, moved)) - away, 4)
          }
        }
      }),
    )
  })

  test('of two clusters that become one', () => {
    fc.assert(
      fc.property(anyProblem, ({ problem, labels }) => {
        const at = labelled(problem, labels)
        const before = objective(problem, at)
        const gains = gainsFor(problem.n)
        for (const a of labels.keys()) {
          mergeGains(problem, at, at.slot[a] ?? 0, gains)
          for (const b of labels.keys()) {
            if (labels[a] === labels[b]) continue
            const merged = labels.map((label) => (label === labels[b] ? (labels[a] ?? 0) : label))
            const slot = at.slot[b] ?? 0
            expect(gains.gain[slot]).toBeCloseTo(objective(problem, labelled(problem, merged)) - before, 4)
          }
        }
      }),
    )
  })

  test('a sweep never makes it worse, and the sums of the slots stay those of their members', () => {
    fc.assert(
      fc.property(anyProblem, ({ problem, labels }) => {
        const at = labelled(problem, labels)
        const before = objective(problem, at)
        inOneGo(sweep(problem, at, gainsFor(problem.n)))
        expect(objective(problem, at)).toBeGreaterThanOrEqual(before - 1e-4)
        const again = partitionOf(problem, (unit) => at.slot[unit] ?? 0)
        expect(objective(problem, again)).toBeCloseTo(objective(problem, at), 4)
      }),
    )
  })
})

describe('who is trusted', () => {
  const right: Heard = { top: 0, options: [1, 2], choice: 0, by: 0 }
  const wrong: Heard = { top: 0, options: [1, 2], choice: 1, by: 1 }

  test('one who mostly disagrees is not; one who errs now and then is', () => {
    const heard = [...Array.from({ length: 5 }, () => right), ...Array.from({ length: 3 }, () => wrong)]
    const problem = problemOf(3, heard)
    const at = labelled(problem, ['a', 'a', 'b'])
    judgeTrust(problem, at)
    // (3 + 0) of (4 + 3) agree
    expect(problem.trust).toEqual([1, 0])
  })

  test('exactly half is enough', () => {
    const problem = problemOf(3, [wrong, wrong])
    judgeTrust(problem, labelled(problem, ['a', 'a', 'b']))
    expect(problem.trust[1]).toBe(1)
  })
})
