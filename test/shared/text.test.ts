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

  const heavy = fc.oneof(
    anything,
    fc.string({ unit: fc.constantFrom('🇩🇪', '🏴', FAMILY, 'ക്ഷ്മി', `x${'\u0316'.repeat(9)}`, '"', 'a'), maxLength: 90 }),
  )

  test('bound bytes as well, and whatever fits is small enough to be kept', () => {
    fc.assert(
      fc.property(heavy, fc.integer({ min: 0, max: 60 }), (text, max) => {
        for (const kept of [clip(text, max), ...(fits(text, max) ? [text] : [])]) {
          expect(utf8Bytes(kept)).toBeLessThanOrEqual(max * 7)
          expect(kept.length).toBeLessThanOrEqual(max * 4)
        }
      }),
    )
    expect(fits('🇩🇪'.repeat(200), 200)).toBe(false)
    expect(fits('🇩🇪'.repeat(175), 200)).toBe(true)
  })

  // The first article of the Declaration of Human Rights: words as long and as dense as a language has them.
  test.each([
    ['Hindi', 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। '],
    ['Bengali', 'সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। '],
    ['Telugu', 'ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు. '],
    ['Malayalam', 'മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും അന്തസ്സോടും സ്വാതന്ത്ര്യത്തോടുംകൂടി ജനിച്ചിട്ടുള്ളവരാണ്. '],
    ['Khmer', 'មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងភាពស្មើៗគ្នាក្នុងសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ '],
    ['Burmese', 'လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ '],
    ['Tamil', 'மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; '],
    ['Thai', 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ '],
    ['Tibetan', 'འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌། '],
    ['Chinese', '人人生而自由，在尊严和权利上一律平等。'],
    ['Korean', '모든 인간은 태어날 때부터 자유로우며 '],
    ['Arabic', 'يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. '],
    ['emoji', '🎉🚀🙂👍'],
  ])('leave room for two hundred characters of %s', (_script, words) => {
    const segments = [...new Intl.Segmenter().segment(plainLine(words).concat(' ').repeat(200))]
    const text = segments.slice(0, 200).map(({ segment }) => segment)
    expect(graphemes(text.join(''))).toBe(200)
    expect(fits(text.join(''), 200)).toBe(true)
  })
})
