// Simulated people for the sorting tests: they know to which theme a card belongs, and err as often as they are told to.
import type { Ground } from '../../server/sorting/read-ground.ts'
import type { SortingResult } from '../../server/sorting/result.ts'
import type { Shown } from '../../server/sorting/show-question.ts'
import type { Sorting } from '../../server/sorting/sorting.ts'
import { inOneGo } from '../../server/themes/steps.ts'

/** 0 ≤ x < 1; the same seed draws the same numbers. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const cardId = (i: number) => `card-${String(i).padStart(5, '0')}`

/** `gold[i]`: the theme of card i, null: of none. Cards of one theme are a little more alike than others. */
export function groundOf(gold: readonly (number | null)[], seed = 1, signal = 0.1): Ground {
  const draw = drawing(seed)
  const n = gold.length
  const alike = new Float32Array(n * n)
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      const same = gold[a] !== null && gold[a] === gold[b]
      const value = 0.3 * (draw() - 0.45) + (same ? signal : 0)
      alike[a * n + b] = value
      alike[b * n + a] = value
    }
    alike[a * n + a] = 1
  }
  return { sentences: gold.map((_, i) => ({ cards: [cardId(i)] })), alike }
}

export const goldOf = (cards: number, themes: number) => Array.from({ length: cards }, (_, i) => i % themes)

export const all = (cards: number) => Array.from({ length: cards }, (_, i) => cardId(i))

/** The ids in all places, sorted: each card's once, if every card stands in exactly one place. */
export function placesOf({ themes, ungrouped }: SortingResult): string[] {
  return [...themes.flatMap(({ cards }) => cards), ...ungrouped.map(({ card }) => card)].sort()
}

export const crowd = (people: number, says: Says): Says[] => Array.from({ length: people }, () => says)

export type Says = (shown: Shown, draw: () => number) => number | 'none'

/** Right, but for a share of the answers, which are drawn. */
export function careful(gold: readonly (number | null)[], mistakes = 0): Says {
  const themeOf = (id: string) => gold[Number(id.slice(5))] ?? null
  return ({ card, options }, draw) => {
    if (draw() < mistakes) {
      const any = Math.floor(draw() * (options.length + 1))
      return any === options.length ? 'none' : any
    }
    const own = themeOf(card)
    const right = options.findIndex((id) => own !== null && themeOf(id) === own)
    return right < 0 ? 'none' : right
  }
}

/** Always wrong: chooses what does not belong, or says none where something does. */
export function hostile(gold: readonly (number | null)[]): Says {
  const themeOf = (id: string) => gold[Number(id.slice(5))] ?? null
  return ({ card, options }) => {
    const wrong = options.findIndex((id) => themeOf(id) !== themeOf(card))
    return wrong < 0 ? 'none' : wrong
  }
}

/** All phones hold a question at once and answer in an order that is drawn, until none gets another. */
export function playAll(sorting: Sorting, says: readonly Says[], seed = 7, each = 12): void {
  const draw = drawing(seed)
  const waiting = says.map((_, i) => ({ i, due: draw() * 8 }))
  const shown = says.map((_, i) => sorting.ask(`phone ${i}`, 0))
  for (let turn = 0; turn < (each + 1) * says.length; turn++) {
    waiting.sort((a, b) => a.due - b.due || a.i - b.i)
    const next = waiting[0]
    if (!next || next.due === Number.POSITIVE_INFINITY) return
    const question = shown[next.i]
    if (!question) {
      next.due = Number.POSITIVE_INFINITY
      continue
    }
    sorting.answer(`phone ${next.i}`, question.card, says[next.i]?.(question, draw) ?? 'none')
    const work = sorting.work()
    if (work) inOneGo(work)
    shown[next.i] = sorting.ask(`phone ${next.i}`, next.due)
    next.due += 5 + draw() * 6
  }
}

/** Share of pairs of cards on which two groupings agree that they lie together, among all pairs that either puts together. */
export function agreement(themes: readonly { readonly cards: readonly string[] }[], gold: readonly (number | null)[]) {
  const label = new Map(themes.flatMap(({ cards }, i) => cards.map((id) => [id, i] as const)))
  let both = 0
  let either = 0
  for (let a = 0; a < gold.length; a++) {
    for (let b = 0; b < a; b++) {
      const one = label.get(cardId(a)) !== undefined && label.get(cardId(a)) === label.get(cardId(b))
      const other = gold[a] !== null && gold[a] === gold[b]
      if (one && other) both++
      if (one || other) either++
    }
  }
  return either === 0 ? 1 : both / either
}
