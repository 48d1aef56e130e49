// The PDF as another reader sees it: its words in reading order, bookmarks, page numbers, fonts; and boxes where a shape is missing.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { pdf } from '../../server/export/pdf.ts'
import { openFonts } from '../../server/export/pdf-fonts.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { aRecord, hostileRecord, NOW } from './given-record.ts'
import { largeRecord } from './large-record.ts'

const fonts = openFonts()

async function read(record: BoardRecord) {
  const bytes = await pdf(record, fonts, NOW)
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: string[] = []
  const places: { str: string; left: number; right: number; y: number }[] = []
  for (let page = 1; page <= file.numPages; page++) {
    const { items } = await (await file.getPage(page)).getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [left, y] = [Number(item.transform[4]), Number(item.transform[5])]
      places.push({ str: item.str, left, right: left + item.width, y })
    }
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  const outline = (await file.getOutline()) ?? []
  const { info } = await file.getMetadata()
  const scripts = [await file.getJSActions(), await file.getAttachments()]
  await file.destroy()
  return { pages, places, outline, info: info as Record<string, unknown>, scripts, bytes }
}

test('one page says it all, the rest has the details, with bookmarks and page numbers', async () => {
  const { pages, outline, info } = await read(aRecord())
  expect(pages[0]).toContain('Ship the new platform')
  expect(pages[0]).toContain('1 of 3 commitments reached 80%')
  expect(pages[0]).toContain('Not reached, 6 of 12')
  expect(pages[0]).toContain('Next check-in: 30 days, 1 April 2026')
  expect(pages.map((page) => / of \d+$/.exec(page.trimEnd())?.[0])).toEqual(pages.map(() => ` of ${pages.length}`))
  expect(outline.map(({ title }) => title)).toEqual([
    'At a glance',
    'Commitments',
    'Wins',
    'In the way',
    'Check-ins',
    'Themes',
    'Summary',
  ])
  expect(outline[1]?.items.map(({ title }) => title)[0]).toBe('1. Freeze the old billing on 1 June')
  expect(info).toMatchObject({ Title: 'Ship the new platform', Creator: 'Eighty', Language: 'en' })
  const rest = pages.slice(1).join('')
  expect(rest).toContain('Legal has no time before May')
  // Hidden by the facilitator, and numbers below the thresholds.
  expect(pages.join('')).not.toContain('must stay in the room')
})

const SCRIPTS = {
  latin: 'Łódź, Ångström, Đặng, Ünïcödé, œuvre',
  cyrillic: 'Съешь же ещё этих мягких булок',
  greek: 'Ξεσκεπάζω την ψυχοφθόρα',
  devanagari: 'हिन्दी',
  thai: 'ภาษาไทย',
  armenian: 'Հայերեն',
  georgian: 'ქართული',
}

test('many scripts have their shapes', async () => {
  const record = aRecord()
  const summary = Object.values(SCRIPTS).join('\n')
  const { pages } = await read({ ...record, board: { ...record.board, summary, commitments: [] } })
  const words = pages.join('').normalize('NFC')
  expect(words).not.toContain('\u25a1')
  // Where letters join or move, their order on paper is not that of their characters.
  for (const one of Object.values(SCRIPTS)) if (!/[\u0900-\u0e7f]/.test(one)) expect(words).toContain(one)
})

test('what is read from the right is there in its own order, and its numbers in theirs', async () => {
  const record = aRecord()
  const { pages } = await read({ ...record, board: { ...record.board, goal: 'שלום 123 עולם', commitments: [] } })
  const words = pages.join('')
  for (const word of ['שלום', 'עולם', '123']) expect(words).toContain(word)
  expect(words).not.toContain('\u25a1')
})

test('what no font has is a box and is said to be one; nothing is missing silently', async () => {
  const record = aRecord()
  const { pages } = await read({ ...record, board: { ...record.board, goal: 'a 日本 👩‍👩‍👧‍👦 b', commitments: [] } })
  expect(pages.join('')).toContain('a \u25a1\u25a1 \u25a1 b')
  expect(pages.join('').split(UNKNOWN)).toHaveLength(2)
  const without = await read({ ...record, board: { ...record.board, commitments: [] } })
  expect(without.pages.join('')).not.toContain(UNKNOWN)
})

const UNKNOWN = 'Some characters are not in this paper’s type. The minutes as text and the page itself have them all.'

test('what is cut on the first page counts as well', async () => {
  const { board, ...more } = aRecord()
  const wins = [{ id: 'w1', at: NOW, text: `${'so many words '.repeat(13)}日本` }]
  const commitments = board.commitments.slice(0, 1).map((one) => ({ ...one, pursuit: { ...one.pursuit, wins } }))
  const { pages } = await read({ ...more, board: { ...board, commitments } })
  expect(pages.join('').split(UNKNOWN)).toHaveLength(2)
})

test('title and statement stand in full, as long as they may be', async () => {
  const record = aRecord()
  const words = (length: number) => Array.from({ length }, (_, at) => `Wm${String(at % 90).padStart(2, '0')}`).join(' ')
  const title = words(24)
  const statement = words(80)
  expect([title.length, statement.length]).toEqual([LIMITS.title - 1, LIMITS.statement - 1])
  const { pages } = await read({ ...record, board: { ...record.board, title, statement } })
  const first = pages[0]?.replaceAll('\n', ' ')
  expect(first).toContain(title)
  expect(first).toContain(statement)
  expect(first).toContain('Next check-in: 30 days')
})

test('the same board at the same moment is the same file', async () => {
  const [one, two] = [await read(hostileRecord()), await read(hostileRecord())]
  expect(one.bytes.equals(two.bytes)).toBe(true)
}, 60_000)

test('hostile texts are words on paper: no script, no link, no attachment, and every page within its frame', async () => {
  const { pages, scripts, bytes } = await read(hostileRecord())
  expect(pages.join('')).toContain('<script>alert(1)</script>')
  expect(scripts).toEqual([null, null])
  expect(bytes.toString('latin1')).not.toMatch(/\/(JavaScript|JS|URI|Launch|EmbeddedFile)\b/)
  expect(pages.length).toBeLessThan(40)
}, 60_000)

test('as much as a board can hold is still one page of summary with every commitment on it, and a file', async () => {
  const record = largeRecord(10, 400)
  const commitments = record.board.commitments.map((one, at) => ({
    ...one,
    owner: { id: `p${at}`, name: `Owner ${at}` },
  }))
  const { pages } = await read({ ...record, board: { ...record.board, commitments } })
  for (let at = 0; at < 20; at++) expect(pages[0]).toContain(`Owner ${at}`)
  expect(pages[0]).not.toContain('more: see the details')
  expect(pages[0]).toContain('Next check-in')
  expect(pages[1]).toContain('Goal of the day')
}, 60_000)

test('nothing is drawn over an edge, and what an item is called stands on the page where it begins', async () => {
  for (const record of [hostileRecord(), largeRecord(10, 100)]) {
    const { places, pages } = await read(record)
    const out = places.filter(({ left, right, y }) => left < 55 || right > 595.28 - 55 || y < 30 || y > 842 - 50)
    expect(out).toEqual([])
    // An item's words stand beside what it is called, so no page ends with the call alone.
    const ends = pages.map((page) => page.split('\n').at(-2) ?? '')
    expect(ends.filter((line) => /^(Next step|First step|Giving up|Owner|Status|By)$/.test(line))).toEqual([])
  }
}, 60_000)
