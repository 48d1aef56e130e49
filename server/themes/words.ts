// A card's text as words: what people read, what stands for it when cards are compared, and how much of it is English.
import porter from 'wink-porter2-stemmer'
import { ENGLISH, OTHERS } from './stop-words.ts'

export type Word = {
  /** As it stands in the text, lower case: the only thing that is ever shown. */
  readonly shown: string
  /** What stands for the word when words are counted: its stem, or its folded self. */
  readonly key: string
  /** What is compared: the stem alone in English, character n-grams elsewhere. Their shares add up to one. */
  readonly features: readonly string[]
}

/** Beyond this nothing is read; a card is shorter by its own limits, an imported text may not be. */
const READ_CHARACTERS = 600
const LONGEST_STEMMED = 40
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** What a text looks like to a reader: compatibility forms unified, invisible characters gone, white space single. */
export function visible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Two texts with one key are the same sentence: lower case, letters and digits only. */
export function textKey(text: string): string {
  return (visible(text).toLowerCase().match(WORD) ?? []).join(' ')
}

const fold = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/['’]/gu, '')

/** The words of a text that can say something about its subject; empty for "ok", "+1" and emoji. */
export function readWords(text: string, stems: Map<string, string>): readonly Word[] {
  const found = visible(text).slice(0, READ_CHARACTERS).toLowerCase().match(WORD) ?? []
  const folded = found.map((shown) => ({ shown, plain: fold(shown) }))
  const english = isEnglish(folded.map((word) => word.plain))
  const words: Word[] = []
  for (const { shown, plain } of folded) {
    if (!/\p{L}/u.test(plain)) continue
    if (UNSPACED.test(plain)) words.push({ shown, key: plain, features: grams(plain, 2) })
    else if (ENGLISH.has(plain) || [...plain].length < 2 || (!english && OTHERS.has(plain))) continue
    else if (english && /^[a-z]+$/u.test(plain)) {
      const key = stemOf(plain, stems)
      words.push({ shown, key, features: [key] })
    } else words.push({ shown, key: plain, features: grams(`_${plain}_`, 4) })
  }
  return words
}

/** English unless another language's small words outnumber the English ones, or no small word is English in a long text. */
function isEnglish(plain: readonly string[]): boolean {
  let english = 0
  let other = 0
  let foreign = 0
  for (const word of plain) {
    if (ENGLISH.has(word)) english++
    if (OTHERS.has(word)) other++
    if (/[^a-z0-9]/u.test(word)) foreign++
  }
  return other <= english && foreign * 2 <= plain.length && (plain.length < 5 || english > 0 || other === 0)
}

function stemOf(word: string, stems: Map<string, string>): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stemmed = word.length > LONGEST_STEMMED ? word : porter(word)
  const stem = typeof stemmed === 'string' ? stemmed : word
  stems.set(word, stem)
  return stem
}

function grams(word: string, size: number): string[] {
  const characters = [...word]
  if (characters.length <= size) return [word]
  return characters.slice(size - 1).map((_, i) => characters.slice(i, i + size).join(''))
}
