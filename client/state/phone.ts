// A participant's whole device without its screens: connection, outbox, sender, documents. Phones and robots are this.
import type { RefusalCode } from '../../shared/refusals.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import type { Check } from './ballot-check.ts'
import type { Connection } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Comeback, Keep } from './keep.ts'
import { isLongOver, noteSeen, notOver } from './keep.ts'
import type { Outbox } from './outbox.ts'
import { openOutbox } from './outbox.ts'
import type { Readable } from './readable.ts'
import { openRoundSender } from './round-sender.ts'
import { keepTrust, type Trust } from './trust.ts'

/** Proof of a seat: what a personal return link carries. */
export type Seat = {
  readonly session: string
  readonly person: string
  readonly ticket: string
  /** Hash of the session's keys as the QR code or personal link had it; absent when a code was typed. */
  readonly keys?: string
}

export type Phone = Connection<PhoneView, PhoneMine> & {
  readonly seat: Seat
  readonly outbox: Outbox
  /** Whether the session's keys are those that were promised; nothing anonymous is sent once they are not. */
  readonly trust: Readable<Trust>
  /** Hash of the keys that are pinned, for a personal link. */
  keysHash(): string | null
  /** Where my answers stand in the published lists, by ballot. */
  readonly checks: Readable<Readonly<Record<string, Check>>>
  /** The room for which this phone's tokens of a round were given; null for none. */
  roomOf(round: Pick<RoundView, 'id' | 'issue'>): string | null
  /** Rounds of the open check-in whose answers are all with the server, as they are now. */
  readonly arrived: Readable<ReadonlySet<string>>
  /** Why this phone has no tokens of a round that its seat belongs to, by round. */
  readonly barred: Readable<Readonly<Record<string, RefusalCode>>>
  /** Erases all that this seat keeps on this device. */
  erase(): void
  /** What a page does when it is being hidden, for devices without a page. */
  flush(): Promise<void>
}

/** What is kept after the end: cards that nobody has seen, a sentence begun, and what it takes to look at the session again. */
const STAYS = ['cards', 'draft', 'keys', 'settled', 'seen', 'back', 'ended']

export type PhoneParts = {
  /** The server's origin; '' for the page's own. */
  readonly url: string
  readonly seat: Seat
  readonly keep: Keep
  readonly fetch: typeof fetch
  readonly onSent?: (round: string) => void
}

export function openPhone(parts: PhoneParts): Phone {
  const { url, seat, keep } = parts
  const connection = openConnection<PhoneView, PhoneMine>(url, {
    session: seat.session,
    role: 'phone',
    secret: seat.ticket,
    person: seat.person,
  })
  const outbox = openOutbox(keep)
  const trust = keepTrust(keep, seat.session, seat.keys ?? null)
  const sender = openRoundSender({
    trust,
    url,
    session: seat.session,
    keep,
    outbox,
    tokens: (data) => connection.ask('tokens', data),
    marks: (round) => connection.ask('marks', { round }),
    spreadMs: () => connection.spreadMs.get(),
    now: () => Date.now() + connection.offset.get(),
    fetch: parts.fetch,
    ...(parts.onSent === undefined ? {} : { onSent: parts.onSent }),
  })
  const follow = () => {
    const view = connection.common.get()
    const mine = connection.mine.get()
    if (view === null || mine === null) return
    const waiting = view.rounds.filter(({ id, state }) => state !== 'written' && mine.rounds.includes(id))
    noteSeen(keep, Date.now(), comebackTo(view, waiting))
    // Each time that the session was live used up a set of keys (and so did each check-in, in which no card is written).
    outbox.during(view.keysBefore.length)
    sender.follow(view, mine)
    // A check-in may be held live: what this device writes from then on is forgotten once more.
    if (view.status === 'live') {
      forgotten = null
      notOver(keep)
      return
    }
    if (sender.hasSettled()) forget(waiting)
    // Whoever looks at the board every day sees the session every day: what never left counts from its end.
    if (!isLongOver(keep, Date.now())) return
    outbox.forgetCards()
    keep.remove('draft')
  }
  /**
   * The session is over and nothing of mine is on its way: what could show what I wrote or answered goes from this device
   * (ANONYMITY R20). Cards that never left stay for their author to read, for a day at most; a check-in that is open keeps what is
   * its own.
   */
  const forget = (waiting: readonly RoundView[]) => {
    const name = waiting.map(({ id }) => id).join(' ')
    if (name === forgotten || waiting.some(({ purpose }) => CARDS.has(purpose))) return
    forgotten = name
    outbox.forgetAnswers(waiting.map(({ id }) => id))
    sender.forget()
    keep.clear([...STAYS, ...keysOf(waiting)])
  }
  let forgotten: string | null = null
  const stops = [sender.onSettled(follow), connection.common.subscribe(follow), connection.mine.subscribe(follow)]
  return {
    ...connection,
    seat,
    outbox,
    trust: trust.state,
    keysHash: trust.hash,
    checks: sender.checks,
    roomOf: sender.roomOf,
    arrived: sender.arrived,
    barred: sender.barred,
    erase: () => {
      outbox.erase()
      keep.clear([])
    },
    flush: sender.flush,
    close: () => {
      for (const stop of stops) stop()
      sender.close()
      connection.close()
    },
  }
}

const CARDS: ReadonlySet<RoundView['purpose']> = new Set(['card', 'withdraw'])
const DAY_MS = 86_400_000

/** What a device keeps of rounds that are open. */
function keysOf(rounds: readonly RoundView[]): string[] {
  return rounds.length === 0 ? [] : ['answers', ...rounds.flatMap(({ id }) => [`wallet.${id}`, `sets.${id}`])]
}

/** What a check-in takes that is open or to come: the keys it knows, and what belongs to the open one. */
function comebackTo({ status, checkins }: PhoneView, waiting: readonly RoundView[]): Comeback | null {
  const last = checkins
    .flatMap(({ state, until }) => (state === 'closed' ? [] : [until]))
    .sort()
    .at(-1)
  if (last === undefined) return null
  // Wherever the server's midnight is, and with a day to hear what came of it.
  return {
    until: Date.parse(`${last}T00:00:00Z`) + 3 * DAY_MS,
    keeps: ['keys', 'settled', ...(status === 'ended' ? keysOf(waiting) : [])],
  }
}
