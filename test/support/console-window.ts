// What a facilitator does on the console's page, in Chromium: go on, ring, word a commitment, open and close a ballot.
import type { BrowserContext, Locator, Page } from 'playwright-core'

/** What is typed into the form on the first page. */
export type SessionWords = {
  readonly title: string
  readonly statement: string
  readonly functions: string
}

export type NewSession = {
  readonly session: string
  readonly secret: string
  readonly recovery: string
  /** As it is shown: `BCD-347`. */
  readonly code: string
}

/** From the first page to the open console, as somebody does it who has never seen Eighty. */
export async function createOnPage(page: Page, origin: string, words: SessionWords): Promise<NewSession> {
  await page.goto(origin)
  await page.getByRole('button', { name: 'Start a session' }).click()
  await page.getByLabel('Title').fill(words.title)
  await page.getByLabel('The statement to align on').fill(words.statement)
  await page.getByLabel('Functions to choose from').fill(words.functions)
  await page.getByRole('button', { name: 'Create the session' }).click()
  const made = page.locator('main[data-step="created"]')
  await made.waitFor()
  const [link, recovery] = await made.locator('code').allInnerTexts()
  const fragment = new URLSearchParams(link?.split('#')[1])
  await made.getByRole('link', { name: 'Open the console' }).click()
  await page.locator('main[data-step="lobby"]').waitFor()
  return {
    session: fragment.get('s') ?? '',
    secret: fragment.get('k') ?? '',
    recovery: recovery ?? '',
    code: await roomCode(page),
  }
}

/** Opens a console by its facilitator link. */
export async function openConsole(
  page: Page,
  origin: string,
  { session, secret }: Pick<NewSession, 'session' | 'secret'>,
): Promise<void> {
  await page.goto(`${origin}/console#s=${session}&k=${secret}`)
  await page.locator('main[data-step]').waitFor()
}

/** The code in the top bar, with its dash. */
export async function roomCode(page: Page): Promise<string> {
  const words = await page.getByRole('button', { name: /^Room code/ }).textContent()
  return /[A-Z0-9]{3}-[A-Z0-9]{3}/.exec(words ?? '')?.[0] ?? ''
}

/** The window that "Open projector" opens. */
export async function openProjector(page: Page, context: BrowserContext): Promise<Page> {
  const [projector] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open projector' }).click(),
  ])
  await projector.locator('main[data-step]').waitFor()
  return projector
}

/** Presses Next and waits until the console is in a step of this kind. */
export async function next(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: /^Next: / }).click()
  await page.locator(`main[data-step="${kind}"]`).waitFor()
}

/** Rings the bell of a round of cards or answers; resolves when its batch is in. */
export async function ring(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ring the bell now' }).click()
  await page.getByText(/^The (answers|cards) are in/).waitFor()
}

/** Begins a commitment: from the theme named first in the list, or from none. Resolves when its fields are there. */
export async function newCommitment(page: Page, from: 'first theme' | 'none'): Promise<void> {
  const before = await page.getByRole('navigation', { name: 'Commitments' }).getByRole('button').count()
  await page.getByRole('button', { name: 'New commitment' }).click()
  const items = page.getByRole('menuitem')
  await (from === 'none' ? items.last() : items.first()).click()
  const made = page.getByRole('navigation', { name: 'Commitments' }).getByRole('button').nth(before)
  await made.and(page.locator('[aria-current="true"]')).waitFor()
  await page.getByLabel('What will be done').waitFor()
}

/** Closes the open ballot, whoever is not done, and waits for its result. */
export async function closeBallot(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close the ballot' }).click()
  const sure = page.getByRole('button', { name: 'Close it', exact: true })
  await sure.or(page.locator('[data-verdict]').first()).first().waitFor()
  if (await sure.isVisible()) await sure.click()
  await page.locator('span[data-verdict]').first().waitFor()
}

/** The verdict's word where this commitment stands (a list line, a section, an article). */
export function verdictOf(place: Locator, what: string): Locator {
  return place.filter({ hasText: what }).locator('span[data-verdict]').first()
}
