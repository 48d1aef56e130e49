// Made-up words: long enough that no card, name or header shares one by chance, and without any style.
import type { Mind } from '../../../client/robots/mind.ts'

const CONSONANTS = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z'] as const
const VOWELS = ['a', 'e', 'i', 'o', 'u'] as const

/** 8 to 12 letters. */
export function word(mind: Mind): string {
  let text = ''
  for (let syllables = 4 + mind.below(3); syllables > 0; syllables--) text += mind.pick(CONSONANTS) + mind.pick(VOWELS)
  return text
}

/** A card's text: 2 to 14 words, so that lengths differ widely. */
export function sentence(mind: Mind): string {
  return Array.from({ length: 2 + mind.below(13) }, () => word(mind)).join(' ')
}
