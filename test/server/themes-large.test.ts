// Two thousand cards: in a few seconds, never holding up the others, and in the same way every time.
import { expect, test } from 'vitest'
import { type Compare, compareAll, cutProposal, type ThemeCard } from '../../server/themes/propose-themes.ts'
import type { Steps } from '../../server/themes/steps.ts'
import { LIMITS } from '../../shared/limits.ts'
import { shippedPrior } from '../support/theme-cards.ts'

const DIMS = 512

/** The same numbers every time (mulberry32). */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Cards of 120 subjects: each has words and a direction of its own. */
function manyCards(count: number): readonly ThemeCard[] {
  const draw = random(7)
  const subjects = Array.from({ length: 120 }, () => Float64Array.from({ length: DIMS }, () => draw() - 0.5))
  return Array.from({ length: count }, (_, i) => {
    const number = i % subjects.length
    const values = (subjects[number] ?? new Float64Array(DIMS)).map((value) => value + 1.2 * (draw() - 0.5))
    const length = Math.hypot(...values)
    return {
      id: `c${String(i).padStart(4, '0')}`,
      room: `room-${i % 40}`,
      kind: 'constraint',
      text: `thing${number} stuff${Math.floor(draw() * 400)} other${Math.floor(draw() * 400)} matter${i}`,
      vector: Int16Array.from(values, (value) => Math.round((value / length) * 16384)),
    }
  })
}

/** The result, and the longest time of the processor between two yields (ms). */
function runToEnd<T>(steps: Steps<T>): { readonly result: T; readonly longest: number } {
  let longest = 0
  for (;;) {
    const before = process.cpuUsage()
    const step = steps.next()
    const { user, system } = process.cpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    if (step.done) return { result: step.value, longest }
  }
}

test('2,000 cards with vectors: five seconds at most, and no step of 50 ms', { timeout: 60_000, retry: 2 }, () => {
  const cards = manyCards(LIMITS.cardsPerSession)
  const prior = shippedPrior()
  const start = process.cpuUsage()
  const { result: compare, longest } = runToEnd<Compare>(compareAll({ cards, piles: [], prior }))
  const { result: proposal, longest: later } = runToEnd(cutProposal(compare, null))
  const { user, system } = process.cpuUsage(start)
  console.log(
    `2,000 cards: ${Math.round((user + system) / 1000)} ms of the processor, longest step ${Math.max(longest, later).toFixed(1)} ms`,
  )
  expect((user + system) / 1000).toBeLessThan(5000)
  expect(Math.max(longest, later)).toBeLessThan(50)
  expect(proposal.themes.length).toBeGreaterThan(60)
  expect(proposal.themes.length).toBeLessThanOrEqual(LIMITS.themes)
  expect(proposal.made.tau).toBeCloseTo(0.23)

  const coarser = runToEnd(cutProposal(compare, 0.05)).result
  expect(coarser.made.tau).toBe(0.05)
  expect(coarser.ungrouped.length).toBeLessThanOrEqual(proposal.ungrouped.length)
})
