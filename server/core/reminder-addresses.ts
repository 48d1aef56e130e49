// Where somebody's reminders go: their own address, which counts once its owner said yes there.
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { fits } from '../../shared/text.ts'
import type { Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { seatOf } from './people.ts'
import { isAskedAlready, isLapsed, type Reminder } from './reminder-asks.ts'
import { pastNotes } from './reminders.ts'
import { filterSame, mapSame, withFields } from './session-with.ts'

const ADDRESS = /^[^\s@<>"(),:;\\]{1,64}@[^\s@<>"(),:;\\]{1,189}$/

/** One's own address, never shown to anybody else. The same one some minutes later, not confirmed yet, is asked once more. */
const set: Handler<'reminder.set'> = (session, { address }, by) => {
  const person = seatOf(session, by).id
  const to = address?.trim() ?? null
  if (to === null) return accept(without(session, (one) => one.person === person))
  if (!ADDRESS.test(to) || !fits(to, LIMITS.address)) return refuse('bad-address')
  const { reminders } = session.afterwards
  const before = reminders.find((one) => one.person === person)
  if (before?.address === to && (before.confirmed !== null || isAskedAlready(before, by.now))) return accept(session)
  const told = before?.told ?? pastNotes(session, person, by.now)
  const next: Reminder = { person, address: to, since: by.now, confirmed: null, told }
  return accept(withReminders(session, [...reminders.filter((one) => one.person !== person), next]))
}

/** The link was followed: for the address that it was sent to, and no other. */
const confirm: SystemHandler<'system.remind'> = (session, { person, address }, by) => {
  const { reminders } = session.afterwards
  if (!reminders.some((one) => one.person === person && one.address === address)) return refuse('not-found')
  return accept(
    withReminders(
      session,
      mapSame(reminders, (one) =>
        one.person === person && one.confirmed === null ? withFields(one, { confirmed: by.now }) : one,
      ),
    ),
  )
}

/** Somebody followed the link that stops reminders. */
const stop: SystemHandler<'system.unremind'> = (session, { person }) =>
  accept(without(session, (one) => one.person === person))

const lapse: SystemHandler<'system.lapse'> = (session, _data, by) =>
  accept(without(session, (one) => isLapsed(one, by.now)))

export const reminderAddressHandlers = { 'reminder.set': set }
export const systemReminderAddressHandlers = {
  'system.remind': confirm,
  'system.unremind': stop,
  'system.lapse': lapse,
}

function without(session: Session, goes: (one: Reminder) => boolean): Session {
  return withReminders(
    session,
    filterSame(session.afterwards.reminders, (one) => !goes(one)),
  )
}

function withReminders(session: Session, reminders: Reminder[]): Session {
  return withFields(session, { afterwards: withFields(session.afterwards, { reminders }) })
}
