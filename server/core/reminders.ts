// What people who asked for it are written, and what a webhook is told: by key and hour, so that nothing is ever said twice.
//
// N1  Nothing before the session has ended, or to an address that is not confirmed (C1); nothing about what is done or dropped.
// N2  A person hears that a check-in opened, and of their own commitments what is due in two days, and the day after it was due.
// N3  A webhook hears that a check-in opened or closed (of one held live in the room: once it is over), that a commitment is stuck,
//     done or dropped, and that the summary is due.
// N4  What was so before the address was set is no news, and neither is a day that was past when somebody set it.
// N5  What was told stays told, also when it is not so for a while; only a status that comes back is news once more.

import type { CheckIn, SmallStep, Status } from '../../shared/board.ts'
import { goesOn } from '../../shared/board-lines.ts'
import type { Commitment, Session } from '../../shared/model.ts'
import { liveCheckin } from './agenda.ts'
import { dayAfter, dayOf, type LocalHour } from './calendar.ts'
import type { SystemHandler } from './command-handler.ts'
import { accept } from './command-handler.ts'
import { askKeys, isAskKey, isToBeAsked, lapseHour, type Reminder } from './reminder-asks.ts'
import { mapSame, withFields } from './session-with.ts'

type Keyed = { readonly key: string; readonly at: LocalHour }

/** One thing that a person is written about. */
export type Note = Keyed &
  (
    | { readonly is: 'invitation'; readonly checkin: CheckIn }
    /** `soon`: the commitment is due; `after`: it was, and how does it stand? */
    | { readonly is: 'soon' | 'after' | 'first'; readonly commitment: Commitment; readonly day: string }
    | { readonly is: 'step'; readonly commitment: Commitment; readonly step: SmallStep; readonly day: string }
  )

/** One thing that a webhook is told. */
export type News = Keyed &
  (
    | { readonly is: 'opened' | 'closed'; readonly checkin: CheckIn }
    | { readonly is: 'stuck' | 'done' | 'dropped'; readonly commitment: Commitment }
    | { readonly is: 'summary'; readonly day: string }
  )

export type ReminderDue = { readonly at: LocalHour; readonly what: 'reminder'; readonly id: 'mail' | 'webhook' }

/** When people look at what the day brings. */
export const MORNING = 8
const AHEAD = 2
/** So many keys of what was told and is so no longer are kept: of days that are set to and fro. */
const REMEMBERED = 40
const TOLD: readonly Status[] = ['stuck', 'done', 'dropped']

/** What a person owns that is neither done nor dropped. */
export function ownAndOpen({ commitments }: Pick<Session, 'commitments'>, person: string): Commitment[] {
  return commitments.filter((one) => one.owner === person && one.what !== '' && goesOn(one))
}

/** Everything that a person would be written some day as things stand. */
export function notesFor(session: Session, person: string): Note[] {
  const open = session.afterwards.checkins.filter(({ state, steps }) => state === 'open' && steps.length > 0)
  const own = ownAndOpen(session, person)
  return [
    ...open.map((checkin): Note => ({ key: `open.${checkin.id}`, at: atOnce(session), is: 'invitation', checkin })),
    ...own.flatMap(notesOf),
  ]
}

function notesOf(commitment: Commitment): Note[] {
  const { id, by, firstStepBy, firstStep, pursuit } = commitment
  const before = (day: string) => ({ day: dayAfter(day, -AHEAD), hour: MORNING })
  const notes: Note[] = []
  if (firstStepBy !== null && firstStep !== '' && pursuit.firstStepDone === null)
    notes.push({
      key: `first.${id}.${firstStepBy}`,
      at: before(firstStepBy),
      is: 'first',
      commitment,
      day: firstStepBy,
    })
  for (const step of pursuit.steps)
    if (step.by !== null && step.done === null)
      notes.push({ key: `step.${step.id}.${step.by}`, at: before(step.by), is: 'step', commitment, step, day: step.by })
  if (by === null) return notes
  const after = { day: dayAfter(by, 1), hour: MORNING }
  notes.push({ key: `soon.${id}.${by}`, at: before(by), is: 'soon', commitment, day: by })
  notes.push({ key: `after.${id}.${by}`, at: after, is: 'after', commitment, day: by })
  return notes
}

/** Everything that the webhook would be told some day as things stand. */
export function newsOf(session: Session): News[] {
  const { checkins, summary } = session.afterwards
  const at = atOnce(session)
  const isAsked = ({ state, steps }: CheckIn) => state !== 'planned' && steps.length > 0
  return [
    ...checkins.flatMap((checkin): News[] => [
      ...(isAsked(checkin) ? [{ key: `opened.${checkin.id}`, at, is: 'opened' as const, checkin }] : []),
      ...(isOver(session, checkin) ? [{ key: `closed.${checkin.id}`, at, is: 'closed' as const, checkin }] : []),
    ]),
    ...session.commitments.flatMap((commitment): News[] => {
      const { status } = commitment.pursuit
      return status === 'stuck' || status === 'done' || status === 'dropped'
        ? [{ key: `${status}.${commitment.id}`, at, is: status, commitment }]
        : []
    }),
    ...(summary.due !== null && summary.given === null
      ? [
          {
            // After a check-in held in the room there is a second end, and a second one is due.
            key: `summary.${dayOf(summary.due)}`,
            at: { day: dayOf(summary.due), hour: MORNING },
            is: 'summary' as const,
            day: dayOf(summary.due),
          },
        ]
      : []),
  ]
}

