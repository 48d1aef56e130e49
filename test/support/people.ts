// People for tests: a facilitator and phones over the real protocol, through the same modules as the product's own.

import WebSocket from 'ws'
import { openConnection } from '../../client/state/connection.ts'
import { createSession, joinSession } from '../../client/state/join.ts'
import { type Keep, memoryKeep } from '../../client/state/keep.ts'
import { openPhone, type Phone, type Seat } from '../../client/state/phone.ts'
import { randomSecret } from '../../client/state/random.ts'
import { openReplica, type Replica, type ReplicaParts } from '../../client/state/replica.ts'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import type { CreateBody, Created } from '../../shared/protocol.ts'
import type { ConsoleMine, ConsoleView, PhoneView } from '../../shared/views.ts'
import { seen } from './waiting.ts'

export type Console = ReturnType<typeof openConnection<ConsoleView, ConsoleMine>>

export const OFFSITE: CreateBody = {
  template: 'alignment-offsite',
  title: 'Spring offsite',
  statement: 'We grow in two regions this year, with the people we have.',
  goal: 'Leave with commitments we can act on.',
  roomSize: 5,
  minutes: {},
  functions: ['Sales', 'Product', 'Operations'],
  levels: ['Lead', 'Director'],
  robots: 0,
}

/** Creates a session; throws with the refusal's code when it may not. */
export async function create(url: string, body: Partial<CreateBody> = {}): Promise<Created> {
  const result = await createSession({ ...OFFSITE, ...body }, url)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.data
}

export class Facilitator {
  readonly console: Console
  readonly created: Created
  readonly #url: string

  constructor(url: string, created: Created, label = 'Laptop') {
    this.#url = url
    this.created = created
    this.console = openConnection<ConsoleView, ConsoleMine>(url, {
      session: created.session,
      role: 'console',
      secret: created.secret,
      label,
    })
  }

  get view(): ConsoleView {
    const view = this.console.common.get()
    if (view === null) throw new Error('the console has no view yet')
    return view
  }

  sees(is: (view: ConsoleView) => boolean, what: string, ms?: number): Promise<ConsoleView> {
    return seen(this.console.common, is, what, ms)
  }

  /** Throws when it is refused. */
  async does<N extends CommandName>(name: N, data: CommandData<N>): Promise<void> {
    const reply = await this.console.send(name, data)
    if (!reply.ok) throw new Error(`${name}: ${reply.refusal.code} ${reply.refusal.detail ?? ''}`)
  }

  async goTo(step: string): Promise<void> {
    await this.does('step.go', { step, from: this.view.step.id })
    await this.sees((view) => view.step.id === step, `step ${step}`)
  }

  /** Rings the open round of the current step and waits for its batch. */
  async ring(): Promise<void> {
    const isOpen = (view: ConsoleView) =>
      view.rounds.find((round) => round.step === view.step.id && round.state === 'open')
    const open = isOpen(await this.sees((view) => isOpen(view) !== undefined, 'an open round'))
    if (open === undefined) throw new Error('no round is open')
    await this.does('round.ring', { round: open.id })
    await this.sees(
      (view) => view.rounds.find((round) => round.id === open.id)?.state === 'written',
      `round ${open.id} written`,
      15_000,
    )
  }

  replica(doc: string): Replica {
    return replicaOf(this.#url, this.created.session, doc, this.console)
  }

  close(): void {
    this.console.close()
  }
}

export class Participant {
  readonly phone: Phone
  readonly seat: Seat
  readonly keep: Keep
  readonly #url: string

  constructor(url: string, seat: Seat, keep: Keep = memoryKeep()) {
    this.#url = url
    this.seat = seat
    this.keep = keep
    this.phone = openPhone({ url, seat, keep, fetch })
  }

  static async join(url: string, code: string, name: string, fn: string | null = null): Promise<Participant> {
    const ticket = randomSecret()
    const joined = await joinSession({ code, name, fn, level: null, ticket }, url)
    if (!joined.ok) throw new Error(joined.refusal.code)
    return new Participant(url, { ...joined.data, ticket })
  }

  sees(is: (view: PhoneView) => boolean, what: string, ms?: number): Promise<PhoneView> {
    return seen(this.phone.common, is, what, ms)
  }

  async does<N extends CommandName>(name: N, data: CommandData<N>): Promise<void> {
    const reply = await this.phone.send(name, data)
    if (!reply.ok) throw new Error(`${name}: ${reply.refusal.code}`)
  }

  /** The refusal's code, or null when it was accepted. */
  async refused<N extends CommandName>(name: N, data: CommandData<N>): Promise<string | null> {
    const reply = await this.phone.send(name, data)
    return reply.ok ? null : reply.refusal.code
  }

  replica(doc: string): Replica {
    return replicaOf(this.#url, this.seat.session, doc, this.phone)
  }

  close(): void {
    this.phone.close()
  }
}

function replicaOf(url: string, session: string, doc: string, connection: Pick<Phone, 'ask'>): Replica {
  return openReplica({
    url,
    session,
    doc,
    jitterMs: 50,
    ticket: async (clientId) => {
      const reply = await connection.ask('doc', { doc, clientId })
      return reply.ok ? (reply.data ?? null) : null
    },
    WebSocketPolyfill: WebSocket as unknown as NonNullable<ReplicaParts['WebSocketPolyfill']>,
  })
}
