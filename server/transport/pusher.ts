// Sends each connection what its role may see, whole, when it changed: at once, then at most every so often, and to a slow line
// as often as it reads.
import type { Socket } from 'socket.io'
import type { LiveFacts } from '../core/live-facts.ts'
import { type BoardReader, boardView } from '../core/view/board-view.ts'
import { consoleView } from '../core/view/console-view.ts'
import { phoneMine, phoneView } from '../core/view/phone-view.ts'
import { screenView } from '../core/view/screen-view.ts'
import type { LiveSession } from '../live/live-session.ts'
import type { Clock } from '../ports.ts'
import { type Member, readerOf } from './admit.ts'
import { backlog, cutIfBehind, LATE_BYTES } from './backlog.ts'

/** All of one audience are shown the same. Of a board's visitors those who only see it are shown less. */
type Audience = Exclude<Member['role'], 'board'> | BoardReader

/** Shortest time between two pushes to one connection (ms). A console holds the most and is looked at, not tapped. */
const EVERY: Readonly<Record<Audience, number>> = {
  phone: 100,
  screen: 100,
  sees: 100,
  'takes-part': 100,
  console: 250,
}

type Sent = { mine: string }

/** Sends one message, encoded once, to everybody in these socket.io rooms but those in the others; each socket's id is a room. */
type ToAll = (rooms: string[], common: string, but: string[]) => void

/** The pushes of one live session to all its connections. */
export class Pusher {
  readonly #live: LiveSession
  readonly #clock: Clock
  readonly #connections = new Map<Socket, { readonly member: Member; readonly sent: Sent }>()
  readonly #waiting = new Map<Audience, () => void>()
  readonly #lastAt = new Map<Audience, number>()
  /** Those who still read an earlier view, and when they are looked at again. */
  readonly #late = new Map<Audience, () => void>()
  readonly #common = new Map<Audience, string>()
  readonly #toAll: ToAll
  readonly #unsubscribe: () => void

  constructor(live: LiveSession, clock: Clock, toAll: ToAll) {
    this.#toAll = toAll
    this.#live = live
    this.#clock = clock
    this.#unsubscribe = live.onChange(() => this.#dirty())
  }

  add(socket: Socket, member: Member): void {
    this.#connections.set(socket, { member, sent: { mine: '' } })
    const audience = audienceOf(member)
    void socket.join(this.#room(audience))
    this.#pushMine(audience, socket)
    const common = this.#makeCommon(audience)
    socket.emit('common', common)
    // This one already knows more than the others: should that be taken back before they hear of it, it must hear that.
    if (common !== this.#common.get(audience)) this.#common.delete(audience)
  }

  /** True when nobody is left. */
  remove(socket: Socket): boolean {
    this.#connections.delete(socket)
    if (this.#connections.size > 0) return false
    this.#unsubscribe()
    for (const stop of this.#waiting.values()) stop()
    this.#waiting.clear()
    for (const stop of this.#late.values()) stop()
    this.#late.clear()
    return true
  }

  members(): readonly (readonly [Socket, Member])[] {
    return [...this.#connections].map(([socket, { member }]) => [socket, member] as const)
  }

  #dirty(): void {
    const members = [...this.#connections.values()].map(({ member }) => member)
    for (const audience of new Set(members.map(audienceOf))) {
      if (this.#waiting.has(audience)) continue
      const at = Math.max(this.#clock.now(), (this.#lastAt.get(audience) ?? 0) + EVERY[audience])
      this.#waiting.set(
        audience,
        this.#clock.at(at, () => {
          this.#waiting.delete(audience)
          this.#lastAt.set(audience, this.#clock.now())
          for (const [socket, { member }] of this.#connections) if (audienceOf(member) === audience) cutIfBehind(socket)
          this.#pushMine(audience)
          const common = this.#makeCommon(audience)
          if (common !== this.#common.get(audience)) this.#pushCommon(audience, common)
          this.#common.set(audience, common)
        }),
      )
    }
  }

  /** The more that changes the more would wait: whoever is late is told once, of the last of it. */
  #pushCommon(audience: Audience, common: string): void {
    const late = [...this.#connections]
      .filter(([socket, { member }]) => audienceOf(member) === audience && backlog(socket) > LATE_BYTES)
      .map(([socket]) => socket)
    this.#toAll([this.#room(audience)], common, idsOf(late))
    this.#await(audience, late)
  }

  #await(audience: Audience, late: readonly Socket[]): void {
    this.#late.get(audience)?.()
    this.#late.delete(audience)
    if (late.length === 0) return
    const stop = this.#clock.at(this.#clock.now() + EVERY[audience], () => {
      const here = late.filter((socket) => this.#connections.has(socket))
      const common = this.#common.get(audience)
      const still = here.filter((socket) => common === undefined || backlog(socket) > LATE_BYTES)
      const ready = here.filter((socket) => !still.includes(socket))
      if (common !== undefined && ready.length > 0) this.#toAll(idsOf(ready), common, [])
      this.#await(audience, still)
    })
    this.#late.set(audience, stop)
  }

  #room(audience: Audience): string {
    return `${this.#live.session.id} ${audience}`
  }

  #pushMine(audience: Audience, only?: Socket): void {
    const facts = this.#live.facts()
    for (const [socket, { member, sent }] of this.#connections) {
      if (audienceOf(member) !== audience || (only !== undefined && socket !== only)) continue
      const mine = this.#mine(member, facts)
      if (mine === null || mine === sent.mine) continue
      sent.mine = mine
      socket.emit('mine', mine)
    }
  }

  #makeCommon(audience: Audience): string {
    const { session } = this.#live
    const facts = this.#live.facts()
    switch (audience) {
      case 'phone':
        return JSON.stringify(phoneView(session, facts))
      case 'console':
        return JSON.stringify(consoleView(session, facts))
      case 'screen':
        return JSON.stringify(screenView(session, facts))
      case 'sees':
      case 'takes-part':
        return JSON.stringify(boardView(session, facts, audience))
    }
  }

  #mine(member: Member, facts: LiveFacts): string | null {
    if (member.role === 'phone') return JSON.stringify(phoneMine(this.#live.session, facts, member.person))
    if (member.role === 'board') return JSON.stringify({ takesPart: member.name !== null })
    return JSON.stringify(member.role === 'console' ? { device: member.device, label: member.label } : {})
  }
}

const idsOf = (sockets: readonly Socket[]): string[] => sockets.map(({ id }) => id)

function audienceOf(member: Member): Audience {
  return member.role === 'board' ? readerOf(member) : member.role
}
