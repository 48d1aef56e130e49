// Tables as CSV (RFC 4180: commas, CRLF, doubled quotes) that no spreadsheet takes for formulas.
import { inertText } from './inert.ts'

export type Cell = string | number | null
export type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** With the mark by which spreadsheets know UTF-8. */
export function csv({ columns, rows }: Table): string {
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return `"${harmless(value).replaceAll('"', '""')}"`
}

/**
 * A spreadsheet set to another separator cuts cells elsewhere, so a formula is also prevented after each of them, quotes or not
 * (full-width signs count in some languages).
 */
function harmless(text: string): string {
  return inertText(text)
    .trim()
    .replace(/^(?=["']*\s*[=+\-@＝＋－＠])/, "'")
    .replace(/([,;|\n]["'\s]*)(?=[=+\-@＝＋－＠])/g, "$1'")
}
