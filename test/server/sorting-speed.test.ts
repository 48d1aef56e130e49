// Sorting keeps up: with 800 cards and 200 people a question is chosen at once, and no slice of a solve is long.
import { expect, test } from 'vitest'
import type { Answer } from '../../server/sorting/pose-problem.ts'
import { startSorting } from '../../server/sorting/sorting.ts'
import { cardId, careful, drawing, goldOf, groundOf } from '../support/sorters.ts'

const CARDS = 800
const PEOPLE = 200
const GOLD = goldOf(CARDS, 60)

/** Milliseconds of this process's own work, so that a busy machine does not count. */
function cost<T>(work: () => T): { made: T; ms: number } {
  const before = process.cpuUsage()
  const made = work()
  const { user, system } = process.cpuUsage(before)
  return { made, ms: (user + system) / 1000 }
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

/** Ten answers of everybody. */
function answersBefore(): Answer[] {
  const draw = drawing(3)
  return Array.from({ length: PEOPLE * 10 }, (_, i) => {
    const top = Math.floor(draw() * CARDS)
    const others = Array.from({ length: 4 }, () => Math.floor(draw() * CARDS)).filter((card) => card !== top)
    const same = (top + 60 * (1 + Math.floor(draw() * 12))) % CARDS
    const options = [...new Set([...others, same].filter((card) => card !== top))].slice(-4)
    const right = options.findIndex((card) => GOLD[card] === GOLD[top])
    return { top: cardId(top), options: options.map(cardId), choice: draw() < 0.2 ? -1 : right, by: i % PEOPLE }
  })
}

test('2,000 cards: a question is chosen within 50 ms, and everybody gets others', { timeout: 60_000 }, () => {
  const sorting = startSorting({ ground: groundOf(goldOf(2000, 100)), each: 12 })
  const asks = Array.from({ length: 40 }, (_, phone) => cost(() => sorting.ask(`phone ${phone}`, phone)))
  console.log(
    `asking p95 ${quantile(
      asks.map(({ ms }) => ms),
      0.95,
    ).toFixed(1)} ms`,
  )
  expect(
    quantile(
      asks.map(({ ms }) => ms),
      0.95,
    ),
  ).toBeLessThan(50)
  expect(new Set(asks.map(({ made }) => made?.card)).size).toBe(40)
})

test('800 cards, 200 people: questions within 50 ms, answers and slices within 50 ms', { timeout: 120_000 }, () => {
  const sorting = startSorting({ ground: groundOf(GOLD), each: 12, answers: answersBefore() })
  const draw = drawing(5)
  const asks: number[] = []
  const answers: number[] = []
  for (let phone = 0; phone < 150; phone++) {
    const { made: shown, ms } = cost(() => sorting.ask(`phone ${phone}`, phone))
    asks.push(ms)
    if (!shown) throw new Error('no question')
    const says = careful(GOLD, 0.2)(shown, draw)
    answers.push(cost(() => sorting.answer(`phone ${phone}`, shown.card, says)).ms)
  }
  const slices: number[] = []
  const work = sorting.conclude()
  for (;;) {
    const { made, ms } = cost(() => work.next())
    slices.push(ms)
    if (made.done) break
  }
  const sum = slices.reduce((a, b) => a + b, 0)
  console.log(
    `asking p95 ${quantile(asks, 0.95).toFixed(1)} ms, answering p95 ${quantile(answers, 0.95).toFixed(1)} ms, most ${Math.max(...answers).toFixed(1)} ms, ${slices.length} slices: most ${Math.max(...slices).toFixed(1)} ms, all ${sum.toFixed(0)} ms`,
  )
  expect(quantile(asks, 0.95)).toBeLessThan(50)
  expect(quantile(answers, 0.95)).toBeLessThan(50)
  expect(quantile(slices, 0.999)).toBeLessThan(50)
})
