// From how alike sentences are to how alike voices are, and which voices people said must stay apart.
import type { CardVoice, ReadThemeCard } from './gather-voices.ts'
import type { Prior } from './prior.ts'
import { type Alike, compareSentences, distinct } from './similarity.ts'
import type { Steps } from './steps.ts'

/** A room that made two piles said that they differ. */
const PILED_APART = 0.1

/** Two cards that people took apart. */
export type Apart = readonly [card: string, other: string]

export type Compared = Alike & {
  /** Distinct sentences of all voices; `alike` is row-major over them. */
  readonly texts: readonly ReadThemeCard[]
  /** Key → index in `texts`. */
  readonly at: ReadonlyMap<string, number>
  /** Row-major over the voices; minus infinity for those that must not meet. */
  readonly voicesAlike: Float32Array
}

/**
 * What two voices have in common, over the root of what each has with itself, as in a cosine between the sums of their
 * sentences: two piles share a subject when their words do, even if no two of their sentences are close.
 */
export function* compareVoices(
  voices: readonly CardVoice[],
  apart: readonly Apart[],
  prior: Prior | null,
): Steps<Compared> {
  const texts = distinct(voices.flatMap((voice) => voice.texts))
  const compared = yield* compareSentences(texts, prior)
  const at = new Map(texts.map(({ key }, i) => [key, i]))
  const members = voices.map((voice) => voice.texts.map(({ key }) => at.get(key) ?? 0))
  const between = (a: readonly number[], b: readonly number[]) => {
    let sum = 0
    for (const i of a) for (const j of b) sum += compared.alike[i * texts.length + j] ?? 0
    return sum
  }
  const lengths = members.map((of) => Math.sqrt(Math.max(between(of, of), of.length)))
  const n = voices.length
  const voicesAlike = new Float32Array(n * n)
  yield
  for (const [i, a] of members.entries()) {
    for (let j = 0; j < i; j++) {
      const value =
        between(a, members[j] ?? []) / ((lengths[i] ?? 1) * (lengths[j] ?? 1)) - distance(voices[i], voices[j])
      voicesAlike[i * n + j] = value
      voicesAlike[j * n + i] = value
    }
    yield
  }
  keepApart(voices, apart, voicesAlike)
  return { ...compared, texts, at, voicesAlike }
}

function distance(a: CardVoice | undefined, b: CardVoice | undefined): number {
  if (typeof a?.pinned === 'string' && typeof b?.pinned === 'string') return Number.POSITIVE_INFINITY
  return typeof a?.piledIn === 'string' && a.piledIn === b?.piledIn ? PILED_APART : 0
}

function keepApart(voices: readonly CardVoice[], apart: readonly Apart[], alike: Float32Array): void {
  const voiceOf = new Map(voices.flatMap((voice, i) => voice.cards.map(({ id }) => [id, i] as const)))
  for (const [card, other] of apart) {
    const i = voiceOf.get(card)
    const j = voiceOf.get(other)
    if (i === undefined || j === undefined || i === j) continue
    alike[i * voices.length + j] = Number.NEGATIVE_INFINITY
    alike[j * voices.length + i] = Number.NEGATIVE_INFINITY
  }
}
