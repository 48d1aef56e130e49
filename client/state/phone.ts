// A participant's whole device without its screens: connection, outbox, sender, documents. Phones and robots are this.
import type { PhoneMine, PhoneView } from '../../shared/views.ts'
import type { Connection } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Keep } from './keep.ts'
import type { Outbox } from './outbox.ts'
import { openOutbox } from './outbox.ts'
import { openRoundSender } from './round-sender.ts'

/** Proof of a seat: what a personal return link carries. */
export type Seat = { readonly session: string; readonly person: string; readonly ticket: string }

export type Phone = Connection<PhoneView, PhoneMine> & {
  readonly seat: Seat
  readonly outbox: Outbox
  /** What a page does when it is being hidden, for devices without a page. */
  flush(): Promise<void>
}

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
  const sender = openRoundSender({
    url,
    session: seat.session,
    keep,
    outbox,
    tokens: (round) => connection.ask('tokens', { round }),
    marks: (round) => connection.ask('marks', { round }),
    spreadMs: () => connection.spreadMs.get(),
    now: () => Date.now() + connection.offset.get(),
    fetch: parts.fetch,
    ...(parts.onSent === undefined ? {} : { onSent: parts.onSent }),
  })
  const follow = () => {
    const view = connection.common.get()
    const mine = connection.mine.get()
    if (view !== null && mine !== null) sender.follow(view.rounds, mine.rounds)
  }
  const stops = [connection.common.subscribe(follow), connection.mine.subscribe(follow)]
  return {
    ...connection,
    seat,
    outbox,
    flush: sender.flush,
    close: () => {
      for (const stop of stops) stop()
      sender.close()
      connection.close()
    },
  }
}
