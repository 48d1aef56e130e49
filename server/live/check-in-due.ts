// The day of a check-in: it opens in the morning and closes when its last day is over, late if the server slept, and not at all
// if all of its days went by.
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Due } from '../core/dues.ts'
import type { Clock } from '../ports.ts'
import type { LiveSession } from './live-session.ts'
import { Refused } from './refused.ts'

/** What no later day changes: nobody could ever be asked. */
const NEVER: ReadonlySet<RefusalCode> = new Set(['keys-gone', 'nobody-here', 'bad-request'])

export function checkinWork(clock: Clock): (live: LiveSession, due: Due) => Promise<void> {
  const move = (live: LiveSession, checkin: string, state: 'open' | 'closed') =>
    live.system({ name: 'system.checkin', data: { checkin, state } })

  return async (live, { id }) => {
    const checkin = live.session.afterwards.checkins.find((one) => one.id === id)
    if (checkin === undefined || checkin.state === 'closed') return
    const isPast = clock.now() >= clock.when({ day: checkin.until, hour: 24 })
    if (checkin.state === 'open' || isPast) return move(live, id, 'closed')
    if (live.session.status === 'live') return
    try {
      await move(live, id, 'open')
    } catch (problem) {
      if (!(problem instanceof Refused) || !NEVER.has(problem.refusal.code)) throw problem
      await move(live, id, 'closed')
    }
  }
}
