// The fonts that PDFs carry, and which of them has a shape for which character.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'

const SUBSETS = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari']
const WEIGHTS = { normal: 400, bold: 700 } as const

export type Weight = keyof typeof WEIGHTS
export type Face = { readonly name: string; readonly bytes: Uint8Array; readonly has: (codePoint: number) => boolean }
/** By weight, in the order in which they are asked for a shape: what looks best first, what knows most last. */
export type Fonts = Readonly<Record<Weight, readonly Face[]>>

/** Reads them from their packages (2 MB); keep what it returns. */
export function openFonts(): Fonts {
  return { normal: facesOf('normal'), bold: facesOf('bold') }
}

const packages = createRequire(import.meta.url)

function facesOf(weight: Weight): Face[] {
  const number = WEIGHTS[weight]
  return [
    ...SUBSETS.map((subset) => `@fontsource/noto-sans/files/noto-sans-${subset}-${number}-normal.woff`),
    `@fontsource/noto-sans-thai/files/noto-sans-thai-thai-${number}-normal.woff`,
    // Arabic, Hebrew, Armenian, Georgian, signs and much else.
    `@fontsource/dejavu-sans/files/dejavu-sans-latin-${number}-normal.woff`,
  ].map(openFace)
}

function openFace(file: string): Face {
  const bytes = readFileSync(packages.resolve(file))
  const font = fontkit.create(bytes)
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${file} holds more than one font`)
  return { name: file, bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
}
