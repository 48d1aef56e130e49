// Which sessions there are: finds them by id or room code, opens them when somebody comes or when something of them is due, lets
// them rest when all have left.

import { CODE_LENGTH, CODE_SYMBOLS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { CreateBody } from '../../shared/protocol.ts'
import type { Template } from '../../shared/templates/template.ts'
import { createSession } from '../core/create-session.ts'
import { duesOf, nextDue } from '../core/dues.ts'
import type { CardRow } from '../ports.ts'
import { AskLimits } from './ask-limits.ts'
import { Calendar, type DueWorks } from './calendar.ts'
import { checkinWork } from './check-in-due.ts'
import { endWork } from './left-open.ts'
import type { LiveParts } from './live-session.ts'
import { LiveSession } from './live-session.ts'
import { Refused, whyNotSaved } from './refused.ts'
import { type ReminderParts, Reminders } from './reminders.ts'

/** A session nobody looks at is let go of after this long (ms); its timers ring when somebody is back. */
const REST_AFTER = 5 * 60_000

/** A session's first version, and the cards that come with it. */
export type Beginning = { readonly session: Session; readonly cards: readonly CardRow[] }
export type DirectoryParts = Omit<LiveParts, 'mayAsk'> & Omit<ReminderParts, keyof LiveParts>
export type Secrets = { readonly secret: string; readonly recovery: string; readonly screenKey: string }

export class Directory {
  readonly #parts: DirectoryParts
  readonly #asks: AskLimits
  /** What people are written, and the webhook is told. */
  readonly reminders: Reminders
  readonly #open = new Map<string, Promise<LiveSession | null>>()
  readonly #codes = new Map<string, string>()
  /** Codes of sessions that ended while this server ran: whoever still types one is told so. */
  readonly #ended = new Set<string>()
  readonly #resting = new Map<string, () => void>()
  readonly #calendar: Calendar
  readonly #works: DueWorks
  readonly #removing = new Set<(live: LiveSession) => void>()
  readonly #removed = new Set<(live: LiveSession, isGone: boolean) => void>()

  private constructor(parts: DirectoryParts) {
    this.#parts = parts
    this.#asks = new AskLimits(parts)
    this.reminders = new Reminders(parts, (id) => this.open(id))
    this.#works = {
      'check-in': checkinWork(parts.clock),
      end: endWork,
      // It was opened for this: what is over and not written begins to be collected again as a session is opened.
      batch: () => Promise.resolve(),
      retention: (live) => this.remove(live.session.id),
      reminder: (live, due) => this.reminders.begin(live, due),
    }
    this.#calendar = new Calendar({ ...parts, wake: (id) => this.#wake(id) })
  }

  static async load(parts: DirectoryParts): Promise<Directory> {
    const directory = new Directory(parts)
    for (const { id, code, status, due } of await parts.store.list()) {
      if (code !== null && status === 'live') directory.#codes.set(code, id)
      directory.#calendar.set(id, due)
    }
    return directory
  }

  /** `begin`: what it begins with, if not empty. */
  async create(
    body: CreateBody,
    template: Template,
    begin: (fresh: Session) => Beginning = (session) => ({ session, cards: [] }),
  ): Promise<{ live: LiveSession; secrets: Secrets }> {
    const { ids, clock, store } = this.#parts
    const secrets: Secrets = { secret: ids.secret(), recovery: ids.code(CODE_SYMBOLS, 10), screenKey: ids.secret() }
    const fresh = createSession({
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
    const { session, cards } = begin(fresh)
    try {
      const due = nextDue(session)?.at ?? null
      await store.create(session, due)
      if (cards.length > 0) await store.commit({ session: { ...session, version: 2 }, expected: 1, cards, due })
    } catch (problem) {
      throw new Refused({ code: whyNotSaved(problem, this.#parts.report) })
    }
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
    this.#calendar.close()
    await this.reminders.close()
    for (const stop of this.#resting.values()) stop()
    const open = await Promise.all(this.#open.values())
    await Promise.all(open.map((live) => live?.close()))
    this.#open.clear()
  }

  async #load(id: string): Promise<LiveSession | null> {
    const session = await this.#parts.store.load(id)
    if (session === null) return null
    const mayAsk: LiveParts['mayAsk'] = (of, reminder) => this.#asks.take(of, reminder)
    const live = await LiveSession.open({ ...this.#parts, mayAsk }, session)
    let code = session.code
    let planned: Session | null = null
    const plan = () => {
      if (planned === live.session) return
      planned = live.session
      this.#calendar.set(id, nextDue(planned)?.at ?? null)
    }
    plan()
    live.onChange(() => {
      if (live.outdated) return this.#reload(live)
      plan()
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

  /** Hears of a session that is being deleted, while it is still there. */
  onRemoving(listener: (live: LiveSession) => void): void {
    this.#removing.add(listener)
  }

  /** Hears whether it was deleted; where it could not be, whoever comes back finds it as it was. */
  onRemoved(listener: (live: LiveSession, isGone: boolean) => void): void {
    this.#removed.add(listener)
  }

  /** Deletes a session and everything of it, from memory and from the file. Rejects when it could not be: then it is still there. */
  async remove(id: string): Promise<void> {
    const live = await this.open(id)
    const code = live?.session.code ?? null
    if (live !== null) {
      this.#recode({ ...live.session, code: null, status: 'ended' }, code)
      for (const listener of this.#removing) listener(live)
      await live.close()
    }
    const tell = (isGone: boolean) => {
      if (live !== null) for (const listener of this.#removed) listener(live, isGone)
    }
    this.#resting.get(id)?.()
    this.#resting.delete(id)
    this.#open.delete(id)
    try {
      await this.#parts.store.remove(id)
    } catch (problem) {
      if (code !== null) {
        this.#ended.delete(code)
        this.#codes.set(code, id)
      }
      tell(false)
      throw new Refused({ code: whyNotSaved(problem, this.#parts.report) })
    }
    // Not before it is gone: else it would not be tried again.
    this.#calendar.set(id, null)
    this.reminders.forget(id)
    tell(true)
    this.#parts.report('session-deleted')
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

  /** Does what is due in a session, whether anybody is there or not; it comes again as long as it was not done. */
  async #wake(id: string): Promise<void> {
    const live = await this.open(id)
    if (live === null) return this.#calendar.set(id, null)
    const now = this.#parts.clock.now()
    for (const due of duesOf(live.session))
      if (this.#parts.clock.when(due.at) <= now) await this.#works[due.what](live, due)
  }

  async #rest(live: LiveSession): Promise<void> {
    const { id } = live.session
    this.#resting.delete(id)
    if (!live.presence.empty()) return
    this.#open.delete(id)
    await live.close()
  }
}
