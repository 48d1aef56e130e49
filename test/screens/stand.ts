// One session with a page for each surface, on the non-localhost host: what the looks and the screens tests look at.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser, OFFSITE_HOST } from '../support/browser.ts'
import { type LeapingClock, leapingClock } from '../support/leaping-clock.ts'
import { joinOnPage } from '../support/phone-page.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { arriveAll, PAGE_NAME, type Scene, SESSION } from './offsite.ts'

export const SURFACES = ['phone', 'screen', 'console'] as const
export type Surface = (typeof SURFACES)[number]

export type Stand = {
  readonly w: Workshop
  readonly clock: LeapingClock
  readonly browser: Browser
  /** As phones in a hotel see it: no secure context. */
  readonly origin: string
  readonly pages: Readonly<Record<Surface, Page>>
  /** A page of its own, in a context of its own. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Waits until a surface shows this moment and nothing on it is still being fetched. */
  shows(surface: Surface, scene: Scene): Promise<void>
  close(): Promise<void>
}

export const SIZES = {
  phone: { width: 390, height: 844 },
  screen: { width: 1920, height: 1080 },
  console: { width: 1440, height: 900 },
} as const

/** Fifteen people and one page are in; the caller closes it. */
export async function stand(
  options: {
    readonly web?: string
    readonly contexts?: BrowserContextOptions
    readonly console?: BrowserContextOptions
    readonly screen?: BrowserContextOptions
  } = {},
): Promise<Stand> {
  const clock = leapingClock(Date.now())
  const web = options.web === undefined ? {} : { web: options.web }
  const w = await workshop({ body: SESSION, web: true, parts: { clock, ...web } })
  const browser = await launchBrowser()
  const origin = w.url.replace('127.0.0.1', OFFSITE_HOST)
  const open = async (path: string, own: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options.contexts, ...own })
    const page = await context.newPage()
    if (path !== '') await page.goto(origin + path)
    return page
  }
  await arriveAll(w)
  const phone = await open('', { viewport: SIZES.phone })
  await joinOnPage(phone, origin, w.facilitator.created.code, PAGE_NAME)
  const { session, screenKey } = w.facilitator.view
  const pages = {
    phone,
    screen: await open(`/screen#s=${session}&k=${screenKey}`, { viewport: SIZES.screen, ...options.screen }),
    console: await open(`/console#s=${session}&k=${w.facilitator.created.secret}`, {
      viewport: SIZES.console,
      ...options.console,
    }),
  }
  return {
    w,
    clock,
    browser,
    origin,
    pages,
    open,
    shows: async (surface, scene) => {
      const page = pages[surface]
      await page.locator(`main[data-step="${scene.split('-')[0]}"]`).waitFor()
      const sign = SIGNS[scene]?.[surface]
      if (sign !== undefined) await page.getByText(sign).first().waitFor()
      await page
        .getByText(/^(Fetching|One moment|Coming)/)
        .filter({ visible: true })
        .first()
        .waitFor({ state: 'hidden' })
    },
    close: async () => {
      await browser.close()
      await w.close()
      clock.stop()
    },
  }
}

/** What tells a moment from the one before it in the same step. */
const SIGNS: Partial<Record<Scene, Partial<Record<Surface, string | RegExp>>>> = {
  'lobby-rooms': { phone: 'Your room', screen: 'Find your room' },
  frame: { phone: /which of our fourteen projects/, screen: /which of our fourteen projects/ },
  ask: { screen: '6 of 16' },
  'ask-result': { phone: /weeks in the middle/, screen: /weeks in the middle/, console: /weeks in the middle/ },
  'write-in': { phone: /shuffled with the others|The round is over/, screen: /The cards are in/ },
  discuss: { phone: /cards together/ },
  'gather-asking': { phone: /says the same/, screen: /of \d+ answers/, console: /answers/ },
  gather: { phone: 'rooms', screen: 'of 3 rooms' },
  ballot: { phone: /Commitment 1 of 3/, screen: '11 of 16' },
  'ballot-result': { phone: 'Not reached', screen: 'Not reached', console: 'Not reached' },
  board: { screen: /talk about this next/ },
}
