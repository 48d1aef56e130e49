// Every file that a board becomes, read by parsers that are not ours: right when texts are kind, inert when they are hostile.
import { parse } from 'csv-parse/sync'
import ICAL from 'ical.js'
import { marked, type Token, type Tokens } from 'marked'
import { describe, expect, test } from 'vitest'
import { exportFile as fileOf } from '../../server/export/export-file.ts'
import { pdf } from '../../server/export/pdf.ts'
import { openFonts } from '../../server/export/pdf-fonts.ts'
import { EXPORT_KINDS, type ExportKind } from '../../shared/export-kinds.ts'
import { BoardRecord } from '../../shared/record.ts'
import { aRecord, HOSTILE, hostileRecord, NOW } from './given-record.ts'

const LINK = 'http://192.168.1.5:8080/board#s=session1&k=boardkey'
const fonts = openFonts()
const facts = { link: LINK, now: NOW, pdf: (record: BoardRecord, now: number) => pdf(record, fonts, now) }
const exportFile = async (...asked: Parameters<typeof fileOf>) => {
  const file = await fileOf(...asked)
  if (file === null) throw new Error('nobody waits here')
  return file
}
const text = async (record: BoardRecord, kind: ExportKind) => (await exportFile(record, kind, facts)).body.toString()
const rows = async (record: BoardRecord, kind: ExportKind) =>
  parse(await text(record, kind), { bom: true, columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]

describe('CSV', () => {
  test('commitments, steps, barriers, wins and ballots say what the board says', async () => {
    const record = aRecord()
    const [first, second] = await rows(record, 'commitments')
    expect(first).toMatchObject({
      What: 'Freeze the old billing on 1 June',
      Status: 'Moving',
      Owner: 'Ana Kovač',
      Accepted: 'yes',
      By: '2026-04-01',
      'First step done': '2026-03-20',
      'Last verdict': 'Reached',
    })
    expect(second).toMatchObject({ Status: 'Stuck', Why: 'Legal has no time before May', Accepted: 'no' })
    expect(await rows(record, 'steps')).toMatchObject([
      { Step: 'List every report that reads from it', Done: '2026-03-20' },
      { Step: 'Tell the ten largest customers', By: '2026-04-20', Done: '' },
    ])
    expect(await rows(record, 'barriers')).toMatchObject([{ 'Removes it': 'Bjørn', Since: '2026-03-20', Closed: '' }])
    expect(await rows(record, 'wins')).toMatchObject([{ Win: 'Three customers moved a month early', On: '2026-03-20' }])
    expect(await rows(record, 'ballots')).toMatchObject([
      { Asked: 'Offsite', 'Clear and committed': '7', Silent: '2', 'At least %': '58', 'At most %': '75' },
      { Asked: '30 days', Verdict: 'Reached', 'Clear and committed': '', 'Numbers shown': 'no: too few answers' },
      { Asked: 'Offsite', 'Clear and committed': '6', 'People it concerns': '12' },
      { Asked: 'Offsite', Verdict: 'Not reached', 'Clear and committed': '', 'People it concerns': '' },
    ])
  })

  test('trackers get tasks, with their steps below them', async () => {
    const tasks = await rows(aRecord(), 'tracker')
    expect(tasks.map((one) => [one.Type, one.Status])).toEqual([
      ['Commitment', 'In progress'],
      ['Step', 'Done'],
      ['Step', 'In progress'],
      ['Commitment', 'In progress'],
      ['Commitment', 'To do'],
    ])
    const jira = await rows(aRecord(), 'jira')
    const ids = new Set(jira.map((one) => one['Issue Id']))
    expect(ids.size).toBe(jira.length)
    expect(jira.filter((one) => one['Parent Id'] !== '').every((one) => ids.has(one['Parent Id'] ?? ''))).toBe(true)
  })

  const TABLES = EXPORT_KINDS.filter((kind) => !['markdown', 'pdf', 'ics', 'json'].includes(kind))
  test.each(TABLES)('%s: no cell begins a formula, whatever a spreadsheet takes for a separator', async (kind) => {
    const whole = await text(hostileRecord(), kind)
    const asMeant = (parse(whole, { bom: true }) as string[][]).flat()
    // Set to another separator, a spreadsheet cuts wherever that sign is.
    const cutAnyhow = whole.slice(1).split(/[,;\t|\r\n]/)
    for (const cell of [...asMeant, ...cutAnyhow]) expect(cell).not.toMatch(/^["\s]*[=+\-@\t\r\0]/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be in it
    expect(whole).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/)
    // Every row has as many cells as there are columns: nothing broke out of its own.
    expect(() => parse(whole, { bom: true, columns: true })).not.toThrow()
  })
})

describe('ICS', () => {
  const events = (ics: string) =>
    new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))

  test('check-ins and due dates are all-day, on their day wherever the calendar is', async () => {
    const found = events(await text(aRecord(), 'ics'))
    expect(found.every((one) => one.startDate.isDate)).toBe(true)
    expect(found.map((one) => [one.summary, one.startDate.toString(), one.endDate.toString()])).toEqual([
      ['Check-in: 30 days', '2026-04-01', '2026-04-02'],
      ['Check-in: 60 days', '2026-05-01', '2026-05-02'],
      ['Check-in: 90 days', '2026-05-31', '2026-06-01'],
      ['Due: Freeze the old billing on 1 June', '2026-04-01', '2026-04-02'],
      ['Tell the ten largest customers', '2026-04-20', '2026-04-21'],
      ['Due: One owner for each customer contract', '2026-05-01', '2026-05-02'],
      ['Due: Hire two testers, or say aloud what we stop testing', '2026-06-01', '2026-06-02'],
    ])
    expect(found[0]?.description).toContain(LINK)
  })

  test('the same things keep their UID, and two boards share none', async () => {
    const uids = async (record: BoardRecord) => events(await text(record, 'ics')).map((one) => one.uid)
    const once = await uids(aRecord())
    const moved = aRecord()
    const later = {
      ...moved,
      board: { ...moved.board, checkins: moved.board.checkins.map((one) => ({ ...one, opens: '2026-07-01' })) },
    }
    expect(await uids(later)).toEqual(once)
    expect(new Set(once).size).toBe(once.length)
    const other = { ...moved, board: { ...moved.board, session: 'another' } }
    expect((await uids(other)).filter((uid) => once.includes(uid))).toEqual([])
  })

  test('hostile texts make no event of their own, and no line is longer than 75 bytes', async () => {
    const ics = await text(hostileRecord(), 'ics')
    expect(events(ics)).toHaveLength(7)
    expect(ics.split('\r\n').filter((one) => Buffer.byteLength(one) > 75)).toEqual([])
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const evil = events(ics)
      .flatMap((one) => [one.summary, one.description])
      .find((one) => one.includes('BEGIN:VEVENT'))
    expect(evil).toContain('SUMMARY:evil')
  })
})

