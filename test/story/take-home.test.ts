// Taking a board home in a real browser without a secure context: brought in on the home page, saved in every form from its link.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { BoardRecord } from '../../shared/record.ts'
import { aRecord } from '../export/given-record.ts'
import { launchBrowser, OFFSITE_HOST } from '../support/browser.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let w: Workshop
let browser: Browser
let folder: string
let url: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eighty-home-'))
  w = await workshop({ web: true })
  url = w.url.replace('127.0.0.1', OFFSITE_HOST)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await w?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  const path = join(folder, 'saved')
  await download.saveAs(path)
  return { name: download.suggestedFilename(), bytes: readFileSync(path) }
}

test('a board comes in from its file, and goes out as a PDF, a picture, a calendar, tables, and as itself', async () => {
  const file = join(folder, 'board.json')
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true })
  await page.goto(url)
  writeFileSync(file, '{"format":"else"}')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('This file is no board that Eighty exported').waitFor()
  writeFileSync(file, JSON.stringify(aRecord()))
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('3 commitments, from 2 March 2026').waitFor()
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByRole('heading', { name: 'Ship the new platform is ready' }).waitFor()
  await page.getByText('brought in from a file').waitFor()
  const link = await page.getByRole('link', { name: 'Open the console' }).getAttribute('href')
  const session = new URLSearchParams(new URL(link ?? '').hash.slice(1)).get('s') ?? ''
  const live = await w.app.directory.open(session)
  const key = live?.session.boardKey ?? ''

  await page.goto(`${url}/board#s=${session}&k=${key}`)
  await page.getByRole('heading', { name: 'Take it home' }).waitFor()
  expect(await page.evaluate(() => isSecureContext)).toBe(false)

  const pdf = await saved(page, 'PDF')
  expect(pdf.name).toBe('Ship the new platform board.pdf')
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')

  const json = await saved(page, 'JSON')
  expect(BoardRecord.parse(JSON.parse(json.bytes.toString())).board.title).toBe('Ship the new platform')

  const picture = await saved(page, 'Picture')
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG')
  // Twice 1200 pixels wide, and more than a headline high.
  expect(picture.bytes.readUInt32BE(16)).toBe(2400)
  expect(picture.bytes.readUInt32BE(20)).toBeGreaterThan(1000)

  expect((await saved(page, 'Calendar')).bytes.toString()).toMatch(/^BEGIN:VCALENDAR/)
  await page.getByText('Tables, and tasks for a tracker').click()
  expect((await saved(page, 'Commitments')).bytes.toString()).toContain('Freeze the old billing')
  const calendar = await page.getByRole('link', { name: 'Subscribe' }).getAttribute('href')
  expect(calendar).toBe(`${url.replace('http:', 'webcal:')}/ics/${session}/${key}.ics`)

  await page.getByRole('button', { name: 'Copy the minutes' }).click()
  await page.getByText('The minutes are copied.').waitFor()

  // Whoever's link was replaced meanwhile is told so, and gets nothing.
  await page.goto(`${url}/board#s=${session}&k=${key}`)
  await page.getByRole('heading', { name: 'Take it home' }).waitFor()
  await live?.system({ name: 'system.board', data: { key: 'another', revoked: realIds.hash(key) } })
  await page.getByRole('heading', { name: 'This link was taken back' }).waitFor()
  expect(await page.getByText('Ship the new platform').count()).toBe(0)
  const answer = await page.evaluate(
    async ([id, secret]) =>
      (
        await fetch('/api/export', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ session: id, role: 'board', secret, kind: 'pdf' }),
        })
      ).status,
    [session, key],
  )
  expect(answer).toBe(410)
  await page.goto(`${url}/board#s=${session}&k=${key}`)
  await page.reload()
  await page.getByRole('heading', { name: 'This link was taken back' }).waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
  await page.close()
})
