// One simulated participant: a phone without a screen that writes, talks, answers, leaves and comes back.

import type { StepKind } from '../../shared/agenda.ts'
import { readCards, readPiles } from '../../shared/docs.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { joinSession } from '../state/join.ts'
import { memoryKeep } from '../state/keep.ts'
import type { Phone, Seat } from '../state/phone.ts'
import { openPhone } from '../state/phone.ts'
import { randomSecret } from '../state/random.ts'
import type { Replica, ReplicaParts } from '../state/replica.ts'
import { openReplica } from '../state/replica.ts'
import { act } from './acts.ts'
import type { Doing } from './doing.ts'
import type { FixtureCard } from './fixtures/fixture-card.ts'
import { isFelt } from './hand.ts'
import type { Mind } from './mind.ts'
import { createSorter, type Sorter } from './sorter.ts'

export type Count = {
  written: number
  /** Taken back after they had been shown, and gone. */
  withdrawn: number
  arrived: number
  kept: number
  answers: number
  answersIn: number
  answersMissed: number
  /** Small questions that it answered, how long it was at them (s, as if it had not been hurried), and whether it was at all. */
  sorted: number
  sortedFor: number
  sorters: number
}
export type Sample = { readonly of: 'act' | 'command'; readonly ms: number }

export type RobotParts = {
  readonly url: string
  readonly code: string
  readonly name: string
  readonly number: number
  readonly mind: Mind
  readonly WebSocket: NonNullable<ReplicaParts['WebSocketPolyfill']>
  readonly onSample: (sample: Sample) => void
  /** A step was seen for the first time, at this time of this machine's clock. */
  readonly onStep: (step: string, at: number) => void
  /** What it has to say, the most pressing first. */
  readonly hand: readonly FixtureCard[]
  /** Shortens every pause, for rehearsals that nobody watches. */
  readonly hurry: number
  /** Shortens the time it thinks about small questions. */
  readonly haste: number
}

/** The first name on each list that a session offers, by turns. */
type Lists = { readonly functions: readonly string[]; readonly levels: readonly string[] }

export class Robot {
  readonly #parts: RobotParts
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #seat: Seat
  readonly #keep = memoryKeep()
  readonly #seen = new Set<string>()
  readonly #doneSteps = new Set<string>()
  readonly #sentAt = new Map<string, number>()
  readonly #waitingMarks = new Set<string>()
  readonly #noticed = new Set<string>()
  readonly #said = new Set<string>()
  readonly #sorter: Sorter
  readonly #sorted = { answers: 0, seconds: 0 }
  #phone: Phone
  #cards: Replica | null = null
  #room: string | null = null
  #closed = false
  written = 0

  private constructor(parts: RobotParts, seat: Seat) {
    this.#parts = parts
    this.#seat = seat
    this.#sorter = createSorter(parts.mind)
    this.#phone = this.#open()
  }

  /** Joins with the room code; or why it may not. */
  static async join(parts: RobotParts, lists: Lists): Promise<Robot | RefusalCode> {
    const ticket = randomSecret()
    const fn = lists.functions[parts.number % Math.max(1, lists.functions.length)] ?? null
    const level = lists.levels[Math.floor(parts.number / 2) % Math.max(1, lists.levels.length)] ?? null
    const body = { code: parts.code, name: parts.name, fn, level, ticket }
    const [joined] = await Promise.all([
      joinSession(body, parts.url),
      ...(parts.mind.often(0.1) ? [joinSession(body, parts.url)] : []),
    ])
    if (!joined.ok) return joined.refusal.code
    return new Robot(parts, { session: joined.data.session, person: joined.data.person, ticket })
  }

  count(): Count {
    const answers = this.#phone.outbox.answers.get()
    return {
      written: this.written,
      withdrawn: this.#phone.outbox.sent.get().filter(({ state }) => state === 'gone').length,
      arrived: this.#phone.outbox.sent.get().length,
      kept: this.#phone.outbox.cards.get().length,
      answers: answers.length,
      answersIn: answers.filter((one) => one.state === 'in').length,
      answersMissed: answers.filter((one) => one.state === 'missed').length,
      sorted: this.#sorted.answers,
      sortedFor: this.#sorted.seconds,
      sorters: this.#sorted.seconds > 0 ? 1 : 0,
    }
  }

  isLive(): boolean {
    return this.#phone.link.get() === 'live'
  }

  close(): void {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#cards?.close()
    this.#phone.close()
  }

