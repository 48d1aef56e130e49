// A session that nobody ended is ended by the calendar, once nobody who takes part is there any more.
import type { LiveSession } from './live-session.ts'

/**
 * Phones and consoles that are there keep it awake: it comes again, and is not ended under anybody's hands. A projector's page that was
 * left open, or a visitor's, is nobody who could end it.
 */
export async function endWork(live: LiveSession): Promise<void> {
  const { connected, consoles } = live.presence.facts()
  if (live.session.status === 'ended' || connected.size > 0 || consoles.length > 0) return
  await live.command({ role: 'facilitator', label: 'Calendar' }, { name: 'session.end', data: {} })
}
