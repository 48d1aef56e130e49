// Links in mails: what one lets its reader do, for whom and until when, signed so that nobody can make or change one.
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { Id } from '../../shared/model.ts'
import { REPLIES, type Reply } from '../core/reminder-words.ts'

export type ReplyScope = {
  readonly session: string
  readonly person: string
  /** Null for `stop`. */
  readonly commitment: string | null
  readonly reply: Reply
}

export type ReplyLinks = {
  /** `/r/…`, good for some time from `now` (ms since epoch). */
  sign(scope: ReplyScope, now: number): string
  /** Null for what was not signed here. */
  read(token: string, now: number): (ReplyScope & { readonly isOver: boolean }) | null
}

const DAY = 86_400_000
/** Answers are asked for again with the next mail; a way out must work in every mail that somebody finds. */
const GOOD_FOR = { answer: 45 * DAY, stop: 400 * DAY }
const PURPOSE = 'eighty reply/1'
const TAG = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]{43})$/

const Body = z.tuple([Id, Id, z.nullable(Id), z.enum(REPLIES), z.int().check(z.nonnegative())])

export function replyLinks(secret: Uint8Array): ReplyLinks {
  const tagOf = (body: string) => createHmac('sha256', secret).update(`${PURPOSE}\n${body}`).digest()
  return {
    sign: ({ session, person, commitment, reply }, now) => {
      const until = now + (reply === 'stop' ? GOOD_FOR.stop : GOOD_FOR.answer)
      const body = Buffer.from(JSON.stringify([session, person, commitment, reply, until])).toString('base64url')
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
      const [session, person, commitment, reply, until] = parsed.data
      return { session, person, commitment, reply, isOver: now > until }
    },
  }
}
