// One simulated participant: the shipped phone module behind a tap of its own, doing what its seeded plan says.
import WebSocket from 'ws'
import type { Mind } from '../../../client/robots/mind.ts'
import { joinSession } from '../../../client/state/join.ts'
import { memoryKeep } from '../../../client/state/keep.ts'
import { openPhone, type Phone, type Seat } from '../../../client/state/phone.ts'
import { randomSecret } from '../../../client/state/random.ts'
import { openReplica, type Replica, type ReplicaParts } from '../../../client/state/replica.ts'
import { askedIn } from '../network/socket-words.ts'
import type { Tap } from '../network/tap.ts'
import { openTap } from '../network/tap.ts'
import { seen } from './await-view.ts'
import type { CardTruth, PersonTruth } from './record.ts'

/** A phone needs this long to make tokens of what it was answered (ms). */
const LEARNING = 400

type Socket = NonNullable<ReplicaParts['WebSocketPolyfill']>

/** What a phone that is not as it was shipped does differently; nothing by default. */
export type PhoneTampering = {
  readonly fetch?: (person: Person, honest: typeof fetch) => typeof fetch
  readonly socket?: (person: Person, honest: Socket) => Socket
  readonly onTyped?: (person: Person, text: string) => void
  readonly onOpened?: (person: Person, phone: Phone) => void
  /** Opens the room's cards while still writing, as no phone of ours does. */
  readonly readsEarly?: boolean
}

export type PersonParts = {
  readonly index: number
  readonly name: string
  readonly address: string
  readonly server: number
  readonly code: string
  readonly mind: Mind
  readonly late: boolean
  readonly tampering: PhoneTampering
}

export class Person {
  readonly truth: PersonTruth
  readonly tap: Tap
  readonly mind: Mind
  readonly cards: CardTruth[] = []
  readonly #parts: PersonParts
  readonly #seat: Seat
  readonly #keep = memoryKeep()
  readonly #fetch: typeof fetch
  phone: Phone
  #replica: Replica | null = null

  private constructor(parts: PersonParts, tap: Tap, seat: Seat, send: typeof fetch) {
    this.#parts = parts
    this.tap = tap
    this.mind = parts.mind
    this.#seat = seat
    this.#fetch = send
    this.truth = {
      index: parts.index,
      id: seat.person,
      name: parts.name,
      address: parts.address,
      room: null,
      curious: false,
      late: parts.late,
      page: false,
      hides: [],
      reloads: [],
      away: [],
      leftAt: null,
      joinedAt: Date.now(),
      firstKey: null,
    }
    this.phone = this.#open()
  }

  static async join(parts: PersonParts): Promise<Person> {
    const tap = await openTap({ address: parts.address, server: parts.server, light: true })
    const ticket = randomSecret()
    let person: Person | null = null
    const tampered: typeof fetch = (...call) =>
      parts.tampering.fetch === undefined || person === null
        ? fetch(...call)
        : parts.tampering.fetch(person, fetch)(...call)
    const joined = await joinSession({ code: parts.code, name: parts.name, fn: null, level: null, ticket }, tap.url)
    if (!joined.ok) throw new Error(`joining: ${joined.refusal.code}`)
    person = new Person(parts, tap, { ...joined.data, ticket }, tampered)
    return person
  }

  get index(): number {
    return this.truth.index
  }

  get here(): boolean {
    return this.truth.leftAt === null
  }

  /** The room that the split put it into. */
  async inRoom(): Promise<{ readonly id: string }> {
    const mine = await seen(this.phone.mine, ({ room }) => room !== null, 'a room on a phone')
    if (mine.room === null) throw new Error('no room')
    return mine.room
  }

  async inRound(round: string): Promise<void> {
    await seen(this.phone.mine, (mine) => mine.rounds.includes(round), `${round} on a phone`)
  }

  async sawWritten(round: string): Promise<void> {
    const is = (one: { readonly id: string; readonly state: string }) => one.id === round && one.state === 'written'
    await seen(this.phone.common, (view) => view.rounds.some(is), `${round} written on a phone`)
  }

