// What typed text becomes before it counts: one canonical form on both sides (ANONYMITY R15, HOSTILE J8).
import { LIMITS } from './limits.ts'
import { toUtf8 } from './utf8.ts'

const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]|\u{1f3fb}|\u{1f3fc}|\u{1f3fd}|\u{1f3fe}|\u{1f3ff}|[\u{e0000}-\u{e0fff}]/gu
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Number of graphemes: what a person counts as characters. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}

/** Bytes of a character, on average: ordinary Malayalam takes 6.4 and no script in use more; flags take 8, stacked accents any number. */
const CHARACTER_BYTES = 7

/** Whether a text is at most `max` characters as people count them, and small enough to be kept (4 UTF-16 units, 7 bytes each). */
export function fits(text: string, max: number): boolean {
  return (
    text.length <= max || (text.length <= max * 4 && utf8Bytes(text) <= max * CHARACTER_BYTES && graphemes(text) <= max)
  )
}

/** The longest beginning that fits. Cuts between graphemes, never inside one. */
export function clip(text: string, max: number): string {
  if (fits(text, max)) return text
  let kept = ''
  let count = 0
  let bytes = 0
  for (const { segment } of segmenter.segment(text)) {
    bytes += utf8Bytes(segment)
    if (count === max || kept.length + segment.length > max * 4 || bytes > max * CHARACTER_BYTES) break
    kept += segment
    count++
  }
  return kept.trimEnd()
}

export function utf8Bytes(text: string): number {
  return toUtf8(text).length
}

/** One line of plain text: NFC, no invisible or bidirectional controls, single spaces, trimmed. For names and titles. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim()
}

/** Text of several lines, made inert but otherwise as typed. */
export function plainText(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').normalize('NFC').replace(INVISIBLE, '').replace(/\r\n?/g, '\n').trim()
}

/**
 * A card as everyone's phone would have typed it: NFKC, straight quotes, plain dashes, three dots, no skin tones or
 * zero-width characters, single spaces, at most one `!` or `?` in a row. Keyboards then tell nobody apart (R15).
 */
export function canonicalCard(text: string): string {
  return plainText(text.normalize('NFKC'))
    .replace(/[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/([!?])\1+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

export type CardFit = {
  readonly ok: boolean
  readonly graphemes: number
  readonly bytes: number
  readonly over: number
}

/** Whether a canonical card fits an envelope; `over` is how many graphemes must go (at least 1 when it does not fit). */
export function cardFit(canonical: string): CardFit {
  const count = graphemes(canonical)
  const bytes = utf8Bytes(canonical)
  const overCount = count - LIMITS.cardGraphemes
  const overBytes = Math.ceil((bytes - LIMITS.cardBytes) / Math.max(1, bytes / Math.max(1, count)))
  const over = Math.max(0, overCount, overBytes)
  return { ok: over === 0 && count > 0, graphemes: count, bytes, over }
}
