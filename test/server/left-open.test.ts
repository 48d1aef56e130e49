// A session that nobody ended: the calendar ends it, across restarts, and deletes it when its time is over; a prepared one waits.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openConnection } from '../../client/state/connection.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { aFolder } from '../contract/a-folder.ts'
import { leapingClock } from '../support/leaping-clock.ts'
import { at, type Over, offsiteOver } from '../support/offsite-over.ts'
import type { create } from '../support/people.ts'
import { seen } from '../support/waiting.ts'
import { workshop } from '../support/workshop.ts'

const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

const inFile = (file: string, words: string) =>
  [file, `${file}-wal`].filter(existsSync).some((path) => readFileSync(path, 'latin1').includes(words))

/** The calendar looks again a minute later. */
const aMinute = (o: Over) => o.clock.leapTo(o.clock.now() + 61_000)

test('it ends after two weeks without a move, the server down meanwhile or not, and is deleted half a year later', async () => {
  const o = await offsiteOver(2, ['saffron'], {
    end: false,
    before: (w) => w.facilitator.does('retention.set', { days: 180 }),
  })
  closing.push(o)
  await o.now().facilitator.does('checkin.plan', { checkins: [] })
  await o.down()
  o.clock.leapTo(at('2026-03-15T23:00:00'))
  await o.back()
  o.now().facilitator.close()
  await expect.poll(() => o.nobody(), { timeout: 5000 }).toBe(true)
  expect((await o.saved()).status).toBe('live')
  // Down again on the day itself.
  await o.down()
  o.clock.leapTo(at('2026-03-17T12:00:00'))
  await o.back()
  o.now().facilitator.close()
  await expect.poll(() => o.nobody(), { timeout: 5000 }).toBe(true)
  aMinute(o)
  const over = await o.until(({ status }) => status === 'ended', 'the end')
  expect(over.log.at(-1)).toMatchObject({ by: 'Calendar', says: 'ended the session' })
  expect(over.afterwards.ended).toBeGreaterThan(at('2026-03-17T12:00:00'))
  expect(inFile(o.file, 'Do saffron')).toBe(true)
  // 180 days after 17 March, and not a day before.
  o.clock.leapTo(at('2026-09-13T23:00:00'))
  expect(inFile(o.file, 'Do saffron')).toBe(true)
  o.clock.leapTo(at('2026-09-14T00:00:01'))
  await expect.poll(() => inFile(o.file, 'Do saffron'), { timeout: 10_000 }).toBe(false)
})

test('whoever is there keeps it awake, and every named change counts two weeks anew', async () => {
  const o = await offsiteOver(2, ['c1'], { end: false })
  closing.push(o)
  await o.now().facilitator.does('checkin.plan', { checkins: [] })
  o.clock.leapTo(at('2026-03-15T09:00:00'))
  const ana = await o.comes(0)
  await ana.does('win.put', { commitment: 'c1', win: 'w', text: 'The north has a name' })
  ana.phone.close()
  o.clock.leapTo(at('2026-03-17T09:00:00'))
  await o.now().facilitator.sees(({ afterwards }) => afterwards.ends === '2026-03-29', 'two weeks more')
  o.clock.leapTo(at('2026-03-29T06:00:01'))
  aMinute(o)
  // The facilitator's console is open.
  expect(await o.nobody()).toBe(false)
  expect((await o.saved()).status).toBe('live')
  o.now().facilitator.close()
  await expect.poll(() => o.nobody(), { timeout: 5000 }).toBe(true)
  aMinute(o)
  await o.until(({ status }) => status === 'ended', 'the end')
})

test('a projector page that was left open, or a tab with the link to see, keeps no session from ending', async () => {
  const o = await offsiteOver(2, ['c1'], { end: false })
  closing.push(o)
  await o.now().facilitator.does('checkin.plan', { checkins: [] })
  const { boardKey } = await o.saved()
  const { url, facilitator } = o.now()
  const { session, screenKey } = facilitator.created
  for (const proof of [
    { session, role: 'screen', secret: screenKey },
    { session, role: 'board', secret: boardKey },
  ] as const) {
    const page = openConnection<{ readonly status: string }, object>(url, proof)
    closing.push(page)
    await seen(page.common, ({ status }) => status === 'live', `the ${proof.role}`)
  }
  o.clock.leapTo(at('2026-03-16T06:00:01'))
  aMinute(o)
  // The console is open still.
  expect((await o.saved()).status).toBe('live')
  facilitator.close()
  const live = await o.now().app.directory.open(session)
  await expect.poll(() => live?.presence.facts().consoles, { timeout: 5000 }).toEqual([])
  aMinute(o)
  await o.until(({ status }) => status === 'ended', 'the end')
  expect(await o.nobody()).toBe(false)
})

test('one that was prepared and never begun is still there months later, and goes in the end', async () => {
  const file = join(aFolder(), 'eighty.db')
  const clock = leapingClock(at('2026-03-02T09:00:00'))
  closing.push({ close: () => clock.stop() })
  const start = async (created?: Awaited<ReturnType<typeof create>>) =>
    workshop({
      ...(created === undefined ? { body: { title: 'Turmeric summit' } } : { created }),
      parts: { store: await openSqliteStore({ file, worker: false }), clock },
    })
  const first = await start()
  const { created } = first.facilitator
  await first.close()
  // Whoever starts a server on the file knows when to look, without opening anything.
  const store = await openSqliteStore({ file, worker: false })
  expect((await store.list()).map(({ due }) => due)).toEqual([{ day: '2026-08-29', hour: 6 }])
  await store.close()
  const saved = async (w: Awaited<ReturnType<typeof start>>) => (await w.app.directory.open(created.session))?.session
  // Six weeks later it is there for its offsite; nobody touches it, and it waits on.
  clock.leapTo(at('2026-08-28T09:00:00'))
  const second = await start(created)
  closing.push(second)
  expect((await saved(second))?.status).toBe('live')
  second.facilitator.close()
  await expect
    .poll(async () => (await second.app.directory.open(created.session))?.presence.empty(), { timeout: 5000 })
    .toBe(true)
  clock.leapTo(at('2026-08-29T06:00:01'))
  await expect.poll(async () => (await saved(second))?.status, { timeout: 5000 }).toBe('ended')
  expect(inFile(file, 'Turmeric')).toBe(true)
  clock.leapTo(at('2027-02-26T00:00:01'))
  await expect.poll(() => inFile(file, 'Turmeric'), { timeout: 10_000 }).toBe(false)
})
