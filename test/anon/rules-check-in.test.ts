// Rules of check-ins (ANONYMITY decision 10): only their envelopes wait on disk, what they show there, and what a phone keeps.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../server/ports.ts'
import { aFolder } from '../contract/a-folder.ts'
import { purseOf } from '../hostile/arena.ts'
import { CLEAR } from '../support/answers.ts'
import { at, offsiteOver } from '../support/offsite-over.ts'
import { sees } from '../support/waiting.ts'
import { workshop } from '../support/workshop.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

const bytes = (file: string) =>
  [file, `${file}-wal`]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('')
const columns = (file: string, table: string) => {
  const db = openDb(file)
  const names = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all()
  db.close()
  return names.map(({ name }) => String(name))
}

test('envelopes of no other round are ever on disk, and neither is its key', async () => {
  const file = join(aFolder(), 'eighty.db')
  const real = await openSqliteStore({ file, worker: false })
  const asked: string[] = []
  const store: Store = {
    ...real,
    waiting: (session, round, fresh) => {
      asked.push(round)
      return real.waiting(session, round, fresh)
    },
    putWaiting: (session, round, place, envelope) => {
      asked.push(round)
      return real.putWaiting(session, round, place, envelope)
    },
  }
  const w = await workshop({ phones: 3, rooms: 1, parts: { store } })
  ending.push(w)
  await w.facilitator.goTo('write')
  for (const phone of w.phones) {
    await purseOf(phone)
    phone.phone.outbox.addCard('constraint', 'a card on its way')
    await phone.phone.flush()
  }
  expect(bytes(file)).not.toContain('a card on its way')
  await w.facilitator.ring()
  await w.facilitator.goTo('gather')
  await Promise.all(w.phones.map((phone) => purseOf(phone, 'gather.1')))
  await Promise.all(w.phones.map((phone) => phone.phone.flush()))
  expect(asked).toEqual([])
})

test('on disk an envelope has no time, no order and no seat; phones forget the offsite, and the check-in once it is over', async () => {
  const o = await offsiteOver(5)
  ending.push(o)
  expect(columns(o.file, 'waiting')).toEqual(['session', 'round', 'place', 'envelope'])
  expect(columns(o.file, 'waiting_keys')).toEqual(['session', 'round', 'public', 'secret'])
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await o.until(({ afterwards }) => afterwards.checkins[0]?.state === 'open', 'the check-in open')
  const ana = await o.comes(0)
  for (const round of ['day30-a.1', 'day30-b.1']) await purseOf(ana, round)
  // Keys and numbers of the round's own key are announced, its secret half never.
  const db = openDb(o.file)
  const [key] = db.prepare('SELECT secret FROM waiting_keys').all()
  db.close()
  const secret = Buffer.from(key?.secret as ArrayBuffer).toString('base64url')
  expect(JSON.stringify(ana.phone.common.get())).not.toContain(secret)
  ana.phone.outbox.answer('day30-a.1', 'day30-way', { text: 'only mine to know' })
  ana.phone.outbox.answer('day30-b.1', 'day30-b.1.1', CLEAR)
  await ana.phone.flush()
  await sees(ana.phone.arrived, (rounds) => rounds.size === 2, 'all of it taken')
  expect(bytes(o.file)).not.toContain('only mine to know')
  // While it is open a reload finds everything; nothing else is kept.
  expect(ana.keep.get<readonly unknown[]>('answers')).toHaveLength(2)
  const back = ana.keep.get<{ readonly keeps: readonly string[] }>('back')
  expect(back?.keeps).toEqual([
    'keys',
    'settled',
    'answers',
    'wallet.day30-a.1',
    'sets.day30-a.1',
    'wallet.day30-b.1',
    'sets.day30-b.1',
  ])
  o.clock.leapTo(at('2026-04-07T00:00:01'))
  await o.until(({ rounds }) => rounds.every(({ state }) => state === 'written'), 'the batch')
  await expect.poll(() => ana.keep.get('answers'), { timeout: 10_000 }).toBeNull()
  for (const one of ['wallet.day30-a.1', 'wallet.day30-b.1', 'sets.day30-b.1']) expect(ana.keep.get(one)).toBeNull()
  // Two more are to come, for which it knows the keys.
  expect(ana.keep.get<{ readonly keeps: readonly string[] }>('back')?.keeps).toEqual(['keys', 'settled'])
})
