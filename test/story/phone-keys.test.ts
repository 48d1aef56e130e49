// The keys of a session on a real phone: by camera, by a typed code, over reloads and return links, and keys that do not fit.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fingerprint, keyHash } from '../../shared/anon/fingerprint.ts'
import { launchBrowser } from '../support/browser.ts'
import { joinOnPage, writeCard } from '../support/phone-page.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let browser: Browser
let at: Workshop
const ending: { close(): unknown }[] = []
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function opened(phones = 0): Promise<void> {
  at = await workshop({ web: true, phones })
  ending.push(at)
}

async function phone(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 360, height: 740 } })
  context.setDefaultTimeout(10_000)
  ending.push(context)
  return context.newPage()
}

const hash = () => keyHash(at.facilitator.view.keys)
const characters = () => fingerprint(hash())
const qr = (keys = hash()) => `${at.url}/j/${at.facilitator.created.code}#k=${keys}`
const STRANGE = 'A'.repeat(43)

async function joinBy(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
}

test('from the QR code the camera has checked, through the form, reloads and coming back', async () => {
  await opened()
  const page = await phone()
  await page.goto(qr())
  await page.getByLabel('Your name').waitFor()
  // Reloaded before the name was typed.
  await page.reload()
  await joinBy(page, page.url())
  await page.getByText('Keys checked by your camera:').waitFor()
  await page.getByText(characters()).waitFor()
  expect(page.url()).not.toContain('k=')
  await page.reload()
  await page.getByText('Keys checked by your camera:').waitFor()
  // Typed again by somebody who is in: the seat keeps what it knew.
  await page.goto(`${at.url}/j/${at.facilitator.created.code}`)
  await page.getByRole('button', { name: 'Go back in' }).click()
  await page.getByText('Keys checked by your camera:').waitFor()
})

test('who typed the code compares with the big screen, once', async () => {
  await opened()
  const [page, wall] = [await phone(), await phone()]
  await joinOnPage(page, at.url, at.facilitator.created.code, 'Ana')
  const { session, screenKey } = at.facilitator.view
  await wall.goto(`${at.url}/screen#s=${session}&k=${screenKey}`)
  await wall.getByText(characters()).waitFor()
  await page.getByText('Compare these eight characters with the big screen').waitFor()
  await page.getByText(characters()).waitFor()
  await page.getByRole('button', { name: 'They are the same' }).click()
  await page.reload()
  await page.getByText('compared with the big screen, by you').waitFor()
})

test('other keys than those that were scanned: nothing is sent, nothing is lost, and scanning again mends it', async () => {
  await opened(2)
  const page = await phone()
  const posts: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/a/')) posts.push(request.url())
  })
  const { facilitator } = at
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  await facilitator.ring()
  // Who comes when the round is over has no tokens, so that her card is nowhere but on her phone.
  await joinBy(page, qr())
  await writeCard(page, 'A card that waits')
  const here = () => facilitator.sees((view) => view.people.every((person) => person.connected), 'everyone')
  const cards = async () => {
    const reply = await facilitator.console.ask('cards', {})
    return reply.ok ? (reply.data?.cards ?? []).map((card) => card.text) : null
  }

  await page.goto(qr(STRANGE))
  await page.getByRole('button', { name: 'Go back in' }).click()
  await page.getByRole('heading', { name: 'Something does not fit' }).waitFor()
  await page.getByText('This phone sends nothing anonymous until it fits again.').waitFor()
  await page.getByText('What I wrote').click()
  await page.getByText('A card that waits').waitFor()
  await facilitator.does('round.open', { step: 'write', round: 'write.2' })
  await facilitator.ring()
  expect(await cards()).toEqual([])
  expect(posts).toEqual([])

  await page.goto(qr())
  await page.getByRole('button', { name: 'Go back in' }).click()
  await page.locator('main[data-step="write"]').waitFor()
  await here()
  await facilitator.does('round.open', { step: 'write', round: 'write.3' })
  await page.getByText('A card that waits').waitFor()
  await facilitator.ring()
  expect(await cards()).toEqual(['A card that waits'])
  expect(posts.length).toBeGreaterThan(0)
})

test('the return link carries the keys to another phone', async () => {
  await opened()
  const [page, other] = [await phone(), await phone()]
  await joinOnPage(page, at.url, at.facilitator.created.code, 'Ana')
  await page.getByText(characters()).waitFor()
  const seat = await page.evaluate(() => JSON.parse(localStorage.getItem('eighty.device.seat') ?? '{}'))
  await other.goto(`${at.url}/j#s=${seat.session}&p=${seat.person}&t=${seat.ticket}&k=${hash()}`)
  await other.getByText('Keys checked by your camera:').waitFor()
  await other.goto(`${at.url}/j#s=${seat.session}&p=${seat.person}&t=${seat.ticket}&k=${STRANGE}`)
  await other.getByRole('heading', { name: 'Something does not fit' }).waitFor()
})

test('the page about anonymity needs no session', async () => {
  await opened()
  const page = await phone()
  await page.goto(`${at.url}/`)
  await page.getByRole('link', { name: 'How this stays anonymous' }).click()
  await page.getByRole('heading', { level: 1, name: 'How this stays anonymous' }).waitFor()
  await page.getByText('You are reading this on an http address.').waitFor()
})
