// The rounds of one live session: collects envelopes, watches the bell, writes each batch in one transaction.
import { issueKey } from '../../shared/anon/grants.ts'
import { signRoundKey } from '../../shared/anon/keys.ts'
import { lineOf } from '../../shared/anon/published.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Round, Session } from '../../shared/model.ts'
import { makeBatch } from '../core/batch.ts'
import { checkinOfStep } from '../core/checkins.ts'
import type { SystemCommand } from '../core/system-command.ts'
import type { AnswerRow, CardRow, Clock, Ids, Mint, Report } from '../ports.ts'
import { dueOf } from './bells.ts'
import type { WaitingRoom } from './check-in-waiting.ts'
import { completed, goodFor } from './goods.ts'
import { RoundCollector, type RoundKey } from './round-collector.ts'
import type { Rows } from './session-saver.ts'

export type KeeperParts = {
  readonly clock: Clock
  readonly ids: Ids
  readonly mint: Mint
  readonly report: Report
  readonly collectMs: number
  /** The seats whose phones are here. */
  readonly connected: () => ReadonlySet<string>
  readonly session: () => Session
  /** The seats that got their tokens of a giving. */
  readonly issued: (giving: string) => Promise<readonly string[]>
  /** All cards by mark. */
  readonly cardsByMark: () => ReadonlyMap<string, { readonly id: string; readonly text: string }>
  /** Decides a system command and saves it with its rows; rejects when it is not on disk. */
  readonly write: (command: SystemCommand, rows?: Rows) => Promise<void>
  /** Where the envelopes of a check-in's round wait. */
  readonly waitingRoom: (round: Round) => Promise<WaitingRoom>
  /** A check-in's round takes envelopes now. */
  readonly onOpened: () => void
}

/** A round's own key, as phones are told it. */
export type Announced = { readonly public: string; readonly signature: string }

type Kept = {
  readonly giving: string
  readonly collector: RoundCollector
  readonly key: RoundKey
  readonly announced: Announced
  /** Seats that hold tokens: when all of theirs are in, there is nothing to wait for. */
  readonly issued: Set<string>
  /** Those that its tokens were made good for. */
  rooms: Session['rooms']
  collecting: boolean
  writing: boolean
}

