// A person with two devices, and one who leaves: what the second device says in an open round, and what stays on the first.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { REFUSALS } from '../../shared/refusals.ts'
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
beforeEach(async () => {
  at = await workshop({ web: true, phones: 3 })
  ending.push(at)
})
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function phone(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  context.setDefaultTimeout(10_000)
  ending.push(context)
  return context.newPage()
}

/** Zoe on a page in the write step, with one kept card. */
async function writing(): Promise<Page> {
  const { facilitator, url } = at
  const page = await phone()
  await joinOnPage(page, url, facilitator.created.code, 'Zoe')
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === 4, 'the page')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  await writeCard(page, 'A card of the first phone')
  await page.getByText('3 of 4 left').waitFor()
  return page
}

const cards = async () => {
  const reply = await at.facilitator.console.ask('cards', {})
  return (reply.ok ? (reply.data?.cards ?? []) : []).map((card) => card.text)
}
const keptOn = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }))
const leave = async (page: Page) => {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Leave on this phone' }).click()
}

test('the second device of a seat watches the open round, and writes in the next', async () => {
  const first = await writing()
  const seat = await first.evaluate(() => JSON.parse(localStorage.getItem('eighty.device.seat') ?? '{}'))
  const second = await phone()
  await second.goto(`${at.url}/j#s=${seat.session}&p=${seat.person}&t=${seat.ticket}`)
  await second.getByText(REFUSALS['issued-elsewhere'].say).waitFor()
  expect(await second.getByRole('textbox').count()).toBe(0)
  await at.facilitator.ring()
  await at.facilitator.does('round.open', { step: 'write', round: 'write.2' })
  await writeCard(second, 'A card of the second phone')
  await at.facilitator.ring()
  await expect.poll(cards).toContain('A card of the second phone')
})

test('leaving asks once about what has not left, then nothing of the seat stays on the phone', async () => {
  const page = await writing()
  await leave(page)
  await page.getByText('One card has not left this phone. Leaving erases it.').waitFor()
  await page.getByRole('button', { name: 'Stay' }).click()
  expect(await keptOn(page)).toContain('A card of the first phone')
  await leave(page)
  await page.getByRole('button', { name: 'Erase and leave' }).click()
  await page.getByLabel('Your name').waitFor()
  expect(Object.keys(JSON.parse(await keptOn(page)))).toEqual([])
  await at.facilitator.ring()
  expect(await cards()).toEqual([])
})
