// A first proposal of themes from the cards of all rooms: what people put together stays together, the rest joins by likeness.
import { LIMITS } from '../../shared/limits.ts'
import { type Apart, type Compared, compareVoices } from './compare-voices.ts'
import { PRIOR } from './concepts-of.ts'
import { count, cutAt, TAU, usualTau } from './cut.ts'
import {
  type CardVoice,
  gatherVoices,
  type Pile,
  type Pin,
  type ReadThemeCard,
  type ThemeCard,
} from './gather-voices.ts'
import { type KnownTheme, keepIds } from './keep-ids.ts'
import { describeTheme, type Label } from './label.ts'
import { type Merge, mergeTree } from './merge-tree.ts'
import { type NearThemes, nearThemes } from './near-themes.ts'
import { type Spread, spreadOf } from './phrases.ts'
import type { Prior } from './prior.ts'
import { WEIGHTS } from './similarity.ts'
import { EVENT_LOOP, inOneGo, inSlices, type Slicing, type Steps } from './steps.ts'

export type { Pile, Pin, ThemeCard } from './gather-voices.ts'

/** `title`: words of the most typical card, at most 60 characters; empty never. */
export type ProposedTheme = Label & {
  /** That of the pin, or of the known theme it is closest to; null for a new one. */
  readonly id: string | null
}

/** Enough to make the same proposal again. */
export type Made = {
  readonly pipeline: string
  readonly model: string | null
  readonly prior: string | null
  readonly tau: number
  readonly weights: typeof WEIGHTS
  readonly concepts: typeof PRIOR
  /** Distinct sentences, and those that were compared with the help of a vector. */
  readonly sentences: number
  readonly withVector: number
}

export type Proposal = {
  /** Those of most rooms first, then of most cards. */
  readonly themes: readonly ProposedTheme[]
  /** Not yet grouped, in canonical order. */
  readonly ungrouped: readonly string[]
  /** Themes that may be one, the likeliest first; by their places in `themes`. */
  readonly near: readonly NearThemes[]
  readonly made: Made
}

export type ProposeInput = {
  readonly cards: readonly ThemeCard[]
  readonly piles: readonly Pile[]
  /** Themes that people made. */
  readonly pins?: readonly Pin[]
  /** Pairs that people took apart. */
  readonly apart?: readonly Apart[]
  /** The themes as they are now, for their ids. */
  readonly known?: readonly KnownTheme[]
  readonly prior?: Prior | null
  /** What made the vectors; only to be noted in the result. */
  readonly model?: string | null
  /** Coarser or finer than usual, 0.05 to 0.35; null or absent: as many cards ask for. */
  readonly tau?: number | null
}

/** Changes with every change of what comes out for the same cards. */
export const PIPELINE = 'themes-2'

/** Everything that does not depend on where the tree is cut: kept, it makes "coarser" and "finer" a matter of milliseconds. */
export type Compare = {
  readonly voices: readonly CardVoice[]
  readonly order: readonly ReadThemeCard[]
  readonly compared: Compared
  readonly merges: readonly Merge[]
  /** Which phrases are common in the session, so that those of one theme can be told. */
  readonly everywhere: Spread
  readonly input: ProposeInput
}

/** Pure; the same cards and piles in any order give the same proposal. About 30 ms for 80 cards; blocks for all of it. */
export function proposeThemes(input: ProposeInput): Proposal {
  return inOneGo(propose(input))
}

/** The same proposal, giving way to others every few milliseconds: for a session of 2,000 cards on a busy server. */
export function proposeThemesInSlices(input: ProposeInput, slicing: Slicing = EVENT_LOOP): Promise<Proposal> {
  return inSlices(propose(input), slicing)
}

function* propose(input: ProposeInput): Steps<Proposal> {
  return yield* cutProposal(yield* compareAll(input), input.tau ?? null)
}

/** The first and longer part of a proposal, to be kept for `recut`. */
export function compareInSlices(input: ProposeInput, slicing: Slicing = EVENT_LOOP): Promise<Compare> {
  return inSlices(compareAll(input), slicing)
}

