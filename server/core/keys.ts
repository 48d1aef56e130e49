// The end of a session's keys: what they signed is written, so nobody needs them and nobody may find them. A board that goes on
// gets keys for its next check-in, for which the old ones vouch before they go.
//
// Y1  Keys sign tokens for the offsite, for one check-in that everybody answers alone, or for one that is held live, and are erased with its last batch.
// Y2  Keys for what comes next are drawn while the present ones can still vouch for them, and sign nothing before its day.
import type { Keys, Session } from '../../shared/model.ts'
import type { SystemHandler } from './command-handler.ts'
import { accept } from './command-handler.ts'

/**
 * Without its secret keys, and the marks of cards that were taken back, when all that they signed is written; else the same
 * session. Where a check-in may come the next keys take their place, and until those are drawn the old ones wait.
 */
export function withoutKeys(session: Session): Session {
  const { keys, rounds } = session
  const isOpen = session.afterwards.checkins.some(({ state }) => state === 'open')
  const over = session.status === 'ended' && !isOpen && rounds.every((round) => round.state === 'written')
  if (!over || keys.secret === null || areFresh(session)) return session
  const goesOn = mayBeAskedAgain(session)
  if (goesOn && keys.next === null) return session
  return { ...session, rounds: rounds.map((round) => ({ ...round, gone: [] })), keys: following(keys, goesOn) }
}

/** Whether the present keys have signed nothing yet: the offsite used up one set of them, and so did each check-in, held live or not. */
export function areFresh({ keys, afterwards }: Pick<Session, 'keys' | 'afterwards'>): boolean {
  const { checkins, reconvened } = afterwards
  return (
    keys.secret !== null &&
    keys.before.length > checkins.filter(({ steps }) => steps.length > 0).length + reconvened.length
  )
}

/** Keys for the next check-in are to be drawn now. */
export function wantsNextKeys(session: Session): boolean {
  const { secret, next } = session.keys
  return secret !== null && next === null && !areFresh(session) && mayBeAskedAgain(session)
}

/** A check-in is planned, or there is something that people could come back to. */
function mayBeAskedAgain({ status, afterwards, commitments }: Session): boolean {
  return (
    afterwards.checkins.some(({ state }) => state === 'planned') ||
    (status === 'ended' && commitments.some(({ what }) => what !== ''))
  )
}

function following({ issue, sign, before, next }: Keys, goesOn: boolean): Keys {
  if (next === null || !goesOn) return { issue, sign, before, secret: null, next: null }
  const vouched = [...before, { issue, sign, vouches: next.vouched }]
  return { issue: next.issue, sign: next.sign, secret: next.secret, before: vouched, next: null }
}

/** Drawn outside; the first ones stay, so that what was vouched for once does not change. */
const nextKeys: SystemHandler<'system.next-keys'> = (session, { next }) =>
  accept(wantsNextKeys(session) ? withoutKeys({ ...session, keys: { ...session.keys, next } }) : session)

export const systemKeyHandlers = { 'system.next-keys': nextKeys }
