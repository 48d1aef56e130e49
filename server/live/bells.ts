// When something must happen by itself: a step's timer rings its round's bell, a collecting round closes.
import type { Round, Session } from '../../shared/model.ts'

export type Due = { readonly at: number; readonly does: 'bell' | 'write'; readonly round: string }

/** A discussion's round ends with its step, not with the timer: people are still talking. */
const RINGS: ReadonlySet<string> = new Set(['write', 'ask', 'ballot'])

/** What is due next by the clock, the earliest first. */
export function dueOf(session: Session): Due[] {
  const kind = session.agenda.find((step) => step.id === session.step)?.kind ?? 'lobby'
  const due = (round: Round): Due[] => {
    if (round.state === 'collecting' && round.collectBy !== null)
      return [{ at: round.collectBy, does: 'write', round: round.id }]
    const rings = round.state === 'open' && round.step === session.step && RINGS.has(kind) && session.endsAt !== null
    return rings && session.endsAt !== null ? [{ at: session.endsAt, does: 'bell', round: round.id }] : []
  }
  return session.rounds.flatMap(due).sort((a, b) => a.at - b.at)
}
