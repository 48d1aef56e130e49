// The words of a reminder by e-mail: plain text and the same as simple HTML. Titles, wordings and dates; never a card or an answer.
import { CONFIRMS } from '../../shared/limits.ts'
import type { Commitment, Person, Session } from '../../shared/model.ts'
import { clip, plainLine } from '../../shared/text.ts'
import { type Note, ownAndOpen } from './reminders.ts'

/** What an owner may answer from a mail; `stop` for no more of them, `confirm` for any at all. */
export const REPLIES = ['moving', 'stuck', 'done', 'stop', 'confirm'] as const
export type Reply = (typeof REPLIES)[number]

/** Addresses for a mail; null where nobody knows the server's own. */
export type MailLinks = {
  readonly phone: string
  readonly board: string
  readonly stop: string
  readonly reply: (commitment: string, reply: Reply) => string
} | null

export type MailWords = { readonly subject: string; readonly text: string; readonly html: string }

type Link = { readonly label: string; readonly to: string }
/** `quoted`: what the team wrote, set apart. */
type Part = { readonly says: string; readonly quoted?: boolean; readonly links?: readonly Link[] }

const SUBJECT = 120
const TITLE = 60
const ANSWERS: readonly (readonly [Reply, string])[] = [
  ['moving', 'It is moving'],
  ['stuck', 'It is stuck'],
  ['done', 'It is done'],
]
/** A letter by itself, as in `0800 x 12`; not that of `Q3`. */
const ALONE = '(?:(?<=\\p{N})\\p{L}(?!\\p{L})|(?<![\\p{L}\\p{N}])\\p{L}(?!\\p{L}|\\p{N}{1,2}(?!\\p{N})))'
/** `3` of `Q3` and its like; or digits with all that follow and have nothing between but signs and letters by themselves. */
const DIGITS = new RegExp(
  `(?<=\\p{L})\\p{N}{1,2}(?!\\p{N})|[(–—-]?\\p{N}+(?:(?:[^\\p{L}\\p{N}]|${ALONE})+\\p{N}+)*[)–—-]?`,
  'gu',
)

/** One mail about everything of a day; `notes` is not empty. */
export function mailWords(
  session: Session,
  { id: person, name }: Pick<Person, 'id' | 'name'>,
  notes: readonly Note[],
  links: MailLinks,
): MailWords {
  const title = plainLine(session.title)
  const invitation = notes.find((note) => note.is === 'invitation')
  // With a check-in every owner is asked how theirs stand, due or not.
  const asked = new Set(notes.flatMap((note) => (note.is === 'invitation' ? [] : [note.commitment])))
  if (invitation !== undefined) for (const one of ownAndOpen(session, person)) asked.add(one)
  const parts: Part[] = [
    { says: `Hello ${plainLine(name)},` },
    ...(invitation?.is === 'invitation' ? invite(invitation, title, links) : []),
    ...[...asked].flatMap((commitment) => about(commitment, notes, links)),
    ...(links === null
      ? []
      : [{ says: `The board of ${title}`, links: [{ label: 'See the board', to: links.board }] }]),
    {
      says: 'You asked on your phone to be reminded; nobody else in the session sees your address.',
      ...(links === null ? {} : { links: [{ label: 'No more reminders', to: links.stop }] }),
    },
  ]
  return { subject: clip(subjectOf(title, notes), SUBJECT), text: asText(parts), html: asHtml(title, parts) }
}

/**
 * The only message to an address that nobody has confirmed: it may reach somebody who knows nothing of this. So it holds no name, no
 * commitment and no link but `yes`, and of the title what no mail program makes a link of.
 */
export function confirmWords({ title, afterwards }: Session, yes: string): MailWords {
  const about = tameTitle(title)
  const coming = afterwards.checkins.filter(({ state }) => state !== 'closed').length
  const toCome = coming === 0 ? '' : coming === 1 ? ' (one is to come)' : ` (${coming} are to come)`
  const parts: Part[] = [
    { says: 'Hello,' },
    {
      says: `Somebody who took part in ${about === '' ? 'a session' : `“${about}”`} gave this address for reminders. If that was you, say so:`,
      links: [{ label: 'Yes, send me reminders', to: yes }],
    },
    {
      says: `Then one mail comes when a check-in opens${toCome}, and, for what you own, one two days before it or a step of it is due and one the day after. Every mail has a link that stops them.`,
    },
    {
      says: `If it was not you, do nothing: no reminders come, and this address is deleted after ${CONFIRMS.days} days.`,
    },
  ]
  const subject = 'Do you want these reminders?'
  return { subject, text: asText(parts), html: asHtml(subject, parts) }
}

