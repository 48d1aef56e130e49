// The phrases that say what a theme is about: in most of its cards and in few others.
import { LIMITS } from '../../shared/limits.ts'
import { fits } from '../../shared/text.ts'
import { distinct } from './similarity.ts'
import type { Steps } from './steps.ts'
import type { Reading } from './words.ts'

type Said = Pick<Reading, 'clauses'> & { readonly key: string }

/** Key of a phrase → in how many distinct sentences it stands. */
export type Spread = { readonly sentences: number; readonly of: ReadonlyMap<string, number> }

const PHRASES = 4
const WORDS_MOST = 3
const LONGER = 0.35

/** Over all cards of a session. */
export function* spreadOf(cards: readonly Said[]): Steps<Spread> {
  const of = new Map<string, number>()
  const texts = distinct(cards)
  for (const text of texts) {
    for (const key of phrasesIn(text).keys()) of.set(key, (of.get(key) ?? 0) + 1)
    yield
  }
  return { sentences: texts.length, of }
}

/**
 * Up to four, the best first, in the form most cards use, each of one to three words of one clause, in two sentences or more (one,
 * if the theme has no more). No two share a word.
 */
export function* phrasesOf(cards: readonly Said[], everywhere: Spread): Steps<readonly string[]> {
  const texts = distinct(cards)
  const here = new Map<string, { count: number; words: number; forms: Map<string, number> }>()
  for (const text of texts) {
    for (const [key, { shown, words }] of phrasesIn(text)) {
      const phrase = here.get(key) ?? { count: 0, words, forms: new Map() }
      phrase.count++
      phrase.forms.set(shown, (phrase.forms.get(shown) ?? 0) + 1)
      here.set(key, phrase)
    }
    yield
  }
  const least = texts.length > 1 ? 2 : 1
  const outside = everywhere.sentences - texts.length
  const scored = [...here]
    .filter(([, { count }]) => count >= least)
    .map(([key, { count, words, forms }]) => {
      const share = count / texts.length
      const elsewhere = ((everywhere.of.get(key) ?? count) - count + 0.5) / (outside + 1)
      return { key, count, forms, worth: share * Math.log(1 + share / elsewhere) * (1 + LONGER * (words - 1)) }
    })
    .sort((a, b) => b.worth - a.worth || b.count - a.count || (a.key < b.key ? -1 : 1))
  yield
  const taken = new Set<string>()
  const chosen: string[] = []
  for (const { key, forms } of scored) {
    const stems = key.split(' ')
    if (chosen.length === PHRASES || stems.some((stem) => taken.has(stem))) continue
    for (const stem of stems) taken.add(stem)
    chosen.push(commonest(forms))
  }
  return chosen
}

/** Key (stems of the words of content, in their order) → how it is written here first. */
function phrasesIn({ clauses }: Said): ReadonlyMap<string, { readonly shown: string; readonly words: number }> {
  const found = new Map<string, { shown: string; words: number }>()
  for (const clause of clauses) {
    for (let from = 0; from < clause.length; from++) {
      for (let to = from; to < Math.min(clause.length, from + WORDS_MOST); to++) {
        if (!clause[from]?.word || !clause[to]?.word) continue
        const phrase = clause.slice(from, to + 1)
        const shown = phrase.map((spoken, i) => (i === 0 ? spoken.shown : spoken.gap + spoken.shown)).join('')
        const stems = phrase.flatMap(({ word }) => word?.key ?? [])
        const key = stems.join(' ')
        if (fits(shown, LIMITS.label) && !found.has(key)) found.set(key, { shown, words: stems.length })
      }
    }
  }
  return found
}

function commonest(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}
