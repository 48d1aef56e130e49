// Check-ins as they are seen: dates for everyone, what is in the way once it is closed and enough people answered.
import type { Session } from '../../../shared/model.ts'
import { showTexts } from '../../../shared/thresholds.ts'
import type { CheckInView, PhoneView } from '../../../shared/views.ts'
import { agendasWalked, questionsIn } from '../agenda.ts'
import { WAY } from '../checkins.ts'

export function checkinViews(session: Session): CheckInView[] {
  return session.afterwards.checkins.map(({ id, title, opens, until, state, statuses }) => {
    const said = textsOf(session, id)
    return {
      id,
      title,
      opens,
      until,
      state,
      statuses,
      way: state === 'closed' ? said : null,
    }
  })
}

/**
 * What was said to be in the way: to its one question, or when it was held live to each that asked for words. Each goes through the
 * thresholds by itself, as it did in the room.
 */
function textsOf(session: Session, checkin: string): CheckInView['way'] {
  // By its name: a check-in that came with an imported board has no steps.
  const names = [`${checkin}-${WAY}`, ...questionsInRoom(session, checkin)]
  const shown = [...new Set(names)].flatMap((name) => {
    const result = session.results.findLast(({ question }) => question === name)
    return result === undefined ? [] : [showTexts(result.texts, session.floors)]
  })
  if (shown.length === 0) return null
  const texts = shown.flatMap((one) => one.texts)
  return { type: 'texts', level: texts.length > 0 ? 'shown' : 'none', texts }
}

/** Ids of the questions for words that its own agenda asks under seal. */
function questionsInRoom(session: Session, checkin: string): string[] {
  return agendasWalked(session)
    .filter((walked) => walked.checkin === checkin)
    .flatMap(({ steps }) => questionsIn(steps))
    .filter(({ type, open }) => type === 'text' && !open)
    .map(({ id }) => id)
}

/** The one that is open now, with its sealed steps. */
export function checkinNow(session: Session): PhoneView['checkin'] {
  const open = session.afterwards.checkins.find((one) => one.state === 'open')
  return open === undefined ? null : { id: open.id, title: open.title, until: open.until, steps: open.steps }
}
