// The page behind a link in a mail: it shows what would be done and changes nothing; its button does it.
import type { Request, Response, Router } from 'express'
import express from 'express'
import { CONFIRMS, LIMITS } from '../../shared/limits.ts'
import type { Commitment } from '../../shared/model.ts'
import { type RefusalCode, sayRefusal } from '../../shared/refusals.ts'
import { clip, plainLine } from '../../shared/text.ts'
import { seatedPerson } from '../core/people.ts'
import type { Reminder } from '../core/reminder-asks.ts'
import { escapeHtml, type Reply } from '../core/reminder-words.ts'
import type { Directory } from '../live/directory.ts'
import type { LiveSession } from '../live/live-session.ts'
import { Refused } from '../live/refused.ts'
import type { Clock } from '../ports.ts'
import { type Page, sendPage } from './plain-page.ts'
import type { ReplyLinks } from './reply-links.ts'

export type ReplyPageParts = { readonly directory: Directory; readonly clock: Clock; readonly links: ReplyLinks }

type Scope = NonNullable<ReturnType<ReplyLinks['read']>>
type Found = { readonly live: LiveSession; readonly scope: Scope; readonly commitment: Commitment | null }

const SAYS: Readonly<Record<Exclude<Reply, 'stop' | 'confirm'>, string>> = {
  moving: 'It is moving',
  stuck: 'It is stuck',
  done: 'It is done',
}

const UNKNOWN: Page = {
  status: 404,
  heading: 'This link does not work',
  body: '<p>It may have been cut off on its way. Open the link in the mail itself.</p>',
}
const OVER: Page = {
  status: 410,
  heading: 'This link is over',
  body: '<p>Links in mails work for some weeks. The board itself is still open to whoever takes part.</p>',
}
const CONFIRM_OVER: Page = {
  status: 410,
  heading: 'This link is over',
  body: `<p>It worked for ${CONFIRMS.days} days. If you still want reminders, give your address once more on your phone.</p>`,
}
const NOT_ASKED: Page = {
  status: 410,
  heading: 'Nobody asks for these reminders any more',
  body: '<p>The address was taken back on the phone, or deleted because nobody confirmed it. This link confirms nothing, and no reminders come.</p>',
}
const ANOTHER_ADDRESS: Page = {
  status: 410,
  heading: 'Another address was given since',
  body: '<p>This link was for an earlier one and confirms nothing. Open the link in the mail that came to the new address.</p>',
}
const GONE: Page = { status: 410, heading: 'There is nothing here any more', body: '<p>You need do nothing.</p>' }
const NOT_YOURS: Page = {
  status: 410,
  heading: 'This is not yours to answer any more',
  body: '<p>Somebody else owns it now, or it was taken off the board.</p>',
}

export function createReplyPages(parts: ReplyPageParts): Router {
  const router = express.Router()
  // No Origin is asked for: mail programs have none, no browser brings anything along by itself, and the link is the proof.
  router.use(express.urlencoded({ extended: false, limit: 4096, parameterLimit: 8 }))
  const answer = (make: (found: Found, request: Request) => Promise<Page> | Page) => {
    return async (request: Request, response: Response) => {
      const found = await find(String(request.params.token), parts)
      const page = 'live' in found ? await make(found, request) : found
      sendPage(response, page)
    }
  }
  router.get('/:token', answer(ask))
  router.post('/:token', answer(act))
  // Express knows an error handler by its four parameters. Bytes that are no form, or too many.
  router.use((_problem: unknown, _request: Request, response: Response, _next: () => void) => {
    if (!response.headersSent) sendPage(response, { ...UNKNOWN, status: 400 })
  })
  return router
}

async function find(token: string, { directory, clock, links }: ReplyPageParts): Promise<Found | Page> {
  const scope = links.read(token, clock.now())
  if (scope === null) return UNKNOWN
  if (scope.isOver) return scope.reply === 'confirm' ? CONFIRM_OVER : OVER
  const live = await directory.open(scope.session)
  if (live === null || seatedPerson(live.session, scope.person) === null) return GONE
  if (scope.commitment === null) return { live, scope, commitment: null }
  const commitment = live.session.commitments.find((one) => one.id === scope.commitment)
  return commitment?.owner === scope.person ? { live, scope, commitment } : NOT_YOURS
}

