// The title a theme starts with: words of a card, short enough for a phone.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { TITLE_CHARACTERS, titleOf } from '../../server/themes/title.ts'

const length = (text: string) => [...new Intl.Segmenter('en').segment(text)].length

test('a short card is its own title, without the full stop', () => {
  expect(titleOf('  Status meetings\n could be an email. ')).toBe('Status meetings could be an email')
  expect(titleOf('Why does legal approve this?')).toBe('Why does legal approve this?')
  expect(titleOf('And so on...')).toBe('And so on...')
})

test('of a long card the first sentence, if it fits', () => {
  expect(titleOf('Security review is a single person. When she is out for a week nothing ships at all.')).toBe(
    'Security review is a single person',
  )
})

test('else it is cut between two words', () => {
  expect(titleOf('Every release needs four sign-offs and two of the approvers are usually travelling.')).toBe(
    'Every release needs four sign-offs and two of the approvers…',
  )
  expect(titleOf('Finance owns plan, budget, freeze and the big approval, nevertheless exceptions abound')).toBe(
    'Finance owns plan, budget, freeze and the big approval…',
  )
})

test('writing without spaces and single endless words are cut between characters', () => {
  expect(titleOf('审'.repeat(200))).toBe(`${'审'.repeat(TITLE_CHARACTERS - 1)}…`)
  expect(titleOf('👩‍🚒'.repeat(80)).endsWith('…')).toBe(true)
})

test('never longer than sixty characters, never a word that is not in the card', () => {
  fc.assert(
    fc.property(fc.oneof(fc.lorem({ maxCount: 40 }), fc.string({ unit: 'grapheme', maxLength: 200 })), (text) => {
      const title = titleOf(text)
      expect(length(title)).toBeLessThanOrEqual(TITLE_CHARACTERS)
      const whole = text
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .replace(/[\s\p{Cc}]+/gu, ' ')
      expect(whole).toContain(title.replace(/…$/u, ''))
    }),
  )
})
