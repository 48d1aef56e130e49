// One session while it is happening: decides one command at a time, saves, then tells everyone.

import type { Command } from '../../shared/commands.ts'
import type { Session } from '../../shared/model.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { RequestData, RequestReply, ShownCard } from '../../shared/requests.ts'
import type { Actor, Decision } from '../core/command-handler.ts'
import { decide } from '../core/decide.ts'
import { whyNotAsked } from '../core/echoes.ts'
import type { LiveFacts } from '../core/live-facts.ts'
import { askedNow, type Reminder } from '../core/reminder-asks.ts'
import type { SystemCommand } from '../core/system-command.ts'
import { themeChanges } from '../core/view/theme-changes.ts'
import type { CardRow, Clock, Ids, Mint, Report, Store } from '../ports.ts'
import { keepNextKeys } from './check-in-keys.ts'
import { openWaitingRoom } from './check-in-waiting.ts'
import { Issuer } from './issuer.ts'
import { Presence } from './presence.ts'
import { Published } from './published.ts'
import { Refused, whyNotSaved } from './refused.ts'
import { RoomSorting } from './room-sorting.ts'
import { RoundKeeper } from './round-keeper.ts'
import { SessionDocs } from './session-docs.ts'
import type { Rows } from './session-saver.ts'
import { SessionSaver } from './session-saver.ts'
import { ThemeProposer } from './theme-proposer.ts'
import type { Machine } from './theme-reading.ts'

export type LiveParts = {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly mint: Mint
  /** What proposes themes beside shared words; null for those alone. */
  readonly machine: Machine | null
  readonly report: Report
  readonly canMail: boolean
  /** Why an address may not be asked right now whether it wants reminders; null: it is asked, and that is counted. */
  readonly mayAsk: (session: Session, reminder: Reminder) => RefusalCode | null
  /** How long after the bell envelopes are collected at most (ms). */
  readonly collectMs: number
}

type RoomCard = ShownCard & { readonly room: string | null; readonly mark: string; readonly round: string }

export class LiveSession {
  readonly presence = new Presence(() => {
    this.sorting.meet()
    this.#changed()
  })
  readonly docs: SessionDocs
  /** The room's small questions. */
  readonly sorting: RoomSorting
  readonly #parts: LiveParts
  readonly #saver: SessionSaver
  readonly #rounds: RoundKeeper
  readonly #issuer: Issuer
  readonly #keys: ReturnType<typeof keepNextKeys>
  readonly #published: Published
  readonly #proposer: ThemeProposer
  readonly #cards = new Map<string, RoomCard>()
  readonly #listeners = new Set<() => void>()
  #closed = false
  #outdated = false

