// The board as a PDF: one page of summary, then the minutes, with bookmarks, page numbers and its own fonts.

import { dayWords } from '../../shared/day-words.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { inertLine } from './inert.ts'
import { type Block, minutes } from './minutes.ts'
import type { Fonts } from './pdf-fonts.ts'
import { ACCENT, MARGIN, Paper, SOFT, together } from './pdf-paper.ts'
import { summaryPage } from './pdf-summary.ts'

const MISSING = 'Some characters are not in this paper’s type. The minutes as text and the page itself have them all.'

/** `now` in ms since epoch. Never rejects for what is in the record: what cannot be drawn becomes a box. */
export async function pdf(record: BoardRecord, fonts: Fonts, now: number): Promise<Buffer> {
  const paper = new Paper(fonts, { title: record.board.title, now })
  paper.doc.outline.addItem('At a glance')
  summaryPage(paper, record)
  paper.turn()
  // Title and statement are on the first page.
  for (const block of minutes(record).slice(1)) {
    if (block.is === 'say') continue
    set(paper, block, record)
    // Where there is no thread for it, others are served in between.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  if (paper.missing > 0) {
    paper.y += 14
    paper.text(MISSING, { size: 9, color: SOFT })
  }
  paper.feet(`${inertLine(record.board.title)} · as it stood on ${dayWords(record.exported)}`)
  return paper.bytes()
}

const HEADINGS = { 1: { size: 18, above: 12 }, 2: { size: 15, above: 18 }, 3: { size: 11.5, above: 12 } } as const

function set(paper: Paper, block: Block, record: BoardRecord): void {
  if (block.is === 'heading') heading(paper, block, record)
  else if (block.is === 'item') item(paper, block)
  else said(paper, block)
}

function said(paper: Paper, block: Block & { is: 'say' | 'text' }): void {
  const style = block.is === 'say' ? { size: 11, x: 14 } : { size: 10 }
  for (const line of block.text.split(/\r\n?|\n/)) {
    if (line.trim() === '') paper.y += 6
    else paper.text(line, style)
  }
  paper.y += 4
}

function heading(paper: Paper, { level, text }: Block & { is: 'heading' }, { board }: BoardRecord): void {
  const { size, above } = HEADINGS[level]
  const style = { size, weight: 'bold', color: level === 2 ? ACCENT : '#1c2224' } as const
  // Not alone at the foot of a page.
  paper.room(above + Math.min(paper.height(text, style), 120) + 48)
  if (paper.y > MARGIN) paper.y += above
  const { outline } = paper.doc
  if (level === 2 || board.commitments.length <= 40) {
    const parent = level === 3 ? outline.children.at(-1) : outline
    parent?.addItem(inertLine(text).slice(0, 120))
  }
  paper.text(text, style)
  paper.y += 3
}

/** The longest title of a check-in, in capitals. */
const LABEL_LINES = 5

function item(paper: Paper, { level, label, text }: Block & { is: 'item' }): void {
  const x = 10 + level * 14
  const top = { size: 9.5, weight: 'bold', color: SOFT, x, width: 104 - level * 14 } as const
  if (label === null) {
    const style = { size: 10, x }
    const lines = paper.lines(text, style)
    paper.room(together(lines, style))
    paper.beside('•', { size: 10, x: x - 10 })
    paper.set(lines, style)
  } else {
    const style = { size: 10, x: 120 }
    const lines = paper.lines(text, style)
    // What it is stands beside the first line of it, on the same page.
    paper.room(Math.max(together(lines, style), Math.min(paper.height(label, top), LABEL_LINES * 14)))
    const page = paper.doc.bufferedPageRange().count
    const end = paper.beside(label, { ...top, most: LABEL_LINES })
    paper.set(lines, style)
    if (paper.doc.bufferedPageRange().count === page) paper.y = Math.max(paper.y, end)
  }
  paper.y += 2.5
}
