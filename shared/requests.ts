// Questions over the socket that change nothing in the session: name → schema, and what comes back.
import * as z from 'zod/mini'
import { Id } from './model.ts'

export const REQUESTS = {
  /** My tokens for a round, one per slot; the same answer however often it is asked. */
  tokens: z.strictObject({ round: Id }),
  /** The marks of all acts that are in a written batch, so that a phone can find its own. */
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
  tokens: { readonly tokens: readonly string[] }
  marks: { readonly marks: readonly string[]; readonly phones: number }
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

/** A card as people see it: no room, no author, no time. */
export type ShownCard = { readonly id: string; readonly kind: string; readonly text: string }
