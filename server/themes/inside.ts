// How alike the sentences of one theme are among themselves, whichever theme people or the machine made of them.
import type { Compared } from './compare-voices.ts'
import type { ReadThemeCard } from './gather-voices.ts'
import { distinct } from './similarity.ts'
import type { Steps } from './steps.ts'

export type Inside = {
  /** The theme's distinct sentences, in canonical order. Numbers below are places among them. */
  readonly texts: readonly ReadThemeCard[]
  /** Of a card's sentence. */
  at(card: ReadThemeCard): number
  /** Among all sentences of the session; -1 for one that nothing was compared with, such as a card without words. */
  place(text: number): number
  likeness(a: number, b: number): number
  /** By sentence: to the others of the theme, on the average. */
  readonly means: readonly number[]
  /** By sentence: the one most like it; -1 where nothing links them. */
  readonly nearest: readonly number[]
}

/** `cards` in canonical order. */
export function* insideOf(cards: readonly ReadThemeCard[], { alike, texts: all, at }: Compared): Steps<Inside> {
  const texts = distinct(cards)
  const places = texts.map(({ key }) => at.get(key) ?? -1)
  const numbers = new Map(texts.map(({ key }, i) => [key, i]))
  const n = all.length
  const likeness = (a: number, b: number) => {
    const i = places[a] ?? -1
    const j = places[b] ?? -1
    return i < 0 || j < 0 ? 0 : (alike[i * n + j] ?? 0)
  }
  yield
  const means: number[] = []
  const nearest: number[] = []
  for (const i of texts.keys()) {
    let sum = 0
    let most = 0
    let best = -1
    for (let j = 0; j < texts.length; j++) {
      if (j === i) continue
      const value = likeness(i, j)
      sum += value
      if (value <= most) continue
      most = value
      best = j
    }
    means.push(sum / Math.max(1, texts.length - 1))
    nearest.push(best)
    yield
  }
  return {
    texts,
    at: ({ key }) => numbers.get(key) ?? -1,
    place: (text) => places[text] ?? -1,
    likeness,
    means,
    nearest,
  }
}
