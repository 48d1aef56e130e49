// Sessions that nobody ended: from when on they are taken for over, so that what is kept of them is not kept for ever.
import { LEFT_OPEN_DAYS, NOT_BEGUN_DAYS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { currentStep } from './agenda.ts'
import { dayAfter, dayOf } from './calendar.ts'
import { seatsNow } from './rounds.ts'

/** Its first check-in is due: then it is over when it has not moved for so many days. */
const BEFORE_CHECKIN = 3

/**
 * The day on whose morning a session is taken for over that nobody ended, if nothing moves in it until then; null for one that has
 * ended. An offsite is prepared weeks ahead, so one that has not begun waits for much longer.
 */
export function endsOn(session: Session): string | null {
  if (session.status === 'ended') return null
  const moved = dayOf(movedAt(session))
  const quiet = dayAfter(moved, isBegun(session) ? LEFT_OPEN_DAYS : NOT_BEGUN_DAYS)
  const opens = session.afterwards.checkins.flatMap((one) => (one.state === 'planned' ? [one.opens] : []))
  const asked = opens.map((day) => latest(day, dayAfter(moved, BEFORE_CHECKIN)))
  return earliest(quiet, ...asked)
}

const latest = (...days: readonly [string, ...string[]]) => [...days].sort().at(-1) ?? days[0]
const earliest = (...days: readonly [string, ...string[]]) => [...days].sort()[0] ?? days[0]

/** When somebody last did something in it that left a time: a step, a named change, anything that the console logs. */
function movedAt({ openedAt, log, afterwards, commitments }: Session): number {
  const changed = commitments.map(({ pursuit }) => pursuit.history.at(-1)?.at ?? 0)
  const wanted = afterwards.reminders.map(({ since }) => since)
  return Math.max(openedAt, log.at(-1)?.at ?? 0, ...changed, ...wanted)
}

/** Until people have come and the lobby was left, whoever is there tries a link out; a live check-in has its day. */
function isBegun(session: Session): boolean {
  if (session.afterwards.reconvened.length > 0) return true
  return seatsNow(session).length > 0 && currentStep(session).kind !== 'lobby'
}
