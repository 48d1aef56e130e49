// Writes to people and tells the webhook what is due, beside everything else: a slow mail server holds no session up. What was
// said is saved at once, so that no restart says it twice; what cannot be said is tried some more and then left.
import type { RequestReply } from '../../shared/requests.ts'
import type { Due } from '../core/dues.ts'
import { newsOf, untold } from '../core/reminders.ts'
import { bodyFor, messageOf, testMessage, type WebhookKind } from '../core/webhook-words.ts'
import type { LocalHour, Posted, Webhooks } from '../ports.ts'
import type { LiveSession } from './live-session.ts'
import { boardLink, type MailParts, ReminderMails } from './reminder-mails.ts'
import { POSTS_AN_HOUR, ReminderPace } from './reminder-pace.ts'
import { MAIL_PAUSES, type Tries, triedOnce, WEBHOOK_PAUSES } from './reminder-tries.ts'

export type ReminderParts = MailParts & { readonly webhooks: Webhooks }

type Opens = (session: string) => Promise<LiveSession | null>
type Kind = 'mail' | 'webhook'

const PAUSES: Readonly<Record<Kind, readonly number[]>> = { mail: MAIL_PAUSES, webhook: WEBHOOK_PAUSES }
/** Between two test messages of a session, and what is waited for when the server stops (ms). */
const TEST_PAUSE = 3_000
const LAST_WORDS = 2_000
const HOUR = 3_600_000

export class Reminders {
  readonly #parts: ReminderParts
  readonly #open: Opens
  readonly #mails: ReminderMails
  readonly #busy = new Map<string, Promise<void>>()
  readonly #tries = new Map<string, Tries>()
  readonly #tested = new Map<string, number>()
  readonly #pace: ReminderPace
  /** Until when the webhook of a session is told no more (ms since epoch): then it hears what is so by then. */
  readonly #held = new Map<string, number>()
  #closed = false

  constructor(parts: ReminderParts, open: Opens) {
    this.#parts = parts
    this.#open = open
    this.#pace = new ReminderPace(parts.clock, POSTS_AN_HOUR, (clock) => clock.now() - HOUR)
    this.#mails = new ReminderMails(parts, open, () => this.#closed)
  }

