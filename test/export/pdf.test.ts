// The PDF as another reader sees it: its words in reading order, bookmarks, page numbers, fonts; and boxes where a shape is missing.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { pdf } from '../../server/export/pdf.ts'
import { openFonts } from '../../server/export/pdf-fonts.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { aRecord, hostileRecord, NOW } from './given-record.ts'

const fonts = openFonts()

async function read(record: BoardRecord) {
  const bytes = await pdf(record, fonts, NOW)
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: string[] = []
  for (let page = 1; page <= file.numPages; page++) {
    const { items } = await (await file.getPage(page)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  const outline = (await file.getOutline()) ?? []
  const { info } = await file.getMetadata()
  const scripts = [await file.getJSActions(), await file.getAttachments()]
  await file.destroy()
  return { pages, outline, info: info as Record<string, unknown>, scripts, bytes }
}

test('one page says it all, the rest has the details, with bookmarks and page numbers', async () => {
  const { pages, outline, info } = await read(aRecord())
  expect(pages[0]).toContain('Ship the new platform')
  expect(pages[0]).toContain('1 of 3 commitments reached 80%')
  expect(pages[0]).toContain('Not reached, 6 of 12')
  expect(pages[0]).toContain('Next check-in: 30 days, 1 April 2026')
  expect(pages.map((page) => / of \d+$/.exec(page.trimEnd())?.[0])).toEqual(pages.map(() => ` of ${pages.length}`))
  expect(outline.map(({ title }) => title)).toEqual([
    'Summary',
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
  expect(pages.join('').replaceAll('\n', ' ')).toContain('The Markdown minutes have all of them.')
})

test('hostile texts are words on paper: no script, no link, no attachment, and every page within its frame', async () => {
  const { pages, scripts, bytes } = await read(hostileRecord())
  expect(pages.join('')).toContain('<script>alert(1)</script>')
  expect(scripts).toEqual([null, null])
  expect(bytes.toString('latin1')).not.toMatch(/\/(JavaScript|JS|URI|Launch|EmbeddedFile)\b/)
  expect(pages.length).toBeLessThan(40)
}, 60_000)

test('as much as a board can hold is still one page of summary, and a file', async () => {
  const record = aRecord()
  const [one] = record.board.commitments
  if (one === undefined) throw new Error('no commitment')
  const long = 'A long sentence about what we will do, '.repeat(5)
  const commitments = Array.from({ length: 20 }, (_, at) => ({
    ...one,
    id: `c${at}`,
    wording: { ...one.wording, what: long },
  }))
  const { pages } = await read({ ...record, board: { ...record.board, commitments } })
  expect(pages[0]).toContain(' of ')
  expect(pages[1]).toContain('Goal of the day')
}, 60_000)
