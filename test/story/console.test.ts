// The console in Chromium: driven by keys alone, by two at once, taken over when a laptop dies, and what brings people in.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { formatCode } from '../../shared/room-code.ts'
import { launchBrowser, OFFSITE_HOST } from '../support/browser.ts'
import { createOnPage, openConsole, roomCode } from '../support/console-window.ts'
import { OFFSITE } from '../support/people.ts'
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

async function opened(phones = 0): Promise<Workshop> {
  at = await workshop({ web: true, phones })
  ending.push(at)
  return at
}

async function laptop(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(10_000)
  ending.push(context)
  return context.newPage()
}

/** A console of the workshop's session, on a host that is no secure context. */
async function deskAt(): Promise<Page> {
  const page = await laptop()
  await openConsole(page, at.url.replace('127.0.0.1', OFFSITE_HOST), at.facilitator.created)
  return page
}

/** Presses Tab (or Shift+Tab) until what has the focus is called this; fails when the whole page was walked in vain. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press(key)
    if (name.test(await focused(page))) return
  }
  throw new Error(`no ${key} reaches ${name}`)
}

/** How a screen reader would call what has the focus, near enough: its label, else its words. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const now = document.activeElement
    if (!(now instanceof HTMLElement) || now === document.body) return ''
    const label =
      now instanceof HTMLInputElement || now instanceof HTMLTextAreaElement ? (now.labels?.[0]?.textContent ?? '') : ''
    return (now.getAttribute('aria-label') ?? (label === '' ? (now.textContent ?? '') : label)).trim()
  })

test('keys alone: split, on, ring, merge and take back, commit, open the ballot', async () => {
  const { facilitator, phones } = await opened(6)
  const page = await deskAt()
  const kind = (is: string) => page.locator(`main[data-step="${is}"]`).waitFor()
  await page.getByRole('button', { name: 'Split', exact: true }).waitFor()
  await tabTo(page, /^Split$/)
  await page.keyboard.press('Enter')
  await facilitator.sees((view) => view.rooms.length > 0, 'rooms')

  // `n` goes on, wherever the focus is.
  await page.keyboard.press('n')
  await kind('frame')
  expect(await focused(page)).toBe('What we are here to align on')
  await page.keyboard.press('n')
  await kind('ask')
  await tabTo(page, /^Ring the bell now$/)
  await page.keyboard.press('Enter')
  await page.getByText(/^The answers are in/).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('heading', { level: 1, name: 'Hands up' }).waitFor()
  await page.keyboard.press('n')
  await kind('write')
  for (const [n, one] of phones.entries()) {
    await one.sees((view) => view.step.id === 'write', 'writing')
    one.phone.outbox.addCard('constraint', `Recruiting takes longer than the plan allows, case ${n}`)
    one.phone.outbox.addCard('tradeoff', `Customers wait weeks for invoices from region ${n}`)
  }
  // Leaving while the round is open asks first; the answer is given by keys too.
  await page.keyboard.press('n')
  const sure = page.getByRole('dialog')
  await sure.waitFor()
  await page.keyboard.press('Escape')
  await sure.waitFor({ state: 'detached' })
  await kind('write')
  await tabTo(page, /^Ring the bell now$/)
  await page.keyboard.press('Enter')
  await page.getByText('The cards are in: 12 in all').waitFor()
  await page.keyboard.press('n')
  await kind('discuss')
  await page.keyboard.press('n')
  await kind('gather')
  await page.getByRole('button', { name: 'End the questions' }).waitFor()
  await tabTo(page, /^End the questions$/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'End them now' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('these themes are the machine’s proposal').waitFor()

  const themes = page.getByRole('navigation', { name: 'Themes' }).getByRole('checkbox')
  await themes.nth(1).waitFor()
  const before = await themes.count()
  await tabTo(page, /^Tick “/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Tick “/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Merge into “/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => themes.count()).toBe(before - 1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => themes.count()).toBe(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => themes.count()).toBe(before - 1)

  await page.keyboard.press('n')
  await kind('draft')
  await tabTo(page, /^New commitment$/)
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('What will be done').waitFor()
  for (const field of ['Owner', 'By when', 'Giving up']) {
    await tabTo(page, new RegExp(`^Waive aloud: ${field}$`))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: `Take back: ${field} was waived` }).waitFor()
  }
  await tabTo(page, /^What will be done$/)
  await page.keyboard.type('One list of hires for both regions')
  await page.getByText('Ready for the ballot', { exact: true }).waitFor()
  // While typing, single keys are letters.
  await page.keyboard.type(' now')
  await kind('draft')
  await tabTo(page, /^Next: /, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await kind('ballot')
  await tabTo(page, /^Open the ballot on 1 commitment$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The ballot is open' }).waitFor()
  await tabTo(page, /^Close the ballot$/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Close it$/)
  await page.keyboard.press('Enter')
  await facilitator.sees((view) => view.rounds.some((one) => one.purpose === 'ballot' && one.state === 'written'), 'it')
  expect(facilitator.view.commitments[0]?.wording.what).toBe('One list of hires for both regions now')
})

test('the agenda by arrow keys, and the projector black and back', async () => {
  const { facilitator } = await opened(2)
  const page = await deskAt()
  await tabTo(page, /^Arrive/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('main[data-step="frame"]').waitFor()
  await page.keyboard.press('b')
  await page.getByText('The projector is black.').waitFor()
  await page.keyboard.press('b')
  await facilitator.sees((view) => !view.blackout, 'the projector back')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
})

test('two consoles stay equal and see who did what', async () => {
  const { facilitator } = await opened(4)
  const one = await deskAt()
  const two = await laptop()
  await two.goto(`${at.url}/console`)
  await two.getByLabel('Room code').fill(facilitator.created.code)
  await two.getByLabel('Recovery code').fill(facilitator.created.recovery)
  await two.getByRole('button', { name: 'Take over' }).click()
  await two.locator('main[data-step="lobby"]').waitFor()
  await one.getByText('3 consoles').waitFor()
  await one.getByRole('button', { name: 'Split', exact: true }).click()
  await two.getByRole('button', { name: 'Reshuffle' }).waitFor()
  // Both press Next at once: the session moves one step, not two.
  await Promise.all([one, two].map((page) => page.keyboard.press('n')))
  for (const page of [one, two]) await page.locator('main[data-step="frame"]').waitFor()
  expect(facilitator.view.step.id).toBe('frame')
  await two.getByRole('button', { name: 'Say to everyone' }).click()
  await two.getByRole('textbox').fill('Five more minutes')
  await two.keyboard.press('Enter')
  await one.getByText('Five more minutes').first().waitFor()
  const log = (page: Page) => page.getByRole('region', { name: 'Who did what' }).locator('ol').textContent()
  await expect.poll(() => log(two)).toContain('Second device sent a broadcast line')
  expect(await log(one)).toBe(await log(two))
  expect(await log(one)).toContain('Laptop 2 split people')
  const people = (page: Page) => page.getByRole('region', { name: 'Rooms at a glance' }).textContent()
  expect(await people(one)).toBe(await people(two))
})

test('a dead laptop: another one drives within thirty seconds, with the room code and the recovery code', async () => {
  await opened()
  const first = await laptop()
  const made = await createOnPage(first, at.url, { title: OFFSITE.title, statement: OFFSITE.statement, functions: '' })
  await first.context().close()
  const began = Date.now()
  const second = await laptop()
  await second.goto(`${at.url}/console`)
  const form = second.getByRole('form', { name: 'Take over' })
  await form.getByLabel('Room code').fill(made.code.toLowerCase())
  await form.getByLabel('Recovery code').fill('wrong-codes')
  await form.getByRole('button', { name: 'Take over' }).click()
  await second.getByText('That recovery code does not fit this session.').waitFor()
  await form.getByLabel('Recovery code').fill(made.recovery.toLowerCase())
  await form.getByRole('button', { name: 'Take over' }).click()
  await second.locator('main[data-step="lobby"]').waitFor()
  await second.getByRole('button', { name: 'Say to everyone' }).waitFor()
  expect(Date.now() - began).toBeLessThan(30_000)
  expect(second.url()).not.toContain('k=')
  await second.reload()
  await second.locator('main[data-step="lobby"]').waitFor()
})

test('the invitation: code, QR, copying on plain http, paper', async () => {
  const { facilitator } = await opened(1)
  const page = await deskAt()
  expect(await page.evaluate(() => isSecureContext)).toBe(false)
  await page.getByRole('button', { name: /^Room code/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Invite people' })
  const link = `${at.url.replace('127.0.0.1', OFFSITE_HOST)}/j/${facilitator.created.code}`
  await sheet.getByRole('img', { name: `Room code ${[...facilitator.created.code].join(' ')}` }).waitFor()
  await sheet.getByRole('img', { name: `QR code to join: ${link}` }).waitFor()
  await sheet.getByRole('button', { name: 'Copy the link' }).click()
  await sheet.getByText('Copied.').waitFor()
  // What was copied is what a paste brings.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Say to everyone' }).click()
  await page.getByRole('textbox').focus()
  await page.keyboard.press('Control+v')
  expect(await page.getByRole('textbox').inputValue()).toMatch(/#k=[A-Za-z0-9_-]{43}$/)
  expect((await page.getByRole('textbox').inputValue()).split('#')[0]).toBe(link)
  await page.keyboard.press('Escape')
  // On paper there is the invitation and nothing else.
  const paper = page.getByRole('region', { name: 'Invitation on paper' })
  expect(await paper.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  await paper.waitFor()
  await paper.getByText(formatCode(facilitator.created.code)).first().waitFor()
  expect(await page.locator('main[data-step]').isVisible()).toBe(false)
})

test('the door: locked, a new code, a person removed', async () => {
  const { facilitator, phones } = await opened(2)
  const page = await deskAt()
  await page.getByRole('button', { name: /^Room code/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Invite people' })
  await sheet.getByRole('button', { name: 'Lock the door' }).click()
  await sheet.getByText('The door is locked: nobody new comes in. Whoever is in stays in.').waitFor()
  await expect(at.join('Zoe')).rejects.toThrow('locked')
  await sheet.getByRole('button', { name: 'Unlock the door' }).click()
  await sheet.getByText('Open: whoever has the code comes in.').waitFor()
  await sheet.getByRole('button', { name: 'New code…' }).click()
  await sheet.getByRole('button', { name: 'Draw a new code' }).click()
  await sheet.getByText(/^The new code is /).waitFor()
  await expect(at.join('Zoe')).rejects.toThrow('unknown-code')
  await page.keyboard.press('Escape')
  await expect.poll(() => roomCode(page)).not.toBe(formatCode(facilitator.created.code))
  const [ana] = phones
  await page
    .getByRole('listitem')
    .filter({ has: page.getByText('Ana', { exact: true }) })
    .getByRole('button')
    .click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('button', { name: 'Remove Ana' }).click()
  await expect.poll(() => ana?.phone.refusal.get()?.code).toBe('removed')
  await page.getByRole('heading', { name: 'One person is here' }).waitFor()
})
