// When something must happen by itself: a step's timer rings its round's bell, a collecting round closes.
import type { Round, Session } from '../../shared/model.ts'
import { ringsAt } from '../core/rounds.ts'

export type Due = { readonly at: number; readonly does: 'bell' | 'write'; readonly round: string }

/** What is due next by the clock, the earliest first. */
export function dueOf(session: Session): Due[] {
  const due = (round: Round): Due[] => {
    if (round.state === 'collecting' && round.collectBy !== null)
      return [{ at: round.collectBy, does: 'write', round: round.id }]
    const at = ringsAt(session, round)
    return at === null ? [] : [{ at, does: 'bell', round: round.id }]
  }
  return session.rounds.flatMap(due).sort((a, b) => a.at - b.at)
}
