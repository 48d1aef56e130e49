// A board in any of its forms as a file: its name, its type, its bytes.
import { EXPORTS, type ExportKind } from '../../shared/export-kinds.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { clip } from '../../shared/text.ts'
import { calendarFile } from './calendar-file.ts'
import { csv } from './csv.ts'
import { inertLine } from './inert.ts'
import { markdown } from './markdown.ts'
import { minutes } from './minutes.ts'
import { TABLES } from './tables.ts'

export type ExportFacts = {
  /** Opens the board; null where nobody knows the server's address. */
  readonly link: string | null
  readonly now: number
  /** Makes a PDF (see pdf.ts) beside the event loop; null when too many wait. */
  readonly pdf: (record: BoardRecord, now: number) => Promise<Uint8Array | null>
}
export type ExportFile = { readonly disposition: string; readonly type: string; readonly body: Buffer }

/** Null when too many wait for one of these. Rejects when a PDF can't be made, and never for another kind. */
export async function exportFile(
  record: BoardRecord,
  kind: ExportKind,
  facts: ExportFacts,
): Promise<ExportFile | null> {
  const { name, ending, type } = EXPORTS[kind]
  const body = kind === 'pdf' ? await facts.pdf(record, facts.now) : bodyOf(record, kind, facts)
  if (body === null) return null
  return {
    disposition: disposition(record.board.title, name, ending),
    type,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  }
}

function bodyOf(record: BoardRecord, kind: Exclude<ExportKind, 'pdf'>, { link, now }: ExportFacts): Uint8Array {
  if (kind === 'markdown') return Buffer.from(markdown(minutes(record)))
  if (kind === 'json') return Buffer.from(`${JSON.stringify(record, null, 2)}\n`)
  if (kind === 'ics') return Buffer.from(calendarFile(record.board, link, now))
  return Buffer.from(csv(TABLES[kind](record.board)))
}

/** RFC 6266: a plain name for everybody, the real one for those who read it. No path, no quote, no line end can be in either. */
function disposition(title: string, name: string, ending: string): string {
  const words = clip(inertLine(title).replace(/[\\/:*?"<>|;%.'`]+/g, ' '), 60)
    .replace(/\s+/g, ' ')
    .trim()
  const whole = words === '' ? `eighty ${name}.${ending}` : `${words} ${name}.${ending}`
  const encoded = encodeURIComponent(whole).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="eighty-${name}.${ending}"; filename*=UTF-8''${encoded}`
}
