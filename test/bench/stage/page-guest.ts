// A participant whose phone is a real page in Chromium, on a host that no browser takes for this machine, behind a tap as all are.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { Mind } from '../../../client/robots/mind.ts'
import { joinOnPage, writeCard } from '../../support/phone-page.ts'
import type { Tap } from '../network/tap.ts'
import { openTap } from '../network/tap.ts'
import type { CardTruth, PersonTruth } from './record.ts'
import { sentence, word } from './words.ts'

/** Hosts that resolve to the tap of the page with that number: `phone3.offsite.test` is 127.0.1.203. */
const DEVICES = 3
const FIRST_DEVICE = 200

/** The address of the browser is in CHROME_PATH, as for tests. */
export function launchPages(session: number): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH
  if (executablePath === undefined) throw new Error('CHROME_PATH names no browser; npm run bench:anonymity finds one.')
  const hosts = Array.from({ length: DEVICES }, (_, at) => `MAP phone${at}.offsite.test ${addressOf(session, at)}`)
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      `--host-resolver-rules=${hosts.join(',')}`,
    ],
  })
}

const addressOf = (session: number, device: number) => `127.0.${1 + session}.${FIRST_DEVICE + device}`

export class PageGuest {
  readonly truth: PersonTruth
  readonly tap: Tap
  readonly cards: CardTruth[] = []
  readonly #context: BrowserContext
  readonly #page: Page
  readonly #mind: Mind

  private constructor(truth: PersonTruth, tap: Tap, context: BrowserContext, page: Page, mind: Mind) {
    this.truth = truth
    this.tap = tap
    this.#context = context
    this.#page = page
    this.#mind = mind
  }

  /** `device` from 0 to 2; joins by the link of the invitation. */
  static async join(parts: {
    readonly browser: Browser
    readonly session: number
    readonly device: number
    readonly index: number
    readonly server: number
    readonly code: string
    readonly mind: Mind
  }): Promise<PageGuest> {
    const { browser, session, device, index, server, code, mind } = parts
    const address = addressOf(session, device)
    const tap = await openTap({ address, server, light: true })
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    context.setDefaultTimeout(90_000)
    const page = await context.newPage()
    const name = word(mind)
    await joinOnPage(page, `http://phone${device}.offsite.test:${tap.port}`, code, name)
    const truth: PersonTruth = {
      index,
      id: '',
      name,
      address,
      room: null,
      curious: false,
      late: false,
      page: true,
      hides: [],
      reloads: [],
      away: [],
      leftAt: null,
      joinedAt: Date.now(),
      firstKey: null,
    }
    return new PageGuest(truth, tap, context, page, mind)
  }

  /** Keeps none, one or two cards by hand. */
  async writes(round: string): Promise<void> {
    for (let many = this.#mind.below(3); many > 0; many--) {
      const text = sentence(this.#mind)
      this.truth.firstKey ??= Date.now()
      await writeCard(this.#page, text)
      this.cards.push({
        text,
        mark: '',
        person: this.truth.index,
        round,
        edited: false,
        withdrawn: 'no',
        takenBackIn: null,
      })
    }
  }

  async close(): Promise<void> {
    await this.#context.close()
    this.tap.close()
  }
}
