// What decided on a commitment: the last ballot that was counted, or where none was the last result that came with an imported board.
import { earlierId } from '../../shared/board-lines.ts'
import type { Commitment, Session, Wording } from '../../shared/model.ts'
import { showBallot } from '../../shared/thresholds.ts'
import { checkinWalkedIn, liveCheckin } from './agenda.ts'

export type LastDecision = {
  /** A ballot's id, or the name of an imported result. */
  readonly id: string
  /** As it is shown: what the thresholds hide must not be told by a refusal. */
  readonly isReached: boolean
  /** What was asked about; null where an imported board did not say. */
  readonly wording: Wording | null
  /** It was asked where today's agenda is walked. */
  readonly isOfToday: boolean
}

/** Null when nobody was asked, or nothing was counted yet. */
export function lastDecision(session: Session, { id, pursuit }: Commitment): LastDecision | null {
  const last = session.ballots.filter((one) => one.commitment === id && one.tally !== null).at(-1)
  if (last?.tally != null) {
    const step = session.rounds.find((round) => round.id === last.round)?.step
    const shown = showBallot(last.tally, last.target, undefined, session.floors, last.floors)
    const held = liveCheckin(session)
    return {
      id: last.id,
      isReached: shown.verdict === 'reached',
      wording: last.frozen,
      isOfToday: held === null || step === undefined || checkinWalkedIn(session, step) === held.id,
    }
  }
  const at = pursuit.earlier.length - 1
  const earlier = pursuit.earlier[at]
  if (earlier === undefined) return null
  const { result, wording = null } = earlier
  return { id: earlierId(at), isReached: result.verdict === 'reached', wording, isOfToday: false }
}
