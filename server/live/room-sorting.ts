// The room sorts: begins its small questions when people gather, ends them, and has it forgotten who said what.
import type { Session, Sorting } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Asked, RequestData, ShownCard } from '../../shared/requests.ts'
import type { SortingProgress } from '../../shared/views.ts'
import { stepById } from '../core/agenda.ts'
import { sortingNow } from '../core/sorting.ts'
import type { SystemCommand } from '../core/system-command.ts'
import type { Clock, Ids, Report } from '../ports.ts'
import { questionsEach } from '../sorting/budget.ts'
import { type OpenDesk, openDesk } from './open-desk.ts'
import type { SortingDesk } from './sorting-desk.ts'
import { type AskSorted, type EvidenceNeeds, SortingEvidence } from './sorting-evidence.ts'

export type RoomSortingParts = EvidenceNeeds & {
  readonly clock: Clock
  readonly ids: Ids
  readonly report: Report
  readonly card: (id: string) => ShownCard | undefined
  /** Seats whose phones are here. */
  readonly connected: () => ReadonlySet<string>
  readonly system: (command: SystemCommand) => Promise<void>
  /** Has themes proposed from everything that is known; resolves when they are on disk. */
  readonly propose: () => Promise<unknown>
  readonly whyNotSaved: (problem: unknown) => RefusalCode
  /** How far the room is has changed. */
  readonly onProgress: () => void
}

/** Two minutes of questions, and some time for the last of them (ms). */
const OPEN_FOR = 140_000
/** With fewer there is nothing to sort, or nobody to sort it with. */
const LEAST = { cards: 6, phones: 2 } as const
/** Answers that come so late still count, as long as nobody has worked on the themes (ms); and are counted together. */
const LATE = { most: 60_000, together: 1000 } as const
const AGAIN_AFTER = 500
/** Shortest time between two looks at how far the room is (ms). */
const LOOK_EVERY = 250

export class RoomSorting {
  readonly #parts: RoomSortingParts
  readonly #evidence: SortingEvidence
  #open: OpenDesk | null = null
  /** Steps in which there was too little to ask when people came to them. */
  readonly #passed = new Set<string>()
  /** The themes that the room came to. If others are there, somebody has worked on them. */
  #concluded: { readonly themes: Session['themes']; readonly at: number } | null = null
  #lateAt: number | null = null
  #progress: SortingProgress | null = null
  #dirty = false
  #running: Promise<void> | null = null
  readonly #stops = new Map<'wake' | 'look', () => void>()
  #closed = false

  constructor(parts: RoomSortingParts) {
    this.#parts = parts
    this.#evidence = new SortingEvidence(parts)
  }

  /** What is on disk; to be awaited once, before anything else. */
  load(): Promise<void> {
    return this.#evidence.load()
  }

