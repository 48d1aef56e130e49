// How well the themes on the console agree with what the fixture's sentences are about.
import { figuresOf } from '../../shared/theme-figures.ts'
import type { Console } from './console.ts'
import { labelOf } from './labels.ts'

/** Adjusted Rand index, and the share of the themes of three cards or more that were found; both in percent. */
export type Measured = { readonly ari: number; readonly found: number }

/** Null when the cards' words could not be had, or there are none. */
export async function measureThemes(console: Console): Promise<Measured | null> {
  const reply = await console.ask('cards', {})
  const grouping = console.common.get()?.grouping ?? []
  const cards = reply.ok ? (reply.data?.cards ?? []) : []
  if (cards.length === 0) return null
  const themeOf = new Map(grouping.flatMap(({ theme, cards }) => cards.map((card) => [card, theme] as const)))
  const { ari, found } = figuresOf(
    cards.map(({ text }) => labelOf(text)),
    cards.map(({ id }) => themeOf.get(id) ?? null),
  )
  return { ari: Math.round(100 * ari), found: Math.round(100 * found) }
}