describe('Markdown', () => {
  const tokensOf = (markdown: string) => {
    const all: Token[] = []
    marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => void all.push(token))
    return all
  }

  test('commitments come first, then wins, what is in the way, check-ins, themes and the summary', async () => {
    const tokens = tokensOf(await text(aRecord(), 'markdown'))
    const headings = tokens.filter((one): one is Tokens.Heading => one.type === 'heading')
    expect(headings.filter(({ depth }) => depth < 3).map((one) => one.text)).toEqual([
      'Ship the new platform',
      'Commitments',
      'Wins',
      'In the way',
      'Check-ins',
      'Themes',
      'Summary',
    ])
    const minutes = await text(aRecord(), 'markdown')
    expect(minutes).toContain('**Offsite:** Not reached: 7 of the 12 people it concerns are clear and committed (58%')
    // The theme that the facilitator hid.
    expect(minutes).not.toContain('must stay in the room')
  })

  test('hostile texts are no link, image, HTML, heading, quote, table or code', async () => {
    const kind = tokensOf(await text(aRecord(), 'markdown'))
    const hostile = tokensOf(await text(hostileRecord(), 'markdown'))
    const count = (tokens: Token[], type: string) => tokens.filter((one) => one.type === type).length
    for (const type of ['link', 'image', 'html', 'code', 'codespan', 'table', 'hr', 'del'])
      expect([type, count(hostile, type)]).toEqual([type, 0])
    expect(count(hostile, 'heading')).toBe(count(kind, 'heading'))
    expect(count(hostile, 'blockquote')).toBe(1)
    const html = marked.parse(await text(hostileRecord(), 'markdown'), { async: false })
    expect(html).not.toMatch(/<(script|img|a|iframe)\b/i)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test.each(HOSTILE)('reads as it was written: %#', async (words) => {
    const record = aRecord()
    const markdown = await text({ ...record, board: { ...record.board, goal: words } }, 'markdown')
    const line = markdown.split('\n').find((one) => one.startsWith('- **Goal of the day:**')) ?? ''
    const html = marked.parseInline(line.slice('- **Goal of the day:** '.length), { async: false })
    const plain = html.replace(
      /&(lt|gt|amp|quot|#39);/g,
      (_all, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" })[name] ?? '',
    )
    const bare = words
      .replace('\ud800', '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a file never holds
      .replace(/[\u0000-\u0008\u202e\u2066]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
    expect(plain).toBe(bare)
  })
})

test('JSON is the record, which its own schema reads', async () => {
  const record = aRecord()
  expect(BoardRecord.parse(JSON.parse(await text(record, 'json')))).toEqual(record)
})

test('names of files are plain for everybody, and true for those who can read them', async () => {
  const named = async (title: string) => {
    const record = aRecord()
    return (await exportFile({ ...record, board: { ...record.board, title } }, 'json', facts)).disposition
  }
  expect(await named('Müller & Söhne: Q1/Q2')).toBe(
    `attachment; filename="eighty-board.json"; filename*=UTF-8''M%C3%BCller%20%26%20S%C3%B6hne%20Q1%20Q2%20board.json`,
  )
  for (const title of [
    '../../x',
    'a\r\nSet-Cookie: b',
    '"; filename="evil.exe',
    '\u202egnp.exe',
    '\ud800',
    'é'.repeat(300),
    ' ',
  ])
    expect(await named(title)).toMatch(
      /^attachment; filename="eighty-board\.json"; filename\*=UTF-8''[A-Za-z0-9%&_~-]{1,700}board\.json$/,
    )
  expect(await named('../../x')).not.toMatch(/\.\.|%2F/)
})
