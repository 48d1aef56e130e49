// Reminders from end to end: a real mail server and a real receiver hear what is due and nothing twice, over days, restarts and
// failures; a link in a mail changes nothing until its button is pressed.
import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { openMail } from '../../server/adapters/smtp.ts'
import { openWebhooks } from '../../server/adapters/webhook.ts'
import type { AppParts } from '../../server/app.ts'
import { replyLinks } from '../../server/transport/reply-links.ts'
import { catchMails } from '../support/mail-catcher.ts'
import {
  arrives,
  get,
  linkIn,
  type Mailed,
  mailedOffsite,
  ORIGIN,
  onRecord,
  passes,
  press,
  to,
} from '../support/mailed-offsite.ts'
import { at, type Over, offsiteOver } from '../support/offsite-over.ts'
import type { Participant } from '../support/people.ts'
import { catchPosts } from '../support/post-catcher.ts'
import { seen } from '../support/waiting.ts'

const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

async function over(phones: number, also: () => Partial<AppParts>): Promise<Over> {
  const one = await offsiteOver(phones, ['c1', 'c2'], { also })
  closing.push(one)
  return one
}

/** Both said yes, and have no mail yet. */
async function mailed(): Promise<Mailed> {
  const one = await mailedOffsite()
  await one.confirmed('ana', one.ana)
  await one.confirmed('ben', one.ben)
  one.post.mails.length = 0
  return one
}

