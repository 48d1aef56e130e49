// A board as a file: what its link shows, versioned, and the shape of asking for one by HTTP.
import * as z from 'zod/mini'
import { EXPORT_KINDS } from './export-kinds.ts'
import { LIMITS } from './limits.ts'
import { Day, Id } from './nouns.ts'
import { BoardContent, type CommitmentView } from './views.ts'

export const RECORD_FORMAT = 'eighty-board'
export const RECORD_VERSION = 1

/** `board` is what whoever has the link may see, and nothing else: no tallies, no seats' secrets, no hidden themes. */
export const BoardRecord = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  version: z.literal(RECORD_VERSION),
  exported: Day,
  board: BoardContent,
  /** What people wrote, of the themes that are shown, in an order that says nothing; null unless the facilitator took it home. */
  cards: z.nullable(
    z
      .array(z.strictObject({ theme: z.nullable(z.string()), kind: z.string(), text: z.string() }))
      .check(z.maxLength(LIMITS.cardsPerSession)),
  ),
})
export type BoardRecord = z.infer<typeof BoardRecord>

/** Every asking of a commitment, the oldest first: those that came with an import, then its own ballots. */
export function trendOf({
  ballots,
  pursuit,
}: Pick<CommitmentView, 'ballots' | 'pursuit'>): CommitmentView['pursuit']['earlier'] {
  return [
    ...pursuit.earlier,
    ...ballots.flatMap(({ asked, result, wording }) => (result === null ? [] : [{ asked, result, wording }])),
  ]
}

/** The proof is the one by which the page is open: see `Auth`. */
export const ExportBody = z.strictObject({
  session: Id,
  role: z.enum(['phone', 'console', 'board']),
  secret: z.string().check(z.maxLength(64)),
  person: z.optional(Id),
  kind: z.enum(EXPORT_KINDS),
})
export type ExportBody = z.infer<typeof ExportBody>

/** The record's own shape is looked at by itself: what is wrong with it deserves words. */
export const ImportBody = z.strictObject({ record: z.unknown() })
