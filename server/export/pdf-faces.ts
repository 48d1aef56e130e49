// Which font draws which part of a text. What none of them has is drawn as a box, so that nothing is missing silently.
import type { Face } from './pdf-fonts.ts'

/** Drawn for what has no shape; DejaVu has it. */
export const BOX = '\u25a1'
/** Signs that belong to every script: they stay in the font that is being used. */
const COMMON = /^[\p{Script=Common}\p{Script=Inherited}]+$/u
/** Joiners and variation selectors have no shape of their own. */
const SHAPELESS = /[\u200b-\u200d\u2060]|[\ufe00-\ufe0f]/gu

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** `faces` by UTF-16 unit of `text`; `missing`: how many characters became boxes. */
export type Faced = { readonly text: string; readonly faces: readonly Face[]; readonly missing: number }

export function withFaces(text: string, faces: readonly Face[]): Faced {
  const last = faces.at(-1)
  if (last === undefined) throw new Error('there are no fonts')
  let out = ''
  let missing = 0
  let current: Face | null = null
  const by: Face[] = []
  for (const { segment } of segmenter.segment(text)) {
    const known = faceOf(segment, faces, current)
    const drawn = known === null ? BOX : known.drawn
    const face: Face = known?.face ?? last
    if (known === null) missing++
    out += drawn
    for (let at = 0; at < drawn.length; at++) by.push(face)
    current = face
  }
  return { text: out, faces: by, missing }
}

function faceOf(segment: string, faces: readonly Face[], current: Face | null): { face: Face; drawn: string } | null {
  const order = current !== null && COMMON.test(segment) ? [current, ...faces] : faces
  const bare = segment.replace(SHAPELESS, '')
  for (const drawn of bare === segment || bare === '' ? [segment] : [segment, bare]) {
    const points = [...drawn].map((symbol) => symbol.codePointAt(0) ?? 0)
    const face = order.find(({ has }) => points.every(has))
    // A family of emoji without its joiners would be several people.
    if (face !== undefined && (drawn === segment || [...bare].length === 1)) return { face, drawn }
  }
  return null
}