/** The proposal at another place of the same tree: coarser (down to 0.05) or finer (up to 0.35); null: as usual. */
export function recut(compare: Compare, tau: number | null): Proposal {
  return inOneGo(cutProposal(compare, tau))
}

/** The same in slices, and with the ids of the themes as they are now. */
export function recutInSlices(
  compare: Compare,
  { tau, known }: { readonly tau: number | null; readonly known: readonly KnownTheme[] },
  slicing: Slicing = EVENT_LOOP,
): Promise<Proposal> {
  return inSlices(cutProposal({ ...compare, input: { ...compare.input, known } }, tau), slicing)
}

/** What is said of any set of cards, such as a theme that people merged; null when none of them was compared. */
export function labelOf(compare: Compare, cards: readonly string[]): Label | null {
  return inOneGo(labelling(compare, cards))
}

export function labelInSlices(compare: Compare, cards: readonly string[], slicing: Slicing = EVENT_LOOP) {
  return inSlices(labelling(compare, cards), slicing)
}

function* labelling({ order, compared, everywhere }: Compare, cards: readonly string[]): Steps<Label | null> {
  const wanted = new Set(cards)
  const members = order.filter(({ id }) => wanted.has(id))
  return members.length === 0 ? null : yield* describeTheme(members, compared, everywhere)
}

/** The first and longer part of a proposal. */
export function* compareAll(input: ProposeInput): Steps<Compare> {
  const { voices, order } = yield* gatherVoices(input.cards, input.piles, input.pins ?? [])
  const compared = yield* compareVoices(voices, input.apart ?? [], input.prior ?? null)
  const merges = yield* mergeTree(compared.voicesAlike, voices.length, TAU.coarsest)
  return { voices, order, compared, merges, everywhere: yield* spreadOf(order), input }
}

/** The second: `tau` as in `ProposeInput`. */
export function* cutProposal(compare: Compare, tau: number | null): Steps<Proposal> {
  const { voices, order, compared, merges, everywhere, input } = compare
  const threshold = tau === null ? usualTau(voices.length) : Math.min(TAU.finest, Math.max(TAU.coarsest, tau))
  const known = { apart: input.apart ?? [], prior: input.prior ?? null }
  const parts = yield* cutAt(merges, voices, threshold, known)
  const drafts: Draft[] = []
  for (const members of parts) {
    const pinned = members.find((voice) => voice.pinned !== null)?.pinned ?? null
    if (count(members) < (pinned === null ? 2 : 1)) continue
    const cards = members.flatMap((voice) => voice.cards)
    drafts.push({
      label: yield* describeTheme(cards, compared, everywhere),
      pinned,
      rooms: new Set(cards.flatMap(({ room }) => room ?? [])).size,
    })
    yield
  }
  const rank = new Map(order.map(({ id }, i) => [id, i]))
  const first = (of: Draft) => of.label.cards.reduce((least, id) => Math.min(least, rank.get(id) ?? 0), order.length)
  const kept = drafts
    .sort((a, b) => b.rooms - a.rooms || b.label.cards.length - a.label.cards.length || first(a) - first(b))
    .slice(0, LIMITS.themes)
  const ids = keepIds(
    input.known ?? [],
    kept.map(({ label, pinned }) => ({ cards: label.cards, pinned })),
  )
  const themes = kept.map(({ label }, i) => ({ id: ids[i] ?? null, ...label }))
  const placed = new Set(themes.flatMap((theme) => theme.cards))
  const near = yield* nearThemes(themes, order, compared, threshold)
  return {
    themes,
    ungrouped: order.filter(({ id }) => !placed.has(id)).map(({ id }) => id),
    near,
    made: {
      pipeline: PIPELINE,
      model: compared.withVector > 0 ? (input.model ?? null) : null,
      prior: input.prior?.version ?? null,
      tau: threshold,
      weights: WEIGHTS,
      concepts: PRIOR,
      sentences: compared.texts.length,
      withVector: compared.withVector,
    },
  }
}

type Draft = { readonly label: Label; readonly pinned: string | null; readonly rooms: number }
