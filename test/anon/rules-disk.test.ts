// Rules R11, R12 and R19 of anonymity: what lies on the disk of the server and of the phone, and for how long.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { memoryKeep } from '../../client/state/keep.ts'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../server/ports.ts'
import { nullifierOf } from '../../shared/anon/token.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import { aFolder } from '../contract/a-folder.ts'
import { first, liveOf, type Purse, purseOf } from '../hostile/arena.ts'
import { Participant } from '../support/people.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function onDisk(options: WorkshopOptions = {}) {
  const file = join(aFolder(), 'eighty.db')
  const real = await openSqliteStore({ file, worker: false })
  const log = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  /** Bytes of the log when a batch was acknowledged. */
  const logs: number[] = []
  const store: Store = {
    ...real,
    commit: async (commit) => {
      const done = await real.commit(commit)
      if ((commit.cards?.length ?? 0) + (commit.withdrawn?.length ?? 0) > 0) logs.push(log())
      return done
    },
  }
  const w = await workshop({ phones: 4, rooms: 1, ...options, parts: { store, ...options.parts } })
  ending.push(w)
  /** All that lies there, the log included. */
  const bytes = () =>
    [file, `${file}-wal`]
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path, 'latin1'))
      .join('')
  return { w, file, bytes, logs }
}

async function write(w: Workshop, texts: readonly string[]): Promise<readonly Purse[]> {
  await w.facilitator.goTo('write')
  const purses = await Promise.all(w.phones.map((phone) => purseOf(phone)))
  for (const [n, phone] of w.phones.entries()) phone.phone.outbox.addCard('constraint', texts[n] ?? '')
  return purses
}

