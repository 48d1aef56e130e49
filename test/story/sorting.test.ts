// The room sorts, told in order: one person does piles and twelve questions by hand in Chromium, eight others over their sockets.
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { labelOf } from '../../client/robots/labels.ts'
import { readPiles } from '../../shared/docs.ts'
import type { Asked } from '../../shared/requests.ts'
import { canonicalCard } from '../../shared/text.ts'
import { launchBrowser } from '../support/browser.ts'
import type { Participant } from '../support/people.ts'
import { joinOnPage, writeCard } from '../support/phone-page.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

const OTHERS = 8
/** Cards a person: nine people with 36 cards are asked twelve questions each. */
const EACH = 4
const LABELS = ['release-approval', 'hiring-freeze', 'meetings', 'on-call', 'overpromising']

let browser: Browser
let w: Workshop
let phone: Page
let wall: Page

beforeAll(async () => {
  browser = await launchBrowser()
  w = await workshop({ web: true, phones: OTHERS })
  const hand = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true })
  hand.setDefaultTimeout(15_000)
  phone = await hand.newPage()
  await joinOnPage(phone, w.url, w.facilitator.created.code, 'Zoe')
  const { session, screenKey } = w.facilitator.view
  wall = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await wall.goto(`${w.url}/screen#s=${session}&k=${screenKey}`)
  await w.facilitator.sees((view) => view.people.filter((one) => one.connected).length === OTHERS + 1, 'everyone')
  await w.facilitator.does('rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 7 })
})
afterAll(async () => {
  await browser?.close()
  await w?.close()
})

/** Five problems, written about by everyone; without pictures, which not every machine has letters for. */
const CARDS = LABELS.flatMap((label) =>
  OFFSITE_CARDS.filter((card) => card.label === label && !/\p{Extended_Pictographic}/u.test(card.text)).slice(0, 8),
)
const cardsOf = (person: number) =>
  Array.from({ length: EACH }, (_, turn) => CARDS[(person + turn * (OTHERS + 1)) % CARDS.length]).filter(
    (card) => card !== undefined,
  )

/** The place of an option about the same problem. */
function placeIn({ card, options }: NonNullable<Asked['question']>): number | 'none' {
  const place = options.findIndex((option) => labelOf(option.text) === labelOf(card.text))
  return place < 0 ? 'none' : place
}

async function answerAll({ phone: { ask } }: Participant): Promise<number> {
  let reply = await ask('sort.next', {})
  let answers = 0
  while (reply.ok && reply.data?.question) {
    reply = await ask('sort.answer', { card: reply.data.question.card.id, choice: placeIn(reply.data.question) })
    answers++
  }
  if (!reply.ok) throw new Error(reply.refusal.code)
  return answers
}

/** A real finger: touches go through the browser, which decides for itself whether it scrolls. */
async function finger(page: Page): Promise<{
  down(x: number, y: number): Promise<void>
  to(x: number, y: number): Promise<void>
  up(): Promise<void>
}> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints })
  return {
    down: (x, y) => touch('touchStart', [{ x, y }]).then(() => undefined),
    to: (x, y) => touch('touchMove', [{ x, y }]).then(() => undefined),
    up: () => touch('touchEnd', []).then(() => undefined),
  }
}

const cardOnTable = (text: string) => phone.locator('[data-card]').filter({ hasText: text })

/** The middle of a card's words, in the window. */
async function middle(text: string): Promise<[number, number]> {
  const box = await cardOnTable(text).locator('button').first().boundingBox()
  if (box === null) throw new Error(`no card “${text}” in sight`)
  return [box.x + box.width / 2, box.y + box.height / 2]
}

/** A page that glides takes no touch for anything but its end. */
const still = (page: Page) =>
  page.evaluate(async () => {
    let frames = 0
    for (let at = scrollY; frames < 15; frames = scrollY === at ? frames + 1 : 0) {
      at = scrollY
      await new Promise((drawn) => requestAnimationFrame(drawn))
    }
  })

/** Holds a card, drags it onto another that is in sight with it, and lets go. */
async function dragOnto(text: string, onto: string): Promise<void> {
  await cardOnTable(text).evaluate((card) => card.scrollIntoView({ block: 'center' }))
  await still(phone)
  const hand = await finger(phone)
  await hand.down(...(await middle(text)))
  await phone.locator('[data-lifted]').waitFor()
  // Out of sight: held at the edge, the page brings it.
  const height = phone.viewportSize()?.height ?? 0
  const under = phone.locator('[data-under]').filter({ hasText: onto })
  while ((await under.count()) === 0) {
    expect(await phone.locator('[data-lifted]').count()).toBe(1)
    const [x, y] = await middle(onto)
    const more = await phone.evaluate(() => ({
      above: scrollY > 0,
      below: scrollY + innerHeight < document.documentElement.scrollHeight - 1,
    }))
    await hand.to(x, y < 130 && more.above ? 20 : y > height - 160 && more.below ? height - 80 : y)
    await phone.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  }
  await hand.up()
  await phone.locator('[data-lifted]').waitFor({ state: 'detached' })
}

test('everybody writes, and the cards lie on the room’s table', async () => {
  await w.facilitator.goTo('write')
  for (const [n, one] of w.phones.entries()) {
    await one.sees((view) => view.step.id === 'write', 'writing')
    for (const card of cardsOf(n)) one.phone.outbox.addCard(card.kind, canonicalCard(card.text))
  }
  for (const card of cardsOf(OTHERS)) await writeCard(phone, card.text)
  await w.facilitator.ring()
  await w.facilitator.goTo('discuss')
  await phone.locator('[data-card]').first().waitFor()
  expect(await phone.locator('[data-card]').count()).toBeGreaterThanOrEqual(16)
})

