// Your data leaves when you say: by the title typed on the console, and by itself when its time is over; gone means gone from the file.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { realClock } from '../../server/adapters/clock.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Clock } from '../../server/ports.ts'
import { seen } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

/** A server on a file, with an offset that moves its clock; the first `refusals` deletions fail. */
async function onFile(
  title: string,
  refusals = 0,
): Promise<{ w: Workshop; bytes: () => string; skip: (days: number) => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-kept-'))
  ending.push({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const file = join(folder, 'eighty.db')
  let ahead = 0
  const waiting = new Set<{ at: number; fire: () => void; stop: () => void }>()
  const clock: Clock = {
    ...realClock,
    now: () => realClock.now() + ahead,
    at: (at, fire) => {
      const one = { at, fire, stop: (): void => undefined }
      one.stop = realClock.at(at - ahead, () => {
        waiting.delete(one)
        fire()
      })
      waiting.add(one)
      return () => {
        one.stop()
        waiting.delete(one)
      }
    },
  }
  const store = await openSqliteStore({ file, worker: false })
  let left = refusals
  const refusing: typeof store = {
    ...store,
    remove: (id) => (left-- > 0 ? Promise.reject(new Error('the disk is busy')) : store.remove(id)),
  }
  const w = await workshop({ phones: 2, body: { title }, parts: { store: refusals > 0 ? refusing : store, clock } })
  ending.push(w)
  const skip = (days: number) => {
    ahead += days * 86_400_000
    for (const one of [...waiting]) {
      if (one.at > clock.now()) continue
      one.stop()
      waiting.delete(one)
      one.fire()
    }
  }
  const bytes = () =>
    [file, `${file}-wal`]
      .filter(existsSync)
      .map((path) => readFileSync(path, 'latin1'))
      .join('')
  return { w, bytes, skip }
}

test('a session is deleted when its title is typed: everybody is told, and the file knows nothing of it', async () => {
  const { w, bytes } = await onFile('Saffron summit')
  await w.facilitator.does('commitment.add', { commitment: 'c1', theme: null, what: 'Plant turmeric' })
  expect(bytes()).toContain('Plant turmeric')
  const wrong = await w.facilitator.console.ask('session.delete', { title: 'Saffron' })
  expect(wrong).toMatchObject({ ok: false, refusal: { code: 'not-the-title' } })
  const [phone] = w.phones
  if (phone === undefined) throw new Error('no phone')
  expect(await phone.phone.ask('session.delete', { title: 'Saffron summit' })).toMatchObject({ ok: false })
  void w.facilitator.console.ask('session.delete', { title: 'Saffron summit' })
  await seen(phone.phone.refusal, (refusal) => refusal?.code === 'deleted', 'that it was deleted')
  await expect.poll(bytes).not.toContain('Saffron')
  expect(bytes()).not.toContain('turmeric')
  // Coming back opens nothing, and does not say that there ever was something.
  phone.phone.retry()
  await seen(phone.phone.refusal, (refusal) => refusal?.code === 'bad-ticket', 'that nothing is there')
})

test('what is kept for so many days goes when they are over, connected or not', async () => {
  const { w, bytes, skip } = await onFile('Cardamom council')
  await w.facilitator.does('checkin.plan', { checkins: [] })
  await w.facilitator.does('retention.set', { days: 3 })
  await w.facilitator.does('session.end', {})
  await w.facilitator.sees((view) => view.status === 'ended' && view.afterwards.deletes !== null, 'the day')
  skip(2)
  expect(bytes()).toContain('Cardamom')
  skip(3)
  await expect.poll(bytes).not.toContain('Cardamom')
  expect(w.reported.map(({ name }) => name)).toContain('session-deleted')
})

test('kept for no day at all, it goes as it ends', async () => {
  const { w, bytes } = await onFile('Nutmeg night')
  await w.facilitator.does('retention.set', { days: 0 })
  await w.facilitator.does('session.end', {})
  await expect.poll(bytes).not.toContain('Nutmeg')
})

test('what the disk would not delete is still there, nobody is told that it went, and its time comes again', async () => {
  const { w, bytes, skip } = await onFile('Paprika parley', 1)
  await w.facilitator.does('checkin.plan', { checkins: [] })
  await w.facilitator.does('retention.set', { days: 3 })
  await w.facilitator.does('session.end', {})
  await w.facilitator.sees((view) => view.afterwards.deletes !== null, 'the day')
  skip(5)
  await expect.poll(() => w.reported.map(({ name }) => name)).toContain('due-failed')
  expect(bytes()).toContain('Paprika')
  await seen(w.facilitator.console.link, (link) => link === 'live', 'the way back')
  expect(w.phones.map(({ phone }) => phone.refusal.get())).toEqual([null, null])
  skip(1)
  await expect.poll(bytes).not.toContain('Paprika')
  for (const { phone } of w.phones) await seen(phone.refusal, (refusal) => refusal?.code === 'deleted', 'that it went')
})
