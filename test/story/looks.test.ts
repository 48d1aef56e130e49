// How it looks and reads, in Chromium without a secure context: axe, small phones, walls that do not scroll, reduced motion.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SCENES, type Scene, walk } from '../screens/offsite.ts'
import { type Stand, SURFACES, type Surface, stand } from '../screens/stand.ts'
import { LATER, showsLater, weeksAfter } from '../screens/weeks-after.ts'
import { writeCard } from '../support/phone-page.ts'

type Found = { readonly where: string; readonly what: string }

let here: Stand
const found: Found[] = []
const looked = new Set<string>()

beforeAll(async () => {
  here = await stand()
})
afterAll(async () => {
  await here?.close()
})

/** Rules that this page breaks, one line each. */
async function axeFinds(page: Page): Promise<string[]> {
  // Evaluated rather than added as a tag: the content security policy lets no other script in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
    })
    return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  })
}

/** Pixels that stick out to the right and below. */
const overhang = (page: Page) =>
  page.evaluate(() => ({
    right: document.documentElement.scrollWidth - innerWidth,
    below: document.documentElement.scrollHeight - innerHeight,
  }))

/** Of the projector's middle, whose own overflow is hidden. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')
    return main === null ? 0 : Math.max(main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth)
  })

const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length)

/** Buttons and fields that cannot be tapped wherever the page is scrolled to as far as they are in sight. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const found = new Set<string>()
    const ends = document.documentElement.scrollHeight - innerHeight
    for (let top = 0; top <= ends + 40; top += 40) {
      scrollTo(0, Math.min(top, ends))
      const head = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
      for (const one of document.querySelectorAll('main button, main textarea')) {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        if (!one.checkVisibility() || top < head || bottom > innerHeight || bottom === top) continue
        const hit = document.elementFromPoint((left + right) / 2, bottom - 4)
        if (hit !== one && !one.contains(hit)) found.add(one.textContent || one.tagName)
      }
    }
    scrollTo(0, 0)
    return [...found]
  })

async function look(page: Page, surface: Surface | 'home' | 'board', scene: string): Promise<void> {
  const note = (how: string, what: string) => found.push({ where: `${surface}, ${scene}, ${how}`, what })
  looked.add(`${surface}-${scene}`)
  for (const theme of ['light', 'dark'] as const) {
    if (surface === 'screen')
      await page.evaluate(
        (dark) =>
          dark
            ? document.documentElement.setAttribute('data-tone', 'dark')
            : document.documentElement.removeAttribute('data-tone'),
        theme === 'dark',
      )
    else await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const what of await axeFinds(page)) note(theme, what)
  }
  if (surface !== 'screen') await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if ((await moving(page)) > 0) note('reduced motion', 'something moves')
  if (surface === 'screen')
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height })
      // What is set smaller is set so with the frame that follows.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      const over = await overhang(page)
      if (over.right > 0 || over.below > 0) note(`${width}×${height}`, JSON.stringify(over))
      if ((await cutOff(page)) > 0) note(`${width}×${height}`, `cut off by ${await cutOff(page)} px`)
    }
  if (surface === 'phone' || surface === 'home' || surface === 'board') {
    const before = page.viewportSize()
    await page.setViewportSize({ width: 320, height: 568 })
    const { right } = await overhang(page)
    if (right > 0) note('320 px', `${right} px too wide`)
    if (scene === 'write')
      for (const size of [
        { width: 390, height: 844 },
        { width: 360, height: 640 },
      ]) {
        await page.setViewportSize(size)
        for (const what of await covered(page)) note(`${size.width}×${size.height}`, `${what} is covered`)
      }
    if (before !== null) await page.setViewportSize(before)
  }
}

/** What stands behind a tap is looked at open. */
async function openDoors(phone: Page, scene: Scene): Promise<void> {
  if (scene === 'write-in') await phone.getByText('My cards', { exact: true }).click()
  if (scene === 'discuss') {
    await phone.getByText('My cards', { exact: true }).click()
    await phone.getByRole('button', { name: 'Withdraw' }).first().click()
  }
  if (scene === 'ballot-result') await phone.getByText('Check my answer').first().click()
}

