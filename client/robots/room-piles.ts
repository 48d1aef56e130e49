// How a room puts its cards into piles: by what they are about, with a taste for small or large piles, and one in ten astray.
// It follows from the room and its cards alone, so that whoever of its people lends a hand works on the same piles.
import { areNear, labelOf, THEME_NAMES } from './labels.ts'
import { type Mind, mindOf, weighed } from './mind.ts'

type Card = { readonly id: string; readonly text: string }

const ERROR = 0.1
const ALONE = 0.35
const GRAINS = ['splits', 'even', 'even', 'merges'] as const

/** Cards by pile, those that lie alone too; in the order in which each pile's first card was given. */
export function roomPiles(room: string, cards: readonly Card[], error = ERROR): string[][] {
  const grain = mindOf(`${room} grain`).pick(GRAINS)
  const read = cards.map((card) => ({ ...card, pile: pileOf(room, grain, card) }))
  const real = [...new Set(read.flatMap(({ pile }) => (pile === null ? [] : [pile])))].sort()
  const piles = new Map<string, string[]>()
  for (const { id, text, pile } of read) {
    const mind = mindOf(`${room} ${id}`)
    const place = mind.often(error) ? astray(mind, text, pile, real) : pile
    const name = place ?? `alone ${id}`
    piles.set(name, [...(piles.get(name) ?? []), id])
  }
  return [...piles.values()]
}

/** Null: with nothing. A room that splits sees two piles in half of its themes; one that merges takes near themes for one. */
function pileOf(room: string, grain: (typeof GRAINS)[number], { id, text }: Card): string | null {
  const label = labelOf(text)
  if (label === null) return null
  if (grain === 'splits' && mindOf(`${room} splits ${label}`).often(0.5))
    return `${label}, ${mindOf(`${room} half ${id}`).often(0.5) ? 'this' : 'that'}`
  return grain === 'merges' ? mergedLabel(room, label) : label
}

/** The same name for both of a pair that this room merges. */
function mergedLabel(room: string, label: string): string {
  const near = THEME_NAMES.filter((other) => areNear(other, label) && merges(room, other, label))
  return [label, ...near].sort()[0] ?? label
}

function merges(room: string, a: string, b: string): boolean {
  return mindOf(`${room} merges ${[a, b].sort().join(' ')}`).often(0.5)
}

function astray(mind: Mind, text: string, own: string | null, real: readonly string[]): string | null {
  const others = real.filter((pile) => pile !== own)
  if (mind.often(ALONE)) return null
  return weighed(mind, others, (pile) => (areNear(labelOf(text), pile.split(',')[0] ?? '') ? 2 : 1))
}
