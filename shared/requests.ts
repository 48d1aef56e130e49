// Questions over the socket that change nothing in the session: name → schema, and what comes back.
import * as z from 'zod/mini'
import type { Line } from './anon/published.ts'
import { LIMITS } from './limits.ts'
import { Count, Id } from './model.ts'

export const REQUESTS = {
  /**
   * Signs my blinded tokens for a round, one per slot (base64url, 32 bytes each). Asked again with the same bytes it gives the
   * same tokens; with others it is refused. `room` is where the phone thinks it sits, for both sides to mean the same.
   */
  tokens: z.strictObject({
    round: Id,
    issue: Count,
    room: z.nullable(Id),
    blinded: z
      .array(z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)))
      .check(z.minLength(1), z.maxLength(LIMITS.commitments)),
  }),
  /** What was published of a written round, so that a phone can find its own acts in it. */
  marks: z.strictObject({ round: Id }),
  /** A ticket for a Y.Doc; `clientId` is the one the phone would like to keep. */
  doc: z.strictObject({ doc: z.string().check(z.maxLength(80)), clientId: z.nullable(z.int()) }),
  /** All cards, shuffled, without rooms: for the console's gather screen. */
  cards: z.strictObject({}),
  /** Cards behind one theme: for phones and the projector. */
  'theme.cards': z.strictObject({ theme: Id }),
  /** Whether anybody is there: a phone that slept asks this first. */
  ping: z.strictObject({}),
  /** A new recovery code or facilitator key for a second device (console only). */
  'key.recovery': z.strictObject({}),
  /** A new board link; the old one stops working (console only). */
  'key.board': z.strictObject({}),
  /** Ends every other facilitator device (console only). */
  'key.only-me': z.strictObject({}),
  /** A fresh room code; the old one stops working (console only). */
  'code.new': z.strictObject({}),
  /** Let the machine propose themes again; edited themes stay (console only). */
  'theme.propose': z.strictObject({}),
} as const

export type RequestName = keyof typeof REQUESTS
export type RequestData<N extends RequestName> = z.infer<(typeof REQUESTS)[N]>

export type RequestReply = {
  /** For each kind of token in the order of the slots: signed elements and one proof, base64url. */
  tokens: { readonly signed: readonly { readonly evaluated: readonly string[]; readonly proof: string }[] }
  marks: {
    readonly marks: readonly string[]
    /** Marks of earlier cards that were withdrawn with this batch. */
    readonly gone: readonly string[]
    readonly phones: number
    readonly lists: readonly BallotList[]
  }
  doc: { readonly ticket: string; readonly clientId: number; readonly write: boolean }
  cards: { readonly cards: readonly ShownCard[] }
  'theme.cards': { readonly cards: readonly ShownCard[] }
  ping: Record<string, never>
  'key.recovery': { readonly recovery: string }
  'key.board': { readonly boardKey: string }
  'key.only-me': { readonly ended: number }
  'code.new': { readonly code: string }
  'theme.propose': { readonly themes: number }
}

/** The published list of a closed ballot, sorted by line. */
export type BallotList = { readonly ballot: string; readonly beacon: string; readonly lines: readonly Line[] }

/** A card as people see it: no room, no author, no time. */
export type ShownCard = { readonly id: string; readonly kind: string; readonly text: string }
