// How widely a theme is felt: rooms and functions behind it against what chance would give, never how often it was written.

export type ConcentrationInput = {
  /** The theme's cards; null: the plenary pool, which is no room. */
  readonly cards: readonly { readonly room: string | null }[]
  /** How many cards each room wrote in all, and the pool (null). */
  readonly written: ReadonlyMap<string | null, number>
  /** Functions that echoed the theme, among those that may be counted; null where none may. */
  readonly echoes: { readonly functions: number; readonly countable: number } | null
}

export type Reach = 'signal' | 'local' | 'single' | 'some'

export type Concentration = {
  readonly rooms: number
  /** Rooms that wrote any card. */
  readonly ofRooms: number
  /** As many rooms as so many cards drawn at random would reach. */
  readonly expected: number
  /** The largest share of its cards that is of one room, 0 to 1. */
  readonly largestShare: number
  readonly reach: Reach
  /** Whether functions had a say in `reach`. */
  readonly roomsOnly: boolean
}

/** Of fewer than `among` rooms nearly any theme reaches all or all but one: that says nothing of an organisation. */
export const CONCENTRATION = { rooms: 3, among: 4, functions: 3, localShare: 0.7, below: 0.75 } as const

/**
 * `single`: one room. `local`: 70 % or more of its cards from one room, or clearly fewer rooms than chance would reach. `signal`:
 * three rooms or more, of four or more that wrote, and three functions where three may be counted. Else `some`.
 */
export function concentrationOf({ cards, written, echoes }: ConcentrationInput): Concentration {
  const counts = new Map<string, number>()
  for (const { room } of cards) if (room !== null) counts.set(room, (counts.get(room) ?? 0) + 1)
  const rooms = counts.size
  const ofRooms = [...written].filter(([room, count]) => room !== null && count > 0).length
  const largestShare = cards.length === 0 ? 0 : Math.max(0, ...counts.values()) / cards.length
  const expected = expectedRooms(cards.length, written)
  const roomsOnly = echoes === null || echoes.countable < CONCENTRATION.functions
  const reach = (): Reach => {
    if (rooms <= 1) return rooms === 1 ? 'single' : 'some'
    if (largestShare >= CONCENTRATION.localShare || rooms < CONCENTRATION.below * expected) return 'local'
    const wide = rooms >= CONCENTRATION.rooms && ofRooms >= CONCENTRATION.among
    const echoed = roomsOnly || echoes.functions >= CONCENTRATION.functions
    return wide && echoed ? 'signal' : 'some'
  }
  return { rooms, ofRooms, expected, largestShare, reach: reach(), roomsOnly }
}

/** A room with a share p of all cards is among m of them with 1 − (1 − p)^m; summed over rooms. */
export function expectedRooms(cards: number, written: ReadonlyMap<string | null, number>): number {
  const all = [...written.values()].reduce((sum, count) => sum + count, 0)
  if (all === 0) return 0
  return [...written].reduce((sum, [room, count]) => (room === null ? sum : sum + 1 - (1 - count / all) ** cards), 0)
}

/** In words, for people; `functions` as in `ConcentrationInput`. */
export function sayReach(
  { rooms, ofRooms, expected, reach, roomsOnly }: Concentration,
  functions: number | null,
): string {
  const where = `${rooms} of ${ofRooms} ${ofRooms === 1 ? 'room' : 'rooms'}`
  const chance = `chance would give ${expected.toFixed(1)}`
  const echoed = roomsOnly || functions === null ? 'rooms only' : `echoed in ${functions} functions`
  return `${NAMES[reach]}${where} (${chance}), ${echoed}`
}

const NAMES: Readonly<Record<Reach, string>> = {
  signal: 'Organisational signal: ',
  local: 'Local: ',
  single: 'Single room: ',
  some: '',
}

/** Below this many cards plain groups are shown, and no order is claimed. */
export const RANKED_FROM = 15

type Ranked = {
  readonly concentration: Concentration
  readonly functions: number
  readonly echoes: number
  readonly cards: number
  readonly cohesion: number
  readonly key: string
}

/** Rooms, then functions, then echoes, then cards; ties by cohesion, then by key. Never by raw count. */
export function compareReach(a: Ranked, b: Ranked): number {
  return (
    b.concentration.rooms - a.concentration.rooms ||
    b.functions - a.functions ||
    b.echoes - a.echoes ||
    b.cards - a.cards ||
    b.cohesion - a.cohesion ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  )
}