test('who asked for it is written what is due, once, over a restart too; a link answers only when its button is pressed', async () => {
  const { o, post } = await mailed()
  o.clock.leapTo(at('2026-03-13T07:59:00'))
  o.clock.leapTo(at('2026-03-13T08:00:01'))
  await arrives(() => post.mails, 1)
  const [mail] = to(post, 'ana')
  expect(mail?.headers.subject).toBe('Due on Sunday 15 March 2026: Ask <Kim>')
  expect(mail?.html).toContain('Ask &#60;Kim&#62;')
  expect(mail?.headers['list-unsubscribe']).toBe(`<${ORIGIN}${linkIn(mail, 'No more reminders')}>`)

  const stuck = linkIn(mail, 'It is stuck')
  const before = await onRecord(o)
  for (const method of ['GET', 'HEAD', 'GET']) {
    const page = await fetch(`${o.now().url}${stuck}`, { method })
    expect(page.status).toBe(200)
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    if (method === 'GET')
      expect(await page.text()).toMatch(/Do c1.*<form method="post">.*name="why".*It is stuck<\/button>/s)
  }
  expect((await o.saved()).version).toBe(before.version)
  const pressed = await press(o, stuck, { why: '  no\r\nbudget ' })
  expect([pressed.status, await pressed.text()]).toEqual([200, expect.stringContaining('Thank you')])
  const { pursuit } = (await o.saved()).commitments[0] ?? {}
  expect(pursuit).toMatchObject({ status: 'stuck', why: 'no budget' })
  expect(pursuit?.history.at(-1)).toMatchObject({ by: 'Ana', says: 'says it is stuck: no budget' })

  for (const phone of o.now().phones.splice(0)) phone.close()
  await o.down()
  o.clock.leapTo(at('2026-03-14T09:00:00'))
  await o.back()
  // By now the check-in is what comes next: Ana is asked how hers stands, Ben only in, and Cy did not ask.
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await passes(o, () => post.mails.length === 3, 'three mails')
  expect(to(post, 'ana')).toHaveLength(2)
  expect(to(post, 'ana')[1]?.text).toContain('It is moving:')
  expect(to(post, 'ben')[0]?.text).toContain(`Open it on that phone: ${ORIGIN}/j`)
  expect(to(post, 'ben')[0]?.text).not.toContain('It is moving')
  await o.until(({ afterwards }) => afterwards.reminders.every(({ told }) => told.includes('open.day30')), 'noted')
  o.clock.leapTo(at('2026-04-03T09:00:00'))
  await o.down()
  await o.back()
  o.clock.leapTo(at('2026-04-03T10:00:00'))
  await press(o, linkIn(to(post, 'ana')[1], 'It is moving'))
  expect((await o.saved()).commitments[0]?.pursuit.status).toBe('moving')
  expect(post.mails).toHaveLength(3)
  // Nothing that was logged names anybody.
  expect(JSON.stringify(o.now().reported)).not.toMatch(/@|Ana|Do c1|\/r\//)
}, 30_000)

test('reminders stop by the link, in one click of a mail program, and the address is gone', async () => {
  const { o, post } = await mailed()
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await expect.poll(() => to(post, 'ben').length).toBe(1)
  const stop = linkIn(to(post, 'ben')[0], 'No more reminders')
  expect(await (await get(o, stop)).text()).toContain('No more reminders?')
  expect((await o.saved()).afterwards.reminders.map(({ address }) => address)).toContain('ben@team.example')
  const clicked = await press(o, stop, { 'List-Unsubscribe': 'One-Click' })
  expect(clicked.status).toBe(200)
  expect(JSON.stringify(await o.saved())).not.toContain('ben@team.example')
  expect(await (await get(o, stop)).text()).not.toContain('<form')
  const ben = o.now().phones[1] as Participant
  await seen(ben.phone.mine, (mine) => mine.reminders === null, 'no reminders')
  o.clock.leapTo(at('2026-05-01T06:00:01'))
  await passes(o, () => to(post, 'ana').length === 2, 'the next invitation')
  expect(to(post, 'ben')).toHaveLength(1)
})

test('links that are forged, foreign, over, or of somebody who left open nothing and say nothing', async () => {
  const { o, post, secret } = await mailed()
  o.clock.leapTo(at('2026-03-13T08:00:01'))
  await arrives(() => post.mails, 1)
  const path = linkIn(post.mails[0], 'It is done')
  const [session, person] = [o.now().facilitator.created.session, o.now().phones[0]?.seat.person ?? '']
  const scope = { session, person, commitment: 'c1', reply: 'done', address: null } as const
  const foreign = replyLinks(randomBytes(32)).sign(scope, o.clock.now())
  const [body = '', tag = ''] = path.slice('/r/'.length).split('.')
  const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"done"', '"stop"')).toString('base64url')
  const forged = [foreign, `/r/${other}.${tag}`, `/r/${body}.`, `/r/.${tag}`, '/r/x', `/r/${body}.${'A'.repeat(43)}`]
  const before = (await onRecord(o)).version
  for (const one of forged)
    for (const open of [get, press]) {
      const page = await open(o, one)
      expect([one, page.status]).toEqual([one, 404])
      expect(await page.text()).not.toMatch(/Do c1|Spring|Ana/)
    }
  // Signed here, but not theirs, not there, or not a commitment.
  const mine = replyLinks(secret)
  const ben = o.now().phones[1]?.seat.person ?? ''
  for (const not of [{ person: ben }, { commitment: 'c9' }, { session: 'nowhere' }, { person: 'nobody' }]) {
    const page = await press(o, mine.sign({ ...scope, ...not }, o.clock.now()))
    expect([not, page.status]).toEqual([not, 410])
    expect(await page.text()).not.toMatch(/Do c1|Spring|Ana/)
  }
  expect((await press(o, path, { why: 'x'.repeat(9000) })).status).toBe(400)
  expect((await o.saved()).version).toBe(before)
  const old = await press(o, mine.sign(scope, o.clock.now() - 46 * 86_400_000))
  expect([old.status, (await o.saved()).version]).toEqual([410, before])
  await o.now().facilitator.does('person.remove', { person })
  expect((await press(o, path)).status).toBe(410)
  expect((await o.saved()).commitments[0]?.pursuit.status).toBe('open')
})

test('an address that is not taken for now is tried again, and nobody waits for it or is written twice', async () => {
  const { o, post } = await mailed()
  post.says = (who) => (who.startsWith('ana') ? { code: 451, words: 'come back later' } : null)
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await expect.poll(() => to(post, 'ben').length).toBe(1)
  const first = o.clock.now()
  await passes(o, () => o.clock.now() > first + 3 * 60_000, 'a while')
  expect(to(post, 'ana')).toEqual([])
  post.says = () => null
  await passes(o, () => to(post, 'ana').length > 0, 'Ana is written')
  expect([to(post, 'ana').length, to(post, 'ben').length]).toEqual([1, 1])
})

test('one that stays away is left alone at last, and a refused address costs nobody else theirs', async () => {
  const { o, post } = await mailed()
  post.says = (who) => (who.startsWith('ana') ? { code: 550, words: 'no such mailbox' } : null)
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await expect.poll(() => to(post, 'ben').length).toBe(1)
  const names = () => o.now().reported.map(({ name }) => name)
  expect(names()).toContain('mail-refused')
  post.says = () => ({ code: 421, words: 'closed' })
  o.clock.leapTo(at('2026-05-01T06:00:01'))
  await passes(o, () => names().includes('mail-parked'), 'the last try')
  await o.until(({ afterwards }) => afterwards.reminders.every(({ told }) => told.includes('open.day60')), 'left')
  post.says = () => null
  o.clock.leapTo(o.clock.now() + 3_600_000)
  expect(to(post, 'ben')).toHaveLength(1)
}, 30_000)

/** An offsite that is over, with a receiver. */
async function told(): Promise<{
  o: Over
  hook: Awaited<ReturnType<typeof catchPosts>>
  events: () => unknown[]
  times: number[]
}> {
  const hook = await catchPosts()
  closing.push(hook)
  const o = await over(2, () => ({ origin: () => ORIGIN, webhooks: openWebhooks({ allowPrivate: true }) }))
  const times: number[] = []
  hook.says = () => {
    times.push(o.clock.now())
    return { status: 200 }
  }
  await o.now().facilitator.does('webhook.set', { webhook: { url: hook.url, kind: 'json' } })
  await o.now().facilitator.does('summary.sent', { sent: true })
  return { o, hook, times, events: () => hook.posts.map(({ body }) => (body as { event: unknown }).event) }
}

test('a webhook is told what happened, in order and once, over a restart too; the test button says how it went', async () => {
  const { o, hook, events } = await told()
  const { facilitator } = o.now()
  await expect(facilitator.console.ask('webhook.test', {})).resolves.toMatchObject({ ok: true, data: { sent: true } })
  await expect(facilitator.console.ask('webhook.test', {})).resolves.toMatchObject({
    ok: false,
    refusal: { code: 'slow-down' },
  })
  await facilitator.does('status.set', { commitment: 'c1', status: 'stuck', why: 'no budget' })
  await arrives(events, 2)
  expect(hook.posts[1]?.body).toMatchObject({ what: 'Do c1', status: 'stuck', why: 'no budget' })
  expect(JSON.stringify(hook.posts[1]?.body)).toContain(`"link":"${ORIGIN}/board#s=`)
  await facilitator.does('status.set', { commitment: 'c1', status: 'done', why: '' })
  await arrives(events, 3)
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await passes(o, () => events().length === 4, 'the opening')
  await o.until(({ afterwards }) => afterwards.webhookTold?.includes('opened.day30') === true, 'noted')
  await o.down()
  await o.back()
  o.clock.leapTo(at('2026-04-07T00:00:01'))
  await passes(o, () => events().length === 5, 'the closing')
  expect(events()).toEqual(['test', 'commitment.stuck', 'commitment.done', 'checkin.opened', 'checkin.closed'])
  hook.says = () => ({ status: 404 })
  o.clock.leapTo(o.clock.now() + 10_000)
  const reply = await o.now().facilitator.console.ask('webhook.test', {})
  expect(reply).toMatchObject({ ok: true, data: { sent: false, says: 'It answered 404. Is it an address for JSON?' } })
  const [phone] = [await o.comes(0)]
  expect(await phone.phone.ask('webhook.test', {})).toMatchObject({ ok: false, refusal: { code: 'forbidden' } })
}, 30_000)

test('what a webhook does not take is tried three times, a minute and five apart, and then left', async () => {
  const { o, hook, times } = await told()
  hook.says = () => {
    times.push(o.clock.now())
    return { status: 500 }
  }
  await o.now().facilitator.does('status.set', { commitment: 'c1', status: 'stuck', why: '' })
  const names = () => o.now().reported.map(({ name }) => name)
  await passes(o, () => names().includes('webhook-parked'), 'the last try')
  const [first = 0, second = 0, third = 0, ...more] = times
  expect(more).toEqual([])
  expect(second - first).toBeGreaterThanOrEqual(60_000)
  expect(third - second).toBeGreaterThanOrEqual(300_000)
  await o.until(({ afterwards }) => afterwards.webhookTold?.includes('stuck.c1') === true, 'left')
  hook.says = () => ({ status: 200 })
  await o.now().facilitator.does('status.set', { commitment: 'c2', status: 'done', why: '' })
  await arrives(() => hook.posts, 4)
  expect(hook.posts[3]?.body).toMatchObject({ event: 'commitment.done', what: 'Do c2' })
})

test('without a mail server and a webhook nothing happens, and nobody is asked for an address', async () => {
  const post = await catchMails()
  closing.push(post)
  let mails = true
  const o = await over(2, () => ({
    origin: () => ORIGIN,
    mail: mails ? openMail({ url: post.url, from: 'eighty@offsite.example' }) : null,
  }))
  // An address from when there was a mail server: what falls due is not sent later in one heap.
  const ana = await o.comes(0)
  await ana.does('reminder.set', { address: 'ana@team.example' })
  await arrives(() => post.mails, 1)
  await press(o, linkIn(post.mails[0], 'Yes, send me reminders'))
  for (const phone of o.now().phones.splice(0)) phone.close()
  await o.down()
  mails = false
  await o.back()
  const ben = await o.comes(1)
  expect((await ben.sees(() => true, 'a view')).canMail).toBe(false)
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await o.until(({ afterwards }) => afterwards.checkins[0]?.state === 'open', 'the check-in open')
  o.clock.leapTo(o.clock.now() + 61_000)
  await o.until(({ afterwards }) => afterwards.reminders[0]?.told.includes('open.day30') === true, 'passed over')
  expect(await o.now().facilitator.console.ask('webhook.test', {})).toMatchObject({
    ok: false,
    refusal: { code: 'not-found' },
  })
  expect(post.mails).toHaveLength(1)
})