  private constructor(parts: LiveParts, session: Session, cards: readonly CardRow[]) {
    this.#parts = parts
    this.#remember(cards)
    this.docs = new SessionDocs({
      store: parts.store,
      clock: parts.clock,
      report: parts.report,
      session: () => this.session,
      cardsOf: (room) => [...this.#cards.values()].filter((card) => card.room === room),
      shuffle: (items) => parts.ids.shuffle(items),
      onWording: async (changes) => {
        await Promise.all(changes.map((change) => this.system({ name: 'system.wording', data: change })))
      },
    })
    this.#saver = new SessionSaver({
      store: parts.store,
      session,
      docsFor: (saved, next, rows) => this.docs.prepare(saved, next, rows.cards ?? [], rows.withdrawn ?? []),
      onSaved: (_saved, rows) => this.#saved(rows),
      onConflict: () => this.#outdate(),
    })
    this.#rounds = new RoundKeeper({
      ...parts,
      connected: () => this.presence.people(),
      session: () => this.session,
      issued: (giving) => parts.store.issued(session.id, giving),
      cardsByMark: () => new Map(this.cards().map((card) => [card.mark, card])),
      write: (command, rows) => this.system(command, rows),
      waitingRoom: (round) => openWaitingRoom({ ...parts, session: session.id }, round),
      onOpened: () => this.#changed(),
    })
    this.#issuer = new Issuer({
      ...parts,
      session: () => this.session,
      onIssued: (round, seat) => this.#rounds.issuedTo(round, seat),
    })
    this.#keys = keepNextKeys({ ...parts, session: () => this.session, system: (command) => this.system(command) })
    this.#proposer = new ThemeProposer({
      ...parts,
      session: () => this.session,
      cards: () => this.cards(),
      system: (command) => this.system(command),
      sorted: (asked) => this.sorting.sorted(asked),
      onReading: () => this.#changed(),
    })
    this.sorting = new RoomSorting({
      ...parts,
      session: () => this.session,
      cards: () => this.cards(),
      card: (id) => this.#cards.get(id),
      vectorOf: (card) => this.#proposer.vectorOf(card),
      prior: async () => (await parts.machine?.prior()) ?? null,
      connected: () => this.presence.people(),
      system: (command) => this.system(command),
      propose: () => this.#proposer.propose('same'),
      whyNotSaved: (problem) => whyNotSaved(problem, parts.report),
      onProgress: () => this.#changed(),
    })
    this.#published = new Published({ ...parts, session: () => this.session, cards: () => this.cards() })
  }

  static async open(parts: LiveParts, session: Session): Promise<LiveSession> {
    const live = new LiveSession(parts, session, await parts.store.cards(session.id))
    await live.docs.load()
    await live.sorting.load()
    if (session.keys.secret === null && session.status === 'live')
      await live.system({ name: 'system.keys', data: { keys: parts.ids.keys() } })
    await live.#rounds.recover()
    live.#keys.follow()
    live.sorting.follow()
    live.#proposer.follow()
    return live
  }

  /** What is on disk: the only thing that is ever shown. */
  get session(): Session {
    return this.#saver.saved
  }

  /** Another server changed this session: what is held here is old, and everybody has to come back to what is on disk. */
  get outdated(): boolean {
    return this.#outdated
  }

  facts(): LiveFacts {
    return {
      ...this.presence.facts(),
      canMail: this.#parts.canMail,
      progress: this.sorting.progress(),
      reading: this.#proposer.reading,
      cards: this.#cards,
      roundKeys: this.#rounds.announced(),
    }
  }

  cards(): readonly RoomCard[] {
    return [...this.#cards.values()]
  }

  /** What was published of a written round, for every phone to find its own in. */
  published(round: string): Promise<RequestReply['marks']> {
    return this.#published.of(round)
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Decides at once, acknowledges when it is on disk. */
  async command(actor: Actor, command: Command): Promise<Reply> {
    const unknown = this.#unknownCards(actor, command)
    if (unknown !== null) return { ok: false, refusal: { code: unknown } }
    if (command.name === 'ballot.open' && !(await this.#mirrored())) return { ok: false, refusal: { code: 'busy' } }
    const decision = this.#decide(actor, command)
    if (!decision.ok) return decision
    const no = this.#whyNotAsk(actor, decision.session)
    if (no !== null) return { ok: false, refusal: { code: no } }
    try {
      await this.#saver.save(decision.session)
      return { ok: true }
    } catch (problem) {
      return { ok: false, refusal: { code: whyNotSaved(problem, this.#parts.report) } }
    }
  }

  /** A change of the server's own. Rejects when it was refused or is not on disk. */
  async system(command: SystemCommand, rows: Rows = {}): Promise<void> {
    const decision = this.#decide({ role: 'system' }, command)
    if (!decision.ok) throw new Refused(decision.refusal)
    try {
      await this.#saver.save(decision.session, rows)
    } catch (problem) {
      throw new Refused({ code: whyNotSaved(problem, this.#parts.report) })
    }
  }

  /** An anonymous act on its way in. */
  hold(round: string, envelope: Uint8Array, last: boolean): Promise<boolean> {
    return this.#rounds.hold(round, envelope, last)
  }

  /** Signs a seat's blinded tokens. */
  issue(seat: string, asked: RequestData<'tokens'>): Promise<RequestReply['tokens'] | RefusalCode> {
    return this.#issuer.issue(seat, asked).catch((problem: unknown) => whyNotSaved(problem, this.#parts.report))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#rounds.close()
    this.sorting.close()
    this.#proposer.close()
    await this.docs.close()
  }

  /** A proposal of themes, asked for by a person. */
  propose(grain: RequestData<'theme.propose'>['grain']): Promise<RequestReply['theme.propose']> {
    return this.#proposer.propose(grain)
  }

  /** Why the cards of a theme belong together; null for a theme that is not there. */
  why(theme: string): Promise<RequestReply['theme.why'] | null> {
    return this.#proposer.why(theme)
  }

  /** What the last edit or proposal of themes changed. */
  changes(): RequestReply['theme.changes'] {
    return themeChanges(this.session, { cards: this.#cards })
  }

  /** Whether the session has the wording as it stands in the document: a ballot must not freeze an older one. */
  async #mirrored(): Promise<boolean> {
    try {
      await this.docs.mirrorNow()
      return true
    } catch {
      this.#parts.report('mirror-failed')
      return false
    }
  }

  #decide(actor: Actor, command: Command | SystemCommand): Decision {
    return decide(this.#saver.head, actor, command, { now: this.#parts.clock.now(), collectMs: this.#parts.collectMs })
  }

  /** Whoever gives an address is not always its owner: messages to it are counted. */
  #whyNotAsk(actor: Actor, next: Session): RefusalCode | null {
    const asked = actor.role === 'participant' ? askedNow(this.#saver.head, next, actor.person) : null
    return asked === null ? null : this.#parts.mayAsk(next, asked)
  }

  /** Core knows cards by id only; whether they exist, in whose room, and what they say is known here. */
  #unknownCards(actor: Actor, command: Command): RefusalCode | null {
    if (command.name === 'echo.open') return whyNotAsked(this.session, command.data.themes, this.cards())
    const data = command.data
    const ids = 'cards' in data ? data.cards : 'card' in data ? [data.card] : []
    if (ids.some((id) => !this.#cards.has(id))) return 'not-found'
    if (command.name !== 'pile.put' && command.name !== 'heard.mark') return null
    const person = actor.role === 'participant' ? this.session.people.find((one) => one.id === actor.person) : undefined
    return ids.every((id) => this.#cards.get(id)?.room === person?.room) ? null : 'not-in-room'
  }

  #saved(rows: Rows): void {
    this.#remember(rows.cards ?? [])
    for (const id of rows.withdrawn ?? []) this.#cards.delete(id)
    this.docs.publish()
    this.#rounds.follow()
    this.#issuer.follow()
    this.#keys.follow()
    this.#changed()
    // First, so that questions are open before any theme could be seen.
    this.sorting.follow()
    this.#proposer.follow()
  }

  #remember(rows: readonly CardRow[]): void {
    for (const { id, kind, text, room, mark, round } of rows) this.#cards.set(id, { id, kind, text, room, mark, round })
  }

  #outdate(): void {
    if (this.#outdated) return
    this.#outdated = true
    this.#changed()
  }

  #changed(): void {
    if (this.#closed) return
    for (const listener of this.#listeners) listener()
  }
}
