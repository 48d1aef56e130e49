// A date in the past that somebody sets today is no news: whoever would be written of it is not (N4).
import type { Session } from '../../shared/model.ts'
import { dayOf } from './calendar.ts'
import { type Note, notesFor, withTold } from './reminders.ts'
import { mapSame, withFields } from './session-with.ts'

/** The session after a change at `now` (ms since epoch): days that came with it and were past by then count as told. */
export function withoutPastDays(before: Session, after: Session, now: number): Session {
  const { afterwards } = after
  if (after.commitments === before.commitments || afterwards.reminders.length === 0) return after
  const changed = after.commitments.filter((one) => !before.commitments.includes(one))
  const owners = new Set(changed.map(({ owner }) => owner))
  const today = dayOf(now)
  const reminders = mapSame(afterwards.reminders, (one) => {
    if (!owners.has(one.person)) return one
    const known = new Set(notesFor(before, one.person).map(({ key }) => key))
    const notes = notesFor(after, one.person)
    const isPast = (note: Note) => note.is !== 'invitation' && note.day < today && !known.has(note.key)
    const past = notes.filter(isPast).map(({ key }) => key)
    return past.length === 0 ? one : withFields(one, { told: withTold(one, notes, past) })
  })
  return withFields(after, { afterwards: withFields(afterwards, { reminders }) })
}
