// What the room sorts: its cards and how alike they are, what rooms piled, what the facilitator fixed; read anew when it changed.
import type { Session } from '../../shared/model.ts'
import type { ThemesWithPast } from '../core/themes-edit.ts'
import type { Edits } from '../sorting/edits.ts'
import type { RoomPiles } from '../sorting/pose-problem.ts'
import { type Ground, readGround } from '../sorting/read-ground.ts'
import type { Prior } from '../themes/prior.ts'
import { EVENT_LOOP, inSlices } from '../themes/steps.ts'
import { constraintsNow } from './theme-constraints.ts'

export type SortedCard = {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly room: string | null
}

export type GroundNeeds = {
  readonly cards: () => readonly SortedCard[]
  readonly vectorOf: (card: string) => Int16Array | null
  /** Rejects when it cannot be read. */
  readonly prior: () => Promise<Prior | null>
}

/** At 2,000 cards some 16 MB: held only while somebody gathers. */
export class SortingGround {
  readonly #needs: GroundNeeds
  #kept: { readonly key: string; readonly ground: Promise<Ground> } | null = null

  constructor(needs: GroundNeeds) {
    this.#needs = needs
  }

  /** Changes with every card and vector that comes or goes. */
  key(): string {
    const { cards, vectorOf } = this.#needs
    return cards()
      .map(({ id }) => (vectorOf(id) === null ? id : `${id}+`))
      .sort()
      .join(' ')
  }

  /** The same object until the cards or their vectors change. */
  now(): Promise<Ground> {
    const key = this.key()
    if (this.#kept?.key === key) return this.#kept.ground
    const ground = this.#read()
    this.#kept = { key, ground }
    ground.catch(() => this.rest())
    return ground
  }

  rest(): void {
    this.#kept = null
  }

  async #read(): Promise<Ground> {
    const { cards, vectorOf, prior } = this.#needs
    const known = await prior()
    const read = cards().map(({ id, text }) => ({ id, text, vector: vectorOf(id) }))
    return inSlices(readGround(read, known), EVENT_LOOP)
  }
}

/** A room that put at least this share of its cards into piles looked at the others too: each of those is a pile of its own. */
const LOOKED_AT = 0.5

export function pilesOf({ rooms }: Pick<Session, 'rooms'>, cards: readonly SortedCard[]): RoomPiles[] {
  return rooms.flatMap(({ id: room, piles }) => {
    if (piles.length === 0) return []
    const piled = new Set(piles.flatMap((pile) => pile.cards))
    const own = cards.filter((card) => card.room === room)
    const rest = own.filter(({ id }) => !piled.has(id))
    const alone = rest.length <= (1 - LOOKED_AT) * own.length ? rest.map(({ id }) => [id]) : []
    return [{ room, piles: [...piles.map((pile) => pile.cards), ...alone] }]
  })
}

/** Cards of themes that were hidden are not asked about. */
export function editsOf(session: ThemesWithPast): Edits {
  const { pins, apart } = constraintsNow(session)
  const hidden = session.themes.flatMap(({ cards, hidden: reason }) => (reason === null ? [] : cards))
  return { pinned: pins, apart, together: [], alone: [], hidden }
}
