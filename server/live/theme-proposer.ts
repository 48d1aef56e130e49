// The proposal of themes in a live session: when it is due, from which cards, and what people did that it must keep.
import type { Finding, Session } from '../../shared/model.ts'
import type { RequestReply } from '../../shared/requests.ts'
import type { SystemCommand } from '../core/system-command.ts'
import { putByHand } from '../core/themes-hand.ts'
import type { Ids, Report, Store } from '../ports.ts'
import { usualTau } from '../themes/cut.ts'
import { type Compare, labelInSlices, type Proposal, recutInSlices } from '../themes/propose-themes.ts'
import type { AskSorted, Sorted } from './sorting-evidence.ts'
import { machineDraft, sortedDraft } from './theme-draft.ts'
import { type Grain, stepsOf, stepTo, tauAt } from './theme-grain.ts'
import { type Machine, type ReadingCard, ThemeReading } from './theme-reading.ts'
import { ThemeVectors } from './theme-vectors.ts'
import { NOTHING_TO_SAY, sayWhy } from './theme-why.ts'

export type ProposerParts = {
  readonly ids: Ids
  readonly report: Report
  readonly store: Store
  /** Null: shared words alone propose. */
  readonly machine: Machine | null
  readonly session: () => Session
  readonly cards: () => readonly ReadingCard[]
  readonly system: (command: SystemCommand) => Promise<void>
  /** What the room said of its cards. */
  readonly sorted: AskSorted
  /** There are fewer cards to read than a moment ago. */
  readonly onReading: () => void
}

export class ThemeProposer {
  readonly #parts: ProposerParts
  readonly #vectors: ThemeVectors | null
  readonly #reading: ThemeReading
  /** How many cards the last proposal knew; -1 when it did not know all that can be known of them. */
  #proposedFor: number
  /** Steps finer than usual that the facilitator asked for; coarser: below zero. */
  #finer: number
  /** Cards of which people answered that they say the same; forgotten with a restart, which costs nothing but a reason. */
  #together: readonly (readonly string[])[] = []
  /** The proposal that is being made: the next one waits for it. */
  #turn: Promise<unknown> = Promise.resolve()
  #proposing = false
  #closed = false

  constructor(parts: ProposerParts) {
    this.#parts = parts
    const { machine, store, report, session } = parts
    const { finding } = session()
    this.#proposedFor = finding?.made.cards ?? -1
    this.#finer = finding === null ? 0 : stepsOf(finding.made.tau, finding.made.cards)
    this.#vectors =
      machine === null
        ? null
        : new ThemeVectors({
            embedder: machine.embedder,
            load: (model) => store.vectors(session().id, model),
            save: (model, rows) => store.saveVectors(session().id, model, rows),
            cards: parts.cards,
            onProgress: () => parts.onReading(),
            onComplete: () => this.#again(),
            onFailure: () => {
              report('vectors-failed')
              parts.onReading()
            },
          })
    this.#reading = new ThemeReading({ ...parts, vectors: this.#vectors })
  }

  /** Null as long as there is none. */
  vectorOf(card: string): Int16Array | null {
    return this.#vectors?.of(card) ?? null
  }

  /** Cards whose vectors are still being made. */
  get reading(): number {
    return this.#vectors?.waiting ?? 0
  }

