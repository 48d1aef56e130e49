// What a file says of the board in it, to be shown before it is brought in; whether it is one, the server judges.
import type { RECORD_FORMAT, RECORD_VERSION } from '../../shared/record.ts'
import type { RefusalCode } from '../../shared/refusals.ts'

/** `text` is the file; `day` is the offsite's, null when the file has none that can be read. */
export type BoardFile = {
  readonly text: string
  readonly title: string
  readonly commitments: number
  readonly day: string | null
}

/** As the record has them, without its schema: the first page does not carry zod. */
const FORMAT: typeof RECORD_FORMAT = 'eighty-board'
const VERSION: typeof RECORD_VERSION = 1

type Unread = { readonly [name: string]: unknown }

/** Refused is what no server takes either. */
export function readBoardFile(text: string): BoardFile | RefusalCode {
  const record = parsed(text)
  if (record?.format !== FORMAT) return 'no-board'
  if (record.version !== VERSION) return 'other-version'
  const { title, commitments, offsite } = fieldsOf(record.board) ?? {}
  if (typeof title !== 'string' || !Array.isArray(commitments)) return 'no-board'
  return { text, title, commitments: commitments.length, day: isDay(offsite) ? offsite : null }
}

function parsed(text: string): Unread | null {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return null
  }
}

function fieldsOf(value: unknown): Unread | null {
  return typeof value === 'object' && value !== null ? (value as Unread) : null
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}
