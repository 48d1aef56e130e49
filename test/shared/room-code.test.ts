// Room codes as people type them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CODE_LENGTH, CODE_SYMBOLS } from '../../shared/limits.ts'
import { formatCode, parseCode } from '../../shared/room-code.ts'

const code = fc
  .array(fc.constantFrom(...CODE_SYMBOLS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map((symbols) => symbols.join(''))

test('24 symbols, each once, none that looks like another', () => {
  expect(new Set(CODE_SYMBOLS).size).toBe(24)
  expect(CODE_SYMBOLS).not.toMatch(/[AEIOUL01258]/)
})

test('what the screen shows is what can be typed, in any case, with or without the dash', () => {
  fc.assert(
    fc.property(code, fc.constantFrom('-', ' ', '', '–', ' - ', '.'), (one, dash) => {
      expect(parseCode(formatCode(one))).toBe(one)
      expect(parseCode(` ${one.slice(0, 3)}${dash}${one.slice(3)} `.toLowerCase())).toBe(one)
    }),
  )
})

test.each([
  ['ＢＣＤ３４７', 'BCD347'],
  ['8CD-347', 'BCD347'],
  ['0cd347', 'QCD347'],
  ['2 5 6 b c d', 'ZSGBCD'],
])('%s is %s', (typed, expected) => expect(parseCode(typed)).toBe(expected))

test.each(['', 'BCD34', 'BCD3477', 'BCD34A', 'BCD34!', '١٢٣٤٥٦', `BCD347${' '.repeat(10_000)}`, '__proto__'])(
  '%j is no code',
  (typed) => expect(parseCode(typed)).toBeNull(),
)

test('whatever is typed, it is a code or null', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (typed) => [null, typed].includes(parseCode(typed)) || (parseCode(typed) ?? '').length === CODE_LENGTH,
    ),
  )
})
