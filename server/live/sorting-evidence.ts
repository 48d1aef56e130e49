// What the room said of its cards, kept as long as the cards: themes are found from it, and who said what is forgotten.
import type { Session } from '../../shared/model.ts'
import { sortingNow } from '../core/sorting.ts'
import type { Store } from '../ports.ts'
import { type Conclusion, conclude } from '../sorting/conclude.ts'
import type { Answer } from '../sorting/pose-problem.ts'
import { EVENT_LOOP, inSlices } from '../themes/steps.ts'
import { editsOf, type GroundNeeds, pilesOf, SortingGround } from './sorting-ground.ts'
import { SortingLog } from './sorting-log.ts'

/** Themes by what the room said, the machine's likeness and the facilitator's edits together. */
export type Sorted = Conclusion & {
  /** Answers that counted. */
  readonly answers: number
  /** Piles that counted. */
  readonly piles: number
}

/**
 * `themes`: the machine's own proposal, ids of cards, as it is made now. `finer`: how much more alike than usual cards must be to
 * lie together (0: as usual; below: coarser). Null: the room has said too little, and the machine alone proposes.
 */
export type AskSorted = (asked: {
  readonly themes: readonly (readonly string[])[]
  readonly finer: number
}) => Promise<Sorted | null>

export type EvidenceNeeds = GroundNeeds & { readonly store: Store; readonly session: () => Session }

/** Without piles the machine's own themes are better until so many answers a card are in (CROWDSORT §7). */
const ENOUGH = 2

export class SortingEvidence {
  readonly #needs: EvidenceNeeds
  readonly #log: SortingLog
  readonly ground: SortingGround

  constructor(needs: EvidenceNeeds) {
    this.#needs = needs
    this.#log = new SortingLog({ store: needs.store, session: needs.session().id })
    this.ground = new SortingGround(needs)
  }

  /** What is on disk; to be awaited once, before anything else. */
  load(): Promise<void> {
    return this.#log.load()
  }

  /** Whether anybody answered anything in this step. */
  knows(step: string): boolean {
    return this.#log.knows(step)
  }

  /** Of all steps; by whom only for `step`. */
  answers(step: string): Answer[] {
    return this.#log.answers(step)
  }

  /** Resolves when it is on disk; rejects when it could not be kept, and then nothing changed. */
  add(step: string, answer: Answer): Promise<void> {
    return this.#log.add(step, answer)
  }

  /** Themes from everything that was said, as the proposer asks for them. Waits for nothing that waits for a proposal. */
  readonly sorted: AskSorted = async ({ themes, finer }) => {
    const session = this.#needs.session()
    const cards = this.#needs.cards()
    const answers = this.#log.answers(session.sorting?.step ?? null)
    const rooms = pilesOf(session, cards)
    // What the room once found is not taken back because a card came late, or because a phone in doubt was forgotten.
    if ((session.finding?.made.answers ?? 0) === 0) {
      if (sortingNow(session)?.state === 'open' || answers.length === 0) return null
      if (rooms.length === 0 && answers.length < ENOUGH * cards.length) return null
    }
    const ground = await this.ground.now()
    const evidence = { rooms, answers }
    const found = await inSlices(conclude({ ground, themes, edits: editsOf(session), evidence, finer }), EVENT_LOOP)
    const piles = rooms.flatMap((room) => room.piles.filter((pile) => pile.length > 1)).length
    return { ...found, answers: found.kept.answers.length, piles }
  }

  /** Who said what is forgotten, in every step of which it is still known. Rejects when it could not be written. */
  async forget(): Promise<void> {
    for (const step of this.#log.owing()) {
      const ground = await this.ground.now()
      const session = this.#needs.session()
      const cards = this.#needs.cards()
      const evidence = { rooms: pilesOf(session, cards), answers: this.#log.answers(step) }
      const found = conclude({ ground, themes: [], edits: editsOf(session), evidence })
      const { doubted } = await inSlices(found, EVENT_LOOP)
      const there = new Set(this.#needs.cards().map(({ id }) => id))
      await this.#log.settle(step, doubted, (id) => there.has(id))
    }
  }
}
