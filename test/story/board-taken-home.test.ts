// A board is taken home in every form, each read by a program that is not ours, and comes back as the same board.
import { parse } from 'csv-parse/sync'
import ical from 'ical.js'
import { afterEach, expect, test } from 'vitest'
import { calendarPath, EXPORT_PATH, type ExportKind, IMPORT_PATH } from '../../shared/export-kinds.ts'
import type { Created } from '../../shared/protocol.ts'
import { type BoardRecord, trendOf } from '../../shared/record.ts'
import { purseOf } from '../hostile/arena.ts'
import {
  ANA,
  BEN,
  CALLS,
  commitmentIn,
  decidedOffsite,
  HIRE,
  heldCheckin,
  leaves,
  trend,
} from '../support/decided-offsite.ts'
import type { Over } from '../support/offsite-over.ts'
import { Facilitator, OFFSITE, Participant } from '../support/people.ts'
import { readPdf } from '../support/read-pdf.ts'

const HOSTILE = '=HYPERLINK("http://example.org";"look") <script>alert(1)</script> [x](javascript:alert) \u202egnp'
const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

const post = (o: Over, path: string, body: object) =>
  fetch(`${o.now().url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

async function taken(o: Over, kind: ExportKind, { session, secret }: Pick<Created, 'session' | 'secret'>) {
  const response = await post(o, EXPORT_PATH, { session, role: 'console', secret, kind })
  expect(response.status).toBe(200)
  return response
}

/** A session with something of everything: decided, checked in, a hostile win, a barrier, small steps, done and open. */
async function aBoard(): Promise<Over> {
  const o = await decidedOffsite()
  closing.push(o)
  const ana = await o.comes(ANA)
  await ana.does('smallstep.put', { commitment: 'hire', step: 's1', text: 'Ask the north', by: '2026-03-20' })
  await ana.does('smallstep.put', { commitment: 'hire', step: 's2', text: 'Ask the south', by: '2026-04-20' })
  await ana.does('smallstep.done', { commitment: 'hire', step: 's1', done: true })
  await ana.does('status.set', { commitment: 'hire', status: 'stuck', why: 'Two budgets, "ours" and theirs' })
  leaves(o, ana)
  const ben = await o.comes(BEN)
  await ben.does('win.put', { commitment: 'hire', win: 'w1', text: HOSTILE })
  await ben.does('barrier.put', { commitment: 'calls', barrier: 'b1', text: 'Nobody answers,\nat all', remover: null })
  leaves(o, ben)
  const says = Array.from({ length: 12 }, (_, n) => ({ clear: n < 10, way: `Too many meetings ${n}` }))
  await heldCheckin(o, 'day30', says)
  const owner = await o.comes(ANA)
  await owner.does('status.set', { commitment: 'calls', status: 'done', why: '' })
  leaves(o, owner)
  const { facilitator } = o.now()
  await facilitator.does('summary.write', { text: 'We hire by region.\n\nNext: the south.' })
  await facilitator.does('summary.sent', { sent: true })
  return o
}

/** What has to be the same after it came back: everything but who it is now, and where results are kept. */
const comparable = ({ board }: BoardRecord) => ({
  ...board,
  session: '',
  status: '',
  commitments: board.commitments.map((one) => ({
    ...one,
    ballots: [],
    pursuit: { ...one.pursuit, earlier: trendOf(one) },
  })),
})

test('every file is one that other programs read, and the JSON comes back as the same board', {
  timeout: 120_000,
}, async () => {
  const o = await aBoard()
  const { created } = o.now().facilitator

  // Calendar: all-day dates, each with a name of its own that stays, by file and by address.
  const boardKey = (await o.saved()).boardKey
  const events = (text: string) =>
    new ical.Component(ical.parse(text)).getAllSubcomponents('vevent').map((event) => new ical.Event(event))
  const dates = events(await (await taken(o, 'ics', created)).text())
  expect(dates.map(({ summary, startDate }) => `${startDate.toString()} ${summary}`).sort()).toEqual([
    '2026-04-20 Ask the south',
    '2026-05-01 Check-in: 60 days',
    '2026-05-31 Check-in: 90 days',
    `2026-06-30 Due: ${HIRE}`,
  ])
  expect(dates.every(({ startDate }) => startDate.isDate)).toBe(true)
  const address = await fetch(`${o.now().url}${calendarPath(created.session, boardKey)}`)
  expect(address.headers.get('content-type')).toContain('text/calendar')
  expect(events(await address.text()).map(({ uid }) => uid)).toEqual(dates.map(({ uid }) => uid))
  expect(new Set(dates.map(({ uid }) => uid)).size).toBe(4)

  // Tables: as many cells as columns, nothing a spreadsheet would run, and no number that is not shown.
  const table = async (kind: ExportKind) =>
    parse(await (await taken(o, kind, created)).text(), { bom: true, columns: true }) as Record<string, string>[]
  expect((await table('commitments')).map((row) => [row.What, row.Status, row.Why, row.Owner, row.By])).toEqual([
    [HIRE, 'Stuck', 'Two budgets, "ours" and theirs', 'Ana', '2026-06-30'],
    [CALLS, 'Done', '', 'Ana', '2026-06-30'],
  ])
  expect(
    (await table('ballots')).map((row) => [row.Asked, row['Clear and committed'], row['People it concerns']]),
  ).toEqual(
    [HIRE, CALLS].flatMap(() => [
      ['Offsite', '11', '12'],
      ['30 days', '10', '12'],
    ]),
  )
  expect((await table('steps')).map((row) => [row.Step, row.By, row.Done !== ''])).toEqual([
    ['Ask the north', '2026-03-20', true],
    ['Ask the south', '2026-04-20', false],
  ])
  expect((await table('barriers')).map((row) => row.Barrier)).toEqual(['Nobody answers, at all'])
  const wins = await table('wins')
  expect(wins).toHaveLength(1)
  expect(wins[0]?.Win).toMatch(/^'=HYPERLINK/)
  expect(wins[0]?.Win).not.toContain('\u202e')
  for (const kind of ['tracker', 'jira', 'themes'] as const) expect(await table(kind)).toBeInstanceOf(Array)

  // Minutes and PDF: what was decided, what became of it, and the hostile words as words.
  const minutes = await (await taken(o, 'markdown', created)).text()
  for (const words of [OFFSITE.title, HIRE, 'Too many meetings 3', 'We hire by region.'])
    expect(minutes).toContain(words)
  expect(minutes).not.toMatch(/(?<!\\)<|(?<!\\)\[|\u202e/)
  const { pages, bookmarks } = await readPdf(await (await taken(o, 'pdf', created)).arrayBuffer())
  expect(pages.length).toBeGreaterThan(1)
  expect(pages[0]).toContain(OFFSITE.title)
  const printed = pages.join(' ').replace(/\s+/g, ' ')
  for (const words of [HIRE, CALLS, 'Too many meetings 3', '<script>alert(1)</script>'])
    expect(printed).toContain(words)
  expect(bookmarks).toContain('Commitments')

  // JSON: imported, it is the same board; Ana takes her seat by her name and goes on.
  const record = (await (await taken(o, 'json', created)).json()) as BoardRecord
  const answer = await post(o, IMPORT_PATH, { record })
  expect(answer.status).toBe(200)
  const again = (await answer.json()) as Created
  const back = (await (await taken(o, 'json', again)).json()) as BoardRecord
  expect(comparable(back)).toEqual(comparable(record))
  expect(trend(commitmentIn(back.board, 'hire'))).toEqual(['Offsite 11/12', '30 days 10/12'])
  const facilitator = new Facilitator(o.now().url, again)
  closing.push(facilitator)
  const ana = await Participant.join(o.now().url, again.code, 'Ana')
  closing.push(ana)
  await ana.sees(() => true, 'the board')
  await ana.does('status.set', { commitment: 'hire', status: 'moving', why: '' })
  await facilitator.sees((view) => commitmentIn(view, 'hire').pursuit.status === 'moving', 'moving again')
  // A check-in as a meeting: wins first, then the ballot once more, beside what it was before.
  expect(facilitator.view.agenda.find(({ state }) => state === 'now')?.step.id).toBe('wins')
  await facilitator.goTo('ballot')
  await facilitator.does('ballot.open', { round: 'ballot.1', commitments: ['hire'] })
  await purseOf(ana, 'ballot.1')
  await facilitator.ring()
  expect(trend(commitmentIn(facilitator.view, 'hire'))).toEqual(['Offsite 11/12', '30 days 10/12', 'In the room none'])
  // The first board stands as it stood.
  expect((await o.saved()).commitments[0]?.pursuit.status).toBe('stuck')

  // What was changed by hand, or is something else, is refused in words.
  for (const [wrong, code] of [
    [{ ...record, version: 99 }, 'other-version'],
    [{ ...record, board: { ...record.board, title: 7 } }, 'no-board'],
    [{ hello: 'there' }, 'no-board'],
  ] as const) {
    const refused = await post(o, IMPORT_PATH, { record: wrong })
    expect([refused.status, await refused.json()]).toEqual([400, { refusal: { code } }])
  }
})