/**
 * Letters, a year or a quarter, and what stands between words: nothing of it is an address or a telephone number, and there is
 * little of it. Compatible forms first, for `⒈` and `．` hold a full stop, and `１` is a digit.
 */
function tameTitle(title: string): string {
  const plain = plainLine(title.normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N} '’&(),!?–—-]/gu, ' ')
  const tame = plain.replace(DIGITS, (found) => (/^[^\p{N}]*\p{N}{1,4}[^\p{N}]*$/u.test(found) ? found : ' '))
  return clip(plainLine(tame), TITLE)
}

function subjectOf(title: string, notes: readonly Note[]): string {
  const invitation = notes.find((note) => note.is === 'invitation')
  if (invitation?.is === 'invitation')
    return `${title}: the check-in is open until ${dayWords(invitation.checkin.until)}`
  const [first] = notes
  if (notes.length > 1 || first === undefined || first.is === 'invitation') return `${title}: what is due now`
  if (first.is === 'after') return `How does it stand? ${plainLine(first.commitment.what)}`
  return `Due on ${dayWords(first.day)}: ${stepWords(first)}`
}

function invite(note: Extract<Note, { is: 'invitation' }>, title: string, links: MailLinks): Part[] {
  const { checkin } = note
  return [
    {
      says: `The check-in “${plainLine(checkin.title)}” of ${title} is open until ${dayWords(checkin.until)}. It takes a minute on the phone that you took part with, under seal as in the session.`,
      links: links === null ? [] : [{ label: 'Open it on that phone', to: links.phone }],
    },
  ]
}

function about(commitment: Commitment, notes: readonly Note[], links: MailLinks): Part[] {
  const own = notes.filter((note) => note.is !== 'invitation' && note.commitment === commitment)
  const isPast = own.some(({ is }) => is === 'after')
  const due = own.flatMap((note) => {
    if (note.is === 'invitation' || (note.is === 'soon' && isPast)) return []
    if (note.is === 'soon') return [`It is due on ${dayWords(note.day)}.`]
    if (note.is === 'after') return [`It was due on ${dayWords(note.day)}.`]
    return [`A step of it is due on ${dayWords(note.day)}: “${stepWords(note)}”.`]
  })
  return [
    { says: plainLine(commitment.what), quoted: true },
    {
      says: [...due, 'How does it stand?'].join(' '),
      links: links === null ? [] : ANSWERS.map(([reply, label]) => ({ label, to: links.reply(commitment.id, reply) })),
    },
  ]
}

function stepWords(note: Exclude<Note, { is: 'invitation' }>): string {
  if (note.is === 'step') return plainLine(note.step.text)
  return plainLine(note.is === 'first' ? note.commitment.firstStep : note.commitment.what)
}

/** `2026-12-01` → "Tuesday 1 December 2026". */
export function dayWords(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
    .format(Date.UTC(year, month - 1, date))
    .replace(',', '')
}

function asText(parts: readonly Part[]): string {
  return parts
    .map(({ says, quoted, links = [] }) =>
      [quoted ? `  “${says}”` : says, ...links.map(({ label, to }) => `  ${label}: ${to}`)].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}

function asHtml(title: string, parts: readonly Part[]): string {
  const body = parts.map(({ says, quoted, links = [] }) => {
    const words = quoted
      ? `<blockquote style="margin:16px 0 4px;padding-left:12px;border-left:3px solid #1f6f5c;font-size:18px">${escapeHtml(says)}</blockquote>`
      : `<p style="margin:12px 0 4px">${escapeHtml(says)}</p>`
    const anchors = links.map(({ label, to }) => `<a href="${escapeHtml(to)}">${escapeHtml(label)}</a>`)
    return anchors.length === 0 ? words : `${words}\n<p style="margin:4px 0 12px">${anchors.join(' &nbsp; ')}</p>`
  })
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"><title>${escapeHtml(title)}</title></head>\n<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">\n${body.join('\n')}\n</body></html>\n`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`)
}
