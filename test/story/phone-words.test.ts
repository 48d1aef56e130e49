// What a phone says when something is not possible: each reason in its own words, what was typed kept, nothing changed.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sayNoJoin } from '../../client/phone/join-words.ts'
import { joinSession } from '../../client/state/join.ts'
import { randomId, randomSecret } from '../../client/state/random.ts'
import { LIMITS } from '../../shared/limits.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { formatCode } from '../../shared/room-code.ts'
import { launchBrowser } from '../support/browser.ts'
import { builtServer } from '../support/built-server.ts'
import { create, Facilitator } from '../support/people.ts'
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

async function opened(phones = 0): Promise<Workshop> {
  at = await workshop({ web: true, phones })
  ending.push(at)
  return at
}

async function phone(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })
  context.setDefaultTimeout(10_000)
  ending.push(context)
  return context.newPage()
}

const HALF = 'Half a sentence that is still being'

/** Zoe on a page in the write step, with one kept card and half a sentence. */
async function writing(): Promise<Page> {
  const { facilitator, url } = await opened(2)
  const page = await phone()
  await joinOnPage(page, url, facilitator.created.code, 'Zoe')
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === 3, 'the page')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  await writeCard(page, 'A kept card')
  await page.getByRole('textbox').fill(HALF)
  return page
}

const cards = async () => {
  const reply = await at.facilitator.console.ask('cards', {})
  return (reply.ok ? (reply.data?.cards ?? []) : []).map((card) => card.text)
}

/** Everything this phone keeps, as text. */
const keptOn = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }))

test('a word that is no code', async () => {
  const { url, facilitator } = await opened()
  const page = await phone()
  await page.goto(`${url}/j`)
  await page.getByLabel('Room code').fill('hello!')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText(REFUSALS['bad-code'].say).waitFor()
  expect(await page.getByLabel('Room code').inputValue()).toBe('hello!')
  expect(facilitator.view.people).toEqual([])
})

test('a code that no session has', async () => {
  const { url, facilitator } = await opened()
  const page = await phone()
  const other = facilitator.created.code === 'BCDFGH' ? 'BCDFGJ' : 'BCDFGH'
  await page.goto(`${url}/j/${other}`)
  await page.getByText(REFUSALS['unknown-code'].say).waitFor()
  expect((await page.getByLabel('Room code').inputValue()).replace('-', '')).toBe(other)
  // Corrected in any case, with or without the dash, it opens.
  await page.getByLabel('Room code').fill(formatCode(facilitator.created.code).toLowerCase())
  await page.getByRole('button', { name: /^(Next|Try again)$/ }).click()
  await page.getByLabel('Your name').waitFor()
})

test('a locked door: the typed name stays, and trying again works once it is open', async () => {
  const { url, facilitator } = await opened()
  const page = await phone()
  await page.goto(`${url}/j/${facilitator.created.code}`)
  await page.getByLabel('Your name').fill('Ana')
  await facilitator.does('session.lock', { locked: true })
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByText(REFUSALS.locked.say).waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ana')
  expect(facilitator.view.people).toEqual([])
  await facilitator.does('session.lock', { locked: false })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('You’re in. Look up.').waitFor()
  expect((await facilitator.sees((view) => view.people.length > 0, 'Ana')).people.map((one) => one.name)).toEqual([
    'Ana',
  ])
})

test('a full session', async () => {
  const { url, facilitator } = await opened()
  const page = await phone()
  await page.goto(`${url}/j/${facilitator.created.code}`)
  await page.getByLabel('Your name').fill('Ana')
  const enter = (n: number) =>
    joinSession({ code: facilitator.created.code, name: `P${n}`, fn: null, level: null, ticket: randomSecret() }, url)
  for (let from = 0; from < LIMITS.people; from += 50)
    await Promise.all(Array.from({ length: 50 }, (_, n) => enter(from + n)))
  await facilitator.sees((view) => view.people.length === LIMITS.people, 'five hundred', 20_000)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByText(REFUSALS.full.say).waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ana')
  expect(facilitator.view.people).toHaveLength(LIMITS.people)
})

test('a session that has ended: read on, keep what was written, nobody new', async () => {
  const page = await writing()
  await at.facilitator.does('session.end', {})
  await page.getByText('This session has ended. You can still read everything here.').waitFor()
  expect(await keptOn(page)).toContain(HALF)
  expect(await page.getByRole('button', { name: 'Keep this card' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'I’m done' }).count()).toBe(0)
  const other = await phone()
  await other.goto(`${at.url}/j/${at.facilitator.created.code}`)
  await other.getByText(sayNoJoin({ code: 'ended' })).waitFor()
  expect(at.facilitator.view.people).toHaveLength(3)
})

test('a seat that was removed', async () => {
  const page = await writing()
  const zoe = at.facilitator.view.people.find((person) => person.name === 'Zoe')
  await at.facilitator.does('person.remove', { person: zoe?.id ?? '' })
  await page.getByRole('heading', { name: 'This seat was removed' }).waitFor()
  await page.getByText(REFUSALS.removed.say).waitFor()
  const kept = await keptOn(page)
  expect(kept).toContain(HALF)
  expect(kept).toContain('A kept card')
  await page.reload()
  await page.getByRole('heading', { name: /This (seat was removed|way in no longer works)/ }).waitFor()
  await at.facilitator.ring()
  expect(await cards()).toEqual([])
})

