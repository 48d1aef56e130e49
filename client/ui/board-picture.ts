// The board as a picture (PNG), drawn here from what is shown: no network, no other page, in the device's own fonts.

import { dayWords } from '../../shared/day-words.ts'
import type { BallotResult } from '../../shared/thresholds.ts'
import type { BoardView, CommitmentView } from '../../shared/views.ts'
import { goingLine, reachedLine } from './board-headline.ts'
import { lastResult } from './commitment-life-trend.tsx'

const WIDTH = 1200
const EDGE = 64
const BAR = { x: 860, width: WIDTH - EDGE - 860 } as const
/** Pixels for one: sharp on a slide. */
const SCALE = 2
/** As high as canvases may be on phones, at that scale. */
const HIGHEST = 3200
const FONT = '"Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
const COLORS = {
  paper: '#fdfcfa',
  ink: '#1c2224',
  soft: '#525a5b',
  line: '#d9d5cb',
  accent: '#0f5d56',
  pale: '#d9e9e4',
} as const
const STATUS = { open: 'Not begun', moving: 'Moving', stuck: 'Stuck', done: 'Done', dropped: 'Dropped' } as const
const VERDICT = { reached: 'Reached', 'not-reached': 'Not reached', open: 'Can’t say yet' } as const

type Board = Pick<BoardView, 'title' | 'statement' | 'commitments'>
type Pen = CanvasRenderingContext2D
type Style = { readonly size: number; readonly bold?: boolean; readonly color?: string }

/** Rejects where the browser can make no picture. */
export async function boardPicture(board: Board): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('no canvas')
  canvas.width = WIDTH * SCALE
  // Drawn twice: first to know how high it is.
  const height = Math.min(HIGHEST, Math.ceil(draw(pen, board)))
  canvas.height = height * SCALE
  pen.scale(SCALE, SCALE)
  pen.fillStyle = COLORS.paper
  pen.fillRect(0, 0, WIDTH, height)
  draw(pen, board)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
  )
}

function draw(pen: Pen, { title, statement, commitments }: Board): number {
  let y = write(pen, title, EDGE, EDGE, WIDTH - 2 * EDGE, { size: 44, bold: true })
  if (statement !== '') y = write(pen, statement, EDGE, y + 10, WIDTH - 2 * EDGE, { size: 24, color: COLORS.soft })
  y = write(pen, reachedLine(commitments) ?? 'No ballot has been held yet', EDGE, y + 28, WIDTH - 2 * EDGE, {
    size: 32,
    bold: true,
    color: COLORS.accent,
  })
  const going = goingLine(commitments)
  if (going !== '') y = write(pen, going, EDGE, y + 2, WIDTH - 2 * EDGE, { size: 22, color: COLORS.soft })
  y += 28
  for (const [at, one] of commitments.entries()) y = row(pen, one, at + 1, y)
  rule(pen, y)
  return (
    write(
      pen,
      `Eighty · ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date())}`,
      EDGE,
      y + 24,
      600,
      {
        size: 18,
        color: COLORS.soft,
      },
    ) + 40
  )
}

function row(pen: Pen, one: CommitmentView, number: number, top: number): number {
  rule(pen, top)
  const left = EDGE + 48
  const width = BAR.x - left - 32
  write(pen, String(number), EDGE, top + 20, 48, { size: 26, color: COLORS.soft })
  let y = write(pen, one.wording.what || 'Not worded yet', left, top + 20, width, { size: 26, bold: true })
  const facts = [
    one.owner?.name ?? 'Nobody owns it yet',
    one.by === null ? 'no date' : `by ${dayWords(one.by)}`,
    STATUS[one.pursuit.status],
  ]
  y = write(pen, facts.join(' · '), left, y + 2, width, { size: 20, color: COLORS.soft })
  const win = one.pursuit.wins.at(-1)
  if (win !== undefined) y = write(pen, `Win: ${win.text}`, left, y + 2, width, { size: 20, color: COLORS.accent })
  const result = lastResult(one)
  const end = result === null ? top : verdict(pen, result, top + 20)
  return Math.max(y, end) + 20
}

function verdict(pen: Pen, result: BallotResult, top: number): number {
  const word = result.verdict === null || result.level === 'none' ? 'Too few answers' : VERDICT[result.verdict]
  const { floor, ceiling, target } = result
  const exact = result.level === 'counts' && floor !== null && ceiling !== null
  const y = write(pen, exact ? `${word}, ${floor.count} of ${floor.of}` : word, BAR.x, top, BAR.width, {
    size: 22,
    bold: true,
  })
  if (!exact) return y
  const to = (percent: number | null) => (BAR.width * (percent ?? 0)) / 100
  const bar = (width: number, color: string) => {
    pen.fillStyle = color
    pen.fillRect(BAR.x, y + 10, width, 14)
  }
  bar(BAR.width, COLORS.line)
  bar(to(ceiling.percent), COLORS.pale)
  bar(to(floor.percent), COLORS.accent)
  pen.fillStyle = COLORS.ink
  pen.fillRect(BAR.x + to(target) - 1.5, y + 4, 3, 26)
  return y + 30
}

function rule(pen: Pen, y: number): void {
  pen.fillStyle = COLORS.line
  pen.fillRect(EDGE, y, WIDTH - 2 * EDGE, 1)
}

/** In lines; returns where they end. The browser knows every script and its direction. */
function write(pen: Pen, text: string, x: number, y: number, width: number, { size, bold, color }: Style): number {
  pen.font = `${bold === true ? '700' : '400'} ${size}px ${FONT}`
  pen.fillStyle = color ?? COLORS.ink
  pen.textBaseline = 'alphabetic'
  let end = y
  for (const line of linesOf(pen, text, width)) {
    pen.fillText(line, x, end + size)
    end += size * 1.35
  }
  return end
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function linesOf(pen: Pen, text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\s)/)) {
    if (line !== '' && pen.measureText((line + word).trimEnd()).width > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    if (pen.measureText(word).width <= width) line += word
    else
      for (const { segment } of segmenter.segment(word)) {
        if (line !== '' && pen.measureText(line + segment).width > width) {
          lines.push(line)
          line = ''
        }
        line += segment
      }
  }
  return line === '' ? lines : [...lines, line.trimEnd()]
}