  /** Cards came or went, or the session moved on. */
  follow(): void {
    if (this.#closed) return
    void this.#vectors?.follow()
    if (!this.#isGathering()) this.#reading.rest()
    if (this.#isDue()) void this.#once()
  }

  close(): void {
    this.#closed = true
    this.#vectors?.close()
    this.#reading.rest()
  }

  /**
   * Over all cards, piles and answers; what people made of themes stays, and cards that came later join it. One at a time:
   * whoever asks twice gets a proposal after the other. `byItself`: nobody asked for it. Resolves when it is on disk, rejects when it could not be.
   */
  propose(grain: Grain, byItself = false): Promise<RequestReply['theme.propose']> {
    const made = this.#turn.then(() => this.#propose(grain, byItself))
    this.#turn = made.catch(() => undefined)
    return made
  }

  /** Why these cards belong together; null for a theme that is not there. */
  async why(id: string): Promise<RequestReply['theme.why'] | null> {
    const { session, cards } = this.#parts
    const known = session()
    const theme = known.themes.find((one) => one.id === id)
    if (theme === undefined) return null
    const label = await labelInSlices(await this.#reading.ofCards(), theme.cards)
    return label === null
      ? NOTHING_TO_SAY
      : sayWhy(label, {
          byHand: putByHand(known, id),
          together: [...known.rooms.flatMap((room) => room.piles.map((pile) => pile.cards)), ...this.#together],
          texts: new Map(cards().map(({ id: card, text }) => [card, text])),
          byPeople: theme.edited || (known.finding?.made.answers ?? 0) > 0,
        })
  }

  async #propose(grain: Grain, byItself: boolean): Promise<RequestReply['theme.propose']> {
    const { ids, session, system, sorted } = this.#parts
    this.#proposedFor = this.#parts.cards().length
    const compare = await this.#reading.now()
    const usual = usualTau(compare.voices.length)
    const finer = stepTo(grain, this.#finer, usual)
    const tau = tauAt(finer, usual)
    const { themes: known } = session()
    const proposal = await recutInSlices(compare, { tau, known })
    const said = await sorted({ themes: proposal.themes.map(({ cards }) => cards), finer: tau - usual })
    const draft =
      said === null
        ? machineDraft(proposal, known, () => ids.id())
        : await sortedDraft(said, compare, known, () => ids.id())
    const before = placesOf(session())
    await system({
      name: 'system.themes',
      data: {
        themes: draft.themes,
        finding: { made: madeOf(proposal, compare, said), themes: draft.found, mayBeOne: draft.mayBeOne },
        byItself,
      },
    })
    this.#finer = finer
    this.#together = said?.kept.answers.flatMap(chosenPair) ?? []
    const shown = session().themes.filter(({ hidden }) => hidden === null).length
    return { themes: shown, tau, changed: placesOf(session()) !== before, past: session().themesPast.length }
  }

  /** Vectors are there now that the last proposal did not have; nobody has touched its themes yet, or it would be a surprise. */
  #again(): void {
    if (this.#parts.session().themesPast.length === 0) this.#proposedFor = -1
    this.follow()
  }

  #isGathering(): boolean {
    const { agenda, step } = this.#parts.session()
    return agenda.find((one) => one.id === step)?.kind === 'gather'
  }

  #isDue(): boolean {
    const { rounds, status } = this.#parts.session()
    const collecting = rounds.some((round) => round.purpose === 'card' && round.state === 'collecting')
    const known = this.#proposedFor === this.#parts.cards().length
    return status === 'live' && this.#isGathering() && !collecting && !known && !this.#proposing
  }

  async #once(): Promise<void> {
    this.#proposing = true
    try {
      await this.propose('same', true)
    } catch {
      this.#parts.report('themes-failed')
    } finally {
      this.#proposing = false
    }
    // vectors may have come while it was made
    this.follow()
  }
}

/** Alike as long as every theme has the cards that it had. */
function placesOf({ themes }: Session): string {
  return JSON.stringify(themes.map(({ id, cards }) => [id, [...cards].sort()]).sort())
}

function chosenPair({ top, options, choice }: Sorted['kept']['answers'][number]): (readonly string[])[] {
  const chosen = options[choice]
  return chosen === undefined ? [] : [[top, chosen]]
}

function madeOf({ made }: Proposal, { input, order }: Compare, said: Sorted | null): Finding['made'] {
  return {
    pipeline: made.pipeline,
    model: made.model,
    prior: made.prior,
    tau: made.tau,
    cards: order.length,
    piles: said?.piles ?? input.piles.length,
    answers: said?.answers ?? 0,
  }
}
