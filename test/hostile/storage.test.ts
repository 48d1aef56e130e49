// A disk that is full, and a mistake of our own: said so, never confirmed what is not saved, and well again by itself.
import { afterEach, expect, test } from 'vitest'
import { joinSession } from '../../client/state/join.ts'
import { randomSecret } from '../../client/state/random.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../server/ports.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { everybodyIsWell, first, liveOf, stateHash } from './arena.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

type Faults = { full: boolean; broken: boolean }

/** The real store, on a disk that can be filled up and emptied again. */
async function onSuchADisk(faults: Faults): Promise<Store> {
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const unlessFull = <T>(act: () => Promise<T>): Promise<T> =>
    faults.full ? Promise.reject(Object.assign(new Error('no space left'), { code: 'full' })) : act()
  return {
    create: (session) => unlessFull(() => store.create(session)),
    load: (id) => store.load(id),
    list: () => store.list(),
    commit: (commit) => unlessFull(() => store.commit(commit)),
    cards: (session) => store.cards(session),
    answers: (session, round) =>
      faults.broken ? Promise.reject(new TypeError('undefined is not a function')) : store.answers(session, round),
    issue: (...asked) => unlessFull(() => store.issue(...asked)),
    issued: (session, giving) => store.issued(session, giving),
    waiting: (...asked) => unlessFull(() => store.waiting(...asked)),
    putWaiting: (...asked) => unlessFull(() => store.putWaiting(...asked)),
    vectors: (...asked) => store.vectors(...asked),
    saveVectors: (...asked) => unlessFull(() => store.saveVectors(...asked)),
    sorting: (session) => store.sorting(session),
    addSorting: (...asked) => unlessFull(() => store.addSorting(...asked)),
    settleSorting: (...asked) => unlessFull(() => store.settleSorting(...asked)),
    doc: (session, name) => store.doc(session, name),
    saveDoc: (session, doc) => unlessFull(() => store.saveDoc(session, doc)),
    remove: (session) => store.remove(session),
    close: () => store.close(),
  }
}

async function started(faults: Faults): Promise<Workshop> {
  const w = await workshop({ phones: 3, rooms: 1, parts: { store: await onSuchADisk(faults) } })
  open = w
  await w.facilitator.goTo('write')
  return w
}

test('P3: with a full disk everything is refused in words, what is there stays readable, and cards wait for space', async () => {
  const faults: Faults = { full: false, broken: false }
  const w = await started(faults)
  const ana = first(w)
  await ana.sees((view) => view.step.id === 'write', 'writing')
  ana.phone.outbox.addCard('constraint', 'waits for space')
  const before = await stateHash(w)
  faults.full = true
  expect(await ana.refused('me.update', { name: 'Nobody', fn: null, level: null })).toBe('storage-full')
  expect(await w.facilitator.console.send('blackout.set', { on: true })).toMatchObject({
    refusal: { code: 'storage-full' },
  })
  expect(await w.facilitator.console.ask('key.recovery', {})).toMatchObject({
    ok: false,
    refusal: { code: 'storage-full' },
  })
  const seat = { code: w.facilitator.created.code, name: 'Late', fn: null, level: null, ticket: randomSecret() }
  expect(await joinSession(seat, w.url)).toMatchObject({ ok: false, refusal: { code: 'storage-full' } })
  expect(await stateHash(w)).toBe(before)
  const asked = { round: 'write.1', issue: 0, room: null, blinded: Array.from({ length: 4 }, () => randomSecret()) }
  expect(await first(w, 1).phone.ask('tokens', asked)).toMatchObject({ ok: false })
  faults.full = false
  await w.facilitator.does('round.ring', { round: 'write.1' })
  // Full again before the batch is written: what was sent stays held.
  faults.full = true
  await expect
    .poll(() => w.reported.filter(({ name }) => name === 'save-failed').length, { timeout: 8000 })
    .toBeGreaterThan(4)
  expect((await liveOf(w)).cards()).toEqual([])
  faults.full = false
  await sees(ana.phone.outbox.cards, (cards) => cards.length === 0, 'the card in the batch', 10_000)
  expect((await liveOf(w)).cards().map((card) => card.text)).toEqual(['waits for space'])
  expect(await joinSession(seat, w.url)).toMatchObject({ ok: true })
  await everybodyIsWell(w)
})

test('a session cannot be made on a full disk, and the next one can', async () => {
  const faults: Faults = { full: false, broken: false }
  const w = await started(faults)
  faults.full = true
  const answer = await fetch(`${w.url}/api/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      template: 'one-hour',
      title: '',
      statement: '',
      goal: '',
      roomSize: 4,
      minutes: {},
      functions: [],
      levels: [],
      robots: 0,
    }),
  })
  expect([answer.status, await answer.json()]).toEqual([503, { refusal: { code: 'storage-full' } }])
  faults.full = false
  await everybodyIsWell(w)
})

test('P6: a mistake of our own costs that one question an answer, is written down without words of anybody, and nothing else', async () => {
  const faults: Faults = { full: false, broken: false }
  const w = await started(faults)
  for (const phone of w.phones) await phone.sees((view) => view.step.id === 'write', 'writing')
  faults.broken = true
  await w.facilitator.ring()
  const [, ben] = w.phones
  expect(await ben?.phone.ask('marks', { round: 'write.1' })).toMatchObject({
    ok: false,
    refusal: { code: 'internal' },
  })
  expect(w.reported).toContainEqual({ name: 'command-crashed', facts: undefined })
  expect(await ben?.refused('me.update', { name: 'Ben', fn: null, level: null })).toBeNull()
  expect((await fetch(`${w.url}/health`)).status).toBe(200)
  faults.broken = false
  expect(await ben?.phone.ask('marks', { round: 'write.1' })).toMatchObject({ ok: true })
})
