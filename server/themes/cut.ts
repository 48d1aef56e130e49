// Where the tree of merges is cut: one threshold for all sessions, and a second look at what became too large.
import { GRAIN } from '../../shared/limits.ts'
import type { Apart } from './compare-voices.ts'
import { compareVoices } from './compare-voices.ts'
import type { CardVoice } from './gather-voices.ts'
import { cutTree, type Merge, mergeTree } from './merge-tree.ts'
import type { Prior } from './prior.ts'
import type { Steps } from './steps.ts'

/** Mean similarity inside a theme. `coarsest` and `finest` are as far as a facilitator may go. */
export const TAU = { usual: 0.15, most: 0.23, perDoubling: 0.03, cards: 150, ...GRAIN } as const
const OVER_LARGE = { share: 0.2, sentences: 12, lower: 0.04, parts: 2, partSentences: 3 } as const

/** With more cards chance likeness grows, so more is asked of it. */
export function usualTau(voices: number): number {
  return voices <= TAU.cards
    ? TAU.usual
    : Math.min(TAU.most, TAU.usual + TAU.perDoubling * Math.log2(voices / TAU.cards))
}

/** Every voice is in exactly one group. */
export function* cutAt(
  merges: readonly Merge[],
  voices: readonly CardVoice[],
  tau: number,
  known: { readonly apart: readonly Apart[]; readonly prior: Prior | null },
): Steps<readonly (readonly CardVoice[])[]> {
  const parts: (readonly CardVoice[])[] = []
  const all = sentences(voices)
  for (const indices of cutTree(merges, voices.length, tau)) {
    const members = indices.flatMap((i) => voices[i] ?? [])
    if (isOverLarge(members, all)) parts.push(...(yield* splitAlone(members, tau, known)))
    else parts.push(members)
    yield
  }
  return parts
}

function isOverLarge(members: readonly CardVoice[], all: number): boolean {
  const own = sentences(members)
  return (
    own >= OVER_LARGE.sentences &&
    own > OVER_LARGE.share * all &&
    members.length > 1 &&
    members.every(({ pinned }) => pinned === null)
  )
}

/** Asked again alone, where what all its cards share counts for nothing. */
function* splitAlone(
  members: readonly CardVoice[],
  tau: number,
  { apart, prior }: { readonly apart: readonly Apart[]; readonly prior: Prior | null },
): Steps<readonly (readonly CardVoice[])[]> {
  const { voicesAlike } = yield* compareVoices(members, apart, prior)
  const lower = tau - OVER_LARGE.lower
  const merges = yield* mergeTree(voicesAlike, members.length, lower)
  const parts = cutTree(merges, members.length, lower).map((indices) => indices.flatMap((i) => members[i] ?? []))
  return parts.filter((part) => sentences(part) >= OVER_LARGE.partSentences).length >= OVER_LARGE.parts
    ? parts
    : [members]
}

/** Pasted copies count once. */
const sentences = (voices: readonly CardVoice[]) => voices.reduce((sum, voice) => sum + voice.texts.length, 0)

export const count = (voices: readonly CardVoice[]) => voices.reduce((sum, voice) => sum + voice.cards.length, 0)
