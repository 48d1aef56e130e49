// Typed text and what it becomes before it counts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalCard, cardFit, clip, fits, graphemes, plainLine, plainText, utf8Bytes } from '../../shared/text.ts'

const anything = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }))
const FAMILY = '👩‍👩‍👧‍👦'

describe('plain text', () => {
  test.each([
    ['  Sam   Lee ', 'Sam Lee'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['a\u0000b\u0007c', 'abc'],
    ['\ud800', '\ufffd'],
    ['e\u0301', 'é'],
    ['two\nlines', 'two lines'],
    ['<img onerror=x>', '<img onerror=x>'],
  ])('%j is the line %j', (typed, line) => expect(plainLine(typed)).toBe(line))

  test('keeps the lines of a longer text', () => expect(plainText(' One\r\ntwo\rthree ')).toBe('One\ntwo\nthree'))

  test('once plain, always plain', () => {
    fc.assert(
      fc.property(
        anything,
        (text) => plainLine(plainLine(text)) === plainLine(text) && plainText(plainText(text)) === plainText(text),
      ),
    )
  })
})

describe('a card (R15)', () => {
  test.each([
    ['It’s “fine” – really…', 'It\'s "fine" - really...'],
    ['No!!! Why??', 'No! Why?'],
    ['ﬁne \u200b  text', 'fine text'],
    ['👍🏽', '👍'],
  ])('%s', (typed, canonical) => expect(canonicalCard(typed)).toBe(canonical))

  test('is the same whichever keyboard typed it, and canonical once for all', () => {
    expect(canonicalCard('we don’t — ever')).toBe(canonicalCard("we don't - ever"))
    fc.assert(fc.property(anything, (text) => canonicalCard(canonicalCard(text)) === canonicalCard(text)))
  })

  test('fits by graphemes and by bytes', () => {
    expect(cardFit('x'.repeat(280))).toMatchObject({ ok: true, over: 0 })
    expect(cardFit('x'.repeat(283))).toMatchObject({ ok: false, over: 3 })
    expect(cardFit('').ok).toBe(false)
    expect(cardFit('漢'.repeat(260))).toMatchObject({ ok: false, bytes: 780 })
    expect(cardFit('漢'.repeat(253)).ok).toBe(true)
  })
})

describe('lengths', () => {
  test('are counted as people count', () => {
    expect([graphemes(FAMILY), graphemes('e\u0301'), utf8Bytes('é')]).toEqual([1, 1, 2])
    expect(fits(FAMILY.repeat(10), 40)).toBe(true)
    expect(fits('x'.repeat(41), 40)).toBe(false)
    expect(fits(`e${'\u0301'.repeat(500)}`, 40)).toBe(false)
  })

  test('what is cut fits, and begins as the text did', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 30 }), (text, max) => {
        const cut = clip(text, max)
        expect(fits(cut, max)).toBe(true)
        expect(text.startsWith(cut)).toBe(true)
        if (fits(text, max)) expect(cut).toBe(text)
      }),
    )
  })
})
