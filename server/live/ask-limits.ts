// How often addresses may be asked whether they want reminders: whoever gives one is not always its owner. In memory alone.
import { CONFIRMS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { seatedPeople } from '../core/people.ts'
import type { Reminder } from '../core/reminder-asks.ts'
import type { Clock, Ids } from '../ports.ts'

/** At most so many of a key within a time (ms). */
type Rule = { readonly key: string; readonly most: number; readonly within: number; readonly code: RefusalCode }

const DAY = 86_400_000

export class AskLimits {
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'hash'>
  /** When messages went out in the last day, by what they count for; the oldest first. */
  readonly #times = new Map<string, number[]>()
  #swept: number

  constructor({ clock, ids }: { readonly clock: Clock; readonly ids: Pick<Ids, 'hash'> }) {
    this.#clock = clock
    this.#ids = ids
    this.#swept = clock.now()
  }

  /** Null: the message may go out, and counts. Otherwise why it may not, and nothing is counted. */
  take(session: Session, { person, address }: Pick<Reminder, 'person' | 'address'>): RefusalCode | null {
    const now = this.#clock.now()
    this.#sweep(now)
    const rules = this.#rules(session, person, address)
    const full = rules.find(({ key, most, within }) => this.#since(key, now - within).length >= most)
    if (full !== undefined) return full.code
    for (const key of new Set(rules.map((rule) => rule.key)))
      this.#times.set(key, [...this.#since(key, now - DAY), now])
    return null
  }

  #rules(session: Session, person: string, address: string): Rule[] {
    const { seat, address: to, session: least, perSeat, pause, all } = CONFIRMS
    const ofSession = Math.max(least, perSeat * seatedPeople(session).length)
    const mailbox = `to ${this.#ids.hash(mailboxOf(address))}`
    return [
      { key: `seat ${session.id} ${person}`, most: seat, within: DAY, code: 'mail-enough' },
      { key: mailbox, most: to, within: DAY, code: 'mail-enough' },
      { key: mailbox, most: 1, within: pause, code: 'mail-wait' },
      { key: `session ${session.id}`, most: ofSession, within: DAY, code: 'mail-enough' },
      { key: 'all', most: all.pause, within: pause, code: 'mail-wait' },
      { key: 'all', most: all.day, within: DAY, code: 'mail-wait' },
    ]
  }

  #since(key: string, at: number): number[] {
    return (this.#times.get(key) ?? []).filter((time) => time > at)
  }

  /** Now and then what is older than a day goes: there are never more keys than messages in two days. */
  #sweep(now: number): void {
    if (now - this.#swept < DAY) return
    this.#swept = now
    for (const [key, times] of this.#times) if ((times.at(-1) ?? 0) <= now - DAY) this.#times.delete(key)
  }
}

/** One mailbox in whatever letters, and with whatever was put behind a plus. */
function mailboxOf(address: string): string {
  const [name = '', domain = ''] = address.toLowerCase().split('@')
  return `${(name.split('+')[0] ?? '').replaceAll('.', '')}@${domain.replace(/\.+$/, '')}`
}
