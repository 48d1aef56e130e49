// Takes docs/screens: every step on phone, console and projector, light and dark, from one scripted session. `npm run screens`.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeCard } from '../support/phone-page.ts'
import { ROOT } from '../support/source-files.ts'
import { SCENES, type Scene, walk } from './offsite.ts'
import { smallPng } from './small-png.ts'
import { SIZES, type Stand, SURFACES, type Surface, stand } from './stand.ts'
import { LATER, type Later, showsLater, weeksAfter } from './weeks-after.ts'

const FOLDER = join(ROOT, 'docs/screens')
/** All pictures together, so that a clone stays quick. */
const MOST_BYTES = 4_000_000

/** Wide surfaces are drawn at their real size and kept at half of it. */
const NAMES: Readonly<Record<Surface, string>> = { phone: 'phone', screen: 'projector', console: 'console' }

let here: Stand
beforeAll(async () => {
  here = await stand({ console: { deviceScaleFactor: 0.6 }, screen: { deviceScaleFactor: 0.5 } })
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
})
afterAll(async () => {
  await here?.close()
})

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  writeFileSync(join(FOLDER, `${name}.png`), smallPng(await page.screenshot({ caret: 'hide' })))
}

/** The projector follows no preference of the laptop it hangs on: `t` is its own switch. */
async function dark(page: Page, surface: Surface, on: boolean): Promise<void> {
  if (surface === 'screen') await page.keyboard.press('t')
  else await page.emulateMedia({ colorScheme: on ? 'dark' : 'light', reducedMotion: 'reduce' })
}

/** What a person's thumb would have done by now. */
async function prepare(phone: Page, scene: Scene): Promise<void> {
  if (scene === 'ask') {
    await phone.getByRole('radio', { name: 'One thing missing' }).check()
    await phone.evaluate(() => scrollTo(0, 0))
  }
  if (scene === 'write') {
    await phone.getByRole('radio', { name: 'Constraint' }).check()
    await writeCard(phone, 'Every release needs four sign-offs, and two of the approvers are usually travelling.')
    await phone.getByRole('textbox').fill('With the people we have, we')
    await phone.getByRole('textbox').blur()
    await phone.evaluate(() => scrollTo(0, 0))
  }
  if (scene === 'ballot') {
    await phone.getByRole('radio', { name: 'Clear enough to act' }).check()
    await phone.evaluate(() => scrollTo(0, 0))
  }
}

async function shootAll(scene: Scene | Later): Promise<void> {
  for (const surface of SURFACES) {
    const page = here.pages[surface]
    await shoot(page, `${NAMES[surface]}-${scene}`)
    await dark(page, surface, true)
    await shoot(page, `${NAMES[surface]}-${scene}-dark`)
    await dark(page, surface, false)
  }
}

test('pictures of every step, and of the weeks after', async () => {
  await walk(here.w, async (scene) => {
    for (const surface of SURFACES) await here.shows(surface, scene)
    await prepare(here.pages.phone, scene)
    await shootAll(scene)
  })
  const { session, boardKey, code } = here.w.facilitator.view
  const desk = { viewport: SIZES.console, deviceScaleFactor: 0.6 }
  const board = await here.open(`/board#s=${session}&k=${boardKey}`, desk)
  await board.getByText('Not reached').first().waitFor()
  await shoot(board, 'board')
  const home = await here.open('/', desk)
  await home.getByRole('heading', { level: 1 }).waitFor()
  await shoot(home, 'home')
  await home.getByRole('button', { name: 'Start a session' }).click()
  await home.getByRole('button', { name: 'Create the session' }).waitFor()
  await shoot(home, 'home-create')
  const way = await here.open(`/j/${code}`, { viewport: SIZES.phone })
  await way.getByLabel('Your name').waitFor()
  await shoot(way, 'phone-join')

  await weeksAfter(here, async (later) => {
    for (const surface of SURFACES) await showsLater(here, surface, later)
    await shootAll(later)
  })

  const taken = readdirSync(FOLDER)
  expect(taken).toHaveLength((SCENES.length + LATER.length) * SURFACES.length * 2 + 4)
  expect(taken.reduce((sum, name) => sum + statSync(`${FOLDER}/${name}`).size, 0)).toBeLessThan(MOST_BYTES)
})
