// Whether the cards of a theme disagree: a theme is a subject, and two cards may share it and want the opposite.
import type { ReadThemeCard } from './gather-voices.ts'
import { isNegation } from './negation.ts'
import type { Steps } from './steps.ts'

export type MixedViews = {
  /** Cards that say no, not, never, against or without, and all cards; distinct sentences. */
  readonly against: number
  readonly of: number
  /** The two cards that are most alike and still say the opposite: the one for it, the one against. */
  readonly example: readonly [string, string]
}

const ALIKE_LEAST = 0.3

/** Null unless two sentences that are clearly about the same differ in just one of them being negated. `likeness` by place. */
export function* mixedViews(
  texts: readonly ReadThemeCard[],
  likeness: (a: number, b: number) => number,
): Steps<MixedViews | null> {
  const negated = texts.map(({ tokens }) => tokens.filter(isNegation).length % 2 === 1)
  const subjects = texts.map(({ words }) => new Set(words.map(({ key }) => key)))
  yield
  let example: readonly [string, string] | null = null
  let most = ALIKE_LEAST
  for (const [i, a] of texts.entries()) {
    if (negated[i]) continue
    for (const [j, b] of texts.entries()) {
      if (!negated[j]) continue
      const value = likeness(i, j)
      if (value <= most || !areAboutTheSame(subjects[i], subjects[j])) continue
      most = value
      example = [a.id, b.id]
    }
    yield
  }
  return example && { against: negated.filter(Boolean).length, of: texts.length, example }
}

/** They share two words of content or more, and at least half of those of the longer one. */
function areAboutTheSame(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): boolean {
  const both = [...a].filter((key) => b.has(key)).length
  return both >= 2 && both * 2 >= Math.max(a.size, b.size)
}
