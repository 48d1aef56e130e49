// The sentences that somebody has to say. A room full of people shares a handful of worries: about seven cards a theme,
// whatever its size, and a third of the themes is felt in few rooms only.
import { CARDS } from './fixtures/cards.ts'
import type { FixtureCard } from './fixtures/fixture-card.ts'
import { THEME_NAMES } from './labels.ts'
import { createMind, type Mind, mindOf } from './mind.ts'

const CARDS_EACH = 2.5
const CARDS_OF_THEME = 7
const FEWEST_THEMES = 5
const OF_NO_THEME = 0.1
/** Of the themes that are local; and how many rooms feel such a one. */
const LOCAL = 0.35
const FELT = 0.35

export type HandOrder = { readonly people: number; readonly number: number; readonly seed: number }

/** Everything that this person might write, the most pressing first: another sentence for everybody as long as there are enough. */
export function handOf({ people, number, seed }: HandOrder): readonly FixtureCard[] {
  const mind = createMind(seed * 104_729 + 1)
  const many = Math.max(FEWEST_THEMES, Math.round((people * CARDS_EACH) / CARDS_OF_THEME))
  const themes = new Set(shuffled(mind, THEME_NAMES).slice(0, many))
  const about = CARDS.filter(({ label }) => label !== null && themes.has(label))
  const others = CARDS.filter(({ label }) => label === null)
  const deck = shuffled(mind, [
    ...about,
    ...shuffled(mind, others).slice(0, Math.round((OF_NO_THEME * about.length) / (1 - OF_NO_THEME))),
  ])
  const most = Math.max(1, Math.floor(deck.length / people), Math.min(deck.length, 12))
  const mine = Array.from({ length: most }, (_, turn) => deck[(number + turn * people) % deck.length])
  return [...new Set(mine.filter((card) => card !== undefined))]
}

/** Whether people of this room would say it. */
export function isFelt({ label }: FixtureCard, room: string | null): boolean {
  if (label === null || room === null || !mindOf(`${label} local`).often(LOCAL)) return true
  return mindOf(`${label} in ${room}`).often(FELT)
}

function shuffled<T>(mind: Mind, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: mind.chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
