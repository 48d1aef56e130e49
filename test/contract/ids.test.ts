// What is drawn is of the promised form, even, and never twice the same.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { CODE_LENGTH, CODE_SYMBOLS } from '../../shared/limits.ts'

/** Chi-square over equally likely cells; above the bound happens once in a million honest runs. */
function uneven(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0)
}

test('ids and secrets have their form and do not repeat', () => {
  const ids = Array.from({ length: 2000 }, realIds.id)
  const secrets = Array.from({ length: 2000 }, realIds.secret)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(new Set([...ids, ...secrets]).size).toBe(4000)
})

test('codes are drawn evenly from their symbols', () => {
  const counts = new Map([...CODE_SYMBOLS].map((symbol) => [symbol, 0]))
  for (let n = 0; n < 4000; n++) {
    const code = realIds.code(CODE_SYMBOLS, CODE_LENGTH)
    expect(code).toHaveLength(CODE_LENGTH)
    for (const symbol of code) counts.set(symbol, (counts.get(symbol) ?? Number.NaN) + 1)
  }
  // 23 degrees of freedom.
  expect(uneven([...counts.values()])).toBeLessThan(72)
  expect(() => realIds.code('', 6)).toThrow(RangeError)
})

test('every order of a shuffle is equally likely, and its argument stays', () => {
  const items = ['a', 'b', 'c', 'd'] as const
  const counts = new Map<string, number>()
  for (let n = 0; n < 24_000; n++) {
    const order = realIds.shuffle(items).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(24)
  expect(uneven([...counts.values()])).toBeLessThan(72)
  expect(items).toEqual(['a', 'b', 'c', 'd'])
  expect(realIds.shuffle([])).toEqual([])
  expect(realIds.shuffle([undefined])).toEqual([undefined])
})

test('hash is SHA-256', () => {
  expect(realIds.hash('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
})
