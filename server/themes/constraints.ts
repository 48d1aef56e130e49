// What the facilitator's edits say to the machine: which cards are one theme, and which must not meet again.
import type { Theme, ThemeEdit } from '../../shared/model.ts'
import type { Apart } from './compare-voices.ts'
import type { Pin } from './gather-voices.ts'

export type Constraints = { readonly pins: readonly Pin[]; readonly apart: readonly Apart[] }

type Known = Pick<Theme, 'id' | 'cards' | 'edited'>

/**
 * A theme that a person touched is pinned: its cards stay one theme under its id, others may join them but no other pinned theme.
 * A card that a person took out of a theme, and that is in none now, is kept apart from what is left there. `past`: the edits
 * that are remembered, oldest first; what was undone is not among them.
 */
export function constraintsOf(themes: readonly Known[], past: readonly Pick<ThemeEdit, 'before'>[]): Constraints {
  const pins = themes.filter(({ edited }) => edited).map(({ id, cards }) => ({ theme: id, cards }))
  const themeOf = new Map(themes.flatMap(({ id, cards }) => cards.map((card) => [card, id] as const)))
  const now = new Map(themes.map((theme) => [theme.id, theme]))
  const apart = new Map<string, Apart>()
  for (const theme of past.flatMap(({ before }) => before)) {
    const left = now.get(theme.id)
    const stayed = left?.edited ? left.cards.find((card) => theme.cards.includes(card)) : undefined
    if (stayed === undefined) continue
    for (const card of theme.cards) if (!themeOf.has(card)) apart.set(`${card} ${stayed}`, [card, stayed])
  }
  return { pins, apart: [...apart.values()] }
}
