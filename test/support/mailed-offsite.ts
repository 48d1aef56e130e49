// An offsite that is over, with a real mail server: two people on it, and what a reader of their mails can do.

import { randomBytes } from 'node:crypto'
import { expect, onTestFinished } from 'vitest'
import { openMail } from '../../server/adapters/smtp.ts'
import { isAskKey } from '../../server/core/reminder-asks.ts'
import { type Caught, catchMails, type MailCatcher } from './mail-catcher.ts'
import { type Over, offsiteOver } from './offsite-over.ts'
import type { Participant } from './people.ts'
import type { Workshop } from './workshop.ts'

export const ORIGIN = 'https://eighty.example'
export const YES = 'Yes, send me reminders'

export type Mailed = {
  readonly o: Over
  readonly post: MailCatcher
  /** Signs the links of this server. */
  readonly secret: Uint8Array
  readonly ana: Participant
  readonly ben: Participant
  /** Somebody gives `who@team.example`, and follows the link in the mail to it. */
  confirmed(who: string, phone: Participant): Promise<void>
}

/**
 * Ana owns c1 and has a step to do by 15 March; nobody has given an address yet. It goes with its test. `before`: what happens while
 * it is live.
 */
export async function mailedOffsite(before: (w: Workshop) => Promise<void> = async () => undefined): Promise<Mailed> {
  const [post, secret] = [await catchMails(), randomBytes(32)]
  const o = await offsiteOver(3, ['c1', 'c2'], {
    before,
    also: () => ({
      mail: openMail({ url: post.url, from: 'eighty@offsite.example' }),
      origin: () => ORIGIN,
      replySecret: secret,
    }),
  })
  onTestFinished(async () => {
    await o.close()
    await post.close()
  })
  const ana = await o.comes(0)
  await o.now().facilitator.does('owner.hand', { commitment: 'c1', person: ana.seat.person })
  await ana.does('owner.answer', { commitment: 'c1', accept: true })
  await ana.does('smallstep.put', { commitment: 'c1', step: 's1', text: 'Ask <Kim>', by: '2026-03-15' })
  const ben = await o.comes(1)
  return {
    o,
    post,
    secret,
    ana,
    ben,
    confirmed: async (who, phone) => {
      await phone.does('reminder.set', { address: `${who}@team.example` })
      await arrives(() => to(post, who), 1)
      expect((await press(o, linkIn(to(post, who)[0], YES))).status).toBe(200)
    },
  }
}

export const to = (post: MailCatcher, who: string) =>
  post.mails.filter((mail) => mail.to.includes(`${who}@team.example`))

export const arrives = (mails: () => unknown[], count: number) =>
  expect.poll(() => mails().length, { timeout: 5000 }).toBe(count)

/** Once a reminder is out: the session with it on record, which comes a moment after the mail. */
export const onRecord = (o: Over) =>
  o.until(
    ({ afterwards }) => afterwards.reminders.some(({ told }) => told.some((key) => !isAskKey(key))),
    'what was sent on record',
  )

/** The path of a link in a mail's text. */
export function linkIn(mail: Caught | undefined, label: string): string {
  const [, path] = new RegExp(`${label}: ${ORIGIN}(\\S+)`).exec(mail?.text.replaceAll('\r\n', '\n') ?? '') ?? []
  if (path === undefined) throw new Error(`no link "${label}"`)
  return path
}

export const get = (o: Over, path: string) => fetch(`${o.now().url}${path}`)
export const press = (o: Over, path: string, fields: Record<string, string> = {}) =>
  fetch(`${o.now().url}${path}`, { method: 'POST', body: new URLSearchParams(fields) })

/** Time passes in steps of 20 s until it is so. */
export const passes = (o: Over, is: () => boolean, what: string) =>
  expect
    .poll(
      () => {
        if (!is()) o.clock.leapTo(o.clock.now() + 20_000)
        return is()
      },
      { timeout: 15_000, interval: 5, message: what },
    )
    .toBe(true)
