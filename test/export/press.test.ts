// Boards on paper by the thread as built: the same bytes, one after the other, an end to the queue; and what a broken thread does.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { openPress, type PressLimits } from '../../server/adapters/press/press.ts'
import { pdf } from '../../server/export/pdf.ts'
import { openFonts } from '../../server/export/pdf-fonts.ts'
import type { Press } from '../../server/ports.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { ROOT } from '../support/source-files.ts'
import { aRecord, hostileRecord, NOW } from './given-record.ts'

const BUILT = pathToFileURL(join(ROOT, 'dist/server/adapters/press/worker.js'))
/** Does what the board's title says, so that each way of breaking can be ordered. */
const BREAKS = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads'
    const kept = []
    parentPort.on('message', ({ record }) => {
      const { title } = JSON.parse(record).board
      if (title === 'hang') for (;;);
      if (title === 'exit') process.exit(3)
      if (title === 'throw') throw new Error('what somebody wrote')
      if (title === 'grow') for (;;) kept.push(new Array(1e6).fill({}).map(() => ({})))
      parentPort.postMessage({ bytes: new Uint8Array([threadId, title.length]) })
    })`)}`,
)

let press: Press
afterEach(() => press.close())
const open = (worker: URL | null, limits: Partial<PressLimits> = {}) => {
  press = openPress(worker, limits)
  return press
}
const titled = (title: string, session = 'session1'): BoardRecord => {
  const record = aRecord()
  return { ...record, board: { ...record.board, title, session } }
}

test('the thread, this thread and the function make the same bytes', { timeout: 60_000 }, async () => {
  const fonts = openFonts()
  const plain = await pdf(hostileRecord(), fonts, NOW)
  for (const worker of [BUILT, null]) {
    const made = await open(worker).pdf(hostileRecord(), NOW)
    expect([worker === null, made !== null && plain.equals(made)]).toEqual([worker === null, true])
    await press.close()
  }
})

test('whoever asks for the same board while it waits or is being made gets the same file', async () => {
  open(BREAKS)
  const [one, two, other] = await Promise.all([
    press.pdf(titled('same'), NOW),
    press.pdf(titled('same'), NOW + 1),
    press.pdf(titled('another'), NOW),
  ])
  expect(two).toBe(one)
  expect(other).not.toBe(one)
  expect(await press.pdf(titled('same'), NOW)).not.toBe(one)
})

test('the queue has an end, for one session and for all, and sessions take turns', async () => {
  open(BREAKS, { waiting: 3, ofOne: 2 })
  const order: string[] = []
  const ask = async (title: string, session: string) => {
    const made = await press.pdf(titled(title, session), NOW)
    if (made !== null) order.push(title)
    return made !== null
  }
  const crowd = ['a1', 'a2', 'a3', 'a4'].map((title) => ask(title, 'a'))
  const others = ['b1', 'b2'].map((title) => ask(title, 'b'))
  // One is being made; two of its session wait; the queue has one place left.
  expect(await Promise.all([...crowd, ...others])).toEqual([true, true, true, false, true, false])
  expect(order).toEqual(['a1', 'b1', 'a2', 'a3'])
  expect(await ask('a5', 'a')).toBe(true)
})

test.each([
  ['hang', 'it took too long'],
  ['exit', 'its thread ended'],
  ['throw', 'its thread ended'],
])('a thread that does "%s" fails one file, in words that quote nobody; the next one is made', async (title, why) => {
  open(BREAKS, { patienceMs: 1500 })
  const [broken, waiting] = await Promise.allSettled([press.pdf(titled(title), NOW), press.pdf(titled('after'), NOW)])
  expect(broken).toEqual({ status: 'rejected', reason: new Error(why) })
  expect(waiting).toMatchObject({ status: 'fulfilled' })
})

test('a thread that wants all memory ends, and nothing else does', { timeout: 60_000 }, async () => {
  open(BREAKS, { patienceMs: 30_000 })
  await expect(press.pdf(titled('grow'), NOW)).rejects.toThrow('its thread ended')
  expect(await press.pdf(titled('after'), NOW)).not.toBeNull()
})

test('one thread for all while there is work; a fresh one after it was idle', async () => {
  open(BREAKS, { idleMs: 0 })
  const [one, two] = await Promise.all([press.pdf(titled('one'), NOW), press.pdf(titled('two'), NOW)])
  expect(two?.[0]).toBe(one?.[0])
  await expect.poll(async () => (await press.pdf(titled('later'), NOW))?.[0]).not.toBe(one?.[0])
})

test('when the server stops, whoever waits is told, and nobody waits any more', async () => {
  open(BREAKS)
  const waiting = ['hang', 'after'].map((title) => press.pdf(titled(title), NOW))
  const told = Promise.allSettled(waiting)
  await press.close()
  for (const one of await told) expect(one).toEqual({ status: 'rejected', reason: new Error('the server is stopping') })
  expect(await press.pdf(titled('late'), NOW)).toBeNull()
})
