// Check-ins and due dates as an iCalendar file (RFC 5545): all-day, so that no time zone shifts them, and the same event each time.

import { goesOn } from '../../shared/board-lines.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { dayAfter } from './days.ts'
import { inertText } from './inert.ts'

type Board = BoardRecord['board']
type Event = {
  readonly id: string
  readonly day: string
  readonly title: string
  readonly says: string
}

/** `link` opens the board; null where nobody knows the server's address. `now` in ms since epoch. */
export function calendarFile(board: Board, link: string | null, now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Eighty//Board//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(board.title)}`,
    `NAME:${escaped(board.title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
    ...eventsOf(board).flatMap((event) => eventLines(event, board, link, now)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** What is over, done or dropped asks for nobody's time any more. */
function eventsOf({ checkins, commitments }: Board): Event[] {
  return [
    ...checkins
      .filter(({ state }) => state !== 'closed')
      .map(({ id, title, opens, until }) => ({
        id: `checkin-${id}`,
        day: opens,
        title: `Check-in: ${title}`,
        says: `How is it going, and what is in the way? A minute on your phone, under seal. Open until ${until}.`,
      })),
    ...commitments.filter(goesOn).flatMap((one) => {
      const { id, wording, owner, pursuit } = one
      const who = owner === null ? 'Nobody owns it yet.' : `Owner: ${owner.name}.`
      const due = (part: string, day: string | null, title: string, says: string): Event[] =>
        day === null || title === '' ? [] : [{ id: `${part}-${id}`, day, title, says }]
      const of = `A step of: ${wording.what}\n${who}`
      return [
        ...due('due', one.by, wording.what === '' ? '' : `Due: ${wording.what}`, who),
        ...(pursuit.firstStepDone === null ? due('first', one.firstStepBy, wording.firstStep, of) : []),
        ...pursuit.steps.flatMap((step) => (step.done === null ? due(`step-${step.id}`, step.by, step.text, of) : [])),
      ]
    }),
  ]
}

function eventLines({ id, day, title, says }: Event, board: Board, link: string | null, now: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${id}-${board.session}@eighty`,
    `DTSTAMP:${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${dayAfter(day, 1).replaceAll('-', '')}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${says}\n${board.title}${link === null ? '' : `\n${link}`}`)}`,
    ...(link === null ? [] : [`URL:${link}`]),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    // Nine in the morning, wherever the calendar is.
    'TRIGGER:PT9H',
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

function escaped(text: string): string {
  return inertText(text)
    .trim()
    .replace(/[\\,;]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** Lines of at most 75 bytes, cut between characters (§3.1). */
function folded(line: string): string {
  let out = ''
  let bytes = 0
  for (const symbol of line) {
    const size = Buffer.byteLength(symbol)
    if (bytes + size > 75) {
      out += '\r\n '
      bytes = 1
    }
    out += symbol
    bytes += size
  }
  return out
}
