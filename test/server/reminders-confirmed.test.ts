// Nobody is made to get mail by somebody else: one question to an address, and nothing more until the link in it was followed.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { replyLinks } from '../../server/transport/reply-links.ts'
import { CONFIRMS } from '../../shared/limits.ts'
import { arrives, get, linkIn, mailedOffsite, ORIGIN, passes, press, to, YES } from '../support/mailed-offsite.ts'
import { at } from '../support/offsite-over.ts'
import { seen } from '../support/waiting.ts'

const DAY = 86_400_000
const ANA = 'ana@team.example'

test('one question, then nothing while a check-in opens; the button on the link’s page lets reminders come', async () => {
  const { o, post, ana } = await mailedOffsite()
  await ana.does('reminder.set', { address: ANA })
  await arrives(() => post.mails, 1)
  await seen(ana.phone.mine, ({ reminders }) => reminders?.asked === 'sent', 'the question is out')
  const [question] = post.mails
  expect(question?.to).toEqual([ANA])
  expect(question?.headers.subject).toBe('Do you want these reminders?')
  expect(question?.headers).not.toHaveProperty('list-unsubscribe')
  const words = question?.text.replaceAll('\r\n', '\n') ?? ''
  expect(words).toContain('do nothing')
  // Nothing of the board, and no way to it.
  expect(words + question?.html).not.toMatch(/Do c1|Ask|Ana|Kim|\/board|\/j\b/)
  expect(words.match(/https?:\/\//g)).toHaveLength(1)
  const link = linkIn(question, YES)

  o.clock.leapTo(at('2026-03-08T08:00:00'))
  const before = await o.saved()
  for (const method of ['GET', 'HEAD', 'GET']) {
    const page = await fetch(`${o.now().url}${link}`, { method })
    expect(page.status).toBe(200)
    if (method === 'GET') expect(await page.text()).toMatch(/<form method="post"><button>Yes, send me reminders/)
  }
  expect((await o.saved()).version).toBe(before.version)
  expect(before.afterwards.reminders[0]?.confirmed).toBeNull()
  // On the day before it would lapse somebody says yes; until then what fell due was not for this address.
  expect(post.mails).toHaveLength(1)
  const pressed = await press(o, link)
  expect([pressed.status, await pressed.text()]).toEqual([200, expect.stringContaining('Reminders come from now on')])
  await seen(ana.phone.mine, ({ reminders }) => reminders?.confirmed === true, 'confirmed')
  const sure = await o.saved()
  // Once more changes nothing.
  expect((await press(o, link)).status).toBe(200)
  expect(await (await get(o, link)).text()).not.toContain('<form')
  expect((await o.saved()).version).toBe(sure.version)
  o.clock.leapTo(at('2026-03-13T08:00:01'))
  await arrives(() => post.mails, 2)
  expect(post.mails[1]?.headers.subject).toBe('Due on Sunday 15 March 2026: Ask <Kim>')
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await passes(o, () => post.mails.length === 3, 'the invitation')
  expect(JSON.stringify(o.now().reported)).not.toMatch(/@|Ana|\/r\//)
}, 30_000)

test('an address that says nothing hears nothing when a check-in opens, over a restart too, and is gone after seven days', async () => {
  const { o, post, ana, ben, confirmed } = await mailedOffsite()
  await confirmed('ben', ben)
  o.clock.leapTo(at('2026-03-27T12:00:00'))
  await ana.does('reminder.set', { address: ANA })
  await arrives(() => to(post, 'ana'), 1)
  await o.until(
    ({ afterwards }) => afterwards.reminders.every(({ told }) => told.some((key) => key.startsWith('asked.'))),
    'noted',
  )
  for (const phone of o.now().phones.splice(0)) phone.close()
  await o.down()
  await o.back()
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await passes(o, () => to(post, 'ben').length === 2, 'the invitation to whoever said yes')
  await o.until(({ afterwards }) => afterwards.reminders.some(({ told }) => told.includes('open.day30')), 'noted')
  expect(to(post, 'ana')).toHaveLength(1)
  const link = linkIn(to(post, 'ana')[0], YES)
  o.clock.leapTo(at('2026-04-04T14:00:01'))
  await passes(o, () => o.clock.now() > at('2026-04-04T14:05:00'), 'a while')
  await o.until(({ afterwards }) => afterwards.reminders.length === 1, 'dropped')
  expect(JSON.stringify(await o.saved())).not.toContain(ANA)
  const over = await press(o, link)
  expect([over.status, await over.text()]).toEqual([410, expect.stringContaining('It worked for 7 days')])
  o.clock.leapTo(at('2026-05-01T06:00:01'))
  await passes(o, () => to(post, 'ben').length === 3, 'the next invitation')
  expect(to(post, 'ana')).toHaveLength(1)
}, 30_000)

test('a link confirms only the address it went to, of the seat that gave it', async () => {
  const { o, post, ana, ben, secret } = await mailedOffsite()
  await ana.does('reminder.set', { address: ANA })
  await arrives(() => post.mails, 1)
  const first = linkIn(post.mails[0], YES)
  await ana.does('reminder.set', { address: 'stranger@team.example' })
  await ben.does('reminder.set', { address: 'ben@team.example' })
  await arrives(() => post.mails, 3)
  const nobody = async () =>
    expect((await o.saved()).afterwards.reminders.map(({ confirmed }) => confirmed)).toEqual([null, null])
  for (const open of [get, press]) {
    const page = await open(o, first)
    expect(page.status).toBe(410)
    const says = await page.text()
    expect(says).toContain('Another address was given since')
    expect(says).not.toMatch(/stranger|<form/)
  }
  await nobody()
  // Signed here, but of another seat, session or address; or not signed here at all.
  const session = o.now().facilitator.created.session
  const scope = { session, person: ben.seat.person, commitment: null, reply: 'confirm', address: ANA } as const
  const now = o.clock.now()
  for (const not of [{}, { person: 'nobody' }, { session: 'nowhere' }, { address: null }])
    expect((await press(o, replyLinks(secret).sign({ ...scope, ...not }, now))).status).toBe(410)
  const good = { ...scope, address: 'ben@team.example' }
  expect((await press(o, replyLinks(secret).sign(good, now - 8 * DAY))).status).toBe(410)
  const forged = replyLinks(randomBytes(32)).sign(good, now)
  const stolen = Buffer.from(
    Buffer.from(first.slice('/r/'.length).split('.')[0] ?? '', 'base64url')
      .toString()
      .replace(ana.seat.person, ben.seat.person),
  ).toString('base64url')
  for (const path of [forged, `/r/${stolen}.${first.split('.')[1]}`])
    for (const open of [get, press]) expect((await open(o, path)).status).toBe(404)
  await nobody()
  // A link that answers or stops confirms nothing, and the one that confirms answers nothing.
  const [theirs = ''] = to(post, 'ben').map((mail) => linkIn(mail, YES))
  expect((await press(o, theirs)).status).toBe(200)
  const after = (await o.saved()).afterwards.reminders
  expect(after.map(({ address, confirmed }) => [address, confirmed !== null])).toEqual([
    ['stranger@team.example', false],
    ['ben@team.example', true],
  ])
  // Taken back on the phone: the link says so.
  await ben.does('reminder.set', { address: null })
  const gone = await get(o, theirs)
  expect([gone.status, await gone.text()]).toEqual([410, expect.stringContaining('Nobody asks for these reminders')])
  await o.now().facilitator.does('person.remove', { person: ben.seat.person })
  expect((await press(o, theirs)).status).toBe(410)
})

test('asking again is one more mail, within limits; beyond them a clear no that changes nothing', async () => {
  const { o, post, ana } = await mailedOffsite()
  const ask = () => ana.phone.send('reminder.set', { address: ANA })
  expect(await ask()).toEqual({ ok: true })
  await arrives(() => post.mails, 1)
  await o.until(({ afterwards }) => (afterwards.reminders[0]?.told.length ?? 0) > 0, 'noted')
  const before = await o.saved()
  // Sent again, for no answer came the first time: it was done, and there is no second mail.
  expect(await ask()).toEqual({ ok: true })
  expect(await o.saved()).toEqual(before)
  expect(post.mails).toHaveLength(1)
  for (const n of [2, 3]) {
    o.clock.leapTo(o.clock.now() + CONFIRMS.pause)
    expect(await ask()).toEqual({ ok: true })
    await arrives(() => post.mails, n)
    await seen(ana.phone.mine, ({ reminders }) => reminders?.asked === 'sent', 'out')
  }
  o.clock.leapTo(o.clock.now() + CONFIRMS.pause)
  const full = await o.saved()
  expect(await ask()).toMatchObject({ ok: false, refusal: { code: 'mail-enough' } })
  const other = await ana.phone.send('reminder.set', { address: 'other@team.example' })
  expect(other).toMatchObject({ ok: false, refusal: { code: 'mail-enough' } })
  expect(await o.saved()).toEqual(full)
  expect(full.afterwards.reminders[0]?.since).toBeGreaterThan(before.afterwards.reminders[0]?.since ?? 0)
  // Each is a mail of its own, and any of their links is good.
  expect(new Set(post.mails.map(({ headers }) => headers['message-id'])).size).toBe(3)
  expect((await press(o, linkIn(post.mails[0], YES))).status).toBe(200)
  // Taking it back is always possible, and a seat's messages are counted on.
  expect(await ana.phone.send('reminder.set', { address: null })).toEqual({ ok: true })
  expect(await ask()).toMatchObject({ ok: false, refusal: { code: 'mail-enough' } })
  expect(post.mails).toHaveLength(3)
})

test('an address that no mail server takes is said on the phone, and keeps nobody else waiting', async () => {
  const { o, post, ana, ben } = await mailedOffsite()
  post.says = (who) =>
    who.startsWith('ana')
      ? { code: 550, words: 'no such mailbox' }
      : who.startsWith('slow')
        ? { code: 451, words: 'later' }
        : null
  await ana.does('reminder.set', { address: ANA })
  await seen(ana.phone.mine, ({ reminders }) => reminders?.asked === 'failed', 'refused')
  await ana.does('reminder.set', { address: 'slow@team.example' })
  await ben.does('reminder.set', { address: 'ben@team.example' })
  await passes(o, () => to(post, 'ben').length === 1, 'Ben is asked')
  expect(ana.phone.mine.get()?.reminders).toMatchObject({ confirmed: false, asked: 'sending' })
  await passes(o, () => ana.phone.mine.get()?.reminders?.asked === 'failed', 'left at last')
  expect(to(post, 'ben')).toHaveLength(1)
}, 30_000)

test('a hostile title or address adds no reader, no header, no link', async () => {
  const title =
    'Win www.evil.example http://evil.example/x evil@evil.example <a href=//evil.example>now</a>\r\nBcc: x@y.example'
  const { post, ana } = await mailedOffsite((w) =>
    w.facilitator.does('session.edit', { title, statement: '', goal: '' }),
  )
  for (const address of ['ana@team.example\r\nBcc: eve@team.example', 'ana@team.example, eve@team.example'])
    expect(await ana.phone.send('reminder.set', { address })).toMatchObject({
      ok: false,
      refusal: { code: 'bad-address' },
    })
  await ana.does('reminder.set', { address: ANA })
  await arrives(() => post.mails, 1)
  const [mail] = post.mails
  expect(mail?.to).toEqual([ANA])
  expect(mail?.headers).not.toHaveProperty('bcc')
  const shown = `${mail?.text}${mail?.html}`.replaceAll(`${ORIGIN}${linkIn(mail, YES)}`, '')
  expect(shown).toContain('Win')
  expect(shown).not.toMatch(/evil\.|:\/\/|www\.|@/)
})