export class RoundKeeper {
  readonly #parts: KeeperParts
  readonly #kept = new Map<string, Kept>()
  /** Rounds whose envelopes are being read back from disk. */
  readonly #opening = new Map<string, Promise<void>>()
  #stop: (() => void) | null = null
  #closed = false

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  /** After a restart nothing is held any more: rounds that were collecting begin again, and phones send once more. */
  async recover(): Promise<void> {
    this.follow()
    await Promise.all(this.#opening.values())
    for (const [id, kept] of this.#kept)
      for (const seat of await this.#parts.issued(kept.giving)) this.#kept.get(id)?.issued.add(seat)
    for (const round of this.#parts.session().rounds)
      if (round.state === 'collecting')
        await this.#parts.write({
          name: 'system.recollect',
          data: { round: round.id, collectBy: this.#parts.clock.now() + this.#parts.collectMs },
        })
    this.follow()
  }

  /** The keys of the rounds that take envelopes, by round. */
  announced(): ReadonlyMap<string, Announced> {
    return new Map([...this.#kept].map(([id, kept]) => [id, kept.announced]))
  }

  issuedTo(round: Pick<Round, 'id' | 'issue'>, seat: string): void {
    const kept = this.#kept.get(round.id)
    if (kept?.giving === issueKey(round)) kept.issued.add(seat)
  }

  /**
   * An envelope for a round, whatever it holds. False when no phone of this round would have sent it; nothing tells its sender.
   * `last`: looked at after everybody else's.
   */
  async hold(roundId: string, envelope: Uint8Array, last: boolean): Promise<boolean> {
    const opening = this.#opening.get(roundId)
    if (opening !== undefined) await opening
    const kept = this.#kept.get(roundId)
    if (kept === undefined) return true
    // Also while a batch is on its way: should the disk say no, the next try has it.
    const good = await kept.collector.hold(envelope, last)
    if (kept.collecting && !kept.writing && this.#complete(roundId, kept)) void this.#finish(roundId)
    return good
  }

  /** Brings collectors and timers in line with the session; call after every saved version. */
  follow(): void {
    if (this.#closed) return
    const session = this.#parts.session()
    for (const round of session.rounds) {
      if (round.state === 'written') this.#drop(round.id)
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
    this.#kept.clear()
  }

  #drop(round: string): void {
    this.#kept.get(round)?.key.secretKey.fill(0)
    this.#kept.delete(round)
  }

  #keep(session: Session, round: Round): void {
    const kept = this.#kept.get(round.id)
    if (kept === undefined || kept.giving !== issueKey(round)) {
      if (checkinOfStep(session, round.step) !== null) this.#readBack(session, round)
      else {
        // With a key of its own that is never on disk: what was recorded on the wifi opens for nobody later.
        const opened = this.#open(session, round, this.#parts.ids.roundKey())
        if (opened !== null) this.#kept.set(round.id, opened)
      }
      return
    }
    // Only rooms can be new under an open round; hashing all of them again for every command would be waste.
    if (kept.rooms !== session.rooms) {
      kept.rooms = session.rooms
      kept.collector.allow(goodFor(session, round))
    }
    if (round.state === 'collecting' && !kept.collecting) {
      kept.collecting = true
      kept.collector.ring()
    }
  }

  /** A check-in lasts for days: its key and its envelopes are on disk until its batch is written. */
  #readBack(session: Session, round: Round): void {
    if (this.#opening.has(round.id)) return
    const reading = async () => {
      const room = await this.#parts.waitingRoom(round)
      const opened = this.#open(session, round, room.key, room.put)
      if (opened === null) return
      // All of it, before anything new: a place that looks free may not be.
      await room.readBack((envelope) => opened.collector.hold(envelope, false))
      if (!this.#closed) this.#kept.set(round.id, opened)
    }
    const opening = reading().then(
      () => {
        this.#opening.delete(round.id)
        if (!this.#kept.has(round.id)) return
        this.follow()
        this.#parts.onOpened()
      },
      () => {
        this.#opening.delete(round.id)
        this.#parts.report('save-failed')
        this.#retry()
      },
    )
    this.#opening.set(round.id, opening)
  }

  #open(session: Session, round: Round, key: RoundKey, put?: WaitingRoom['put']): Kept | null {
    const { secret } = session.keys
    if (secret === null) return null
    const { mint } = this.#parts
    const tokenSecret = fromBase64Url(secret.issue)
    const signature = signRoundKey(session.id, round.id, key.publicKey, fromBase64Url(secret.sign))
    return {
      giving: issueKey(round),
      collector: new RoundCollector({
        purpose: round.purpose,
        key,
        good: goodFor(session, round),
        evaluate: (info, input, last) => mint.evaluate({ session: session.id, secret: tokenSecret, info, input, last }),
        put,
      }),
      key,
      announced: { public: toBase64Url(key.publicKey), signature: toBase64Url(signature) },
      issued: new Set(),
      rooms: session.rooms,
      collecting: round.state === 'collecting',
      writing: false,
    }
  }

  /**
   * Whose tokens are whose is unknown, but not how many there are: every token of everybody who has some, or is here and may
   * still get some. A phone that sleeps makes the others wait until the time is up.
   */
  #complete(roundId: string, kept: Kept): boolean {
    const round = this.#parts.session().rounds.find((one) => one.id === roundId)
    if (round === undefined) return false
    const connected = this.#parts.connected()
    const awaited = new Set([...kept.issued, ...round.seats.filter((seat) => connected.has(seat))])
    return awaited.size > 0 && kept.collector.fresh >= awaited.size * round.slots.length
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
    // What came in time is looked at, however long the mint takes.
    await kept.collector.settled()
    const { ids, session: current, cardsByMark } = this.#parts
    const session = current()
    const round = session.rounds.find((one) => one.id === roundId)
    if (round === undefined || round.state !== 'collecting' || this.#kept.get(roundId) !== kept) {
      kept.writing = false
      return
    }
    const acts = ids.shuffle(kept.collector.acts())
    const beacon = ids.id()
    const held = acts.map(({ slot, room, fn, act, nullifier }) => ({
      slot: slot ?? round.slots[0] ?? '',
      room,
      fn,
      act,
      line: round.purpose === 'answer' ? ids.id() : lineIn(round, nullifier, beacon),
    }))
    const byMark = cardsByMark()
    const cardOf = (mark: string) => byMark.get(mark)?.id ?? null
    const batch = makeBatch(session, round, held, { ...completed(round, acts), beacon, cardOf })
    const { withdrawn } = batch.written
    const words = withdrawn.flatMap(({ mark }) => byMark.get(mark)?.text ?? [])
    const cards: CardRow[] = batch.cards.map((card) => ({ id: ids.id(), round: roundId, ...card }))
    const answers: AnswerRow[] = batch.answers.map((answer) => ({ id: ids.id(), round: roundId, ...answer }))
    try {
      await this.#parts.write(
        { name: 'system.written', data: { ...batch.written, words } },
        { cards, answers, withdrawn: withdrawn.map(({ card }) => card) },
      )
      this.#parts.report('round-written', { purpose: round.purpose, phones: batch.written.phones })
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

/**
 * By which a phone finds what it sent in what is published. A ballot's line says how it was answered, so it does not exist before
 * the beacon; an echo's says only that something came.
 */
function lineIn(round: Round, nullifier: Uint8Array, beacon: string): string {
  if (round.purpose === 'echo') return lineOf(nullifier, round.id)
  return round.purpose === 'ballot' ? lineOf(nullifier, beacon) : ''
}
