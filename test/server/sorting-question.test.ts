// Which question is asked next: the one that teaches most, of cards that are not being asked about elsewhere.
import { describe, expect, test } from 'vitest'
import { handedOver, questionsEach } from '../../server/sorting/budget.ts'
import { nextQuestion } from '../../server/sorting/next-question.ts'
import { partitionOf } from '../../server/sorting/partition.ts'
import { trackPhones } from '../../server/sorting/phones.ts'
import { hear, type Problem } from '../../server/sorting/problem.ts'
import { provenOf, representative } from '../../server/sorting/representative.ts'

/** `pairs`: what pulls two units to each other. */
function pulled(n: number, pairs: readonly (readonly [number, number, number])[]): Problem {
  const pull = new Float32Array(n * n)
  for (const [a, b, by] of pairs) pull[a * n + b] = pull[b * n + a] = by
  return {
    n,
    size: new Float64Array(n).fill(1),
    alike: new Float32Array(n * n).fill(0.12),
    pull,
    apart: null,
    weight: 8,
    cost: 0,
    least: 0.12,
    heard: [],
    onTop: Array.from({ length: n }, () => []),
    below: Array.from({ length: n }, () => []),
    trust: [],
  }
}

const asking = (problem: Problem, notAgain: readonly number[] = [], open: readonly number[] = []) => ({
  askedOfThem: (unit: number) => notAgain.includes(unit),
  asked: Int32Array.from(problem.onTop, (list) => list.length),
  open: Int32Array.from({ length: problem.n }, (_, unit) => open.filter((one) => one === unit).length),
  proven: provenOf(problem),
})

describe('the card on top', () => {
  // 0 is torn between 1 and 2; 3 and 4 surely belong together; 5 to 8 surely to nobody
  const torn = () =>
    pulled(9, [
      [0, 1, 2],
      [0, 2, 2],
      [1, 2, -9],
      [3, 4, 12],
      ...[5, 6, 7, 8].flatMap((a) =>
        [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((b) => b !== a).map((b) => [a, b, -9] as const),
      ),
      ...[3, 4].flatMap((a) => [0, 1, 2].map((b) => [a, b, -9] as const)),
    ])
  const alone = (problem: Problem) => partitionOf(problem, (unit) => unit)

  test('is the one whose answer cannot be foreseen, and its likeliest companions are below it', () => {
    const problem = torn()
    const question = nextQuestion(problem, alone(problem), asking(problem))
    expect(question?.top).toBe(0)
    expect(question?.options.slice(0, 2)).toEqual([1, 2])
    expect(question?.options).toHaveLength(4)
  })

  test('is another where this one is open on phones', () => {
    const problem = torn()
    const open = Array.from({ length: 8 }, () => 0)
    expect(nextQuestion(problem, alone(problem), asking(problem, [], open))?.top).not.toBe(0)
  })

  test('is never one that this person was asked about; nothing is left in the end', () => {
    const problem = torn()
    const seen: number[] = []
    for (;;) {
      const question = nextQuestion(problem, alone(problem), asking(problem, seen))
      if (question === null) break
      expect(seen).not.toContain(question.top)
      seen.push(question.top)
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('may be asked about with its own cluster among the options, shown by another card of it', () => {
    const problem = pulled(2, [[0, 1, 1]])
    const question = nextQuestion(
      problem,
      partitionOf(problem, () => 0),
      asking(problem),
    )
    expect(question).toEqual({ top: 0, options: [1] })
  })

  test('equal ones: the lowest', () => {
    const problem = pulled(6, [])
    expect(nextQuestion(problem, alone(problem), asking(problem))).toEqual({ top: 0, options: [1, 2, 3, 4] })
  })

  test.each([0, 1])('with %i cards there is nothing to ask', (n) => {
    const problem = pulled(n, [])
    expect(nextQuestion(problem, alone(problem), asking(problem))).toBeNull()
  })

  test('two clusters that may be one are asked about by their representatives', () => {
    // each card alone is sure of its own cluster; whether the clusters are one is not sure
    const pairs = [0, 1, 2].flatMap((a) => [
      ...[0, 1, 2].filter((b) => b < a).map((b) => [a, b, 9] as const),
      ...[3, 4, 5].map((b) => [a, b, 0.02] as const),
    ])
    const others = [3, 4, 5].flatMap((a) => [3, 4, 5].filter((b) => b < a).map((b) => [a, b, 9] as const))
    const problem = pulled(6, [...pairs, ...others])
    const at = partitionOf(problem, (unit) => (unit < 3 ? 'one' : 'other'))
    const question = nextQuestion(problem, at, asking(problem))
    expect(question?.options).toHaveLength(1)
    expect([question?.top, question?.options[0]].map((unit) => ((unit ?? 0) < 3 ? 'one' : 'other')).sort()).toEqual([
      'one',
      'other',
    ])
  })
})

describe('who speaks for a cluster', () => {
  test('the card that people chose most; never the card on top', () => {
    const problem = pulled(5, [])
    const at = partitionOf(problem, (unit) => (unit < 3 ? 'one' : unit))
    expect(representative(problem, at, provenOf(problem), 0, -1)).toBe(0)
    hear(problem, { top: 3, options: [2, 4], choice: 0, by: 0 })
    expect(representative(problem, at, provenOf(problem), 0, -1)).toBe(2)
    expect(representative(problem, at, provenOf(problem), 0, 2)).toBe(0)
  })
})

test('a question counts as open until its phone has been away for thirty seconds, and again when it is back', () => {
  const phones = trackPhones(12, 0)
  phones.come('here').open.set('card', { card: 'card', options: ['other'] })
  phones.leave('here', 10)
  expect(phones.openCards(39.9)).toEqual(['card'])
  expect(phones.openCards(40)).toEqual([])
  phones.come('here')
  expect(phones.openCards(41)).toEqual(['card'])
})

describe('how many questions', () => {
  test.each([
    [94, 24, 12],
    [77, 24, 10],
    [30, 24, 6],
    [94, 8, 16],
    [1, 24, 0],
    [0, 0, 0],
    [50, 0, 0],
  ])('%i cards, %i phones: %i each', (cards, present, each) => expect(questionsEach(cards, present)).toBe(each))

  test.each([
    [0, 20, 0],
    [12, 20, 1],
    [24, 20, 2],
    [500, 20, 2],
    [12, 0, 0],
  ])('%i left unanswered, %i here: %i more', (unanswered, present, more) =>
    expect(handedOver(unanswered, present)).toBe(more),
  )
})
