// Sends each connection what its role may see, whole, when it changed: at once, then at most every so often.
import type { Socket } from 'socket.io'
import type { LiveFacts } from '../core/live-facts.ts'
import { boardView } from '../core/view/board-view.ts'
import { consoleView } from '../core/view/console-view.ts'
import { phoneMine, phoneView } from '../core/view/phone-view.ts'
import { screenView } from '../core/view/screen-view.ts'
import type { LiveSession } from '../live/live-session.ts'
import type { Clock } from '../ports.ts'
import type { Member } from './admit.ts'
import { cutIfBehind } from './backlog.ts'

/** Shortest time between two pushes to one connection (ms). A console holds the most and is looked at, not tapped. */
const EVERY: Readonly<Record<Member['role'], number>> = { phone: 100, screen: 100, board: 100, console: 250 }

type Sent = { mine: string }

/** The pushes of one live session to all its connections. */
export class Pusher {
  readonly #live: LiveSession
  readonly #clock: Clock
  readonly #connections = new Map<Socket, { readonly member: Member; readonly sent: Sent }>()
  readonly #waiting = new Map<Member['role'], () => void>()
  readonly #lastAt = new Map<Member['role'], number>()
  readonly #common = new Map<Member['role'], string>()
  readonly #toAll: (room: string, common: string) => void
  readonly #unsubscribe: () => void

  /** `toAll` sends one message to a socket.io room, encoded once for everybody in it. */
  constructor(live: LiveSession, clock: Clock, toAll: (room: string, common: string) => void) {
    this.#toAll = toAll
    this.#live = live
    this.#clock = clock
    this.#unsubscribe = live.onChange(() => this.#dirty())
  }

  add(socket: Socket, member: Member): void {
    this.#connections.set(socket, { member, sent: { mine: '' } })
    void socket.join(this.#room(member.role))
    this.#pushMine(member.role, socket)
    const common = this.#makeCommon(member.role)
    socket.emit('common', common)
    // This one already knows more than the others: should that be taken back before they hear of it, it must hear that.
    if (common !== this.#common.get(member.role)) this.#common.delete(member.role)
  }

  /** True when nobody is left. */
  remove(socket: Socket): boolean {
    this.#connections.delete(socket)
    if (this.#connections.size > 0) return false
    this.#unsubscribe()
    for (const stop of this.#waiting.values()) stop()
    this.#waiting.clear()
    return true
  }

  members(): readonly (readonly [Socket, Member])[] {
    return [...this.#connections].map(([socket, { member }]) => [socket, member] as const)
  }

  #dirty(): void {
    for (const role of Object.keys(EVERY) as Member['role'][]) {
      if (this.#waiting.has(role) || ![...this.#connections.values()].some(({ member }) => member.role === role))
        continue
      const at = Math.max(this.#clock.now(), (this.#lastAt.get(role) ?? 0) + EVERY[role])
      this.#waiting.set(
        role,
        this.#clock.at(at, () => {
          this.#waiting.delete(role)
          this.#lastAt.set(role, this.#clock.now())
          for (const [socket, { member }] of this.#connections) if (member.role === role) cutIfBehind(socket)
          this.#pushMine(role)
          const common = this.#makeCommon(role)
          if (common !== this.#common.get(role)) this.#toAll(this.#room(role), common)
          this.#common.set(role, common)
        }),
      )
    }
  }

  #room(role: Member['role']): string {
    return `${this.#live.session.id} ${role}`
  }

  #pushMine(role: Member['role'], only?: Socket): void {
    const facts = this.#live.facts()
    for (const [socket, { member, sent }] of this.#connections) {
      if (member.role !== role || (only !== undefined && socket !== only)) continue
      const mine = this.#mine(member, facts)
      if (mine === null || mine === sent.mine) continue
      sent.mine = mine
      socket.emit('mine', mine)
    }
  }

  #makeCommon(role: Member['role']): string {
    const { session } = this.#live
    const facts = this.#live.facts()
    switch (role) {
      case 'phone':
        return JSON.stringify(phoneView(session, facts))
      case 'console':
        return JSON.stringify(consoleView(session, facts))
      case 'screen':
        return JSON.stringify(screenView(session, facts))
      case 'board':
        return JSON.stringify(boardView(session, facts))
    }
  }

  #mine(member: Member, facts: LiveFacts): string | null {
    if (member.role === 'phone') return JSON.stringify(phoneMine(this.#live.session, facts, member.person))
    if (member.role === 'board') return JSON.stringify({ takesPart: member.name !== null })
    return JSON.stringify(member.role === 'console' ? { device: member.device, label: member.label } : {})
  }
}
