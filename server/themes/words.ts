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
/** So many small words in a row may say something together; fewer do not. */
const WORDS_LEAST = 4
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
/** Whatever is not a letter, a digit, an apostrophe, a space, or a hyphen inside a word. */
const MARKS = /[^\p{L}\p{M}\p{N}'’\s-]+|\s[-]+|[-]+\s/u
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

/** What of a card's text is made a vector; empty if there is not one letter in it. Vectors are stored for this, not for the text. */
export function textToEmbed(text: string): string {
  const plain = visible(text)
    .replace(/[‘’‛]/gu, "'")
    .replace(/[“”„‟]/gu, '"')
    .slice(0, READ_CHARACTERS)
    .trim()
  return /\p{L}/u.test(plain) ? plain : ''
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

/** A word where it stands: `gap` is what lies between it and the word before, `word` is null for a small one. */
export type Spoken = { readonly shown: string; readonly gap: string; readonly word: Word | null }

export type Reading = {
  /** The words that can say something about the subject; empty for "ok", "+1" and emoji. */
  readonly words: readonly Word[]
  /** The text between two marks, word by word. */
  readonly clauses: readonly (readonly Spoken[])[]
  /** All words, folded, in their order. */
  readonly tokens: readonly string[]
  /** Whether an English sentence model has something to go by: two words or more, in English, and not a few small ones alone. */
  readonly speaks: boolean
}

/** Reads a text; `stems` remembers what was stemmed before. */
export function readText(text: string, stems: Map<string, string>): Reading {
  const found = visible(text).slice(0, READ_CHARACTERS).toLowerCase().split(MARKS).map(wordsIn)
  const tokens = found.flat().map(({ plain }) => plain)
  const english = isEnglish(tokens)
  const clauses = found.map((clause) =>
    clause.map(({ shown, plain, gap }) => ({ shown, gap, word: wordOf(shown, plain, english, stems) })),
  )
  const words = clauses.flat().flatMap(({ word }) => word ?? [])
  const lettered = tokens.filter((token) => /\p{L}/u.test(token)).length
  return { words, clauses, tokens, speaks: english && lettered >= 2 && (words.length > 0 || lettered >= WORDS_LEAST) }
}

function wordsIn(clause: string): readonly { readonly shown: string; readonly plain: string; readonly gap: string }[] {
  let end = 0
  return [...clause.matchAll(WORD)].map(({ 0: shown, index }) => {
    const gap = clause.slice(end, index)
    end = index + shown.length
    return { shown, plain: fold(shown), gap }
  })
}

/** Null for a word that says nothing about a subject. */
function wordOf(shown: string, plain: string, english: boolean, stems: Map<string, string>): Word | null {
  if (!/\p{L}/u.test(plain)) return null
  if (UNSPACED.test(plain)) return { shown, key: plain, features: grams(plain, 2) }
  if (ENGLISH.has(plain) || [...plain].length < 2 || (!english && OTHERS.has(plain))) return null
  if (!english || !/^[a-z]+$/u.test(plain)) return { shown, key: plain, features: grams(`_${plain}_`, 4) }
  const key = stemOf(plain, stems)
  return { shown, key, features: [key] }
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
