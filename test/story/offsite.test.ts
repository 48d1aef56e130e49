// The one story: twenty-four people, four rooms, a console, a projector and three phones in Chromium, from an empty first
// page to a board on which one commitment stands, one does not, and one stands after its wording was fixed.
import type { Browser, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { canonicalCard } from '../../shared/text.ts'
import { answerAll } from '../support/answers.ts'
import { launchBrowser, OFFSITE_HOST } from '../support/browser.ts'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import {
  closeBallot,
  createOnPage,
  newCommitment,
  next,
  openProjector,
  ring,
  verdictOf,
} from '../support/console-window.ts'
import { Facilitator, OFFSITE, Participant } from '../support/people.ts'
import { answerBallot, joinOnPage, writeCard } from '../support/phone-page.ts'
import { seen, sees } from '../support/waiting.ts'

const PEOPLE = 21
const FUNCTIONS = ['Sales', 'Product', 'Operations']
const A = 'We agree: Every region names one owner for hiring'
const B = 'Make onboarding better somehow'
const FIXED = 'Ops runs every onboarding call in week one, from May'
const C = 'Stop work that nobody asked for'

let server: BuiltServer | null = null
let browser: Browser | null = null
const ending: { close(): void }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) one.close()
  await browser?.close()
  await server?.stop()
  server = null
  browser = null
})