test('every step on phone, projector and console', { timeout: 120_000 }, async () => {
  expect(await here.pages.phone.evaluate(() => isSecureContext)).toBe(false)
  await walk(here.w, async (scene: Scene) => {
    if (scene === 'write') await writeCard(here.pages.phone, 'Every release needs four sign-offs.')
    for (const surface of SURFACES) await here.shows(surface, scene)
    await openDoors(here.pages.phone, scene)
    await Promise.all(SURFACES.map((surface) => look(here.pages[surface], surface, scene)))
  })
  const { session, boardKey } = here.w.facilitator.view
  const board = await here.open(`/board#s=${session}&k=${boardKey}`, { viewport: { width: 1440, height: 900 } })
  await board.getByText('Not reached').first().waitFor()
  await look(board, 'board', 'board')
  expect(found).toEqual([])
  expect(looked.size).toBe(SCENES.length * SURFACES.length + 1)
})

test('the weeks after, a check-in, and one that is held in the room', { timeout: 120_000 }, async () => {
  const before = found.length
  await weeksAfter(here, async (later) => {
    for (const surface of SURFACES) await showsLater(here, surface, later)
    await Promise.all(SURFACES.map((surface) => look(here.pages[surface], surface, later)))
  })
  const { session, boardKey } = here.w.facilitator.view
  const board = await here.open(`/board#s=${session}&k=${boardKey}`, { viewport: { width: 1440, height: 900 } })
  await board
    .getByText(/Three changes went live/)
    .first()
    .waitFor()
  await look(board, 'board', 'board-lived-with')
  expect(found.slice(before)).toEqual([])
  expect(LATER.every((later) => SURFACES.every((surface) => looked.has(`${surface}-${later}`)))).toBe(true)
})

test('home, creating, joining, and pages without a way in', { timeout: 60_000 }, async () => {
  const before = found.length
  const home = await here.open('/', { viewport: { width: 1440, height: 900 } })
  await home.getByRole('heading', { level: 1 }).waitFor()
  await look(home, 'home', 'home')
  await home.getByRole('button', { name: 'Start a session' }).click()
  await home.getByRole('button', { name: 'Create the session' }).waitFor()
  await look(home, 'home', 'create')
  await home.getByRole('button', { name: 'Create the session' }).click()
  await home.getByText(/Something is missing/).waitFor()
  await look(home, 'home', 'create-incomplete')
  await home.getByLabel('Title', { exact: true }).fill('Leadership offsite, spring')
  await home.getByLabel('The statement to align on').fill('We deliver within two days.')
  await home.getByRole('button', { name: 'Create the session' }).click()
  await home.getByText('Recovery code').waitFor()
  await look(home, 'home', 'created')
  const join = await here.open('/j', { viewport: { width: 390, height: 844 } })
  await join.getByLabel('Room code').fill('BCD-347')
  await join.getByRole('button', { name: 'Next' }).click()
  await join.getByText(/No session has this code/).waitFor()
  await look(join, 'phone', 'wrong-code')
  await join.goto(`${here.origin}/j/${here.w.facilitator.view.code}`)
  await join.getByLabel('Your name').waitFor()
  await look(join, 'phone', 'name')
  const about = await here.open('/anonymity', { viewport: { width: 1440, height: 900 } })
  await about.getByRole('heading', { name: 'For the technically minded' }).waitFor()
  await look(about, 'home', 'anonymity')
  await join.goto(`${here.origin}/j/${here.w.facilitator.view.code}#k=${'A'.repeat(43)}`)
  // Only the part behind the # differs, and still it is a new arrival.
  await join.getByRole('button', { name: 'Join', exact: true }).click()
  await join.getByRole('heading', { name: 'Something does not fit' }).waitFor()
  await look(join, 'phone', 'keys that do not fit')
  for (const path of ['/screen', '/console', '/board']) {
    const page = await here.open(path, { viewport: { width: 1440, height: 900 } })
    await page.getByRole('heading').first().waitFor()
    await look(page, 'board', `${path} without its link`)
  }
  expect(found.slice(before)).toEqual([])
})
