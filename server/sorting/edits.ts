// What the facilitator fixed, as constraints that hold whatever piles and answers say, also when late cards arrive.
import type { GroundSentence } from './read-ground.ts'

export type Edits = {
  /** Cards of a theme that the facilitator made or touched: they stay in it, and two such themes stay two. */
  readonly pinned: readonly { readonly theme: string; readonly cards: readonly string[] }[]
  /** Two cards that are not in one theme. */
  readonly apart: readonly (readonly [string, string])[]
  /** Cards that are in one theme. */
  readonly together: readonly (readonly [string, string])[]
  /** Cards put back to "not yet grouped". */
  readonly alone: readonly string[]
  readonly hidden: readonly string[]
}

export const NO_EDITS: Edits = { pinned: [], apart: [], together: [], alone: [], hidden: [] }

/** Sentences that no evidence may part: one to start with, more where the facilitator fixed them to one another. */
export type Unit = {
  /** Indices of sentences, ascending. */
  readonly sentences: readonly number[]
  /** Not hidden ones, in canonical order; the first speaks for the unit unless another is asked for. */
  readonly cards: readonly string[]
  readonly theme: string | null
}

export type Units = {
  readonly units: readonly Unit[]
  /** Card id to unit; hidden and unknown cards have none. */
  readonly unitOf: ReadonlyMap<string, number>
  /** Row-major over the units; see Problem. */
  readonly apart: Uint8Array | null
}

/** Where edits contradict: a pin wins over `apart`, `apart` over `together`, and either over `alone`; earlier pins win over later ones. */
export function unitsOf(sentences: readonly GroundSentence[], edits: Edits): Units {
  const hidden = new Set(edits.hidden)
  const shown = sentences.map(({ cards }) => cards.filter((id) => !hidden.has(id)))
  const sentenceOf = new Map(shown.flatMap((cards, i) => cards.map((id) => [id, i] as const)))
  const roots = sentences.map((_, i) => i)
  const rootOf = (i: number): number => {
    let root = i
    while (roots[root] !== root) root = roots[root] ?? root
    return root
  }
  const themes = new Map<number, string>()
  for (const { theme, cards } of edits.pinned)
    pin(
      theme,
      cards.flatMap((id) => sentenceOf.get(id) ?? []),
      rootOf,
      roots,
      themes,
    )
  const pairs = edits.apart.flatMap(([a, b]) => {
    const one = sentenceOf.get(a)
    const other = sentenceOf.get(b)
    return one === undefined || other === undefined || rootOf(one) === rootOf(other) ? [] : [[one, other] as const]
  })
  for (const [a, b] of edits.together) {
    const first = sentenceOf.get(a)
    const second = sentenceOf.get(b)
    if (first === undefined || second === undefined || rootOf(first) === rootOf(second)) continue
    const one = rootOf(first)
    const other = rootOf(second)
    if (themes.has(one) && themes.has(other)) continue
    if (
      pairs.some(([x, y]) => (rootOf(x) === one && rootOf(y) === other) || (rootOf(x) === other && rootOf(y) === one))
    )
      continue
    link(Math.min(one, other), Math.max(one, other), roots, themes)
  }
  return numbered(
    shown,
    rootOf,
    themes,
    pairs,
    edits.alone.flatMap((id) => sentenceOf.get(id) ?? []),
  )
}

function pin(
  theme: string,
  sentences: readonly number[],
  rootOf: (i: number) => number,
  roots: number[],
  themes: Map<number, string>,
) {
  const free = [...new Set(sentences.map(rootOf))].filter((root) => !themes.has(root)).sort((a, b) => a - b)
  const [first] = free
  if (first === undefined) return
  for (const other of free.slice(1)) roots[other] = first
  themes.set(first, theme)
}

function link(low: number, high: number, roots: number[], themes: Map<number, string>) {
  roots[high] = low
  const theme = themes.get(high)
  if (theme === undefined) return
  themes.delete(high)
  themes.set(low, theme)
}

function numbered(
  shown: readonly (readonly string[])[],
  rootOf: (i: number) => number,
  themes: ReadonlyMap<number, string>,
  pairs: readonly (readonly [number, number])[],
  alone: readonly number[],
): Units {
  const numbers = new Map<number, number>()
  const units: { sentences: number[]; cards: string[]; theme: string | null }[] = []
  for (const [i, cards] of shown.entries()) {
    if (cards.length === 0) continue
    const root = rootOf(i)
    const number = numbers.get(root) ?? units.length
    numbers.set(root, number)
    const unit = units[number]
    if (unit) {
      unit.sentences.push(i)
      unit.cards.push(...cards)
    } else units.push({ sentences: [i], cards: [...cards], theme: themes.get(root) ?? null })
  }
  const unitOf = new Map(units.flatMap(({ cards }, number) => cards.map((id) => [id, number] as const)))
  const n = units.length
  const apart = new Uint8Array(n * n)
  const part = (a: number | undefined, b: number | undefined) => {
    if (a === undefined || b === undefined) return
    apart[a * n + b] = 1
    apart[b * n + a] = 1
  }
  for (const [a, b] of pairs) part(numbers.get(rootOf(a)), numbers.get(rootOf(b)))
  for (const i of alone) {
    const number = numbers.get(rootOf(i))
    const unit = number === undefined ? undefined : units[number]
    if (unit && unit.theme === null && unit.sentences.length === 1) part(number, number)
  }
  const pinned = units.flatMap(({ theme }, number) => (theme === null ? [] : [number]))
  for (const a of pinned) for (const b of pinned) if (a !== b) part(a, b)
  return { units, unitOf, apart: apart.includes(1) ? apart : null }
}
