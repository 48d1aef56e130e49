// Answers in words: what fits no packet is refused with words, kept whole, and never sent cut (LIMITS.cardBytes).
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { TextAnswer, tooLong } from '../../client/phone/text-answer.tsx'
import type { Question } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import { page, show, type } from '../support/console-page.tsx'
import { aPhone } from '../support/phone-double.tsx'

const QUESTION = { id: 'q1', type: 'text', text: 'In a few words?', options: [] } as unknown as Question
/** 200 pictures are 200 characters, and 800 bytes. */
const PICTURES = '😀'.repeat(LIMITS.answerText)

function field() {
  const made = aPhone()
  const given: (string | null)[] = []
  const shown = (value: string) => (
    <TextAnswer question={QUESTION} round="ask.1" value={value} onChange={(text) => given.push(text)} />
  )
  show(made.within(shown('')))
  return { ...made, given, shown, box: page().querySelector('textarea') }
}

test('what fits is an answer, in the form that every phone would give it', async () => {
  const { given, box } = field()
  await type(box, '  Two “projects”  fewer… ')
  expect(given).toEqual(['Two "projects" fewer...'])
  // What was typed stays as it was typed.
  expect(box?.value).toBe('  Two “projects”  fewer… ')
  await type(box, '   ')
  expect(given.at(-1)).toBeNull()
})

test('too many bytes: said, kept whole over a reload, and no answer until it fits', async () => {
  const { given, box, within, keep, shown } = field()
  await type(box, PICTURES)
  expect(given.at(-1)).toBeNull()
  expect(page().querySelector('[role=alert]')?.textContent).toContain('Too large for its packet')
  show(within(null))
  show(within(shown('')))
  expect(page().querySelector('textarea')?.value).toBe(PICTURES)
  await type(page().querySelector('textarea'), PICTURES.slice(0, 100))
  expect(given.at(-1)).toBe(PICTURES.slice(0, 100))
  expect(page().querySelector('[role=alert]')).toBeNull()
  expect(keep.get('ask.ask.1')).toEqual({})
})

test('the limits themselves', () => {
  expect(tooLong('a'.repeat(LIMITS.answerText))).toBeNull()
  expect(tooLong('a'.repeat(LIMITS.answerText + 3))).toBe('3 too many. Shorten it; nothing is lost.')
  expect(tooLong('😀'.repeat(LIMITS.cardBytes / 4))).toBeNull()
  expect(tooLong('😀'.repeat(LIMITS.cardBytes / 4 + 1))).toContain('Too large')
})