test('no connection while writing: the card is kept and is in the round once the server is back', async () => {
  const server = await builtServer()
  ending.push({ close: () => server.stop() })
  const facilitator = new Facilitator(server.url, await create(server.url))
  ending.push(facilitator)
  const page = await phone()
  await joinOnPage(page, server.url, facilitator.created.code, 'Ana')
  await facilitator.sees((view) => view.people.some((person) => person.connected), 'the page')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  await page.locator('main[data-step="write"]').waitFor()
  await server.kill()
  await page.getByText('No connection. What you write is kept on this phone; it comes back by itself.').waitFor()
  await writeCard(page, 'Written without a server')
  await server.start()
  await page.getByText('No connection.').waitFor({ state: 'detached' })
  await facilitator.sees((view) => view.people.some((person) => person.connected), 'the page again', 15_000)
  await facilitator.ring()
  const reply = await facilitator.console.ask('cards', {})
  expect(reply.ok && reply.data?.cards.map((card) => card.text)).toEqual(['Written without a server'])
})

test('a tap on a step that is over', async () => {
  const { facilitator, url } = await opened(2)
  const page = await phone()
  // A slow phone: what it sends arrives, what it is told about the session does not yet.
  let slow = false
  const late: (() => void)[] = []
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const upstream = socket.connectToServer()
    socket.onMessage((message) => upstream.send(message))
    upstream.onMessage((message) => {
      if (slow && String(message).startsWith('42')) late.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  await joinOnPage(page, url, facilitator.created.code, 'Ana')
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === 3, 'the page')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.goTo('write')
  await page.locator('main[data-step="write"]').waitFor()
  await page.getByRole('textbox').fill(HALF)
  slow = true
  await facilitator.goTo('discuss')
  await page.getByRole('button', { name: 'I’m done' }).click()
  await page.getByText(REFUSALS['stale-step'].say).waitFor()
  expect(await page.getByRole('textbox').inputValue()).toBe(HALF)
  expect(facilitator.view.people.some((person) => person.done)).toBe(false)
  slow = false
  for (const tell of late) tell()
  await page.locator('main[data-step="discuss"]').waitFor()
  expect(await keptOn(page)).toContain(HALF)
})

test('a card that is too long: counted, kept whole, not sent', async () => {
  const page = await writing()
  const long = 'word '.repeat(60).trim()
  const over = long.length - LIMITS.cardGraphemes
  await page.getByRole('textbox').fill(long)
  await page.getByText(`${over} too many. Shorten it; nothing is lost.`).waitFor()
  await page.getByText(`${over} too many`, { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Keep this card' }).isDisabled()).toBe(true)
  await page.reload()
  await page.getByText('A kept card').waitFor()
  expect(await page.getByRole('textbox').inputValue()).toBe(long)
  await at.facilitator.ring()
  expect(await cards()).toEqual(['A kept card'])
})

test('the bell rings in the middle of a sentence: it waits for the next round', async () => {
  const page = await writing()
  await at.facilitator.ring()
  await page.getByText('The round is over, and its cards are in, shuffled.').waitFor()
  expect(await cards()).toEqual(['A kept card'])
  await at.facilitator.does('step.reopen', { step: 'write', from: 'write', round: 'write.2' })
  await page.getByRole('button', { name: 'Keep this card' }).waitFor()
  expect(await page.getByRole('textbox').inputValue()).toBe(HALF)
})

test('a ballot that closes while it is being answered', async () => {
  const { facilitator, url } = await opened(2)
  const page = await phone()
  await joinOnPage(page, url, facilitator.created.code, 'Ana')
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === 3, 'the page')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  const commitment = randomId()
  await facilitator.goTo('draft')
  await facilitator.does('commitment.add', { commitment, theme: null, what: 'One rota for both teams' })
  for (const field of ['owner', 'by', 'givingUp'] as const)
    await facilitator.does('commitment.waive', { commitment, field, waived: true })
  await facilitator.sees((view) => view.ready.length === 1, 'a ready commitment')
  await facilitator.goTo('ballot')
  await page.getByRole('heading', { name: 'Are we clear enough to act?' }).waitFor()
  await facilitator.does('ballot.open', { round: 'ballot.1', commitments: [commitment] })
  await facilitator.sees((view) => view.rounds.some((round) => round.state === 'open'), 'the ballot')
  await page.getByRole('radio', { name: 'Clear enough to act' }).check()
  await facilitator.ring()
  await page.getByText('Closed. You gave no answer.').waitFor()
  expect(await page.getByRole('radio').count()).toBe(0)
  const seen = facilitator.view.commitments[0]?.ballots[0]
  expect(seen?.state).toBe('closed')
})

test('open in a second tab: the first says so, and takes over on a tap', async () => {
  const first = await writing()
  const second = await first.context().newPage()
  await second.goto(`${at.url}/j/${at.facilitator.created.code}`)
  await second.getByRole('button', { name: 'Go back in' }).click()
  await second.locator('main[data-step="write"]').waitFor()
  expect(await second.getByRole('textbox').inputValue()).toBe(HALF)
  await first.getByRole('heading', { name: 'Open elsewhere now' }).waitFor()
  await first.getByText(REFUSALS.replaced.say).waitFor()
  await first.getByRole('button', { name: 'Use here' }).click()
  await first.getByText('A kept card').waitFor()
  expect(await first.getByRole('textbox').inputValue()).toBe(HALF)
  await second.getByRole('heading', { name: 'Open elsewhere now' }).waitFor()
  expect(at.facilitator.view.people).toHaveLength(3)
})

test('no JavaScript', async () => {
  const { url, facilitator } = await opened()
  const page = await phone({ javaScriptEnabled: false })
  await page.goto(`${url}/j/${facilitator.created.code}`)
  await page.getByRole('heading', { name: 'Eighty needs JavaScript' }).waitFor()
  // Text is not looked for inside <noscript>, so it is read where it stands.
  expect(await page.locator('noscript p').textContent()).toContain('Please switch JavaScript on for this page')
})
