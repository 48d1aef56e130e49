// Sealed means sealed: what a listener on the wifi records of real phones. Read from a TCP proxy in front of the server.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { launchBrowser, OFFSITE_HOST } from '../support/browser.ts'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import { create, Facilitator } from '../support/people.ts'
import { joinOnPage, writeCard } from '../support/phone-page.ts'

type Posted = { readonly at: number; readonly head: string; readonly bodyBytes: number }
type Tap = { readonly port: number; readonly posts: Posted[]; close(): void }

/** Records every request to the door that passes, with its time, its head in clear and the size of its body. */
async function tap(to: number): Promise<Tap> {
  const posts: Posted[] = []
  const open = new Set<Socket>()
  const server: Server = createServer((phone) => {
    const upstream = connect(to, '127.0.0.1')
    open.add(phone).add(upstream)
    let heard = Buffer.alloc(0)
    let noted = false
    phone.on('data', (chunk) => {
      upstream.write(chunk)
      if (noted) return
      heard = Buffer.concat([heard, chunk])
      const end = heard.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = heard.subarray(0, end).toString('latin1')
      if (!head.startsWith('POST /a/')) {
        noted = !head.startsWith('POST')
        heard = Buffer.alloc(0)
        return
      }
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      posts.push({ at: Date.now(), head, bodyBytes: length })
      noted = true
    })
    upstream.on('data', (chunk) => phone.write(chunk))
    for (const [from, other] of [
      [phone, upstream],
      [upstream, phone],
    ] as const) {
      from.on('close', () => other.destroy())
      from.on('error', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    posts,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

let server: BuiltServer | null = null
let browser: Browser | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) await one.close()
  await browser?.close()
  await server?.stop()
  server = null
  browser = null
})

test('no post before the bell, then the same number of equal posts from a phone that wrote four cards, one, or none', async () => {
  server = await builtServer()
  browser = await launchBrowser()
  const facilitator = new Facilitator(server.url, await create(server.url))
  ending.push(facilitator)
  const phones: { page: Page; tap: Tap }[] = []
  for (const name of ['Ana', 'Ben', 'Cy']) {
    const wire = await tap(server.port)
    ending.push(wire)
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await joinOnPage(page, `http://${OFFSITE_HOST}:${wire.port}`, facilitator.created.code, name)
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    phones.push({ page, tap: wire })
  }
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === 3, 'three phones')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  const [ana, ben, cy] = phones
  if (ana === undefined || ben === undefined || cy === undefined) throw new Error('three phones')
  for (let n = 0; n < 4; n++) await writeCard(ana.page, `A card of Ana’s, number ${n}`)
  await writeCard(
    ben.page,
    'One card, and a rather longer one than the others, so that its size would tell if sizes told anything at all',
  )
  await cy.page.locator('main[data-step="write"]').waitFor()
  expect(phones.map((phone) => phone.tap.posts.length)).toEqual([0, 0, 0])

  const bell = Date.now()
  await facilitator.ring()
  const posts = phones.map((phone) => phone.tap.posts)
  expect(posts.map((list) => list.length)).toEqual([4, 4, 4])
  for (const post of posts.flat()) {
    expect(post.bodyBytes).toBe(ENVELOPE_BYTES)
    expect(post.at).toBeGreaterThanOrEqual(bell)
    expect(post.head).not.toMatch(/^cookie:|^authorization:|^referer:/im)
  }
  // All heads are the same but for the port of this test's own tap.
  const heads = new Set(
    posts.flat().map((post) =>
      post.head
        .replace(/:\d{2,5}/g, '')
        .split('\r\n')
        .sort()
        .join('\n'),
    ),
  )
  expect(heads.size).toBe(1)
})

test('a page that is hidden sends its full quota at once, and again at the bell', async () => {
  server = await builtServer()
  browser = await launchBrowser()
  const facilitator = new Facilitator(server.url, await create(server.url))
  const wire = await tap(server.port)
  ending.push(facilitator, wire)
  const page = await (await browser.newContext()).newPage()
  await joinOnPage(page, `http://${OFFSITE_HOST}:${wire.port}`, facilitator.created.code, 'Ana')
  await facilitator.sees((view) => view.people.some((person) => person.connected), 'the phone')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  await writeCard(page, 'Written just before the phone was put down')
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(() => wire.posts.length, { timeout: 5000 }).toBe(4)
  await facilitator.ring()
  expect(wire.posts).toHaveLength(8)
  expect(new Set(wire.posts.map((post) => post.bodyBytes))).toEqual(new Set([ENVELOPE_BYTES]))
  const cards = await facilitator.console.ask('cards', {})
  expect(cards.ok && cards.data?.cards).toHaveLength(1)
})
