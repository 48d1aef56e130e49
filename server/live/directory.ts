// Which sessions there are: finds them by id or room code, opens them when somebody comes, lets them rest when all have left.

import { CODE_LENGTH, CODE_SYMBOLS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { CreateBody } from '../../shared/protocol.ts'
import type { Template } from '../../shared/templates/template.ts'
import { createSession } from '../core/create-session.ts'
import type { LiveParts } from './live-session.ts'
import { LiveSession, Refused, whyNotSaved } from './live-session.ts'

/** A session nobody looks at is let go of after this long (ms); its timers ring when somebody is back. */
const REST_AFTER = 5 * 60_000

export type Secrets = { readonly secret: string; readonly recovery: string; readonly screenKey: string }

export class Directory {
  readonly #parts: LiveParts
  readonly #open = new Map<string, Promise<LiveSession | null>>()
  readonly #codes = new Map<string, string>()
  /** Codes of sessions that ended while this server ran: whoever still types one is told so. */
  readonly #ended = new Set<string>()
  readonly #resting = new Map<string, () => void>()

  private constructor(parts: LiveParts) {
    this.#parts = parts
  }

  static async load(parts: LiveParts): Promise<Directory> {
    const directory = new Directory(parts)
    for (const line of await parts.store.list())
      if (line.code !== null && line.status === 'live') directory.#codes.set(line.code, line.id)
    return directory
  }

  async create(body: CreateBody, template: Template): Promise<{ live: LiveSession; secrets: Secrets }> {
    const { ids, clock, store } = this.#parts
    const secrets: Secrets = { secret: ids.secret(), recovery: ids.code(CODE_SYMBOLS, 10), screenKey: ids.secret() }
    const session = createSession({
      template,
      body,
      now: clock.now(),
      id: ids.id(),
      code: this.freshCode(),
      facilitator: { id: ids.id(), hash: ids.hash(secrets.secret), label: 'Laptop' },
      recovery: ids.hash(secrets.recovery),
      screenKey: secrets.screenKey,
      boardKey: ids.secret(),
      keys: ids.keys(),
    })
    await store.create(session).catch((problem: unknown) => {
      throw new Refused({ code: whyNotSaved(problem, this.#parts.report) })
    })
    if (session.code !== null) this.#codes.set(session.code, session.id)
    const live = await this.open(session.id)
    if (live === null) throw new Error('a session that was just created is not there')
    return { live, secrets }
  }

  /** A code no live session has. */
  freshCode(): string {
    for (;;) {
      const code = this.#parts.ids.code(CODE_SYMBOLS, CODE_LENGTH)
      if (!this.#codes.has(code) && !this.#ended.has(code)) return code
    }
  }

  byCode(code: string): Promise<LiveSession | null> {
    const id = this.#codes.get(code)
    return id === undefined ? Promise.resolve(null) : this.open(id)
  }

  open(id: string): Promise<LiveSession | null> {
    const already = this.#open.get(id)
    if (already !== undefined) return already
    const opening = this.#load(id)
    this.#open.set(id, opening)
    // What could not be opened is tried again by whoever comes next.
    opening.then((live) => live === null && this.#open.delete(id)).catch(() => this.#open.delete(id))
    return opening
  }

  async close(): Promise<void> {
    for (const stop of this.#resting.values()) stop()
    const open = await Promise.all(this.#open.values())
    await Promise.all(open.map((live) => live?.close()))
    this.#open.clear()
  }

  async #load(id: string): Promise<LiveSession | null> {
    const session = await this.#parts.store.load(id)
    if (session === null) return null
    const live = await LiveSession.open(this.#parts, session)
    let code = session.code
    live.onChange(() => {
      if (live.outdated) return this.#reload(live)
      if (live.session.code !== code) code = this.#recode(live.session, code)
      this.#watch(live)
    })
    this.#watch(live)
    return live
  }

  /** Whoever comes from now on gets what is on disk, once the old one has put its documents there. */
  #reload(live: LiveSession): void {
    const { id } = live.session
    this.#resting.get(id)?.()
    this.#resting.delete(id)
    const opening = live
      .close()
      .catch(() => undefined)
      .then(() => this.#load(id))
    this.#open.set(id, opening)
    opening.catch(() => this.#open.delete(id))
  }

  hasEnded(code: string): boolean {
    return this.#ended.has(code)
  }

  #recode(session: Session, before: string | null): string | null {
    if (before !== null && session.status === 'ended') this.#ended.add(before)
    if (before !== null && this.#codes.get(before) === session.id) this.#codes.delete(before)
    if (session.code !== null) this.#codes.set(session.code, session.id)
    return session.code
  }

  #watch(live: LiveSession): void {
    const { id } = live.session
    const resting = this.#resting.get(id)
    if (!live.presence.empty()) {
      resting?.()
      this.#resting.delete(id)
    } else if (resting === undefined) {
      this.#resting.set(
        id,
        this.#parts.clock.at(this.#parts.clock.now() + REST_AFTER, () => void this.#rest(live)),
      )
    }
  }

  async #rest(live: LiveSession): Promise<void> {
    const { id } = live.session
    this.#resting.delete(id)
    if (!live.presence.empty()) return
    this.#open.delete(id)
    await live.close()
  }
}
