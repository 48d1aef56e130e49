// What a session waits for by the day: pure, so that what is due can be looked up and tested without any clock.
import type { Session } from '../../shared/model.ts'
import { deletesOn } from './afterwards.ts'
import { dayAfter, dayOf, type LocalHour } from './calendar.ts'
import { endsOn } from './left-open.ts'
import { reminderDues } from './reminders.ts'

/**
 * Something to be done by itself. `check-in`: the one with this id opens or closes. `end`: the session is over, though nobody said
 * so. `batch`: the round (or small questions) with this id is over and not written, and whoever opens the session writes it.
 * `retention`: everything of the session goes. `reminder`: people are written to (`mail`), or the webhook is told (`webhook`).
 */
export type Due = {
  readonly at: LocalHour
  readonly what: 'check-in' | 'end' | 'batch' | 'retention' | 'reminder'
  readonly id: string
}

/** Check-ins open early in the morning, before anybody looks. */
const MORNING = 6
const MIDNIGHT = 24

/** Everything that is due some day as things stand, in no order. It comes again until it is done. */
export function duesOf(session: Session): Due[] {
  return [
    ...batchDue(session),
    ...sortingDue(session),
    ...endDue(session),
    ...checkinDue(session),
    ...retentionDue(session),
    ...reminderDues(session),
  ]
}

/** The earliest of them; null when there is nothing to wait for. */
export function nextDue(session: Session): Due | null {
  return duesOf(session).sort((a, b) => compareHours(a.at, b.at))[0] ?? null
}

export function compareHours(a: LocalHour, b: LocalHour): number {
  return a.day === b.day ? a.hour - b.hour : a.day < b.day ? -1 : 1
}

/** In a live session there are people who keep it awake. */
function batchDue({ status, createdAt, rounds }: Session): Due[] {
  if (status === 'live') return []
  const over = rounds.filter(({ state }) => state === 'collecting')
  return over.map(({ id }) => ({ at: { day: dayOf(createdAt), hour: 0 }, what: 'batch', id }))
}

/** Small questions that the server did not see the end of, and nobody came back to: which answers came from one phone is forgotten. */
function sortingDue({ status, sorting, openedAt }: Session): Due[] {
  if (status !== 'live' || sorting === null || sorting.state === 'over') return []
  return [{ at: { day: dayAfter(dayOf(openedAt), 1), hour: MIDNIGHT }, what: 'batch', id: sorting.step }]
}

/** Not before its last batch is written; at once where nothing is to be kept. */
function retentionDue(session: Session): Due[] {
  const day = deletesOn(session)
  if (day === null || session.rounds.some(({ state }) => state !== 'written')) return []
  const now = session.afterwards.retention === 0
  const at = now ? { day: dayOf(session.createdAt), hour: 0 } : { day, hour: MIDNIGHT }
  return [{ at, what: 'retention', id: session.id }]
}

function endDue(session: Session): Due[] {
  const day = endsOn(session)
  return day === null ? [] : [{ at: { day, hour: MORNING }, what: 'end', id: session.id }]
}

/**
 * The open one closes when its last day is over; only then the next one may open, and none while the session is live: that ends first,
 * or the days of its check-in go by.
 */
function checkinDue({ status, afterwards: { checkins } }: Session): Due[] {
  const open = checkins.find(({ state }) => state === 'open')
  if (open !== undefined) return [{ at: { day: open.until, hour: MIDNIGHT }, what: 'check-in', id: open.id }]
  const next = checkins.filter(({ state }) => state === 'planned').sort((a, b) => (a.opens < b.opens ? -1 : 1))[0]
  if (next === undefined) return []
  const at = status === 'live' ? { day: next.until, hour: MIDNIGHT } : { day: next.opens, hour: MORNING }
  return [{ at, what: 'check-in', id: next.id }]
}
