// Questions over the socket that change nothing in the session: name → schema, and what comes back.
import * as z from 'zod/mini'
import type { Line } from './anon/published.ts'
import { LIMITS } from './limits.ts'
import { Count, Id } from './model.ts'

export const REQUESTS = {
  /**
   * Signs my blinded tokens for a round, one per slot (base64url, 32 bytes each). Asked again with the same bytes it gives the
   * same tokens; with others it is refused. `room` is where the phone thinks it sits, for both sides to mean the same; so is
   * `fn`, its function, in a round that tells functions apart.
   */
  tokens: z.strictObject({
    round: Id,
    issue: Count,
    room: z.nullable(Id),
    fn: z.optional(z.string().check(z.maxLength(LIMITS.label * 8))),
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
  /** A new link that lets its holder take part, or none any more (console only). */
  'key.take': z.strictObject({ on: z.boolean() }),
  /** A draft of the summary from counts, themes and commitments (console only). */
  'summary.draft': z.strictObject({}),
  /** Sends a test message to the webhook as it is set (console only). */
  'webhook.test': z.strictObject({}),
  /** Deletes the session and everything of it, now and for good; its title is typed to be sure (console only). */
  'session.delete': z.strictObject({ title: z.string().check(z.maxLength(LIMITS.title * 8)) }),
  /** Ends every other facilitator device (console only). */
  'key.only-me': z.strictObject({}),
  /** A fresh room code; the old one stops working (console only). */
  'code.new': z.strictObject({}),
  /** Holds this check-in live, under a new room code; null: one between two that are planned (console only). */
  'session.reconvene': z.strictObject({ checkin: z.nullable(Id) }),
  /** My next small question, or the one that I hold (phones only). */
  'sort.next': z.strictObject({}),
  /** My answer to the card on top: a place among the options as they were shown. Replies with the next question (phones only). */
  'sort.answer': z.strictObject({
    card: Id,
    choice: z.union([z.int().check(z.minimum(0), z.maximum(3)), z.enum(['none', 'skip'])]),
  }),
  /** Let the machine propose themes again, coarser or finer than the last time; edited themes stay (console only). */
  'theme.propose': z.strictObject({ grain: z.enum(['same', 'coarser', 'finer']) }),
  /** Why these cards belong together (console only). */
  'theme.why': z.strictObject({ theme: Id }),
  /** What the last edit or proposal changed (console only). */
  'theme.changes': z.strictObject({}),
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
  'key.take': { readonly takeKey: string | null }
  'summary.draft': { readonly text: string }
  'webhook.test': { readonly sent: boolean; readonly says: string }
  'session.delete': Record<string, never>
  'code.new': { readonly code: string }
  'session.reconvene': { readonly code: string }
  'sort.next': Asked
  'sort.answer': Asked
  'theme.propose': {
    /** How many are not hidden now. */
    readonly themes: number
    readonly tau: number | null
    /** False if each theme has the cards that it had. */
    readonly changed: boolean
    /** Edits that can be taken back now; whoever sees more of them sees later ones, too. */
    readonly past: number
  }
  'theme.why': {
    readonly phrases: readonly string[]
    /** The card that stands for all. */
    readonly representative: string | null
    /** A name that a known concept would give it; a suggestion only. */
    readonly concept: string | null
    /** Why each card is in it, in words. */
    readonly cards: readonly { readonly card: string; readonly says: string }[]
    /** Cards that say the opposite of others, and a pair of them. */
    readonly mixed: { readonly against: number; readonly of: number; readonly example: readonly string[] } | null
  }
  'theme.changes': {
    /** What was done; null when nothing was yet. */
    readonly says: string | null
    /** By theme id; null: in none. */
    readonly cards: readonly { readonly card: string; readonly from: string | null; readonly to: string | null }[]
    /** Themes that only this change made, or that went with it, as they were called. */
    readonly themes: readonly { readonly theme: string; readonly title: string; readonly state: 'new' | 'gone' }[]
  }
}

/** One card and four others, of which one may say the same; null: nothing to ask, or all asked. */
export type Asked = {
  readonly question: { readonly card: ShownCard; readonly options: readonly ShownCard[] } | null
  readonly done: number
  /** Questions that this phone is through and may still be asked. */
  readonly of: number
}

/** The published list of a closed ballot, sorted by line. */
export type BallotList = { readonly ballot: string; readonly beacon: string; readonly lines: readonly Line[] }

/** A card as people see it: no room, no author, no time. */
export type ShownCard = { readonly id: string; readonly kind: string; readonly text: string }