  /** Begins what is due, and does not wait for it. It comes again every minute until all of it is said or left. */
  begin(live: LiveSession, { id }: Due): Promise<void> {
    const { session } = live
    const kind: Kind = id === 'mail' ? 'mail' : 'webhook'
    const key = `${kind} ${session.id}`
    const { notBefore = 0 } = this.#tries.get(key) ?? {}
    if (this.#closed || this.#busy.has(key) || this.#parts.clock.now() < notBefore) return Promise.resolve()
    const work = (kind === 'mail' ? this.#mails.write(session.id) : this.#tell(session.id))
      .then((all) => this.#tried(kind, key, session.id, all))
      .catch(() => this.#closed || this.#parts.report('due-failed'))
      .then(() => void this.#busy.delete(key))
    this.#busy.set(key, work)
    return Promise.resolve()
  }

  /** Tells the webhook something that is no news; null when none is set, and `slow-down` when one was sent just now. */
  async test(live: LiveSession): Promise<RequestReply['webhook.test'] | 'slow-down' | null> {
    const { session } = live
    const { webhook } = session.afterwards
    if (webhook === null) return null
    const now = this.#parts.clock.now()
    if (now - (this.#tested.get(session.id) ?? Number.NEGATIVE_INFINITY) < TEST_PAUSE) return 'slow-down'
    this.#tested.set(session.id, now)
    const body = bodyFor(webhook.kind, testMessage(session, this.#boardLink(live)))
    const posted = await this.#parts.webhooks.post(webhook.url, body)
    return { sent: posted.is === 'taken', says: sayPosted(posted, webhook.kind) }
  }

  /** A session is gone, and what was still to be said of it. */
  forget(session: string): void {
    for (const kind of ['mail', 'webhook'] as const) this.#tries.delete(`${kind} ${session}`)
    this.#tested.delete(session)
    this.#held.delete(session)
    this.#pace.forget(session)
    this.#mails.forget(session)
  }

  /** What is on its way may arrive and be noted; nothing new is begun. */
  async close(): Promise<void> {
    this.#closed = true
    const { clock } = this.#parts
    let stop = () => {}
    const patience = new Promise<void>((done) => {
      stop = clock.at(clock.now() + LAST_WORDS, done)
    })
    await Promise.race([Promise.all(this.#busy.values()), patience])
    stop()
  }

  /** True when the webhook took everything; one after the other, so that they arrive in their order. */
  async #tell(id: string): Promise<boolean> {
    // What is so no longer is forgotten first: it may be news again.
    await this.#told(id, [])
    for (;;) {
      const live = this.#closed ? null : await this.#open(id)
      const webhook = live?.session.afterwards.webhook ?? null
      if (live === null || webhook === null) return true
      const [news] = this.#due(untold(newsOf(live.session), live.session.afterwards.webhookTold ?? []))
      if (news === undefined || this.#holds(id)) return true
      this.#pace.add(id)
      const body = bodyFor(webhook.kind, messageOf(live.session, news, this.#boardLink(live)))
      if ((await this.#parts.webhooks.post(webhook.url, body)).is !== 'taken') return false
      this.#parts.report('webhook-told')
      await this.#told(id, [news.key])
    }
  }

  /** A status set to and fro must not drown whoever reads there: after so many messages there are none for an hour. */
  #holds(id: string): boolean {
    const now = this.#parts.clock.now()
    if (now < (this.#held.get(id) ?? 0)) return true
    this.#held.delete(id)
    if (!this.#pace.isFull(id)) return false
    this.#held.set(id, now + HOUR)
    this.#parts.report('webhook-held')
    return true
  }

  async #tried(kind: Kind, key: string, id: string, all: boolean): Promise<void> {
    const next = triedOnce(this.#tries.get(key), PAUSES[kind], this.#parts.clock.now())
    this.#tries.delete(key)
    if (all || this.#closed) return
    if (next !== null) return void this.#tries.set(key, next)
    // The last try: it is left, so that the next news has a chance of its own.
    if (kind === 'mail') {
      this.#parts.report('mail-parked')
      return this.#mails.park(id)
    }
    this.#parts.report('webhook-parked')
    const session = (await this.#open(id))?.session
    if (session !== undefined)
      await this.#told(
        id,
        this.#due(newsOf(session)).map((one) => one.key),
      )
  }

  async #told(id: string, keys: readonly string[]): Promise<void> {
    await (await this.#open(id))?.system({ name: 'system.told', data: { person: null, keys } })
  }

  #due<T extends { readonly at: LocalHour }>(all: readonly T[]): T[] {
    return all.filter(({ at }) => this.#parts.clock.when(at) <= this.#parts.clock.now())
  }

  #boardLink({ session }: LiveSession): string | null {
    return boardLink(session, this.#parts.origin())
  }
}

function sayPosted(posted: Posted, kind: WebhookKind): string {
  if (!('status' in posted)) return POSTED[posted.is]
  const { status } = posted
  const hasMoved = status >= 300 && status < 400
  return hasMoved
    ? `It points somewhere else (${status}), and that is not followed. Use the address it points to.`
    : `It answered ${status}. Is it an address for ${NAMES[kind]}?`
}

const POSTED: Readonly<Record<Exclude<Posted['is'], 'refused'>, string>> = {
  taken: 'Look whether it arrived.',
  slow: 'It did not answer within five seconds.',
  unreachable: 'Nothing answers there.',
  'no-address': 'There is no such address.',
  private:
    'It lies inside this server’s own network. Whoever runs the server can allow that: ALLOW_PRIVATE_WEBHOOKS=on.',
}
const NAMES: Readonly<Record<WebhookKind, string>> = { slack: 'Slack', teams: 'a Teams workflow', json: 'JSON' }