  /** Keeps a card in the outbox; the phone's page would have the draft before that. */
  writes(round: string, kind: string, text: string): CardTruth {
    this.truth.firstKey ??= Date.now()
    this.#parts.tampering.onTyped?.(this, text)
    this.phone.outbox.addCard(kind, text)
    const mark = this.phone.outbox.cards.get().find((card) => card.text === text)?.mark ?? ''
    const card: CardTruth = { text, mark, person: this.index, round, edited: false, withdrawn: 'no', takenBackIn: null }
    this.cards.push(card)
    return card
  }

  edits(card: CardTruth, kind: string, text: string): void {
    if (card.withdrawn !== 'no') return
    this.#parts.tampering.onTyped?.(this, text)
    this.phone.outbox.editCard(card.mark, kind, text)
    card.text = text
    card.edited = true
  }

  withdraws(card: CardTruth): void {
    this.phone.outbox.withdrawCard(card.mark)
    card.withdrawn = 'before'
  }

  /** After everybody saw it; goes with the batch of this round. */
  takesBack(card: CardTruth, round: string): void {
    this.phone.outbox.takeBack(card.mark)
    card.withdrawn = 'after'
    card.takenBackIn = round
  }

  /** Whether this phone was answered with its tokens of a round, and had the time to make something of the answer. */
  holds(round: string): boolean {
    const since = Date.now() - LEARNING
    return askedIn(this.tap.conversations).some(
      ({ name, data, reply, answered }) =>
        name === 'tokens' &&
        (data as { round?: string }).round === round &&
        (reply as { ok?: boolean } | null)?.ok === true &&
        answered < since,
    )
  }

  /** A phone that has no tokens yet has nothing to send: here it is then not hidden. */
  async hides(round: string): Promise<void> {
    const since = Date.now() - LEARNING
    if (!this.holds(round) || this.truth.away.some(({ to }) => to > since)) return
    this.truth.hides.push(Date.now())
    await this.phone.flush()
  }

  goesAway(): void {
    this.truth.away.push({ from: Date.now(), to: Number.POSITIVE_INFINITY })
    this.tap.cut()
  }

  comesBack(): void {
    this.tap.restore()
    const away = this.truth.away.at(-1)
    if (away !== undefined) away.to = Date.now()
  }

  reloads(): void {
    this.truth.reloads.push(Date.now())
    const reads = this.#replica !== null
    this.#closeReplica()
    this.phone.close()
    this.phone = this.#open()
    if (reads) this.reads()
  }

  leaves(): void {
    this.truth.leftAt = Date.now()
    this.#closeReplica()
    this.phone.close()
    this.tap.cut()
  }

  /** Opens the room's cards, as the screen of the discussion does. */
  reads(): Replica | null {
    const room = this.phone.mine.get()?.room?.id
    if (room === undefined || this.#replica !== null) return this.#replica
    const doc = `cards/${room}`
    const honest = WebSocket as unknown as Socket
    const replica = openReplica({
      url: this.tap.url,
      session: this.#seat.session,
      doc,
      jitterMs: 100,
      ticket: async (clientId) => {
        const reply = await this.phone.ask('doc', { doc, clientId })
        return reply.ok ? (reply.data ?? null) : null
      },
      WebSocketPolyfill: this.#parts.tampering.socket?.(this, honest) ?? honest,
    })
    this.#replica = replica
    return replica
  }

  close(): void {
    this.#closeReplica()
    this.phone.close()
    this.tap.close()
  }

  #closeReplica(): void {
    try {
      this.#replica?.close()
    } catch {
      // Yjs changes the id of a document into which others write under it, and then cannot say goodbye: one sabotage does that.
    }
    this.#replica = null
  }

  #open(): Phone {
    const phone = openPhone({ url: this.tap.url, seat: this.#seat, keep: this.#keep, fetch: this.#fetch })
    this.#parts.tampering.onOpened?.(this, phone)
    return phone
  }
}