function ask(found: Found): Page {
  const { live, scope, commitment } = found
  const { person, reply } = scope
  const { title, afterwards } = live.session
  if (reply === 'confirm') {
    const one = toConfirm(found)
    if ('status' in one) return one
    if (one.confirmed !== null) return confirmed()
    return {
      status: 200,
      heading: 'Do you want these reminders?',
      body: `<p>Of “${escapeHtml(title)}”: one mail when a check-in opens, and when something that you own is due. Every mail has a link that stops them.</p>${form('', 'Yes, send me reminders')}<p>If you did not ask for them, close this page: nothing comes, and your address is deleted after ${CONFIRMS.days} days.</p>`,
    }
  }
  if (reply === 'stop' || commitment === null) {
    const isOn = afterwards.reminders.some((one) => one.person === person)
    if (!isOn) return stopped()
    return {
      status: 200,
      heading: 'No more reminders?',
      body: `<p>Of “${escapeHtml(title)}”. Your address is deleted with it.</p>${form('', 'No more reminders')}`,
    }
  }
  const why =
    reply === 'stuck'
      ? `<label>What is in the way? Everyone with the board sees it. You can leave it empty.<input name="why" maxlength="${LIMITS.reason}" autocomplete="off"></label>`
      : ''
  return {
    status: 200,
    heading: 'How does it stand?',
    body: `<blockquote>${escapeHtml(commitment.what)}</blockquote>${form(why, SAYS[reply])}`,
  }
}

async function act(found: Found, request: Request): Promise<Page> {
  const { live, scope, commitment } = found
  const { person, reply } = scope
  if (reply === 'confirm') {
    const one = toConfirm(found)
    if ('status' in one) return one
    const no = await whyNot(live.system({ name: 'system.remind', data: { person, address: one.address } }))
    // It was changed between the look and the press.
    if (no === 'not-found') return ANOTHER_ADDRESS
    return no === null ? confirmed() : refused(no)
  }
  if (reply === 'stop' || commitment === null) {
    const no = await whyNot(live.system({ name: 'system.unremind', data: { person } }))
    return no === null ? stopped() : refused(no)
  }
  const given: unknown = request.body?.why
  const why = reply === 'stuck' && typeof given === 'string' ? clip(plainLine(given.slice(0, 4000)), LIMITS.reason) : ''
  const data = { commitment: commitment.id, status: reply, why }
  const came = await live.command({ role: 'participant', person }, { name: 'status.set', data })
  if (!came.ok) return refused(came.refusal.code)
  return {
    status: 200,
    heading: 'Thank you',
    body: `<blockquote>${escapeHtml(commitment.what)}</blockquote><p>${SAYS[reply]}: that is on the board now.</p>`,
  }
}

/** The entry that a link confirms, as it stands now; a page when there is none, or it is of another address. */
function toConfirm({ live, scope }: Found): Reminder | Page {
  const one = live.session.afterwards.reminders.find(({ person }) => person === scope.person)
  if (one === undefined) return NOT_ASKED
  return scope.isFor(one.address) ? one : ANOTHER_ADDRESS
}

async function whyNot(change: Promise<void>): Promise<RefusalCode | null> {
  try {
    await change
    return null
  } catch (problem) {
    if (problem instanceof Refused) return problem.refusal.code
    throw problem
  }
}

function confirmed(): Page {
  return {
    status: 200,
    heading: 'Reminders come from now on',
    body: '<p>You can close this page. Every mail has a link that stops them; your phone can stop them too.</p>',
  }
}

function stopped(): Page {
  return {
    status: 200,
    heading: 'No more reminders',
    body: '<p>Your address is deleted. You still have your seat.</p>',
  }
}

function refused(code: RefusalCode): Page {
  const isPassing = code === 'busy' || code === 'storage-full'
  return {
    status: isPassing ? 503 : 409,
    heading: 'That did not work',
    body: `<p>${escapeHtml(sayRefusal({ code }))}</p>`,
  }
}

function form(fields: string, button: string): string {
  return `<form method="post">${fields}<button>${escapeHtml(button)}</button></form>`
}
