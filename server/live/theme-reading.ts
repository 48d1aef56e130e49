// The cards of a session as they were last compared: kept, so that coarser, finer and "why" need not compare them all again.
import type { Session } from '../../shared/model.ts'
import type { Embedder } from '../ports.ts'
import type { Prior } from '../themes/prior.ts'
import { type Compare, compareInSlices } from '../themes/propose-themes.ts'
import { constraintsNow } from './theme-constraints.ts'
import type { ThemeVectors } from './theme-vectors.ts'

export type Machine = {
  readonly embedder: Embedder
  /** What is known beforehand of the concepts, for the embedder's present model. Rejects when it cannot be read. */
  readonly prior: () => Promise<Prior>
}

export type ReadingCard = {
  readonly id: string
  readonly room: string | null
  readonly kind: string
  readonly text: string
}

type Needs = {
  readonly machine: Machine | null
  readonly vectors: ThemeVectors | null
  readonly session: () => Session
  readonly cards: () => readonly ReadingCard[]
}

type Kept = { readonly compare: Compare; readonly cards: string; readonly said: string }

/** At 2,000 cards some 40 MB: held only while somebody gathers. */
export class ThemeReading {
  readonly #needs: Needs
  #kept: Kept | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** With all piles and edits as they are now: what themes are proposed from. */
  async now(): Promise<Compare> {
    const cards = this.#cardsNow()
    const said = this.#saidNow()
    if (this.#kept !== null && this.#kept.cards === cards && this.#kept.said === said) return this.#kept.compare
    return this.#compare(cards, said)
  }

  /** As alike as these cards are, whatever people did with them meanwhile: what reasons are read from. */
  async ofCards(): Promise<Compare> {
    return this.#kept !== null && this.#kept.cards === this.#cardsNow() ? this.#kept.compare : this.now()
  }

  /** What is not needed for a while is not held. */
  rest(): void {
    this.#kept = null
  }

  async #compare(cards: string, said: string): Promise<Compare> {
    const { machine, vectors, session } = this.#needs
    const { themes: known } = session()
    const prior = (await machine?.prior()) ?? null
    const compare = await compareInSlices({
      cards: this.#needs.cards().map(({ id, room, kind, text }) => ({
        id,
        room,
        kind,
        text,
        vector: vectors?.of(id) ?? null,
      })),
      piles: this.#piles(),
      ...constraintsNow(session()),
      known,
      prior,
      model: vectors?.model ?? null,
    })
    this.#kept = { compare, cards, said }
    return compare
  }

  /** Changes with every card and vector that comes or goes. */
  #cardsNow(): string {
    const { vectors, cards } = this.#needs
    const ids = cards().map(({ id }) => (vectors?.of(id) ? `${id}+` : id))
    return `${vectors?.model ?? ''} ${ids.sort().join(' ')}`
  }

  /** Changes with every pile, and every edit that the machine must keep. */
  #saidNow(): string {
    return JSON.stringify([this.#piles(), constraintsNow(this.#needs.session())])
  }

  #piles() {
    return this.#needs.session().rooms.flatMap((room) => room.piles.map((pile) => ({ cards: pile.cards })))
  }
}
