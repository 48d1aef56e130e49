// Sets a paragraph: lines broken where Unicode allows it (UAX 14), each in the order in which it is read (UAX 9), font by font.
import bidiModule from 'bidi-js'
import LineBreaker from 'linebreak'
import { inertLine } from './inert.ts'
import { type Faced, withFaces } from './pdf-faces.ts'
import type { Face } from './pdf-fonts.ts'

/** A piece of a line in one font, read from left to right on paper. */
export type Run = { readonly face: Face; readonly text: string; readonly width: number }
export type Line = { readonly runs: readonly Run[]; readonly width: number; readonly fromRight: boolean }
export type Measure = (face: Face, text: string) => number
export type Paragraph = { readonly lines: readonly Line[]; readonly missing: number }

// The package is CommonJS: what Node gives is the factory, whatever its types say.
const bidi = (bidiModule as unknown as typeof bidiModule.default)()
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** `most` lines; what does not fit ends with three dots. */
export function setParagraph(
  text: string,
  faces: readonly Face[],
  width: number,
  measure: Measure,
  most = Number.POSITIVE_INFINITY,
): Paragraph {
  const faced = withFaces(inertLine(text), faces)
  if (faced.text === '') return { lines: [], missing: 0 }
  const ends = breakLines(faced, width, measure)
  if (ends.length > most) {
    const cut = ends[most - 1] ?? 0
    const kept = [...graphemes.segment(faced.text.slice(0, cut).trimEnd())].map(({ segment }) => segment)
    // Three dots are wider than some letters and narrower than others.
    for (let less = 1; ; less++) {
      const { lines } = setParagraph(`${kept.slice(0, -less).join('').trimEnd()}…`, faces, width, measure)
      if (lines.length <= most || less >= kept.length) return { lines, missing: faced.missing }
    }
  }
  const levels = bidi.getEmbeddingLevels(faced.text)
  const fromRight = (levels.paragraphs[0]?.level ?? 0) % 2 === 1
  const turned = bidi.getMirroredCharactersMap(faced.text, levels.levels)
  const mirrored = {
    ...faced,
    text: Array.from({ length: faced.text.length }, (_, at) => turned.get(at) ?? faced.text[at]).join(''),
  }
  const lines = ends.map((end, at) => {
    const runs = visual(mirrored, levels.levels, ends[at - 1] ?? 0, end).map(({ face, text: words }) => ({
      face,
      text: words,
      width: measure(face, words),
    }))
    return { runs, width: runs.reduce((sum, run) => sum + run.width, 0), fromRight }
  })
  return { lines, missing: faced.missing }
}

/** Where each line ends. */
function breakLines(faced: Faced, width: number, measure: Measure): number[] {
  const wide = (from: number, to: number) => widthOf(faced, from, to, measure)
  const ends: number[] = []
  let start = 0
  let end = 0
  let used = 0
  const breaker = new LineBreaker(faced.text)
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const { position } = next
    const bare = faced.text.slice(end, position).trimEnd().length
    if (end > start && used + wide(end, end + bare) > width) {
      ends.push(end)
      start = end
      used = 0
    }
    // One word that is wider than a line is cut between characters.
    if (start === end && wide(end, end + bare) > width) {
      let from = end
      let filled = 0
      for (const { segment, index } of graphemes.segment(faced.text.slice(end, position))) {
        const size = wide(end + index, end + index + segment.length)
        if (filled > 0 && filled + size > width) {
          ends.push(end + index)
          from = end + index
          filled = 0
        }
        filled += size
      }
      start = from
      end = position
      used = filled
    } else {
      used += wide(end, position)
      end = position
    }
  }
  if (faced.text.length > start) ends.push(faced.text.length)
  return ends
}

function widthOf(faced: Faced, from: number, to: number, measure: Measure): number {
  return pieces(faced, from, to, () => 0).reduce((sum, { face, text }) => sum + measure(face, text), 0)
}

type Piece = { readonly face: Face; readonly text: string; readonly level: number }

/** Cut wherever the font or the level changes. */
function pieces({ text, faces }: Faced, from: number, to: number, level: (at: number) => number): Piece[] {
  const out: { face: Face; text: string; level: number }[] = []
  for (let at = from; at < to; at++) {
    const face = faces[at]
    if (face === undefined) continue
    const last = out.at(-1)
    const unit = text[at] ?? ''
    // A font's shaping knows no words, so those that are read from the right are told apart here.
    const sameWord = level(at) % 2 === 0 || (unit !== ' ' && text[at - 1] !== ' ')
    if (last !== undefined && last.face === face && last.level === level(at) && sameWord) last.text += unit
    else out.push({ face, text: unit, level: level(at) })
  }
  return out
}

/** Rule L2: from the highest level down, what is at it or above is turned around. */
function visual(faced: Faced, levels: Uint8Array, from: number, to: number): Piece[] {
  const end = from + faced.text.slice(from, to).trimEnd().length
  const out = pieces(faced, from, end, (at) => levels[at] ?? 0)
  const highest = Math.max(0, ...out.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let at = 0; at < out.length; at++) {
      if ((out[at]?.level ?? 0) < level) continue
      let last = at
      while ((out[last + 1]?.level ?? 0) >= level) last++
      out.splice(at, last - at + 1, ...out.slice(at, last + 1).reverse())
      at = last
    }
  }
  return out
}