/** Closed, and people were asked: on their phones, or live in the room. One whose days went by is neither. */
function isOver(session: Session, checkin: CheckIn): boolean {
  const { id, state, steps } = checkin
  const inRoom = session.afterwards.reconvened.some((one) => one.checkin === id) && liveCheckin(session)?.id !== id
  return state === 'closed' && (steps.length > 0 || inRoom)
}

/** Keys of what is past on the day of `now` (ms since epoch). */
export function pastNotes(session: Session, person: string, now: number): string[] {
  return past(notesFor(session, person), now)
}
export function pastNews(session: Session, now: number): string[] {
  return past(newsOf(session), now)
}

/** When somebody is to be told something next; at once where something that was told is so no longer, and may be news again. */
export function reminderDues(session: Session): ReminderDue[] {
  const { reminders, webhook } = session.afterwards
  // An address is asked whether it may be written to as soon as it is given, and dropped when nobody says so.
  const asks = reminders.filter(isToBeAsked).map((): Keyed => ({ key: '', at: atOnce(session) }))
  const lapses = reminders
    .filter(({ confirmed }) => confirmed === null)
    .map((one): Keyed => ({ key: '', at: lapseHour(one) }))
  if (session.status === 'live') return earliest([...asks, ...lapses], 'mail')
  const mails = [...asks, ...lapses, ...reminders.flatMap((one) => notesLeft(session, one))]
  const news = webhook === null ? [] : untold(newsOf(session), session.afterwards.webhookTold ?? [])
  const old: Keyed[] = webhook !== null && staleNews(session).length > 0 ? [{ key: '', at: atOnce(session) }] : []
  return [...earliest(mails, 'mail'), ...earliest([...news, ...old], 'webhook')]
}

/** What is still to be written to somebody some day: nothing while it is not sure that the address is theirs. */
export function notesLeft(session: Session, { person, confirmed, told }: Reminder): Note[] {
  return session.status === 'live' || confirmed === null ? [] : untold(notesFor(session, person), told)
}

export function untold<T extends Keyed>(all: readonly T[], told: readonly string[]): T[] {
  return all.filter(({ key }) => !told.includes(key))
}

const told: SystemHandler<'system.told'> = (session, { person, keys }) => {
  const { afterwards } = session
  if (person === null) {
    const news = newsOf(session)
    const isNow = (key: string) => news.some((one) => one.key === key)
    const before = afterwards.webhookTold ?? []
    const all = remembered([...before, ...keys], isNow).filter((key) => !isStatus(key) || isNow(key))
    return accept(withFields(session, { afterwards: withFields(afterwards, { webhookTold: unlessSame(before, all) }) }))
  }
  const notes = notesFor(session, person)
  const reminders = mapSame(afterwards.reminders, (one) =>
    one.person === person ? withFields(one, { told: withTold(one, notes, keys) }) : one,
  )
  return accept(withFields(session, { afterwards: withFields(afterwards, { reminders }) }))
}

/** What somebody was told with `more` of it, where `notes` is all that there is to tell; the same list when nothing is new. */
export function withTold(one: Reminder, notes: readonly Note[], more: readonly string[]): string[] {
  const asks = Object.values(askKeys(one))
  const isNow = (key: string) => asks.includes(key) || notes.some((note) => note.key === key)
  const all = [...one.told, ...more].filter((key) => !isAskKey(key) || asks.includes(key))
  return unlessSame(one.told, remembered(all, isNow))
}

/** Each key once: all that is so now, and the latest of what is not. */
function remembered(keys: readonly string[], isNow: (key: string) => boolean): string[] {
  const all = [...new Set(keys)]
  const gone = new Set(all.filter((key) => !isNow(key)).slice(0, -REMEMBERED))
  return all.filter((key) => !gone.has(key))
}

export const systemReminderHandlers = { 'system.told': told }

/** A status that was told and is another now. */
function staleNews(session: Session): string[] {
  const now = new Set(newsOf(session).map(({ key }) => key))
  return (session.afterwards.webhookTold ?? []).filter((key) => isStatus(key) && !now.has(key))
}

function isStatus(key: string): boolean {
  return TOLD.some((status) => key.startsWith(`${status}.`))
}

function past(all: readonly Keyed[], now: number): string[] {
  return all.filter(({ at }) => at.day <= dayOf(now)).map(({ key }) => key)
}

function earliest(all: readonly Keyed[], id: ReminderDue['id']): ReminderDue[] {
  const [first] = [...all].sort((a, b) =>
    a.at.day === b.at.day ? a.at.hour - b.at.hour : a.at.day < b.at.day ? -1 : 1,
  )
  return first === undefined ? [] : [{ at: first.at, what: 'reminder', id }]
}

/** As soon as somebody looks. */
function atOnce({ createdAt }: Session): LocalHour {
  return { day: dayOf(createdAt), hour: 0 }
}

function unlessSame(before: string[], next: string[]): string[] {
  return next.length === before.length && next.every((key) => before.includes(key)) ? before : next
}
