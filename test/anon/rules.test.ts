// That every rule of anonymity (R1 to R20) has a test which names it, so that none is forgotten when tests are moved.
import { expect, test } from 'vitest'
import { sourceFiles, withoutComments } from '../support/source-files.ts'

const RULES = Array.from({ length: 20 }, (_, n) => `R${n + 1}`)

/** The titles of all tests and of what they stand in. */
const TITLE = /\b(?:test|describe|scene)(?:\.each\([^)]*\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g

function titles(source: string): string[] {
  const text = withoutComments(source)
  const called = [...text.matchAll(TITLE)].map(([, , title = '']) => title)
  // Of tables the title stands after the rows: a string that opens with a rule.
  const ofTables = [...text.matchAll(/^ {0,2}(['"`])(R\d+: (?:\\.|(?!\1)[^\\])*)\1,/gm)].map(
    ([, , title = '']) => title,
  )
  return [...called, ...ofTables]
}

const named = (title: string): string[] =>
  /^(?:[A-Z]\d+, )*R\d+/.test(title) ? ((title.split(':')[0] ?? '').match(/R\d+/g) ?? []) : []

const files = sourceFiles('test').filter(({ path }) => /\.test\.tsx?$/.test(path))

test.each(RULES)('%s is named by a test', (rule) => {
  const by = files.flatMap(({ path, text }) =>
    titles(text)
      .filter((title) => named(title).includes(rule))
      .map((title) => `${path}: ${title}`),
  )
  expect(by).not.toEqual([])
})

test('a name in a comment, in a text or in the middle of a title is no test', () => {
  expect([...titles("// test('R1: x')"), ...titles("expect('R1: x')")]).toEqual([])
  expect(titles("test('R1: a phone', () => {").flatMap(named)).toEqual(['R1'])
  expect(titles("test('E8, R10: a run', () => {").flatMap(named)).toEqual(['R10'])
  expect(titles("test('what R1 says', () => {").flatMap(named)).toEqual([])
  expect(titles("test('R12: x', () => {").flatMap(named)).toEqual(['R12'])
})
