// How much one reader is told: nobody's mailbox or channel is filled by whoever sets dates and states to and fro.
import { afterEach, expect, test } from 'vitest'
import { openWebhooks } from '../../server/adapters/webhook.ts'
import { lastMorning, MAILS_A_DAY, POSTS_AN_HOUR, ReminderPace } from '../../server/live/reminder-pace.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { type Mailed, mailedOffsite, ORIGIN, passes, to } from '../support/mailed-offsite.ts'
import { at, offsiteOver } from '../support/offsite-over.ts'
import { catchPosts } from '../support/post-catcher.ts'

const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})
const HOUR = 3_600_000

test('so many in an hour, each reader by itself, and none of them once the session is gone', () => {
  const clock = fakeClock(at('2026-03-02T09:00:00'))
  const pace = new ReminderPace(clock, 2, (its) => its.now() - HOUR)
  pace.add('s1 ana')
  clock.advance(HOUR / 2)
  pace.add('s1 ana')
  expect([pace.isFull('s1 ana'), pace.isFull('s1 ben'), pace.isFull('s2 ana')]).toEqual([true, false, false])
  clock.advance(HOUR / 2 + 1)
  expect(pace.isFull('s1 ana')).toBe(false)
  pace.add('s1 ana')
  expect(pace.isFull('s1 ana')).toBe(true)
  pace.forget('s1 ')
  expect(pace.isFull('s1 ana')).toBe(false)
})

test('a day begins in the morning where the server is, whatever day it is at Greenwich', () => {
  for (const east of [0, 9, 13, -5, -11])
    for (const time of ['2026-03-02T00:30', '2026-03-02T07:59', '2026-03-02T08:00', '2026-03-02T23:30']) {
      const clock = fakeClock(Date.parse(`${time}:00Z`) - east * HOUR)
      const there = {
        ...clock,
        when: (hour: Parameters<typeof clock.when>[0]) => clock.when(hour) - east * HOUR,
        today: () => time.slice(0, 10),
      }
      const morning = time < '2026-03-02T08:00' ? '2026-03-01T08:00:00Z' : '2026-03-02T08:00:00Z'
      expect([east, time, lastMorning(there)]).toEqual([east, time, Date.parse(morning) - east * HOUR])
    }
})

/** Somebody puts one more step of c1 to be done tomorrow: its owner is told at once. */
const puts = ({ o }: Mailed, n: number) =>
  o.now().facilitator.does('smallstep.put', { commitment: 'c1', step: `x${n}`, text: `Now ${n}!`, by: '2026-03-03' })

test('a person gets six reminders a day, whoever sets dates; what is more comes with tomorrow’s, in one', async () => {
  const one = await mailedOffsite()
  const { o, post, ana, confirmed } = one
  await confirmed('ana', ana)
  post.mails.length = 0
  for (let n = 1; n <= MAILS_A_DAY; n++) {
    await puts(one, n)
    await passes(o, () => to(post, 'ana').length === n, `mail ${n}`)
  }
  for (const n of [7, 8, 9]) await puts(one, n)
  // A day that is past says nothing at all, not even tomorrow.
  const late = { commitment: 'c1', step: 'late', text: 'Long ago', by: '2026-02-01' }
  await o.now().facilitator.does('smallstep.put', late)
  const soon = o.clock.now() + 10 * 60_000
  await passes(o, () => o.clock.now() > soon, 'a while')
  o.clock.leapTo(at('2026-03-03T07:58:00'))
  const early = at('2026-03-03T07:59:30')
  await passes(o, () => o.clock.now() > early, 'until the morning')
  expect(to(post, 'ana')).toHaveLength(MAILS_A_DAY)
  await passes(o, () => to(post, 'ana').length > MAILS_A_DAY, 'tomorrow')
  const rest = to(post, 'ana').at(-1)?.text
  for (const n of [7, 8, 9]) expect(rest).toContain(`Now ${n}!`)
  expect(rest).not.toMatch(/Now 6|Long ago/)
  await o.until(({ afterwards }) => afterwards.reminders[0]?.told.includes('step.x9.2026-03-03') === true, 'noted')
  expect(to(post, 'ana')).toHaveLength(MAILS_A_DAY + 1)
}, 30_000)

test('a webhook hears 60 things within an hour; then nothing for an hour, and what is so by then', async () => {
  const hook = await catchPosts()
  closing.push(hook)
  const o = await offsiteOver(2, ['c1'], {
    also: () => ({ origin: () => ORIGIN, webhooks: openWebhooks({ allowPrivate: true }) }),
  })
  closing.push(o)
  const { facilitator } = o.now()
  await facilitator.does('webhook.set', { webhook: { url: hook.url, kind: 'json' } })
  const sets = (status: 'stuck' | 'done') => facilitator.does('status.set', { commitment: 'c1', status, why: '' })
  for (let n = 1; n <= POSTS_AN_HOUR; n++) {
    const status = n % 2 === 1 ? 'stuck' : 'done'
    o.clock.leapTo(o.clock.now() + 1000)
    await sets(status)
    await expect.poll(() => hook.posts.length, { timeout: 5000, interval: 5 }).toBe(n)
    await o.until(({ afterwards }) => afterwards.webhookTold?.includes(`${status}.c1`) === true, 'noted')
  }
  const names = () => o.now().reported.filter(({ name }) => name === 'webhook-held')
  for (const status of ['stuck', 'done', 'stuck'] as const) {
    o.clock.leapTo(o.clock.now() + 1000)
    await sets(status)
    await expect.poll(() => names().length).toBe(1)
  }
  const full = o.clock.now()
  o.clock.leapTo(full + HOUR - 3 * 60_000)
  await passes(o, () => o.clock.now() > full + HOUR - 60_000, 'nearly an hour')
  expect(hook.posts).toHaveLength(POSTS_AN_HOUR)
  await passes(o, () => hook.posts.length > POSTS_AN_HOUR, 'an hour later')
  await o.until(({ afterwards }) => afterwards.webhookTold?.includes('stuck.c1') === true, 'noted')
  expect(hook.posts.slice(POSTS_AN_HOUR).map(({ body }) => (body as { event: string }).event)).toEqual([
    'commitment.stuck',
  ])
  expect(names()).toHaveLength(1)
}, 60_000)
