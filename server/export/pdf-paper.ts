// A page to write on: keeps the place, sets text, turns pages; afterwards every page gets its foot.
import PDFDocument from 'pdfkit'
import { inertLine } from './inert.ts'
import type { Face, Fonts, Weight } from './pdf-fonts.ts'
import { type Line, setParagraph } from './pdf-lines.ts'

export const INK = '#1c2224'
export const SOFT = '#525a5b'
export const LINE = '#d9d5cb'
export const ACCENT = '#0f5d56'
export const ACCENT_SOFT = '#d9e9e4'

export const MARGIN = 56
export const WIDTH = 595.28 - 2 * MARGIN
const BOTTOM = 841.89 - 64
const LEADING = 1.42

export type Style = {
  readonly size: number
  readonly weight?: Weight
  readonly color?: string
  /** From the left margin, and how wide (points). */
  readonly x?: number
  readonly width?: number
  /** At most so many lines. */
  readonly most?: number
}

/** A few lines stay on one page; of more at least two do (points). */
export function together(lines: readonly Line[], { size }: Style): number {
  return (lines.length <= 4 ? lines.length : 2) * size * LEADING
}

export class Paper {
  readonly doc: PDFKit.PDFDocument
  readonly #fonts: Fonts
  readonly #widths = new Map<string, number>()
  /** Characters that no font has a shape for. */
  missing = 0
  y = MARGIN

  constructor(fonts: Fonts, about: { readonly title: string; readonly now: number }) {
    this.#fonts = fonts
    const made = new Date(about.now)
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      info: { Title: inertLine(about.title), Creator: 'Eighty', Producer: 'Eighty', CreationDate: made, ModDate: made },
    })
    for (const face of [...fonts.normal, ...fonts.bold]) this.doc.registerFont(face.name, Buffer.from(face.bytes))
  }

  /** Where the lines would go, without drawing them. */
  lines(text: string, style: Style): readonly Line[] {
    const { size, weight = 'normal', x = 0, width = WIDTH - x, most } = style
    const measure = (face: Face, words: string) => this.#width(face, words) * size
    const { lines, missing } = setParagraph(text, this.#fonts[weight], width, measure, most)
    this.missing += missing
    return lines
  }

  /** At one point of size; words come again, and shaping them takes time. */
  #width(face: Face, words: string): number {
    const key = `${face.name} ${words}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known
    const width = this.doc.font(face.name).fontSize(1).widthOfString(words)
    this.#widths.set(key, width)
    return width
  }

  /** Draws from the present place on and moves it down; goes to further pages as it must. */
  text(text: string, style: Style): void {
    this.set(this.lines(text, style), style)
  }

  set(lines: readonly Line[], style: Style): void {
    this.room(together(lines, style))
    for (const line of lines) {
      this.room(style.size * LEADING)
      this.draw(line, style, this.y)
      this.y += style.size * LEADING
    }
  }

  /** Draws beside the present place and leaves it; returns where the text ends. */
  beside(text: string, style: Style, y = this.y): number {
    let at = y
    for (const line of this.lines(text, style)) {
      this.draw(line, style, at)
      at += style.size * LEADING
    }
    return at
  }

  height(text: string, style: Style): number {
    const before = this.missing
    const height = this.lines(text, style).length * style.size * LEADING
    this.missing = before
    return height
  }

  draw(line: Line, { size, color = INK, x = 0, width = WIDTH - x }: Style, y: number): void {
    let at = MARGIN + x + (line.fromRight ? width - line.width : 0)
    for (const run of line.runs) {
      this.doc.font(run.face.name).fontSize(size).fillColor(color)
      this.doc.text(run.text, at, y + size * 1.05, { lineBreak: false, baseline: 'alphabetic' })
      at += run.width
    }
  }

  /** Turns the page unless so much is left. */
  room(height: number): void {
    if (this.y + height > BOTTOM) this.turn()
  }

  left(): number {
    return BOTTOM - this.y
  }

  turn(): void {
    this.doc.addPage({ size: 'A4', margin: 0 })
    this.y = MARGIN
  }

  rule(color = LINE): void {
    this.doc
      .moveTo(MARGIN, this.y)
      .lineTo(MARGIN + WIDTH, this.y)
      .lineWidth(0.7)
      .strokeColor(color)
      .stroke()
  }

  /** The foot of every page, when all are written. */
  feet(words: string): void {
    const { count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page)
      const number = `${page + 1} of ${count}`
      const style = { size: 8, color: SOFT }
      this.beside(words, { ...style, width: WIDTH - 60, most: 1 }, BOTTOM + 22)
      const [line] = this.lines(number, style)
      if (line !== undefined) this.draw(line, { ...style, x: WIDTH - line.width }, BOTTOM + 22)
    }
  }

  /** Ends it; all its bytes. */
  async bytes(): Promise<Buffer> {
    const parts: Buffer[] = []
    this.doc.on('data', (part: Buffer) => parts.push(part))
    const ended = new Promise<void>((resolve, reject) => {
      this.doc.on('end', resolve)
      this.doc.on('error', reject)
    })
    this.doc.end()
    await ended
    return Buffer.concat(parts)
  }
}
