// The six symbols typed on a phone to join: how they look, and how what people type becomes them.
import { CODE_LENGTH, CODE_SYMBOLS } from './limits.ts'

/** What fingers type for a symbol that looks like it; symbols that no code contains. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { '2': 'Z', '5': 'S', '6': 'G', '8': 'B', O: 'Q', '0': 'Q' }

/** `ABC-DEF`, as shown on screens. */
export function formatCode(code: string): string {
  return `${code.slice(0, 3)}-${code.slice(3)}`
}

/**
 * Any case, full-width letters, spaces and dashes are fine. Null when it cannot be a room code.
 * At most 64 characters are looked at: what is longer is no code.
 */
export function parseCode(typed: string): string | null {
  if (typed.length > 64) return null
  const symbols = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}·._]/gu, '')
  const code = [...symbols].map((symbol) => LOOK_ALIKE[symbol] ?? symbol).join('')
  return code.length === CODE_LENGTH && [...code].every((symbol) => CODE_SYMBOLS.includes(symbol)) ? code : null
}
