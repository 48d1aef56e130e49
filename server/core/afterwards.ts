// What a session is after its day: its summary and when it is due, how long it is kept, where reminders go.
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { fits, plainText } from '../../shared/text.ts'
import { dayAfter, dayOf } from './calendar.ts'
import type { Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { reminderAddressHandlers, systemReminderAddressHandlers } from './reminder-addresses.ts'
import { pastNews } from './reminders.ts'
import { withFields } from './session-with.ts'

/** Hours until the summary should be with everyone. */
export const SUMMARY_DUE_MS = 48 * 3_600_000

const write: Handler<'summary.write'> = (session, { text }) => {
  const words = plainText(text)
  if (!fits(words, LIMITS.summary)) return refuse('too-long')
  return accept(withAfter(session, { summary: withFields(session.afterwards.summary, { text: words }) }))
}

const given: Handler<'summary.sent'> = (session, { sent: isSent }, by) => {
  const { summary } = session.afterwards
  if ((summary.given !== null) === isSent) return accept(session)
  return accept(withAfter(session, { summary: { ...summary, given: isSent ? by.now : null } }))
}

const retention: Handler<'retention.set'> = (session, { days }) => accept(withAfter(session, { retention: days }))

const webhook: Handler<'webhook.set'> = (session, { webhook: next }, by) => {
  if (next === null) return accept(withAfter(session, { webhook: null, webhookTold: [] }))
  const url = next.url.trim()
  if (!isWebAddress(url) || !fits(url, LIMITS.url)) return refuse('bad-address')
  const before = session.afterwards.webhook
  if (before?.url === url && before.kind === next.kind) return accept(session)
  // What was before it is no news.
  return accept(withAfter(session, { webhook: { url, kind: next.kind }, webhookTold: pastNews(session, by.now) }))
}

const take: SystemHandler<'system.take'> = (session, { key, revoked }) =>
  accept(withAfter(withRevoked(session, revoked), { takeKey: key }))

export const afterwardsHandlers = {
  'summary.write': write,
  'summary.sent': given,
  'retention.set': retention,
  'webhook.set': webhook,
  ...reminderAddressHandlers,
}
export const systemAfterwardsHandlers = { 'system.take': take, ...systemReminderAddressHandlers }

/** A link was taken back: whoever still follows it is told so. Of many the oldest are forgotten. */
export function withRevoked(session: Session, hash: string | null): Session {
  const { revoked } = session.afterwards
  if (hash === null || revoked.includes(hash)) return session
  return withAfter(session, { revoked: [...revoked, hash].slice(-LIMITS.revoked) })
}

/** The session ends now: its summary is due, and its retention begins. */
export function endedAt(session: Session, now: number): Session {
  const { afterwards } = session
  if (afterwards.ended !== null) return session
  // One that is with everyone stays there; after a live check-in a new one is a wish, not a debt.
  const due = afterwards.summary.given === null ? now + SUMMARY_DUE_MS : afterwards.summary.due
  const summary = withFields(afterwards.summary, { due })
  return withFields(session, { afterwards: { ...afterwards, ended: now, summary } })
}

/** The day from which everything of it is to be gone; null while no end is known. */
export function deletesOn({ afterwards }: Pick<Session, 'afterwards'>): string | null {
  if (afterwards.ended === null) return null
  const end = dayOf(afterwards.ended)
  const last = [end, ...afterwards.checkins.map((one) => one.until)].sort().at(-1) ?? end
  return afterwards.retention === 0 ? end : dayAfter(last, afterwards.retention)
}

function withAfter(session: Session, fields: Partial<Session['afterwards']>): Session {
  return withFields(session, { afterwards: withFields(session.afterwards, fields) })
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text)
}
