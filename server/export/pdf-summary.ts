// The first page of the PDF: the whole board at a glance, on one sheet whatever is on it.

import { dayWords } from '../../shared/day-words.ts'
import { type BoardRecord, trendOf } from '../../shared/record.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { ACCENT, ACCENT_SOFT, INK, LINE, MARGIN, type Paper, SOFT, WIDTH } from './pdf-paper.ts'
import { goingWords, reachedWords, STATUS_WORDS, verdictWord } from './result-words.ts'

const WINS = 3
const COLUMN = { what: 30, bar: WIDTH - 150, barWidth: 150 } as const
/** Rows of one line each, where the board holds more than fits in roomy ones (points). */
const NARROW = { size: 9, row: 18, what: 20, facts: 226, verdict: 368 } as const
/** What is kept free below the commitments for the next check-in. */
const FOOT = 30

export function summaryPage(paper: Paper, { board, exported }: BoardRecord): void {
  paper.text('EIGHTY', { size: 8, weight: 'bold', color: ACCENT })
  paper.y += 6
  // The longest that there may be; they stand nowhere else.
  paper.text(board.title, { size: 22, weight: 'bold', most: 6 })
  if (board.statement !== '') {
    paper.y += 6
    const style = { size: 11.5, color: INK, x: 14, most: 12 }
    const top = paper.y
    paper.text(board.statement, style)
    paper.doc.rect(MARGIN, top, 3, paper.y - top).fill(ACCENT)
  }
  paper.y += 6
  const people = `${board.people} ${board.people === 1 ? 'person' : 'people'} took part`
  paper.text(`${dayWords(board.offsite)} · ${people} · as it stood on ${dayWords(exported)}`, {
    size: 9,
    color: SOFT,
    most: 1,
  })
  paper.y += 14
  paper.text(reachedWords(board.commitments) ?? 'No ballot has been held yet', { size: 15, weight: 'bold' })
  const going = goingWords(board.commitments)
  if (going !== '') paper.text(going, { size: 10, color: SOFT, most: 1 })
  paper.y += 10
  wins(paper, board.commitments)
  commitments(paper, board.commitments)
  const next = board.checkins.find(({ state }) => state !== 'closed')
  if (next !== undefined && paper.left() > 40) {
    paper.y += 10
    paper.text(`Next check-in: ${next.title}, ${dayWords(next.opens)} to ${dayWords(next.until)}`, {
      size: 10,
      weight: 'bold',
      most: 1,
    })
  }
}

function wins(paper: Paper, all: readonly CommitmentView[]): void {
  const latest = all
    .flatMap(({ pursuit }) => pursuit.wins)
    .sort((a, b) => b.at - a.at)
    .slice(0, WINS)
  if (latest.length === 0) return
  paper.text('Wins', { size: 9, weight: 'bold', color: ACCENT })
  for (const win of latest) {
    paper.beside('•', { size: 10 })
    paper.text(win.text, { size: 10, x: 10, most: all.length > 8 ? 1 : 2 })
  }
  paper.y += 10
}

function commitments(paper: Paper, all: readonly CommitmentView[]): void {
  if (all.length === 0) return
  paper.text('Commitments', { size: 9, weight: 'bold', color: ACCENT })
  paper.y += 4
  const roomy = all.map((one) => paper.height(wordsOf(one), WHAT) + 26)
  const fits = roomy.reduce((sum, height) => sum + height, FOOT) <= paper.left()
  for (const [at, one] of all.entries()) {
    if (paper.left() < (fits ? (roomy[at] ?? 0) : NARROW.row * 2)) {
      paper.rule()
      paper.y += 4
      paper.text(`… and ${all.length - at} more: see the details.`, { size: 10, color: SOFT })
      return
    }
    paper.rule()
    if (fits) row(paper, one, at + 1)
    else narrowRow(paper, one, at + 1)
  }
  paper.rule()
}

const WHAT = { size: 10.5, weight: 'bold', x: COLUMN.what, width: COLUMN.bar - COLUMN.what - 14, most: 2 } as const

const wordsOf = ({ wording }: CommitmentView) => wording.what || 'Not worded yet'

function row(paper: Paper, one: CommitmentView, number: number): void {
  paper.y += 6
  const top = paper.y
  paper.beside(`${number}`, { size: 10.5, color: SOFT })
  paper.text(wordsOf(one), WHAT)
  paper.text(facts(one), { ...WHAT, size: 9, weight: 'normal', color: SOFT, most: 1 })
  verdict(paper, one, top)
  paper.y += 6
}

function narrowRow(paper: Paper, one: CommitmentView, number: number): void {
  const { size, what, facts: second, verdict: third } = NARROW
  const y = paper.y + 2.5
  const place = { size, most: 1 } as const
  paper.beside(`${number}`, { ...place, color: SOFT }, y)
  paper.beside(wordsOf(one), { ...place, weight: 'bold', x: what, width: second - what - 10 }, y)
  const owner = one.owner?.name ?? 'Nobody owns it yet'
  const words = `${STATUS_WORDS[one.pursuit.status]} · ${owner}`
  paper.beside(words, { ...place, color: SOFT, x: second, width: third - second - 10 }, y)
  paper.beside(verdictWords(one), { ...place, weight: 'bold', x: third, width: WIDTH - third }, y)
  paper.y += NARROW.row
}

/** "Not reached, 6 of 12", with the numbers only where they may be told. */
function verdictWords(one: CommitmentView): string {
  const result = trendOf(one).at(-1)?.result
  if (result === undefined) return 'Not asked yet'
  const numbers = result.level === 'counts' && result.floor !== null && result.ceiling !== null
  return numbers ? `${verdictWord(result)}, ${result.floor?.count} of ${result.floor?.of}` : verdictWord(result)
}

function facts({ owner, by, pursuit }: CommitmentView): string {
  return [
    owner?.name ?? 'Nobody owns it yet',
    by === null ? 'no date' : `by ${dayWords(by)}`,
    STATUS_WORDS[pursuit.status],
  ].join(' · ')
}

/** The verdict with its bar: filled to the floor, pale to the ceiling, a tick at the target. */
function verdict(paper: Paper, one: CommitmentView, top: number): void {
  const result = trendOf(one).at(-1)?.result
  const place = { x: COLUMN.bar, width: COLUMN.barWidth, most: 1 } as const
  if (result === undefined) {
    paper.beside('Not asked yet', { ...place, size: 9, color: SOFT }, top + 1)
    return
  }
  const { floor, ceiling, target } = result
  const exact = result.level === 'counts' && floor !== null && ceiling !== null
  paper.beside(verdictWords(one), { ...place, size: 9, weight: 'bold' }, top + 1)
  if (!exact) {
    paper.beside('too few answers for numbers', { ...place, size: 8, color: SOFT }, top + 15)
    return
  }
  const { doc } = paper
  const [x, y, height] = [MARGIN + COLUMN.bar, top + 17, 6]
  const at = (percent: number | null) => (COLUMN.barWidth * (percent ?? 0)) / 100
  doc.rect(x, y, COLUMN.barWidth, height).fill('#f4f2ec')
  doc.rect(x, y, at(ceiling.percent), height).fill(ACCENT_SOFT)
  doc.rect(x, y, at(floor.percent), height).fill(ACCENT)
  doc.rect(x, y, COLUMN.barWidth, height).lineWidth(0.5).stroke(LINE)
  doc
    .moveTo(x + at(target), y - 3)
    .lineTo(x + at(target), y + height + 3)
    .lineWidth(1.4)
    .stroke(INK)
}
