// Links in mails: what one lets its reader do, for whom and until when, signed so that nobody can make or change one. A link that
// confirms an address holds a keyed mark of it, not the address.
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { CONFIRMS } from '../../shared/limits.ts'
import { Id } from '../../shared/model.ts'
import { REPLIES, type Reply } from '../core/reminder-words.ts'

export type ReplyScope = {
  readonly session: string
  readonly person: string
  /** Null for `stop` and `confirm`. */
  readonly commitment: string | null
  readonly reply: Reply
  /** Of `confirm`: the address that it goes to. Others have none. */
  readonly address: string | null
}

type Read = Omit<ReplyScope, 'address'> & {
  readonly isOver: boolean
  /** Whether the link confirms this address. */
  readonly isFor: (address: string) => boolean
}

export type ReplyLinks = {
  /** `/r/…`, good for some time from `now` (ms since epoch). */
  sign(scope: ReplyScope, now: number): string
  /** Null for what was not signed here. */
  read(token: string, now: number): Read | null
}

const DAY = 86_400_000
/** Answers are asked for again with the next mail; a way out must work in every mail that somebody finds. */
const GOOD_FOR = { answer: 45 * DAY, stop: 400 * DAY, confirm: CONFIRMS.days * DAY }
const PURPOSE = 'eighty reply/1'
const PURPOSE_OF_MARK = 'eighty address/1'
const MARK_BYTES = 16
const TAG = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]{43})$/

/** The mark of an address comes last, where there is one. */
const Body = z.tuple([Id, Id, z.nullable(Id), z.enum(REPLIES), z.int().check(z.nonnegative())], z.string())

export function replyLinks(secret: Uint8Array): ReplyLinks {
  const tagOf = (body: string) => createHmac('sha256', secret).update(`${PURPOSE}\n${body}`).digest()
  const markOf = (address: string) =>
    createHmac('sha256', secret)
      .update(`${PURPOSE_OF_MARK}\n${address}`)
      .digest()
      .subarray(0, MARK_BYTES)
      .toString('base64url')
  return {
    sign: ({ session, person, commitment, reply, address }, now) => {
      const until = now + GOOD_FOR[reply === 'stop' || reply === 'confirm' ? reply : 'answer']
      const marks = address === null ? [] : [markOf(address)]
      const says = JSON.stringify([session, person, commitment, reply, until, ...marks])
      const body = Buffer.from(says).toString('base64url')
      return `/r/${body}.${tagOf(body).toString('base64url')}`
    },
    read: (token, now) => {
      const [, body = '', tag = ''] = TAG.exec(token) ?? []
      // A place that is empty has a tag of no bytes, which is never equal.
      const given = Buffer.from(tag, 'base64url')
      const right = tagOf(body)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      const parsed = Body.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
      if (!parsed.success) return null
      const [session, person, commitment, reply, until, mark] = parsed.data
      const isFor = (address: string) => reply === 'confirm' && mark === markOf(address)
      return { session, person, commitment, reply, isOver: now > until, isFor }
    },
  }
}
