// What our proposal is measured against: the same clustering by shared words alone, and by the sentence model alone.

import type { Label } from '../../shared/theme-figures.ts'
import { centre, dot, meanOf } from '../themes/centre.ts'
import { cutTree, mergeTree } from '../themes/merge-tree.ts'
import type { Prior } from '../themes/prior.ts'
import { proposeThemes, type ThemeCard } from '../themes/propose-themes.ts'
import { inOneGo } from '../themes/steps.ts'

/** Cards → the number of each one's theme; null: in none. */
export type Peer = (cards: readonly ThemeCard[]) => readonly Label[]

/** Where cosines of centred vectors do best on the development data. */
const MODEL_ALONE = 0.25

export const peers = (prior: Prior): Readonly<Record<string, Peer>> => ({
  'words alone': (cards) =>
    proposed(
      cards.map((card) => ({ ...card, vector: null })),
      null,
    ),
  'model alone': modelAlone,
  'model and words': (cards) => proposed(cards, null),
  'with concepts': (cards) => proposed(cards, prior),
})

function proposed(cards: readonly ThemeCard[], prior: Prior | null): readonly Label[] {
  const { themes } = proposeThemes({ cards, piles: [], prior })
  const themeOf = new Map(themes.flatMap((theme, number) => theme.cards.map((id) => [id, number] as const)))
  return cards.map(({ id }) => themeOf.get(id) ?? null)
}

function modelAlone(cards: readonly ThemeCard[]): readonly Label[] {
  const vectors = cards.map(({ vector }) => vector ?? null)
  const rows = inOneGo(centre(vectors, inOneGo(meanOf(vectors))))
  const n = cards.length
  const alike = new Float32Array(n * n)
  for (const [i, a] of rows.entries()) {
    for (const [j, b] of rows.entries()) alike[i * n + j] = a !== null && b !== null ? dot(a, b) : 0
  }
  const labels: Label[] = cards.map(() => null)
  const groups = cutTree(inOneGo(mergeTree(alike, n, MODEL_ALONE)), n, MODEL_ALONE)
  for (const [number, members] of groups.entries()) if (members.length > 1) for (const i of members) labels[i] = number
  return labels
}
