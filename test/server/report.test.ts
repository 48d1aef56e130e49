// The log: every sentence as people read it, and only the facts that it asks for.
import { expect, test } from 'vitest'
import { createReport, LINES, sentence } from '../../server/report.ts'

/** Stands for every fact by its own name. */
const named = new Proxy({}, { get: (_facts, name) => `<${String(name)}>` })

test('every line of the log', async () => {
  const all = Object.entries(LINES).map(([name, { level }]) => `${name} (${level})\n${sentence(name, named)}\n`)
  await expect(all.join('\n')).toMatchFileSnapshot('./report.lines.txt')
})

test('a fact that no sentence asks for is never written', () => {
  const written: string[] = []
  createReport((text) => written.push(text))('theme-slow', { ms: 90, cards: 80, secret: 's3cret', name: 'Ana' })
  expect(written).toEqual(['Careful: Proposing themes took 90 ms for 80 cards.'])
})

test('a missing fact and an unknown name are said, not thrown', () => {
  expect(sentence('port-taken')).toContain('Port unknown is taken')
  expect(sentence('__proto__')).toBe('Careful: the log has no sentence for "__proto__".')
})
