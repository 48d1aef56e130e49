// Tickets for Y.Docs: random, single use, short-lived; and who was given which Yjs client id since this server started.
import { randomBytes } from 'node:crypto'
import { parseDocName } from '../../shared/docs.ts'
import type { Ownership } from '../live/doc-gate.ts'
import type { Clock } from '../ports.ts'

export const TICKET_LIFE_MS = 30_000

/** What its holder may do: `owner` is a member as the caller names them (a person, a console's device and tab). */
export type DocSeat = {
  readonly session: string
  readonly doc: string
  readonly owner: string
  readonly write: boolean
}
export type DocTicket = { readonly ticket: string; readonly clientId: number; readonly write: boolean }
export type Redeemed = DocSeat & {
  readonly clientId: number
  ownership(client: number): Ownership
}

type Issued = { readonly seat: DocSeat; readonly clientId: number; readonly until: number }

/**
 * Everything here is in memory only: after a restart phones simply ask again, and get a fresh client id. What they typed
 * under the old one, and the server has lost, comes in with their answer to its SyncStep1: an id that nobody was given in
 * this life is an orphan (see doc-gate). For docs of cards no id is remembered: nothing here links
 * a person to them.
 */
export class DocTickets {
  readonly #clock: Clock
  readonly #issued = new Map<string, Issued>()
  /** `<session>/<doc>` → client id → owner. */
  readonly #owners = new Map<string, Map<number, string>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `wish`: the client id that the replica has; granted if it was this owner's before, so that what it typed stays its own. */
  issue(seat: DocSeat, wish: number | null): DocTicket {
    this.#dropExpired()
    const owners = this.#owners.get(key(seat)) ?? new Map<number, string>()
    const kept = wish !== null && owners.get(wish) === seat.owner ? wish : null
    const clientId = kept ?? freshClientId(owners)
    if (parseDocName(seat.doc)?.doc !== 'cards') {
      owners.set(clientId, seat.owner)
      this.#owners.set(key(seat), owners)
    }
    const ticket = randomBytes(32).toString('base64url')
    this.#issued.set(ticket, { seat, clientId, until: this.#clock.now() + TICKET_LIFE_MS })
    return { ticket, clientId, write: seat.write }
  }

  /** The seat of a ticket for exactly this doc; null if it is unknown, used, too old, or for something else. */
  redeem(ticket: string, session: string, doc: string): Redeemed | null {
    const issued = this.#issued.get(ticket)
    if (issued === undefined) return null
    this.#issued.delete(ticket)
    const { seat, clientId, until } = issued
    if (until <= this.#clock.now() || seat.session !== session || seat.doc !== doc) return null
    return {
      ...seat,
      clientId,
      ownership: (client) => {
        if (client === clientId) return 'own'
        const owner = this.#owners.get(key(seat))?.get(client)
        if (owner === undefined) return 'orphan'
        return owner === seat.owner ? 'own' : 'other'
      },
    }
  }

  /** Takes back unused tickets, all of a session or one owner's. */
  revoke(session: string, owner?: string): void {
    for (const [ticket, { seat }] of this.#issued) {
      if (seat.session === session && (owner === undefined || seat.owner === owner)) this.#issued.delete(ticket)
    }
  }

  /** Forgets everything about a session that is over. */
  forget(session: string): void {
    this.revoke(session)
    for (const name of this.#owners.keys()) if (name.startsWith(`${session}/`)) this.#owners.delete(name)
  }

  /** Tickets are issued in the order in which they expire. */
  #dropExpired(): void {
    const now = this.#clock.now()
    for (const [ticket, { until }] of this.#issued) {
      if (until > now) return
      this.#issued.delete(ticket)
    }
  }
}

const key = (seat: DocSeat): string => `${seat.session}/${seat.doc}`

function freshClientId(taken: ReadonlyMap<number, string>): number {
  for (;;) {
    const id = randomBytes(4).readUInt32LE()
    if (id !== 0 && !taken.has(id)) return id
  }
}