const written = async (w: Workshop) => {
  await w.facilitator.ring()
  for (const phone of w.phones) await sees(phone.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
}

test('R11: rows have no order, time or author; the log is empty after a batch; what is taken back is gone from the file', async () => {
  const { w, file, bytes, logs } = await onDisk()
  const purses = await write(w, ['zulu card', 'alpha card', 'mike card', 'bravo card'])
  await written(w)
  expect(logs).toEqual([0])
  const db = openDb(file)
  const columns = db.prepare("SELECT name FROM pragma_table_info('cards')").all()
  expect(columns.map(({ name }) => name)).toEqual(['session', 'id', 'round', 'room', 'kind', 'text', 'mark'])
  expect(() => db.prepare('SELECT rowid FROM cards').all()).toThrow(/rowid/)
  const ids = db.prepare('SELECT id FROM cards').all()
  expect(ids.map(({ id }) => String(id))).toEqual(ids.map(({ id }) => String(id)).sort())
  db.close()
  // Neither the numbers of tokens nor what stands for them is anywhere in the file.
  for (const { ready } of purses)
    for (const { info, inputs } of ready)
      for (const input of inputs) {
        const nullifier = nullifierOf(fromBase64Url(info), fromBase64Url(input))
        for (const never of [input, toBase64Url(nullifier), Buffer.from(nullifier).toString('latin1')])
          expect(bytes().includes(never)).toBe(false)
      }
  const ana = first(w)
  expect(bytes()).toContain('zulu card')
  ana.phone.outbox.takeBack(ana.phone.outbox.sent.get()[0]?.mark ?? '')
  await w.facilitator.goTo('gather')
  await Promise.all(w.phones.map((phone) => purseOf(phone, 'gather.1')))
  await w.facilitator.goTo('draft')
  await w.facilitator.sees((view) => view.withdrawn === 1, 'the card gone', 15_000)
  expect(bytes()).not.toContain('zulu card')
  expect(bytes()).toContain('alpha card')
  expect(logs).toEqual([0, 0])
})

test('R11: when a session is over its secret keys are gone from the file', async () => {
  const { w, bytes } = await onDisk()
  await write(w, ['one', 'two', 'three', 'four'])
  const { secret } = (await liveOf(w)).session.keys
  if (secret === null) throw new Error('no keys')
  expect(bytes()).toContain(secret.issue)
  await written(w)
  await w.facilitator.does('session.end', {})
  await expect.poll(async () => (await liveOf(w)).session.keys.secret, { timeout: 10_000 }).toBeNull()
  for (const key of Object.values(secret)) expect(bytes()).not.toContain(key)
  expect(bytes()).toContain('three')
})

test('R12: who got tokens is noted as a hash while it matters, is gone with the batch, and leaves the server with nothing', async () => {
  const { w, file } = await onDisk()
  await write(w, ['one', 'two', 'three', 'four'])
  const rows = () => {
    const db = openDb(file)
    const all = db.prepare('SELECT * FROM issued').all()
    db.close()
    return all
  }
  expect(rows().map((row) => Object.keys(row))).toEqual(Array(4).fill(['session', 'giving', 'seat', 'hash']))
  const live = await liveOf(w)
  const views = JSON.stringify([
    w.facilitator.view,
    w.reported,
    ...w.phones.flatMap(({ phone }) => [phone.common.get(), phone.mine.get()]),
    live.session,
  ])
  for (const { hash } of rows()) expect(views).not.toContain(String(hash))
  await written(w)
  expect(rows()).toEqual([])
})

test('R19: a card stays on its phone until its mark was seen in a batch on disk, whatever was sent and answered', async () => {
  let full = false
  const real = await openSqliteStore({ file: ':memory:', worker: false })
  const store: Store = {
    ...real,
    commit: (commit) =>
      full && (commit.cards?.length ?? 0) > 0
        ? Promise.reject(Object.assign(new Error('no space left'), { code: 'full' }))
        : real.commit(commit),
  }
  const { w } = await onDisk({ parts: { store } })
  await write(w, ['kept by its phone', 'two', 'three', 'four'])
  const ana = first(w)
  full = true
  await w.facilitator.does('round.ring', { round: 'write.1' })
  // All envelopes were taken (202), and the batch is refused again and again: nobody empties anything.
  await expect
    .poll(() => w.reported.filter(({ name }) => name === 'save-failed').length, { timeout: 10_000 })
    .toBeGreaterThan(1)
  expect(ana.phone.outbox.cards.get()).toMatchObject([{ text: 'kept by its phone', round: 'write.1' }])
  expect(ana.phone.outbox.sent.get()).toEqual([])
  // A reload in the middle of it loses nothing.
  ana.close()
  const again = new Participant(w.url, ana.seat, ana.keep)
  ending.push(again)
  expect(again.phone.outbox.cards.get()).toHaveLength(1)
  full = false
  await sees(again.phone.outbox.sent, (sent) => sent[0]?.text === 'kept by its phone', 'the card in', 10_000)
  expect(again.phone.outbox.cards.get()).toEqual([])
  expect((await liveOf(w)).cards().filter(({ text }) => text === 'kept by its phone')).toHaveLength(1)
})

test('R19: what the server never got goes with the next round, once', async () => {
  const { w } = await onDisk()
  await write(w, ['', 'two', 'three', 'four'])
  const ana = first(w)
  for (const { mark } of ana.phone.outbox.cards.get()) ana.phone.outbox.withdrawCard(mark)
  ana.close()
  const offline = new Participant('http://127.0.0.1:9', ana.seat, ana.keep)
  offline.phone.outbox.addCard('constraint', 'written on the train')
  offline.close()
  await w.facilitator.ring()
  const back = new Participant(w.url, ana.seat, ana.keep)
  ending.push(back)
  await w.facilitator.does('round.open', { step: 'write', round: 'write.2' })
  await purseOf(back, 'write.2')
  await w.facilitator.ring()
  await sees(back.phone.outbox.sent, (sent) => sent.length === 1, 'the card in')
  expect((await liveOf(w)).cards().filter(({ text }) => text === 'written on the train')).toHaveLength(1)
  expect(memoryKeep().durable).toBe(false)
})