  /** Cards came or went, or the session moved on. */
  follow(): void {
    if (this.#closed) return
    this.#dirty = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  /** Phones came or went. */
  meet(): void {
    if (this.#open === null) return
    this.#open.desk.meet()
    this.#look()
    this.follow()
  }

  close(): void {
    this.#closed = true
    for (const stop of this.#stops.values()) stop()
    this.#stops.clear()
    this.#leave()
  }

  /** How far the room is; null while no questions are open. */
  progress(): SortingProgress | null {
    return this.#progress
  }

  async next(seat: string): Promise<Asked | RefusalCode> {
    const desk = await this.#deskFor(seat, 'ask')
    return typeof desk === 'string' ? desk : desk.next(seat)
  }

  /** When it could not be kept on disk nothing changed. */
  async answer(seat: string, said: RequestData<'sort.answer'>): Promise<Asked | RefusalCode> {
    const desk = await this.#deskFor(seat, 'answer')
    return typeof desk === 'string' ? desk : desk.answer(seat, said).catch(this.#parts.whyNotSaved)
  }

  /** What the room came to, for the proposer of themes. */
  get sorted(): AskSorted {
    return this.#evidence.sorted
  }

  async #run(): Promise<void> {
    while (this.#dirty && !this.#closed) {
      this.#dirty = false
      try {
        await this.#step()
      } catch (problem) {
        // That the session moved on meanwhile is no failure; a full disk is, and it is tried again.
        if (!this.#closed && !(problem instanceof Error && 'refusal' in problem)) this.#parts.report('sorting-failed')
        this.#wake(this.#parts.clock.now() + AGAIN_AFTER)
      }
    }
  }

  /** Brings what is open here in line with the session. */
  async #step(): Promise<void> {
    const session = this.#parts.session()
    const sorting = sortingNow(session)
    if (session.status !== 'live') return this.#forget()
    if (sorting === null) {
      this.#leave()
      if (session.sorting !== null && session.sorting.state !== 'over') await this.#parts.propose()
      await this.#forget()
      return this.#begin()
    }
    if (sorting.state === 'open') return this.#keepOpen(sorting)
    this.#open?.heed(sorting)
    this.#look()
    if (sorting.state === 'over') return this.#afterwards()
    await this.#conclude()
    this.follow()
  }

  /** The first thing when people gather, before any theme can be seen: whoever saw one would sort by it. */
  async #begin(): Promise<void> {
    const { session, cards, connected, clock, system } = this.#parts
    const { step, rounds, people } = session()
    if (stepById(session(), step)?.kind !== 'gather') return this.#evidence.ground.rest()
    if (rounds.some((round) => round.purpose === 'card' && round.state === 'collecting')) return
    if (this.#passed.has(step) || this.#evidence.knows(step)) return
    const here = people.filter((one) => !one.removed && connected().has(one.id)).length
    const each = questionsEach(cards().length, here)
    if (cards().length < LEAST.cards || here < LEAST.phones) {
      this.#passed.add(step)
      return
    }
    const sorting = { step, state: 'open', endsAt: clock.now() + OPEN_FOR, each, answers: 0 } as const
    await system({ name: 'system.sorting', data: { sorting } })
  }

  async #keepOpen(sorting: Sorting): Promise<void> {
    const { clock, system, session } = this.#parts
    if (this.#open?.step !== sorting.step) this.#open = await this.#desk(sorting)
    this.#open.heed(sorting)
    await this.#open.refresh()
    this.#look()
    // What changed meanwhile is looked at first: the session must not be told what it no longer is.
    if (sortingNow(session()) !== sorting) return this.follow()
    if (clock.now() >= sorting.endsAt || this.#open.desk.isDone())
      return system({ name: 'system.sorting', data: { sorting: { ...sorting, state: 'closing' } } })
    this.#wake(Math.min(sorting.endsAt, this.#open.desk.wakeAt() ?? sorting.endsAt))
  }

  #desk(sorting: Sorting): Promise<OpenDesk> {
    return openDesk(sorting, {
      ...this.#parts,
      evidence: this.#evidence,
      keep: async (answer) => {
        await this.#evidence.add(sorting.step, answer)
        if (sortingNow(this.#parts.session())?.state === 'open') return
        this.#lateAt ??= this.#parts.clock.now()
        this.follow()
      },
      isOpen: () => this.#whyNot('ask') === null,
      onProgress: () => {
        this.#look()
        if (this.#open?.desk.isDone()) this.follow()
      },
    })
  }

  async #conclude(): Promise<void> {
    const late = this.#lateAt
    this.#lateAt = null
    try {
      await this.#parts.propose()
    } catch (problem) {
      this.#lateAt ??= late
      throw problem
    }
    this.#concluded = { themes: this.#parts.session().themes, at: this.#parts.clock.now() }
  }

  /** Answers that are still on their way count, until somebody works on the themes. Then who said what is forgotten. */
  async #afterwards(): Promise<void> {
    const { session, clock } = this.#parts
    const concluded = this.#concluded
    const now = clock.now()
    if (this.#open === null || concluded === null || concluded.themes !== session().themes) return this.#forget()
    if (this.#lateAt !== null && now >= this.#lateAt + LATE.together) {
      await this.#conclude()
      this.#concluded = { themes: session().themes, at: concluded.at }
      return this.follow()
    }
    const until = concluded.at + LATE.most
    if (now >= until && this.#lateAt === null) return this.#forget()
    this.#wake(this.#lateAt === null ? until : this.#lateAt + LATE.together)
  }

  #forget(): Promise<void> {
    this.#leave()
    return this.#evidence.forget()
  }

  #leave(): void {
    this.#open?.desk.close()
    this.#open = null
    this.#lateAt = null
    this.#progress = null
  }

  async #deskFor(seat: string, what: 'ask' | 'answer'): Promise<SortingDesk | RefusalCode> {
    const { people } = this.#parts.session()
    if (people.every((one) => one.id !== seat || one.removed)) return 'removed'
    const no = this.#whyNot(what)
    if (no !== null) return no
    // it is being opened: a moment, or some seconds where there are very many cards
    if (this.#open === null) await this.#running
    return this.#open?.desk ?? this.#whyNot(what) ?? 'busy'
  }

  /** A question that a phone holds is answered after the end too, as long as it is remembered which phone holds which. */
  #whyNot(what: 'ask' | 'answer'): RefusalCode | null {
    const { session, clock } = this.#parts
    const sorting = sortingNow(session())
    if (session().status !== 'live') return 'ended'
    if (sorting === null) return 'not-now'
    if (sorting.state === 'open' && clock.now() < sorting.endsAt) return null
    return what === 'answer' && this.#open !== null ? null : 'sorting-over'
  }

  #wake(at: number): void {
    this.#stops.get('wake')?.()
    if (!this.#closed)
      this.#stops.set(
        'wake',
        this.#parts.clock.at(at, () => this.follow()),
      )
  }

  /** At most every so often, however many answers come. */
  #look(): void {
    if (this.#closed || this.#stops.has('look')) return
    const { clock, onProgress, session } = this.#parts
    const look = () => {
      this.#stops.delete('look')
      const isOpen = sortingNow(session())?.state === 'open'
      const progress = isOpen && this.#open !== null ? this.#open.desk.progress() : null
      if (JSON.stringify(progress) === JSON.stringify(this.#progress)) return
      this.#progress = progress
      onProgress()
    }
    this.#stops.set('look', clock.at(clock.now() + LOOK_EVERY, look))
  }
}
