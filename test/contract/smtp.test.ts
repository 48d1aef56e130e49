// E-mail against a real mail server: what arrives, what a refusal and an absence come to, and what a text cannot do.
import { afterEach, expect, test } from 'vitest'
import { checkMail, openMail } from '../../server/adapters/smtp.ts'
import type { Mail, MailMessage } from '../../server/ports.ts'
import { catchMails, type MailCatcher } from '../support/mail-catcher.ts'

const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})
const FROM = 'Eighty <eighty@offsite.example>'
const MAIL: MailMessage = {
  id: 'the-same-each-time',
  to: 'ana@team.example',
  subject: 'Due on Friday: “Größer”',
  text: 'Hello Ana,\n\n  “Größer”\n',
  html: '<p>Hello Ana,</p>',
  stop: 'https://eighty.example/r/abc.def',
}

async function both(login: Parameters<typeof catchMails>[0] = null): Promise<{ post: MailCatcher; mail: Mail }> {
  const post = await catchMails(login)
  closing.push(post)
  const mail = openMail({ url: post.url, from: FROM })
  closing.push(mail)
  return { post, mail }
}

test('a mail arrives as text and HTML, with a way out in one click', async () => {
  const { post, mail } = await both({ name: 'eighty', password: 's3cret' })
  expect(await mail.send(MAIL)).toBe('sent')
  const [caught] = post.mails
  expect(caught).toMatchObject({
    from: 'eighty@offsite.example',
    to: ['ana@team.example'],
    html: expect.stringContaining(MAIL.html),
  })
  expect(caught?.text.replaceAll('\r\n', '\n').trim()).toBe(MAIL.text.trim())
  expect(caught?.headers).toMatchObject({
    from: FROM,
    to: 'ana@team.example',
    subject: MAIL.subject,
    'message-id': '<the-same-each-time@offsite.example>',
    'auto-submitted': 'auto-generated',
    'list-unsubscribe': '<https://eighty.example/r/abc.def>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  })
})

test('over plain http the way out is a link only, and without an address there is none', async () => {
  const { post, mail } = await both()
  await mail.send({ ...MAIL, stop: 'http://10.0.0.5:8080/r/abc.def' })
  await mail.send({ ...MAIL, stop: null })
  expect(post.mails[0]?.headers).toHaveProperty('list-unsubscribe')
  expect(post.mails[0]?.headers).not.toHaveProperty('list-unsubscribe-post')
  expect(post.mails[1]?.headers).not.toHaveProperty('list-unsubscribe')
})

test('no text adds a header, a reader or a file', async () => {
  const { post, mail } = await both()
  const hostile = 'x\r\nBcc: everybody@team.example\r\n\r\nbody'
  await mail.send({ ...MAIL, subject: hostile, text: '/etc/passwd' })
  const [caught] = post.mails
  expect(caught?.headers).not.toHaveProperty('bcc')
  expect(caught?.to).toEqual(['ana@team.example'])
  expect(caught?.text.trim()).toBe('/etc/passwd')
  await mail.send({ ...MAIL, to: 'ana@team.example>, <eve@team.example' })
  expect(post.mails.slice(1).flatMap(({ to }) => to)).not.toContain('eve@team.example')
})

test('a no for good is told from one for now, and the next mail goes all the same', async () => {
  const { post, mail } = await both()
  post.says = (to) => (to.startsWith('nobody') ? { code: 550, words: 'no such mailbox' } : null)
  expect(await mail.send({ ...MAIL, to: 'nobody@team.example' })).toBe('refused')
  expect(await mail.send(MAIL)).toBe('sent')
  post.says = () => ({ code: 451, words: 'greylisted' })
  expect(await mail.send(MAIL)).toBe('later')
  post.says = () => ({ code: 421, words: 'closing' })
  expect(await mail.send(MAIL)).toBe('away')
  expect(post.mails).toHaveLength(1)
})

test('a mail server that is away, or wants another password, may be there later', async () => {
  const gone = await catchMails()
  await gone.close()
  const away = { url: gone.url, from: FROM }
  const mail = openMail(away)
  closing.push(mail)
  expect(await mail.send(MAIL)).toBe('away')
  expect(await checkMail(away)).toContain('cannot be reached')
  const { post } = await both({ name: 'eighty', password: 's3cret' })
  const wrong = { url: post.url.replace('s3cret', 'guess'), from: FROM }
  expect(await openMail(wrong).send(MAIL)).toBe('away')
  const why = await checkMail(wrong)
  expect(why).toContain('name and password')
  expect(why).not.toMatch(/guess|s3cret/)
  expect(await checkMail({ url: post.url, from: FROM })).toBeNull()
})
