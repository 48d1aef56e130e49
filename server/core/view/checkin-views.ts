// Check-ins as they are seen: dates for everyone, what is in the way once it is closed and enough people answered.
import type { Session } from '../../../shared/model.ts'
import { showTexts } from '../../../shared/thresholds.ts'
import type { CheckInView, PhoneView } from '../../../shared/views.ts'
import { WAY } from '../checkins.ts'

export function checkinViews(session: Session): CheckInView[] {
  return session.afterwards.checkins.map(({ id, title, opens, until, state, statuses }) => {
    // By its name: a check-in that came with an imported board has no steps.
    const result = session.results.filter((one) => one.question === `${id}-${WAY}`).at(-1)
    return {
      id,
      title,
      opens,
      until,
      state,
      statuses,
      way: state === 'closed' && result !== undefined ? showTexts(result.texts, session.floors) : null,
    }
  })
}

/** The one that is open now, with its sealed steps. */
export function checkinNow(session: Session): PhoneView['checkin'] {
  const open = session.afterwards.checkins.find((one) => one.state === 'open')
  return open === undefined ? null : { id: open.id, title: open.title, until: open.until, steps: open.steps }
}
