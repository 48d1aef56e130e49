// The shapes of socket and HTTP messages that carry commands, views and joining. Version: limits.ts PROTOCOL_VERSION.
import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import { Id } from './model.ts'
import type { Refusal } from './refusals.ts'

const text = (max: number) => z.string().check(z.maxLength(max * 8))
const Secret = z.string().check(z.maxLength(64))

/** `auth` of a socket. `secret` is a ticket (phone), a facilitator secret (console) or a read-only key (screen, board). */
export const Auth = z.strictObject({
  protocol: z.int(),
  session: Id,
  role: z.enum(['phone', 'console', 'screen', 'board']),
  secret: Secret,
  person: z.optional(Id),
  /** A console's name for itself, e.g. "Laptop". */
  label: z.optional(text(LIMITS.label)),
  /** Drawn once per tab, so that a reconnecting tab replaces itself and a second tab replaces the first. */
  tab: z.optional(Id),
})
export type Auth = z.infer<typeof Auth>

export type Reply<T = unknown> =
  | { readonly ok: true; readonly data?: T }
  | { readonly ok: false; readonly refusal: Refusal }

/** Down: `hello` once after connecting, `view` whenever it changed, `bye` before the server closes a socket for good. */
export type Hello = {
  readonly now: number
  readonly protocol: number
  readonly spreadMs: number /** Where phones reach this server, e.g. `http://192.168.1.20:8080`; null when nobody knows. */
  readonly origin: string | null
}
export type Bye = { readonly refusal: Refusal }

export const CreateBody = z.strictObject({
  template: text(60),
  title: text(LIMITS.title),
  statement: text(LIMITS.statement),
  goal: text(LIMITS.goal),
  roomSize: z.int().check(z.minimum(2), z.maximum(12)),
  /** Minutes by step id; steps not named keep the template's. */
  minutes: z.record(Id, z.int().check(z.minimum(0), z.maximum(LIMITS.minutes))),
  functions: z.array(text(LIMITS.label)).check(z.maxLength(LIMITS.lists)),
  levels: z.array(text(LIMITS.label)).check(z.maxLength(LIMITS.lists)),
  /** Simulated participants, to practise with; 0 for none. */
  robots: z.int().check(z.minimum(0), z.maximum(60)),
})
export type CreateBody = z.infer<typeof CreateBody>
export type Created = {
  readonly session: string
  readonly secret: string
  readonly recovery: string
  readonly code: string
  readonly screenKey: string
  /** The server's own address on its network, where other devices find it; null when it does not know. */
  readonly origin: string | null
}

export const CodeBody = z.strictObject({ code: text(32) })
export type Found = {
  readonly session: string
  readonly title: string
  readonly functions: readonly string[]
  readonly levels: readonly string[]
  readonly locked: boolean
}

export const JoinBody = z.strictObject({
  code: text(32),
  name: text(LIMITS.name),
  fn: z.nullable(text(LIMITS.label)),
  level: z.nullable(text(LIMITS.label)),
  /** Drawn on the phone and the phone's secret from then on: sending the same join twice makes one seat. 43 characters, 256 bits. */
  ticket: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
})
export type JoinBody = z.infer<typeof JoinBody>
export type Joined = { readonly session: string; readonly person: string }

/** After the end there is no room code; the session is then named by its id, which every link of its board holds. */
export const TakeoverBody = z.strictObject({
  door: z.union([z.strictObject({ code: text(32) }), z.strictObject({ session: Id })]),
  recovery: text(40),
})
export type TakeoverBody = z.infer<typeof TakeoverBody>
export type TakenOver = { readonly session: string; readonly secret: string }

/** POST, JSON, same origin. Each answers 200 with its data or 4xx with `{refusal}`. */
export const API = {
  create: { path: '/api/sessions', body: CreateBody },
  code: { path: '/api/code', body: CodeBody },
  join: { path: '/api/join', body: JoinBody },
  takeover: { path: '/api/takeover', body: TakeoverBody },
} as const