  #open(): Phone {
    const phone = openPhone({
      url: this.#parts.url,
      seat: this.#seat,
      keep: this.#keep,
      fetch,
      onSent: (round) => this.#sentAt.set(round, Date.now()),
    })
    phone.common.subscribe(() => this.#look())
    phone.mine.subscribe(() => this.#look())
    return phone
  }

  /** Runs `then` after a pause of about `ms`, shortened by hurry. */
  #soon(ms: number, then: () => void): void {
    this.#after((ms * this.#parts.mind.between(0.4, 1.6)) / this.#parts.hurry, then)
  }

  #after(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      if (!this.#closed) then()
    }, ms)
    this.#timers.add(timer)
  }

  #look(): void {
    const view = this.#phone.common.get()
    const mine = this.#phone.mine.get()
    if (view === null || mine === null || this.#closed) return
    const room = mine.room?.id ?? null
    if (room !== this.#room || (room !== null && this.#cards === null && this.#wantsCards(view.step.kind)))
      this.#follow(room, view.step.kind)
    for (const round of view.rounds) if (round.state === 'collecting') this.#remember()
    const key = `${view.step.id}:${view.rounds
      .filter((round) => round.state === 'open')
      .map((round) => round.id)
      .join()}:${view.sorting === null ? '' : `${view.sorting.state} ${view.sorting.each}`}`
    if (!this.#seen.has(view.step.id)) {
      this.#seen.add(view.step.id)
      this.#parts.onStep(view.step.id, Date.now())
    }
    if (this.#doneSteps.has(key)) return
    this.#doneSteps.add(key)
    act(this.#doing(), view, mine)
    if (this.#parts.mind.often(0.03)) this.#soon(2500, () => this.#leaveAndReturn())
  }

  #doing(): Doing {
    return {
      phone: () => this.#phone,
      mind: this.#parts.mind,
      number: this.#parts.number,
      sorter: this.#sorter,
      soon: (ms, then) => this.#soon(ms, then),
      think: (seconds, then) => this.#after((seconds * 1000) / this.#parts.haste, then),
      nextCard: (room) => {
        const card = this.#parts.hand.find((one) => !this.#said.has(one.text) && isFelt(one, room)) ?? null
        if (card !== null) this.#said.add(card.text)
        return card
      },
      sorted: (seconds, answers) => {
        this.#sorted.answers += answers
        this.#sorted.seconds += seconds
      },
      wrote: (by) => {
        this.written += by
      },
      timed: async (send) => {
        const at = Date.now()
        const reply = await send()
        if (reply.ok) this.#parts.onSample({ of: 'command', ms: Date.now() - at })
      },
      cards: () => (this.#cards === null ? [] : readCards(this.#cards.doc)),
      piles: () => (this.#cards === null ? [] : readPiles(this.#cards.doc)),
    }
  }

  /** A phone that sleeps for a moment and comes back: same seat, same outbox. */
  #leaveAndReturn(): void {
    const leaving = this.#phone
    void leaving.flush().then(() => {
      leaving.close()
      this.#cards?.close()
      this.#cards = null
      this.#soon(1500, () => {
        this.#phone = this.#open()
      })
    })
  }

  #wantsCards(kind: StepKind): boolean {
    return kind === 'write' || kind === 'discuss' || kind === 'gather'
  }

  #follow(room: string | null, kind: StepKind): void {
    this.#room = room
    this.#cards?.close()
    this.#cards = null
    if (room === null || !this.#wantsCards(kind)) return
    // A phone has to load and lay out the screen first, each in its own time.
    this.#soon(700, () => this.#room === room && this.#cards === null && this.#openCards(room))
  }

  #openCards(room: string): void {
    const replica = openReplica({
      url: this.#parts.url,
      session: this.#seat.session,
      doc: `cards/${room}`,
      ticket: async (clientId) => {
        const reply = await this.#phone.ask('doc', { doc: `cards/${room}`, clientId })
        return reply.ok ? (reply.data ?? null) : null
      },
      WebSocketPolyfill: this.#parts.WebSocket,
    })
    replica.doc.on('update', () => this.#notice(replica))
    this.#cards = replica
  }

  /** My cards are on their way: when they appear in the room's document, that is act → visible. */
  #remember(): void {
    for (const card of this.#phone.outbox.cards.get())
      if (card.round !== null && !this.#noticed.has(card.mark)) this.#waitingMarks.add(card.mark)
  }

  #notice(replica: Replica): void {
    if (this.#waitingMarks.size === 0) return
    for (const card of readCards(replica.doc)) {
      if (!this.#waitingMarks.delete(card.mark)) continue
      this.#noticed.add(card.mark)
      const sent = [...this.#sentAt.values()].at(-1)
      if (sent !== undefined) this.#parts.onSample({ of: 'act', ms: Date.now() - sent })
    }
  }
}
