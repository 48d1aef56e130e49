// The rounds of one live session: collects envelopes, watches the bell, writes each batch in one transaction.
import type { Round, Session } from '../../shared/model.ts'
import { makeBatch } from '../core/batch.ts'
import type { SystemCommand } from '../core/system-command.ts'
import type { AnswerRow, CardRow, Clock, Ids, Report } from '../ports.ts'
import { dueOf } from './bells.ts'
import { rightsOf } from './credentials.ts'
import { RoundCollector } from './round-collector.ts'
import type { Rows } from './session-saver.ts'

export type KeeperParts = {
  readonly clock: Clock
  readonly ids: Ids
  readonly report: Report
  readonly collectMs: number
  readonly connected: () => ReadonlySet<string>
  readonly session: () => Session
  /** Decides a system command and saves it with its rows; rejects when it is not on disk. */
  readonly write: (command: SystemCommand, rows?: Rows) => Promise<void>
}

type Kept = {
  readonly collector: RoundCollector
  seats: readonly string[]
  /** Who was there at the bell; all seats when the server itself was away, as nobody can be there yet. Null before the bell. */
  atBell: ReadonlySet<string> | null
  writing: boolean
}

export class RoundKeeper {
  readonly #parts: KeeperParts
  readonly #kept = new Map<string, Kept>()
  #stop: (() => void) | null = null
  #closed = false

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  /** After a restart nothing is held any more: rounds that were collecting begin again, and phones send once more. */
  async recover(): Promise<void> {
    for (const round of this.#parts.session().rounds)
      if (round.state === 'collecting')
        await this.#parts.write({
          name: 'system.recollect',
          data: { round: round.id, collectBy: this.#parts.clock.now() + this.#parts.collectMs },
        })
    this.follow()
  }

  /** An envelope for a round, whatever it holds; nothing tells its sender what became of it. */
  hold(roundId: string, envelope: Uint8Array): void {
    const kept = this.#kept.get(roundId)
    if (kept === undefined) return
    // Also while a batch is on its way: should the disk say no, the next try has it.
    kept.collector.hold(envelope)
    if (kept.atBell === null || kept.writing) return
    if (kept.collector.completeFor(this.#expected(kept, kept.atBell))) void this.#finish(roundId)
  }

  /** Brings collectors and timers in line with the session; call after every saved version. */
  follow(): void {
    if (this.#closed) return
    const session = this.#parts.session()
    for (const round of session.rounds) {
      if (round.state === 'written') this.#kept.delete(round.id)
      else this.#keep(session, round)
    }
    this.#stop?.()
    const next = dueOf(session).find((due) => !this.#kept.get(due.round)?.writing)
    this.#stop = next === undefined ? null : this.#parts.clock.at(next.at, () => void this.#due(next.does, next.round))
  }

  close(): void {
    this.#closed = true
    this.#stop?.()
    this.#stop = null
  }

  #keep(session: Session, round: Round): void {
    const kept = this.#kept.get(round.id)
    if (kept === undefined) {
      const collector = new RoundCollector(round.purpose, rightsOf(session, round, this.#parts.ids))
      this.#kept.set(round.id, {
        collector,
        seats: round.seats,
        atBell: round.state === 'collecting' ? new Set(round.seats) : null,
        writing: false,
      })
      return
    }
    if (kept.seats !== round.seats) {
      kept.collector.admit(rightsOf(session, round, this.#parts.ids))
      kept.seats = round.seats
    }
    if (round.state === 'collecting' && kept.atBell === null) {
      kept.atBell = this.#parts.connected()
      kept.collector.ring()
    }
  }

  /** Whose envelopes a batch is worth waiting for: a phone that dropped out since the bell may be back before the time is up. */
  #expected(kept: Kept, atBell: ReadonlySet<string>): ReadonlySet<string> {
    const connected = this.#parts.connected()
    return new Set(kept.seats.filter((seat) => connected.has(seat) || atBell.has(seat)))
  }

  async #due(does: 'bell' | 'write', round: string): Promise<void> {
    if (does === 'write') return this.#finish(round)
    try {
      await this.#parts.write({
        name: 'system.bell',
        data: { round, collectBy: this.#parts.clock.now() + this.#parts.collectMs },
      })
    } catch {
      this.#retry()
    }
  }

  /** Shuffle, then rows and the new state of the round in one transaction. Acts stay held if the disk says no. */
  async #finish(roundId: string): Promise<void> {
    const kept = this.#kept.get(roundId)
    if (kept === undefined || kept.writing || this.#closed) return
    kept.writing = true
    const { ids, session: current } = this.#parts
    const session = current()
    const round = session.rounds.find((one) => one.id === roundId)
    if (round === undefined || round.state !== 'collecting') {
      kept.writing = false
      return
    }
    const roomOf = new Map(session.people.map((person) => [person.id, person.room]))
    const completed = kept.collector.completedSeats()
    const completedByRoom: Record<string, number> = {}
    for (const seat of completed) {
      const room = roomOf.get(seat)
      if (room) completedByRoom[room] = (completedByRoom[room] ?? 0) + 1
    }
    const held = ids
      .shuffle(kept.collector.acts())
      .map(({ slot, seat, act }) => ({ slot, room: roomOf.get(seat) ?? null, act }))
    const batch = makeBatch(session, round, held, { phones: completed.length, completedByRoom })
    const cards: CardRow[] = batch.cards.map((card) => ({ id: ids.id(), round: roundId, ...card }))
    const answers: AnswerRow[] = batch.answers.map((answer) => ({ id: ids.id(), round: roundId, ...answer }))
    try {
      await this.#parts.write({ name: 'system.written', data: batch.written }, { cards, answers })
      this.#parts.report('round-written', { purpose: round.purpose, phones: completed.length })
    } catch {
      kept.writing = false
      this.#retry()
    }
  }

  #retry(): void {
    this.#stop?.()
    if (!this.#closed) this.#stop = this.#parts.clock.at(this.#parts.clock.now() + 500, () => this.follow())
  }
}
