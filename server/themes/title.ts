// What a theme is called until people name it: its most typical card, shortened; and the words its cards share.
import { LIMITS } from '../../shared/limits.ts'
import { clip, fits } from '../../shared/text.ts'
import type { ReadCard } from './gather-voices.ts'
import { visible } from './words.ts'

export const TITLE_CHARACTERS = 60
const KEYWORDS = 4
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

export type Spread = ReadonlyMap<string, number>

/** Key → in how many of these distinct sentences it stands. */
export function spreadOf(cards: readonly ReadCard[]): Spread {
  const spread = new Map<string, number>()
  for (const { words } of distinct(cards)) {
    for (const key of new Set(words.map((word) => word.key))) spread.set(key, (spread.get(key) ?? 0) + 1)
  }
  return spread
}

/** Up to four words in the form most cards use, those first that stand in most of these cards and in few others. */
export function keywordsOf(cards: readonly ReadCard[], everywhere: Spread): readonly string[] {
  const texts = distinct(cards)
  const here = spreadOf(cards)
  const forms = new Map<string, Map<string, number>>()
  for (const { words } of texts) {
    for (const { key, shown } of words) {
      if (!fits(shown, LIMITS.label)) continue
      const of = forms.get(key) ?? new Map<string, number>()
      forms.set(key, of.set(shown, (of.get(shown) ?? 0) + 1))
    }
  }
  const shared = texts.length > 1 ? 2 : 1
  return [...here]
    .filter(([key, count]) => count >= shared && forms.has(key))
    .map(([key, count]) => ({ key, worth: (count / texts.length) * (count / (everywhere.get(key) ?? count)), count }))
    .sort((a, b) => b.worth - a.worth || b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, KEYWORDS)
    .map(({ key }) => commonest(forms.get(key) ?? new Map()))
}

function commonest(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}

const distinct = (cards: readonly ReadCard[]) => [...new Map(cards.map((card) => [card.key, card])).values()]
