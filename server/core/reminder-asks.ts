// The one message to an address that its owner has not confirmed: whether it is still to go out, and when the address is dropped.
//
// C1  An address is first asked whether its owner wants reminders; until the link in that message was followed, nothing else goes there.
// C2  It is asked once, and once more each time its person asks for that some minutes later; another address is asked anew.
// C3  An address that nobody confirmed is dropped after some days.
import { CONFIRMS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import type { PhoneMine } from '../../shared/views.ts'
import { dayAfter, dayOf } from './calendar.ts'

export type Reminder = Session['afterwards']['reminders'][number]
export type Asked = NonNullable<PhoneMine['reminders']>['asked']

const DAY = 86_400_000

/** What is noted when the question went out, or could not: of this asking alone, so that a late note says nothing of the next one. */
export function askKeys({ since }: Pick<Reminder, 'since'>): { readonly sent: string; readonly left: string } {
  return { sent: `asked.${since}`, left: `unasked.${since}` }
}

/** Of whichever asking. */
export function isAskKey(key: string): boolean {
  return key.startsWith('asked.') || key.startsWith('unasked.')
}

/** How far the question is: on its way, out, or left because it could not be delivered. */
export function askState(one: Pick<Reminder, 'since' | 'told'>): Asked {
  const { sent, left } = askKeys(one)
  if (one.told.includes(sent)) return 'sent'
  return one.told.includes(left) ? 'failed' : 'sending'
}

/** C1, C2. */
export function isToBeAsked(one: Reminder): boolean {
  return one.confirmed === null && askState(one) === 'sending'
}

/**
 * C2: it is on its way, or out since a moment ago: whoever asks for it then most likely heard no answer the first time, and there is
 * nothing more to do.
 */
export function isAskedAlready(one: Reminder, now: number): boolean {
  return isToBeAsked(one) || (one.confirmed === null && askState(one) === 'sent' && now - one.since < CONFIRMS.pause)
}

/** C3. */
export function isLapsed({ confirmed, since }: Reminder, now: number): boolean {
  return confirmed === null && now - since >= CONFIRMS.days * DAY
}

/** When somebody looks whether it has lapsed: an hour at which it has, whatever the time zone of the server. */
export function lapseHour({ since }: Reminder): { readonly day: string; readonly hour: number } {
  return { day: dayAfter(dayOf(since), CONFIRMS.days + 1), hour: 14 }
}

/** The entry whose address is asked because of what this person just did; null when nobody is. */
export function askedNow(before: Session, after: Session, person: string): Reminder | null {
  const of = ({ afterwards }: Session) => afterwards.reminders.find((one) => one.person === person)
  const next = of(after)
  return next !== undefined && next !== of(before) && isToBeAsked(next) ? next : null
}

/** What its person's own phone is told. */
export function reminderView({ afterwards }: Pick<Session, 'afterwards'>, person: string): PhoneMine['reminders'] {
  const one = afterwards.reminders.find((entry) => entry.person === person)
  return one === undefined ? null : { address: one.address, confirmed: one.confirmed !== null, asked: askState(one) }
}
