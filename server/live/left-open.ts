// A session that nobody ended is ended by the calendar, once nobody is there any more.
import type { LiveSession } from './live-session.ts'

/** Whoever is there keeps it awake: it comes again, and is not ended under anybody's eyes. */
export async function endWork(live: LiveSession): Promise<void> {
  if (live.session.status === 'ended' || !live.presence.empty()) return
  await live.command({ role: 'facilitator', label: 'Calendar' }, { name: 'session.end', data: {} })
}
