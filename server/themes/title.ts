// What a theme is called until people name it: its most typical card, shortened.
import { clip, fits } from '../../shared/text.ts'
import { visible } from './words.ts'

export const TITLE_CHARACTERS = 60
const ELLIPSIS = '…'

/**
 * The card's own words in at most 60 characters as people count them (graphemes): the whole text, else its first sentence, else cut
 * between two words with an ellipsis. Never a word that nobody wrote. Empty only for an empty text.
 */
export function titleOf(text: string): string {
  const whole = visible(text)
  if (fits(whole, TITLE_CHARACTERS)) return withoutStop(whole)
  const sentence = /^.{12,}?[.!?](?=\s)/u.exec(whole)?.[0]
  if (sentence !== undefined && fits(sentence, TITLE_CHARACTERS)) return withoutStop(sentence)
  const kept = clip(whole, TITLE_CHARACTERS - 1)
  const boundary = whole[kept.length] === ' ' ? kept.length : kept.lastIndexOf(' ')
  // a "word" longer than half a title is a writing without spaces, or a pasted address
  const end = boundary > TITLE_CHARACTERS / 2 ? boundary : kept.length
  return `${kept.slice(0, end).replace(/[\s,;:.–—-]+$/u, '')}${ELLIPSIS}`
}

const withoutStop = (text: string) => text.replace(/(?<!\.)\.$/u, '')
