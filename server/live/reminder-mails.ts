// Writes to people what is due, one after the other: first whether an address wants reminders at all, then, where it does, those.
import type { Session } from '../../shared/model.ts'
import { seatedPerson } from '../core/people.ts'
import { askKeys, isLapsed, isToBeAsked, type Reminder } from '../core/reminder-asks.ts'
import { confirmWords, type MailLinks, type MailWords, mailWords, type Reply } from '../core/reminder-words.ts'
import { notesLeft } from '../core/reminders.ts'
import type { Clock, Ids, LocalHour, Mail, Report } from '../ports.ts'
import type { LiveSession } from './live-session.ts'
import { lastMorning, MAILS_A_DAY, ReminderPace } from './reminder-pace.ts'
import { MAIL_PAUSES, type Tries, triedOnce } from './reminder-tries.ts'

/** What a signed link lets its reader do. */
export type LinkScope = {
  readonly session: string
  readonly person: string
  /** Null: `reply` is about no single one. */
  readonly commitment: string | null
  readonly reply: Reply
  /** Of `confirm`: the address that the link goes to, and that it confirms. */
  readonly address: string | null
}

export type MailParts = {
  readonly clock: Clock
  readonly ids: Ids
  readonly report: Report
  /** Null: this server sends no e-mail. */
  readonly mail: Mail | null
  /** Where this server is reached; null when nobody knows. */
  readonly origin: () => string | null
  /** The path of a signed link. */
  readonly replyPath: (scope: LinkScope) => string
}

type Opens = (session: string) => Promise<LiveSession | null>
/** `keys`: what is noted once it is out; `left`: what is noted when it cannot be. */
type Letter = { readonly keys: readonly string[]; readonly left: readonly string[] } & (
  | { readonly is: 'question' }
  | { readonly is: 'reminder'; readonly notes: ReturnType<typeof notesLeft> }
)

export class ReminderMails {
  readonly #parts: MailParts
  readonly #open: Opens
  readonly #isClosed: () => boolean
  /** Addresses that were not taken for now, by session and person. */
  readonly #tries = new Map<string, Tries>()
  /** Reminders of the day; whoever has had enough of them gets the rest with tomorrow's. */
  readonly #pace: ReminderPace

  /** `open` gives a session that is not there any more as null. */
  constructor(parts: MailParts, open: Opens, isClosed: () => boolean) {
    this.#parts = parts
    this.#open = open
    this.#isClosed = isClosed
    this.#pace = new ReminderPace(parts.clock, MAILS_A_DAY, lastMorning)
  }

  /** Writes all that is due in a session. False when the mail server is away: then nobody else is tried. */
  async write(id: string): Promise<boolean> {
    await this.#dropLapsed(id)
    const looked = new Set<string>()
    let mails = 0
    for (;;) {
      // Looked at again for each: who stopped them a moment ago gets none, and who came a moment ago is not kept waiting.
      const live = this.#isClosed() ? null : await this.#open(id)
      const one = live?.session.afterwards.reminders.find((entry) => !looked.has(entryKey(entry)))
      if (live === null || one === undefined) break
      looked.add(entryKey(one))
      const letter = this.#pauses(id, one.person) ? null : this.#letter(live.session, one)
      if (letter === null) continue
      const came = await this.#send(live, one, letter)
      if (came === 'away') return this.#wrote(mails, false)
      if (came === 'sent') mails++
      if (letter.is === 'reminder' && (came === 'sent' || came === 'refused')) this.#pace.add(tryKey(id, one.person))
      if (came === 'refused') this.#parts.report('mail-refused')
      const isLeft = came === 'later' && !this.#triesAgain(id, one.person)
      if (came !== 'later') this.#tries.delete(tryKey(id, one.person))
      if (came !== 'later' || isLeft) await this.#told(id, one.person, came === 'sent' ? letter.keys : letter.left)
    }
    return this.#wrote(mails, true)
  }

