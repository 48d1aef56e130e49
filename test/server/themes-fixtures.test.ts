// The sentences robots use: enough of them, within the limits of the real thing, and none twice.
import { expect, test } from 'vitest'
import { COMMITMENTS } from '../../client/robots/fixtures/commitments.ts'
import { FURTHER_CARDS } from '../../client/robots/fixtures/further-cards.ts'
import { NOTES } from '../../client/robots/fixtures/notes.ts'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { FIRST_NAMES } from '../../client/robots/fixtures/people.ts'
import { STATEMENTS } from '../../client/robots/fixtures/statements.ts'
import { WIDER_CARDS } from '../../client/robots/fixtures/wider-cards.ts'
import { LIMITS } from '../../shared/limits.ts'

const CARDS = [...OFFSITE_CARDS, ...FURTHER_CARDS, ...WIDER_CARDS]
const twice = (list: readonly string[]) => list.filter((one, i) => list.indexOf(one) !== i)

test('cards, notes and names are many and all different', () => {
  expect(OFFSITE_CARDS).toHaveLength(77)
  expect(FURTHER_CARDS.length + WIDER_CARDS.length).toBeGreaterThanOrEqual(160)
  expect(NOTES).toHaveLength(60)
  expect(FIRST_NAMES).toHaveLength(60)
  expect(COMMITMENTS).toHaveLength(10)
  expect(twice(CARDS.map(({ id }) => id))).toEqual([])
  expect(twice(CARDS.map(({ text }) => text.toLowerCase()))).toEqual([])
  expect(twice(NOTES)).toEqual([])
  expect(twice(FIRST_NAMES)).toEqual([])
})

test('every kind and every theme has several cards', () => {
  const count = (list: readonly (string | null)[]) =>
    [...new Set(list)].map((one) => list.filter((other) => other === one).length)
  expect(Math.min(...count(CARDS.map(({ kind }) => kind)))).toBeGreaterThanOrEqual(20)
  expect(Math.min(...count(CARDS.map(({ label }) => label)))).toBeGreaterThanOrEqual(5)
})

test('everything fits where people type it', () => {
  for (const { text } of CARDS) {
    expect(text.length).toBeLessThanOrEqual(LIMITS.cardGraphemes)
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(LIMITS.cardBytes)
  }
  for (const commitment of COMMITMENTS) {
    for (const field of Object.values(commitment)) expect(field.length).toBeLessThanOrEqual(LIMITS.field)
    expect(commitment.ifCond).not.toMatch(/^if\b|\.$/iu)
    expect(commitment.thenDo).not.toMatch(/^then\b|\.$/iu)
  }
  for (const { statement, goal } of STATEMENTS) {
    expect(statement.length).toBeLessThanOrEqual(LIMITS.statement)
    expect(goal.length).toBeLessThanOrEqual(LIMITS.goal)
  }
  for (const name of FIRST_NAMES) expect(name.length).toBeLessThanOrEqual(LIMITS.name)
})