test('from the first page to a board with commitments that stand', { timeout: 120_000 }, async () => {
  const at = await builtServer()
  server = at
  browser = await launchBrowser()
  const laptop = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const desk = await laptop.newPage()
  laptop.setDefaultTimeout(15_000)
  const problems: string[] = []
  const watch = (name: string, page: Page) => page.on('pageerror', (problem) => problems.push(`${name}: ${problem}`))
  watch('console', desk)

  // Created on the first page; the projector is the console's own window.
  const made = await createOnPage(desk, at.url, {
    title: OFFSITE.title,
    statement: OFFSITE.statement,
    functions: FUNCTIONS.join(', '),
  })
  await desk.getByText('Nobody here yet').first().waitFor()
  const wall = await openProjector(desk, laptop)
  watch('projector', wall)
  expect(new URL(wall.url()).hash).toBe('')
  await wall.getByRole('img', { name: `Room code ${[...made.code.replace('-', '')].join(' ')}` }).waitFor()

  // Three pages and twenty-one phones; one page comes later.
  const phonePage = async (name: string, origin: string) => {
    const context = await (browser as Browser).newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    watch(name, page)
    await joinOnPage(page, origin, made.code, name)
    return page
  }
  const wifi = `http://${OFFSITE_HOST}:${at.port}`
  const ana = await phonePage('Ana', wifi)
  expect(await ana.evaluate(() => isSecureContext)).toBe(false)
  expect(new URL(ana.url()).host).toBe(`${OFFSITE_HOST}:${at.port}`)
  const ben = await phonePage('Ben', at.url)
  await ben.getByText('You’re in. Look up.').waitFor()
  const people: Participant[] = []
  for (let n = 0; n < PEOPLE; n++) {
    const person = await Participant.join(at.url, made.code.replace('-', ''), `Guest ${n}`, FUNCTIONS[n % 3] ?? null)
    people.push(person)
    ending.push(person)
  }
  await desk.getByRole('heading', { name: `${PEOPLE + 2} people` }).waitFor()
  await wall.getByText(`${PEOPLE + 2} people are here`).waitFor()

  // Four rooms.
  await desk.getByRole('radio', { name: 'Rooms', exact: true }).check()
  await desk.getByLabel('Number of rooms').fill('4')
  await desk.getByRole('button', { name: 'Split', exact: true }).click()
  for (const person of people) await seen(person.phone.mine, (mine) => mine.room !== null, 'a room')
  const sizes = new Map<string, number>()
  for (const person of people) {
    const room = person.phone.mine.get()?.room?.id ?? ''
    sizes.set(room, (sizes.get(room) ?? 0) + 1)
  }
  expect(sizes.size).toBe(4)

  await next(desk, 'frame')
  await ana.getByText(OFFSITE.statement).waitFor()
  await wall.getByText(OFFSITE.statement).waitFor()

  // Sealed questions, one answered on a page; then hands in the open.
  await next(desk, 'ask')
  for (const [n, person] of people.entries()) {
    await seen(person.phone.mine, (mine) => mine.rounds.includes('baseline.1'), 'the questions')
    person.phone.outbox.answer('baseline.1', 'clear-now', { option: n % 5 })
  }
  await ana.getByRole('radio', { name: 'One thing missing' }).check()
  await ana.getByText(/^Kept on your phone/).waitFor()
  await ring(desk)
  await ana.getByText('In. It was counted.').waitFor()
  await desk.getByRole('button', { name: /^Next: / }).click()
  await desk.getByRole('heading', { level: 1, name: 'Hands up' }).waitFor()
  await ana.getByRole('radio', { name: 'With conditions' }).click()
  await desk.getByText(/· 1 of 23 shown/).waitFor()

  // Writing: a page reloads with a kept card and half a sentence, and loses neither.
  await next(desk, 'write')
  const written: string[] = []
  const words = OFFSITE_CARDS.filter((card) => !/\p{Extended_Pictographic}/u.test(card.text))
  for (const [n, person] of people.entries()) {
    await seen(person.phone.mine, (mine) => mine.rounds.includes('write.1'), 'writing')
    for (const card of [words[2 * n], words[2 * n + 1]]) {
      if (card === undefined) continue
      person.phone.outbox.addCard(card.kind, canonicalCard(card.text))
      written.push(canonicalCard(card.text))
    }
  }
  const kept = 'Two launches in one quarter with the same four people'
  const half = 'Nobody may say no to the region that'
  await writeCard(ana, kept)
  await ana.getByRole('textbox').fill(half)
  await ana.reload()
  await ana.getByText(kept).waitFor()
  expect(await ana.getByRole('textbox').inputValue()).toBe(half)
  await ana.getByRole('textbox').press('End')
  await ana.getByRole('textbox').pressSequentially(' shouts loudest')
  await ana.getByRole('button', { name: 'Keep this card' }).click()
  await ana.getByText(`${half} shouts loudest`).waitFor()
  await writeCard(ben, 'We have never closed anything')
  written.push(kept, `${half} shouts loudest`, 'We have never closed anything')
  await ring(desk)
  await desk.getByText(`The cards are in: ${written.length} in all`).waitFor()
  await ana.getByText('The round is over, and its cards are in, shuffled.').waitFor()
  // Which of them are hers is behind a closed door.
  await ana.getByText(kept).waitFor({ state: 'hidden' })
  await ana.getByText('My cards', { exact: true }).click()
  await ana.getByText(kept).waitFor()
  await ana.getByText(`${half} shouts loudest`).waitFor()
  for (const person of people) await sees(person.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')

  // Everyone's cards, each once. Read by a second console, which is then gone again.
  const reader = new Facilitator(at.url, { ...made, code: made.code, screenKey: '', origin: null })
  await reader.sees((view) => view.step.id === 'write', 'the session')
  const all = await reader.console.ask('cards', {})
  expect((all.ok ? (all.data?.cards ?? []) : []).map((card) => card.text).sort()).toEqual([...written].sort())
  reader.close()

  // Talking in rooms; somebody comes late and has a room.
  await next(desk, 'discuss')
  const cleo = await phonePage('Cleo', wifi)
  await cleo.locator('main[data-step="discuss"]').waitFor()
  await cleo
    .locator('header')
    .getByText(/^Cleo · /)
    .waitFor()
  await expect.poll(() => cleo.locator('article').count()).toBeGreaterThan(0)

  // Nobody answers the questions. Two themes become one and are two again.
  await next(desk, 'gather')
  await desk.getByRole('button', { name: 'End the questions' }).click()
  await desk.getByRole('button', { name: 'End them now' }).click()
  await desk.getByText('these themes are the machine’s proposal').waitFor()
  const themes = desk.getByRole('navigation', { name: 'Themes' }).getByRole('checkbox')
  await themes.nth(1).waitFor()
  const before = await themes.count()
  for (const n of [0, 1]) await themes.nth(n).press('Space')
  await desk.getByRole('button', { name: /^Merge into “/ }).focus()
  await desk.keyboard.press('Enter')
  await expect.poll(() => themes.count()).toBe(before - 1)
  await desk.keyboard.press('Control+z')
  await expect.poll(() => themes.count()).toBe(before)
  await expect.poll(() => wall.locator('ol > li').count()).toBe(Math.min(6, before))

  // Drafting A: a phone and the console type into one sentence, and both end with the same.
  await next(desk, 'draft')
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const what = desk.getByLabel('What will be done')
  await newCommitment(desk, 'first theme')
  await what.pressSequentially('Every region')
  await ana.getByRole('button', { name: 'Help with the wording' }).click()
  const hers = ana.locator('main textarea').first()
  await expect.poll(() => hers.inputValue()).toBe('Every region')
  await hers.press('Home')
  await what.press('End')
  await Promise.all([
    hers.pressSequentially('We agree: ', { delay: 15 }),
    what.pressSequentially(' names one owner for hiring', { delay: 10 }),
  ])
  await expect.poll(() => what.inputValue()).toBe(A)
  await expect.poll(() => hers.inputValue()).toBe(A)
  await ana.getByRole('button', { name: 'Close the wording' }).click()
  await desk.getByLabel('Owner', { exact: true }).selectOption({ label: 'Ben' })
  await desk.getByText('Waiting for Ben to accept on their phone.').waitFor()
  await ben.getByRole('button', { name: 'I own it' }).click()
  await desk.getByText('Ben accepted.').waitFor()
  await desk.getByLabel('By when', { exact: true }).fill(day)
  await desk.getByLabel('Giving up what').fill('The second partner programme')
  await desk.getByText('Ready for the ballot', { exact: true }).waitFor()

  // B goes without a price, said aloud; C has everything.
  await newCommitment(desk, 'none')
  await what.fill(B)
  await desk.getByLabel('Owner', { exact: true }).selectOption({ label: 'Guest 1 (Product)' })
  await desk.getByLabel('By when', { exact: true }).fill(day)
  await desk.getByRole('button', { name: 'Waive aloud: Giving up' }).click()
  await desk.getByText('Ready for the ballot', { exact: true }).waitFor()
  await newCommitment(desk, 'none')
  await what.fill(C)
  await desk.getByLabel('Owner', { exact: true }).selectOption({ label: 'Guest 2 (Operations)' })
  await desk.getByLabel('By when', { exact: true }).fill(day)
  await desk.getByLabel('Giving up what').fill('Half of the reports')
  await desk.getByText('3 of 3 commitments').waitFor()
  for (const [n, words] of [
    [1, B],
    [2, C],
  ] as const) {
    const owner = people[n]
    const view = await owner?.sees((now) => now.commitments.some((one) => one.wording.what === words), words)
    const mine = view?.commitments.find((one) => one.wording.what === words)
    await owner?.does('owner.answer', { commitment: mine?.id ?? '', accept: true })
  }

  // The first ballot.
  await next(desk, 'ballot')
  await desk.getByRole('button', { name: 'Open the ballot on 3 commitments' }).click()
  await answerAll(people, 'ballot.1', (n, words) => (words === A ? true : words === B ? n < 9 : n < 4))
  for (let n = 0; n < 3; n++)
    await answerBallot(ana, { clear: 'Clear enough to act', committed: 'Quite a bit', guess: 7 })
  await ana.getByText('All answered. Kept on your phone until the ballot closes.').waitFor()
  await wall
    .getByText(/say they are done/)
    .first()
    .waitFor()
  expect(await wall.locator('[data-verdict]').count()).toBe(0)
  await closeBallot(desk)
  await desk.getByRole('heading', { name: '1 of 3 commitments reached 80%' }).waitFor()

  await next(desk, 'board')
  const places = (page: Page) => page.locator('main li')
  const stands = async (page: Page, verdicts: Readonly<Record<string, string>>) => {
    for (const [words, verdict] of Object.entries(verdicts))
      await expect.poll(() => verdictOf(places(page), words).innerText(), { timeout: 10_000 }).toBe(verdict)
  }
  for (const page of [desk, wall, ana, ben, cleo])
    await stands(page, { [A]: 'Reached', [B]: 'Not reached', [C]: 'Not reached' })

  // B is talked about, worded anew and asked again.
  const b = desk.getByRole('article', { name: B })
  await b.getByRole('button', { name: 'Talk about this next' }).click()
  await wall.locator('[data-talk]').filter({ hasText: B }).waitFor()
  await ana.getByText(`Talking about this next: ${B}`).waitFor()
  await b.getByRole('button', { name: 'Fix the wording' }).click()
  await desk.locator('main[data-step="draft"]').waitFor()
  await desk.getByRole('navigation', { name: 'Commitments' }).getByRole('button').filter({ hasText: B }).click()
  await desk.getByRole('heading', { name: B }).waitFor()
  await what.fill(FIXED)
  await desk.getByRole('heading', { name: FIXED }).waitFor()
  await next(desk, 'ballot')
  await desk.getByRole('heading', { name: 'What is asked again?' }).waitFor()
  await desk.getByRole('checkbox', { name: `Put on the ballot: ${C}` }).uncheck()
  await desk.getByRole('heading', { name: 'Decided' }).waitFor()
  expect(await desk.getByRole('checkbox', { name: `Put on the ballot: ${A}` }).count()).toBe(0)
  await desk.getByRole('button', { name: 'Open the ballot on 1 commitment' }).click()
  await answerAll(people, 'ballot.2', () => true)
  await answerBallot(ana, { clear: 'Could explain it to a colleague', committed: 'Extremely', guess: 9 })
  await closeBallot(desk)
  await desk.getByText('Asked for the second time. Changed since: what.').waitFor()

  await next(desk, 'board')
  const final = { [A]: 'Reached', [FIXED]: 'Reached', [C]: 'Not reached' }
  for (const page of [desk, wall, ana, ben, cleo]) await stands(page, final)
  await desk.getByRole('heading', { name: '2 of 3 commitments reached 80%' }).waitFor()
  await wall.getByRole('heading', { name: '2 of 3 commitments reached 80%' }).waitFor()

  // The close, and the board in a browser that has seen nothing of all this.
  await next(desk, 'close')
  await wall.getByRole('heading', { name: 'Thank you' }).waitFor()
  await ana.getByText('Thank you. What was hard to say has been said.').waitFor()
  const link = await desk.getByRole('link', { name: 'Open the board' }).getAttribute('href')
  const elsewhere = await (await browser.newContext()).newPage()
  watch('board', elsewhere)
  await elsewhere.goto(link ?? '')
  await stands(elsewhere, final)
  await elsewhere.getByText('2 of 3 reached 80%').waitFor()
  await elsewhere.getByText(`${PEOPLE + 3} people took part`).waitFor()
  expect(problems).toEqual([])
})
