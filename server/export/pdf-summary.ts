// The first page of the PDF: the whole board at a glance, on one sheet whatever is on it.
import { type BoardRecord, trendOf } from '../../shared/record.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { dayWords } from './days.ts'
import { ACCENT, ACCENT_SOFT, INK, LINE, MARGIN, type Paper, SOFT, WIDTH } from './pdf-paper.ts'
import { goingWords, reachedWords, STATUS_WORDS, verdictWord } from './result-words.ts'

const WINS = 3
const COLUMN = { what: 30, bar: WIDTH - 150, barWidth: 150 } as const

export function summaryPage(paper: Paper, { board, exported }: BoardRecord): void {
  paper.text('EIGHTY', { size: 8, weight: 'bold', color: ACCENT })
  paper.y += 6
  paper.text(board.title, { size: 22, weight: 'bold', most: 2 })
  if (board.statement !== '') {
    paper.y += 6
    const style = { size: 11.5, color: INK, x: 14, most: 4 }
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
  for (const win of latest) paper.text(win.text, { size: 10, most: 2 })
  paper.y += 10
}

function commitments(paper: Paper, all: readonly CommitmentView[]): void {
  if (all.length === 0) return
  paper.text('Commitments', { size: 9, weight: 'bold', color: ACCENT })
  paper.y += 4
  for (const [at, one] of all.entries()) {
    const most = all.length > 8 ? 1 : 2
    const what = { size: 10.5, weight: 'bold', x: COLUMN.what, width: COLUMN.bar - COLUMN.what - 14, most } as const
    const words = one.wording.what || 'Not worded yet'
    const height = paper.height(words, what) + 26
    if (paper.left() < height + 26) {
      paper.text(`… and ${all.length - at} more: see the details.`, { size: 10, color: SOFT })
      return
    }
    paper.rule()
    paper.y += 6
    const top = paper.y
    paper.beside(`${at + 1}`, { size: 10.5, color: SOFT })
    paper.text(words, what)
    paper.text(facts(one), { ...what, size: 9, weight: 'normal', color: SOFT, most: 1 })
    verdict(paper, one, top)
    paper.y += 6
  }
  paper.rule()
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
  const numbers = exact ? `, ${floor.count} of ${floor.of}` : ''
  paper.beside(`${verdictWord(result)}${numbers}`, { ...place, size: 9, weight: 'bold' }, top + 1)
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