  /** What is due is left, so that what comes next has a chance of its own. */
  async park(id: string): Promise<void> {
    const session = (await this.#open(id))?.session
    for (const one of session?.afterwards.reminders ?? []) {
      const letter = session === undefined ? null : this.#letter(session, one)
      if (letter !== null) await this.#told(id, one.person, letter.left)
    }
  }

  forget(id: string): void {
    this.#pace.forget(tryKey(id, ''))
    for (const key of this.#tries.keys()) if (key.startsWith(tryKey(id, ''))) this.#tries.delete(key)
  }

  #letter(session: Session, one: Reminder): Letter | null {
    if (isToBeAsked(one)) {
      const { sent, left } = askKeys(one)
      return { is: 'question', keys: [sent], left: [left] }
    }
    const notes = notesLeft(session, one).filter(({ at }) => this.#isDue(at))
    const keys = notes.map(({ key }) => key)
    return notes.length === 0 || this.#pace.isFull(tryKey(session.id, one.person))
      ? null
      : { is: 'reminder', notes, keys, left: keys }
  }

  /** `nobody`: there is no mail server, or no seat any more. */
  async #send(
    live: LiveSession,
    { person, address }: Reminder,
    letter: Letter,
  ): Promise<'sent' | 'refused' | 'later' | 'away' | 'nobody'> {
    const { mail, ids } = this.#parts
    const seat = seatedPerson(live.session, person)
    if (mail === null || seat === null) return 'nobody'
    const links = this.#links(live, person)
    let words: MailWords
    if (letter.is === 'question') {
      // Without an address of our own there is nothing to say yes with.
      const yes = this.#path(live, { person, commitment: null, reply: 'confirm', address })
      if (yes === null) return 'later'
      words = confirmWords(live.session, yes)
    } else words = mailWords(live.session, seat, letter.notes, links)
    return mail.send({
      id: ids.hash(`mail ${live.session.id} ${person} ${letter.keys.join()}`),
      to: address,
      // To a question no answer is a no.
      stop: letter.is === 'question' ? null : (links?.stop ?? null),
      ...words,
    })
  }

  async #dropLapsed(id: string): Promise<void> {
    const live = this.#isClosed() ? null : await this.#open(id)
    const now = this.#parts.clock.now()
    if (live?.session.afterwards.reminders.some((one) => isLapsed(one, now)))
      await live.system({ name: 'system.lapse', data: {} })
  }

  /** Whether an address that was not taken for now is tried once more; it was said in the log when not. */
  #triesAgain(id: string, person: string): boolean {
    const key = tryKey(id, person)
    const next = triedOnce(this.#tries.get(key), MAIL_PAUSES, this.#parts.clock.now())
    if (next === null) this.#tries.delete(key)
    else this.#tries.set(key, next)
    if (next === null) this.#parts.report('mail-refused')
    return next !== null
  }

  #pauses(id: string, person: string): boolean {
    return (this.#tries.get(tryKey(id, person))?.notBefore ?? 0) > this.#parts.clock.now()
  }

  #wrote(mails: number, all: boolean): boolean {
    if (mails > 0) this.#parts.report('mails-sent', { mails })
    return all
  }

  async #told(id: string, person: string, keys: readonly string[]): Promise<void> {
    await (await this.#open(id))?.system({ name: 'system.told', data: { person, keys } })
  }

  #isDue(at: LocalHour): boolean {
    return this.#parts.clock.when(at) <= this.#parts.clock.now()
  }

  #path({ session }: LiveSession, scope: Omit<LinkScope, 'session'>): string | null {
    const origin = this.#parts.origin()
    return origin === null ? null : `${origin}${this.#parts.replyPath({ session: session.id, ...scope })}`
  }

  #links(live: LiveSession, person: string): MailLinks {
    const origin = this.#parts.origin()
    const board = boardLink(live.session, origin)
    if (origin === null || board === null) return null
    const reply = (commitment: string | null, answer: Reply) =>
      this.#path(live, { person, commitment, reply: answer, address: null }) ?? origin
    return { phone: `${origin}/j`, board, stop: reply(null, 'stop'), reply }
  }
}

/** The board for whoever has this link; null where nobody knows the server's address. */
export function boardLink({ id, boardKey }: Pick<Session, 'id' | 'boardKey'>, origin: string | null): string | null {
  return origin === null ? null : `${origin}/board#s=${id}&k=${boardKey}`
}

const tryKey = (session: string, person: string) => `${session} ${person}`
const entryKey = ({ person, since }: Reminder) => `${person} ${since}`