test('a finger that moves at once scrolls; a held one drags; tapping does the same', async () => {
  const hand = await finger(phone)
  const texts = await phone.locator('[data-card] button:first-child').allInnerTexts()
  const about = (label: string) => texts.filter((text) => labelOf(text) === label)
  const [problem, ...rest] = LABELS.filter((label) => about(label).length >= 3)
  const [one, two, three] = about(problem ?? '')
  const [four, five] = about(rest[0] ?? '')
  if (!one || !two || !three || !four || !five) throw new Error('the room has too few cards about the same problem')

  await phone.evaluate(() => scrollTo(0, 0))
  await hand.down(180, 500)
  for (let y = 480; y > 200; y -= 20) await hand.to(180, y)
  await hand.up()
  await phone.waitForFunction(() => scrollY > 100)
  await still(phone)
  expect(await phone.locator('[data-lifted]').count()).toBe(0)
  expect(await phone.locator('[data-pile]').count()).toBe(0)

  await dragOnto(one, two)
  await phone.getByText('2 cards together').waitFor()
  await dragOnto(three, one)
  await phone.getByText('3 cards together').waitFor()

  await cardOnTable(four).getByRole('button').first().click()
  await cardOnTable(five).getByRole('button').first().click()
  await phone.getByRole('button', { name: 'Put together' }).click()
  await phone.getByText('2 cards together').waitFor()

  await w.facilitator.sees((view) => view.rooms.some((room) => room.piles === 2), 'two piles')
  // Another phone of the room has them too: only then they were more than a picture.
  const room = w.facilitator.view.rooms.find((each) => each.piles === 2)?.id
  const neighbour = w.phones.find((each) => each.phone.mine.get()?.room?.id === room)?.replica(`cards/${room}`)
  if (neighbour === undefined) throw new Error('nobody else is in the room')
  await sees(neighbour.synced, (is) => is, 'the cards')
  expect(
    readPiles(neighbour.doc)
      .map((pile) => pile.cards.length)
      .sort(),
  ).toEqual([2, 3])
  neighbour.close()
})

test('twelve questions by hand while the wall shows how far the room is, and no theme', async () => {
  await w.facilitator.goTo('gather')
  const asking = phone.locator('[data-asking]')
  await asking.waitFor()
  await wall.getByText('Which cards say the same?').waitFor()
  // Whoever saw a theme now would sort by it.
  expect(w.phones.map((each) => each.phone.common.get()?.themes.length)).toEqual(w.phones.map(() => 0))
  expect(await wall.locator('article').count()).toBe(0)
  const others = Promise.all(w.phones.map(answerAll))
  const byHand: string[] = []
  for (;;) {
    const heading = phone.getByText(/^Question \d+ of \d+$/)
    const where = (await heading.textContent()) ?? ''
    byHand.push(where)
    const top = labelOf(await asking.getByLabel('The card').innerText())
    const options = asking.locator('ol button')
    const texts = await options.locator('[dir=auto]').allInnerTexts()
    expect(texts.length).toBeGreaterThan(0)
    // However far the others are scrolled, the card and the way out stay in sight.
    await options.last().scrollIntoViewIfNeeded()
    expect((await asking.getByLabel('The card').boundingBox())?.y ?? -1).toBeGreaterThan(0)
    const none = await asking.getByRole('button', { name: 'None of these' }).boundingBox()
    expect((none?.y ?? 999) + (none?.height ?? 0)).toBeLessThanOrEqual(640)
    const place = texts.findIndex((text) => labelOf(text) === top)
    if (place >= 0) await options.nth(place).click()
    else await asking.getByRole('button', { name: 'None of these' }).click()
    // Another question, or none any more.
    await phone.waitForFunction(
      (before) => document.querySelector('main > [role=status]')?.textContent !== before,
      where,
    )
    if ((await asking.count()) === 0) break
  }
  expect(byHand).toHaveLength(12)
  expect(byHand.at(-1)).toBe('Question 12 of 12')
  expect((await others).every((answers) => answers >= 10)).toBe(true)
})

test('then the themes are there for all: rooms behind each, and nobody else’s answers', async () => {
  const { themes } = await w.facilitator.sees(
    (view) => view.sorting?.state === 'over' && view.gathered,
    'themes',
    20_000,
  )
  await phone.locator('article h2').first().waitFor()
  await wall.locator('article h2').first().waitFor()
  expect(await phone.locator('article h2').allInnerTexts()).toEqual(themes.map((theme) => theme.title))
  // What the room said is what came out: nearly every theme is about one problem.
  const reply = await w.facilitator.console.ask('cards', {})
  const texts = new Map((reply.ok ? (reply.data?.cards ?? []) : []).map((card) => [card.id, card.text]))
  const pure = w.facilitator.view.grouping.filter(({ cards }) => {
    const labels = cards.map((id) => labelOf(texts.get(id) ?? ''))
    return labels.filter((label) => label === labels[0]).length >= cards.length * 0.8
  })
  expect(pure.length).toBeGreaterThanOrEqual(w.facilitator.view.grouping.length - 1)
})

test('a question that nobody could answer finds somebody who finds out, and the wall says so', async () => {
  const open = phone.getByRole('region', { name: 'Questions nobody could answer yet' })
  await open.getByRole('button', { name: 'I’ll find out' }).first().click()
  await open.getByText('You find out.').waitFor()
  await wall.getByText(/Zoe finds out/).waitFor()
  await open.getByRole('button', { name: 'Give it back' }).click()
  await open.getByText('You find out.').waitFor({ state: 'detached' })
})
