// The machine's proposal of themes in a live session: when it is due, from which cards, and what people did that it must keep.
import type { Session } from '../../shared/model.ts'
import type { SystemCommand } from '../core/system-command.ts'
import type { Embedder, Ids, Report, Store } from '../ports.ts'
import { constraintsOf } from '../themes/constraints.ts'
import type { Prior } from '../themes/prior.ts'
import { proposeThemesInSlices } from '../themes/propose-themes.ts'
import { ThemeVectors } from './theme-vectors.ts'

type Card = { readonly id: string; readonly room: string | null; readonly kind: string; readonly text: string }

export type Machine = {
  readonly embedder: Embedder
  /** What is known beforehand of the concepts, for the embedder's present model. */
  readonly prior: () => Prior
}

export type ProposerParts = {
  readonly ids: Ids
  readonly report: Report
  readonly store: Store
  /** Null: shared words alone propose. */
  readonly machine: Machine | null
  readonly session: () => Session
  readonly cards: () => readonly Card[]
  readonly system: (command: SystemCommand) => Promise<void>
}

export class ThemeProposer {
  readonly #parts: ProposerParts
  readonly #vectors: ThemeVectors | null
  /** How many cards the last proposal knew; -1 when it did not know all that can be known of them. */
  #proposedFor: number
  #proposing = false
  #closed = false

  constructor(parts: ProposerParts) {
    this.#parts = parts
    const { machine, store, report, session } = parts
    this.#proposedFor = session().themes.length > 0 ? parts.cards().length : -1
    this.#vectors =
      machine === null
        ? null
        : new ThemeVectors({
            embedder: machine.embedder,
            load: (model) => store.vectors(session().id, model),
            save: (model, rows) => store.saveVectors(session().id, model, rows),
            cards: parts.cards,
            onComplete: () => this.#again(),
            onFailure: () => report('vectors-failed'),
          })
  }

  /** Cards came or went, or the session moved on. */
  follow(): void {
    if (this.#closed) return
    void this.#vectors?.follow()
    if (this.#isDue()) void this.#once()
  }

  close(): void {
    this.#closed = true
    this.#vectors?.close()
  }

  /** Over all cards and piles; what people made of themes stays, and cards that came later join it. Resolves to the number of themes. */
  async propose(): Promise<number> {
    const { ids, session, system, machine } = this.#parts
    this.#proposedFor = this.#parts.cards().length
    const { themes: known, themesPast, rooms } = session()
    const cards = this.#parts.cards().map(({ id, room, kind, text }) => ({
      id,
      room,
      kind,
      text,
      vector: this.#vectors?.of(id) ?? null,
    }))
    const { themes } = await proposeThemesInSlices({
      cards,
      piles: rooms.flatMap((room) => room.piles.map((pile) => ({ cards: pile.cards }))),
      ...constraintsOf(known, themesPast),
      known,
      prior: machine?.prior() ?? null,
      model: this.#vectors?.model ?? null,
    })
    await system({
      name: 'system.themes',
      data: {
        themes: themes.map(({ id, cards: inTheme, title, keywords }) => ({
          id: id ?? ids.id(),
          title,
          cards: [...inTheme],
          keywords: [...keywords],
          hidden: null,
          edited: false,
        })),
      },
    })
    return themes.length
  }

  /** Vectors are there now that the last proposal did not have; nobody has touched its themes yet, or it would be a surprise. */
  #again(): void {
    if (this.#parts.session().themesPast.length === 0) this.#proposedFor = -1
    this.follow()
  }

  #isDue(): boolean {
    const { agenda, step, rounds, status } = this.#parts.session()
    const gathering = agenda.find((one) => one.id === step)?.kind === 'gather'
    const collecting = rounds.some((round) => round.purpose === 'card' && round.state === 'collecting')
    const known = this.#proposedFor === this.#parts.cards().length
    return status === 'live' && gathering && !collecting && !known && !this.#proposing
  }

  async #once(): Promise<void> {
    this.#proposing = true
    try {
      await this.propose()
    } catch {
      this.#parts.report('themes-failed')
    } finally {
      this.#proposing = false
    }
  }
}
