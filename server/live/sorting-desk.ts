// The small questions while they are open: who is asked what next, what they said, and how far the room is.
import type { Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Asked, RequestData, ShownCard } from '../../shared/requests.ts'
import type { SortingProgress } from '../../shared/views.ts'
import type { Clock, Ids, Report } from '../ports.ts'
import type { Answer } from '../sorting/pose-problem.ts'
import type { Sorting, SortingChange } from '../sorting/sorting.ts'
import { EVENT_LOOP, inSlices } from '../themes/steps.ts'

export type DeskParts = {
  readonly clock: Clock
  readonly ids: Ids
  readonly report: Report
  readonly engine: Sorting
  readonly session: () => Session
  readonly card: (id: string) => ShownCard | undefined
  /** Seats whose phones are here. */
  readonly connected: () => ReadonlySet<string>
  /** Keeps an answer on disk; rejects when it could not be. */
  readonly keep: (answer: Answer) => Promise<void>
  /** Whether a new question may be asked now. */
  readonly isOpen: () => boolean
  /** Somebody came further, or is through. */
  readonly onProgress: () => void
}

/** A phone that left is waited for so long (ms): screens go dark between two questions. */
const AWAY = 30_000
const DOTS = 5

/**
 * One for each time that the questions open. A seat's token is drawn here and known nowhere else: with this object goes whatever
 * could say whose an answer is.
 */
export class SortingDesk {
  readonly #parts: DeskParts
  readonly #since: number
  readonly #tokens = new Map<string, string>()
  /** Since when a seat that was asked is gone. */
  readonly #away = new Map<string, number>()
  /** Tokens that were told that there is nothing more. */
  readonly #through = new Set<string>()
  /** Tokens whose answer is on its way to the disk. */
  readonly #saving = new Set<string>()
  #turn: Promise<void> = Promise.resolve()
  #working = false
  #closed = false

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#since = parts.clock.now()
    this.meet()
  }

  async next(seat: string): Promise<Asked | RefusalCode> {
    const token = this.#tokens.get(seat) ?? this.#parts.ids.id()
    this.#tokens.set(seat, token)
    this.#away.delete(seat)
    return this.#ask(token)
  }

  /** Rejects when it could not be kept, and then nothing changed. */
  async answer(seat: string, { card, choice }: RequestData<'sort.answer'>): Promise<Asked | RefusalCode> {
    const { engine, keep } = this.#parts
    const token = this.#tokens.get(seat)
    if (token === undefined) return 'not-found'
    if (this.#saving.has(token)) return 'busy'
    const meant = engine.meant(token, card, choice)
    if (meant === null) return 'not-found'
    if (meant !== 'nothing') {
      this.#saving.add(token)
      try {
        await keep(meant)
      } finally {
        this.#saving.delete(token)
      }
    }
    engine.answer(token, card, choice)
    this.#parts.onProgress()
    const next = await this.#ask(token)
    void this.#work()
    return next
  }

  /** Somebody came or left. */
  meet(): void {
    const here = this.#parts.connected()
    for (const [seat, token] of this.#tokens) {
      if (here.has(seat)) this.#away.delete(seat)
      else if (!this.#away.has(seat)) {
        this.#away.set(seat, this.#parts.clock.now())
        this.#parts.engine.leave(token, this.#seconds())
      }
    }
  }

  /** So many further questions for everybody; below zero: fewer. */
  extend(more: number): void {
    this.#through.clear()
    this.#parts.engine.extend(more)
  }

  change(what: SortingChange): void {
    this.#parts.engine.change(what)
  }

  /** Everybody who is here, or was a moment ago, is through; never while nobody is. */
  isDone(): boolean {
    const seats = this.#present()
    return seats.length > 0 && seats.every((seat) => this.#leftOf(this.#tokens.get(seat)) === 0)
  }

  /** When somebody who left is waited for no longer; null: nobody is. */
  wakeAt(): number | null {
    const now = this.#parts.clock.now()
    const until = [...this.#away.values()].map((at) => at + AWAY).filter((at) => at > now)
    return until.length === 0 ? null : Math.min(...until)
  }

  /** Totals and rooms, never people; rooms with fewer than the floor of people are left out. */
  progress(): SortingProgress {
    const { engine, session } = this.#parts
    const { people, rooms, floors } = session()
    const here = new Set(this.#present())
    const doneOf = (seat: string) => this.#doneOf(this.#tokens.get(seat))
    const leftOf = (seat: string) => (here.has(seat) ? this.#leftOf(this.#tokens.get(seat)) : 0)
    const sum = (seats: readonly string[], of: (seat: string) => number) =>
      seats.reduce((all, seat) => all + of(seat), 0)
    const everybody = [...new Set([...this.#tokens.keys(), ...here])]
    const answers = sum(everybody, doneOf)
    return {
      answers,
      of: answers + sum(everybody, leftOf),
      themes: engine.progress().themes,
      rooms: rooms.flatMap(({ id, name }) => {
        const seats = people.filter((one) => one.room === id && !one.removed).map((one) => one.id)
        if (seats.length < floors.room) return []
        const done = sum(seats, doneOf)
        return [{ id, name, dots: Math.floor((DOTS * done) / Math.max(1, done + sum(seats, leftOf))) }]
      }),
    }
  }

  close(): void {
    this.#closed = true
    this.#tokens.clear()
    this.#away.clear()
  }

  async #ask(token: string): Promise<Asked | RefusalCode> {
    // One question a turn of the event loop, however many phones ask at once: sockets and timers are served in between.
    this.#turn = this.#turn.then(EVENT_LOOP.yield)
    await this.#turn
    const { engine, card, isOpen } = this.#parts
    const shown = isOpen() ? engine.ask(token, this.#seconds()) : null
    if (shown === null) {
      this.#through.add(token)
      this.#parts.onProgress()
      const done = this.#doneOf(token)
      return { question: null, done, of: done }
    }
    const top = card(shown.card)
    const options = shown.options.flatMap((id) => card(id) ?? [])
    // taken back this very moment: the next time there is another question
    if (top === undefined || options.length < shown.options.length) return 'busy'
    const done = this.#doneOf(token)
    return { question: { card: plain(top), options: options.map(plain) }, done, of: done + this.#leftOf(token) }
  }

  /** What it is time for, in slices between the questions. */
  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    try {
      for (let work = this.#parts.engine.work(); work !== null && !this.#closed; work = this.#parts.engine.work())
        await inSlices(work, EVENT_LOOP)
    } catch {
      this.#parts.report('sorting-failed')
    } finally {
      this.#working = false
      if (!this.#closed) this.#parts.onProgress()
    }
  }

  #present(): string[] {
    const { connected, session, clock } = this.#parts
    const here = connected()
    const isHere = (seat: string) => {
      const since = this.#away.get(seat)
      return here.has(seat) || (since !== undefined && clock.now() - since < AWAY)
    }
    return session()
      .people.filter((one) => !one.removed && isHere(one.id))
      .map((one) => one.id)
  }

  #doneOf(token: string | undefined): number {
    return token === undefined ? 0 : this.#parts.engine.progressOf(token, this.#seconds()).done
  }

  #leftOf(token: string | undefined): number {
    if (token !== undefined && this.#through.has(token)) return 0
    return this.#parts.engine.progressOf(token ?? '', this.#seconds()).left
  }

  #seconds(): number {
    return (this.#parts.clock.now() - this.#since) / 1000
  }
}

const plain = ({ id, kind, text }: ShownCard): ShownCard => ({ id, kind, text })
