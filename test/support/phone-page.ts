// What a person does on a phone's page, in Chromium: join, write a card.
import type { Page } from 'playwright-core'

/** From the address in the QR code to the lobby. */
export async function joinOnPage(page: Page, origin: string, code: string, name: string): Promise<void> {
  await page.goto(`${origin}/j/${code}`)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page
    .locator('main[data-step]')
    .filter({ hasNot: page.getByLabel('Your name') })
    .waitFor()
}

/** Keeps one card on the phone in the write step. */
export async function writeCard(page: Page, text: string): Promise<void> {
  const step = page.locator('main[data-step="write"]')
  await step.waitFor()
  const kept = await step.getByRole('button', { name: 'Take back' }).count()
  await step.getByRole('textbox').fill(text)
  await step.getByRole('button', { name: 'Keep this card' }).click()
  await step.getByRole('button', { name: 'Take back' }).nth(kept).waitFor()
}

/** Answers the commitment that is shown: the first tap, how committed, and the guess; then goes on. */
export async function answerBallot(
  page: Page,
  answer: { readonly clear: string; readonly committed: string; readonly guess: number },
): Promise<void> {
  const step = page.locator('main[data-step="ballot"]')
  await step.getByRole('radio', { name: answer.clear, exact: true }).check()
  await step.getByRole('radio', { name: answer.committed, exact: true }).check()
  await step
    .getByRole('group', { name: /^Out of 10/ })
    .getByRole('radio', { name: String(answer.guess), exact: true })
    .check()
  await step.getByRole('button', { name: /^(Next commitment|See my answers)$/ }).click()
}
