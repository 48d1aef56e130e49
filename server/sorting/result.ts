// Where sorting stands: themes, how sure each card of them is, what may be one, and what is not yet grouped.
import type { Steps } from '../themes/steps.ts'
import type { Unit, Units } from './edits.ts'
import { gainsFor, mergeGains, seatGains } from './gains.ts'
import type { Partition } from './partition.ts'
import type { Problem } from './problem.ts'
import { highest } from './settle.ts'

export type SortedTheme = {
  /** Two or more, the surest first. */
  readonly cards: readonly string[]
  /** The two that fit least, the worst first; none in a theme of two, nor of those that the facilitator fixed. */
  readonly weakest: readonly string[]
  /** The theme that the facilitator pinned cards to; null: none. */
  readonly theme: string | null
  /** Different people who said of cards of this theme that they say the same; 0 once that is forgotten. */
  readonly people: number
  /** Answers that said so. */
  readonly answers: number
}

export type SortingResult = {
  /** By their first card in canonical order. */
  readonly themes: readonly SortedTheme[]
  /** In canonical order; `nearest`: the theme's index that would fit best, null where none comes near. */
  readonly ungrouped: readonly { readonly card: string; readonly nearest: number | null }[]
  /** Pairs of indices of themes, the likeliest first; at most five. */
  readonly mayBeOne: readonly { readonly a: number; readonly b: number; readonly gain: number }[]
}

const WEAKEST = 2
const PAIRS = 5
/** Nats that a merge or a seat may lack and still be worth a look. */
const NEAR = 6

/** Yields often. */
export function* resultOf(problem: Problem, at: Partition, { units }: Units): Steps<SortingResult> {
  const groups = new Map<number, number[]>()
  for (let unit = 0; unit < problem.n; unit++) {
    const slot = at.slot[unit] ?? 0
    groups.set(slot, [...(groups.get(slot) ?? []), unit])
  }
  const isTheme = (members: readonly number[]) =>
    members.reduce((cards, unit) => cards + (units[unit]?.cards.length ?? 0), 0) > 1 ||
    members.some((unit) => units[unit]?.theme !== null)
  const kept = [...groups].filter(([, members]) => isTheme(members))
  const index = new Map(kept.map(([slot], i) => [slot, i]))
  const themes: SortedTheme[] = []
  for (const [slot, members] of kept) {
    themes.push(themeOf(problem, at, units, slot, members))
    yield
  }
  const ungrouped = yield* ungroupedOf(problem, at, units, index)
  return { themes, ungrouped, mayBeOne: yield* pairsOf(problem, at, index) }
}

function themeOf(problem: Problem, at: Partition, units: readonly Unit[], slot: number, members: readonly number[]) {
  const gains = gainsFor(problem.n)
  const sure = members.map((unit) => {
    seatGains(problem, at, unit, gains)
    return { unit, gain: gains.gain[slot] ?? 0 }
  })
  // the sort is stable: equals stay in canonical order
  sure.sort((a, b) => b.gain - a.gain)
  const pins = members.flatMap((unit) => units[unit]?.theme ?? [])
  const loose = sure.filter(({ unit }) => units[unit]?.sentences.length === 1 && units[unit]?.theme === null)
  const said = problem.heard.filter(
    ({ top, options, choice, by }) =>
      at.slot[top] === slot && at.slot[options[choice] ?? -1] === slot && problem.trust[by] !== 0,
  )
  return {
    cards: sure.flatMap(({ unit }) => units[unit]?.cards ?? []),
    weakest:
      members.length > WEAKEST
        ? loose
            .slice(-WEAKEST)
            .reverse()
            .flatMap(({ unit }) => units[unit]?.cards ?? [])
        : [],
    theme: pins[0] ?? null,
    people: new Set(said.flatMap(({ by }) => (by < 0 ? [] : by))).size,
    answers: said.length,
  }
}

function* ungroupedOf(
  problem: Problem,
  at: Partition,
  units: readonly Unit[],
  index: ReadonlyMap<number, number>,
): Steps<SortingResult['ungrouped']> {
  const gains = gainsFor(problem.n)
  const ungrouped: { card: string; nearest: number | null }[] = []
  for (let unit = 0; unit < problem.n; unit++) {
    if (index.has(at.slot[unit] ?? 0)) continue
    seatGains(problem, at, unit, gains)
    for (let slot = 0; slot < problem.n; slot++) if (!index.has(slot)) gains.gain[slot] = Number.NEGATIVE_INFINITY
    const to = highest(gains.gain)
    const nearest = to >= 0 && (gains.gain[to] ?? 0) > -NEAR ? (index.get(to) ?? null) : null
    for (const card of units[unit]?.cards ?? []) ungrouped.push({ card, nearest })
    yield
  }
  return ungrouped
}

function* pairsOf(
  problem: Problem,
  at: Partition,
  index: ReadonlyMap<number, number>,
): Steps<SortingResult['mayBeOne']> {
  const gains = gainsFor(problem.n)
  const pairs: { a: number; b: number; gain: number }[] = []
  for (const [slot, a] of index) {
    mergeGains(problem, at, slot, gains)
    for (const [other, b] of index) {
      const gain = gains.gain[other] ?? 0
      if (a < b && gain > -NEAR) pairs.push({ a, b, gain })
    }
    yield
  }
  return pairs.sort((x, y) => y.gain - x.gain || x.a - y.a || x.b - y.b).slice(0, PAIRS)
}
