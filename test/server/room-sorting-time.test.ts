// The room sorts by the clock, over a restart, and on a disk that is full: a real session with its store, and time that a test moves.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { LiveSession } from '../../server/live/live-session.ts'
import type { CardRow, Store } from '../../server/ports.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Asked } from '../../shared/requests.ts'
import { aFolder } from '../contract/a-folder.ts'
import { at, laptop, NOW, newSession, withPeople } from '../core/given-session.ts'
import { fakeClock } from '../support/fake-clock.ts'

const SECOND = 1000
const PROBLEMS = 4
const TEXTS = [
  'Signatures hold up every release',
  'Good people leave us',
  'Nobody knows the goal',
  'The tools are from 1998',
]
const cards: CardRow[] = Array.from({ length: 16 }, (_, i) => ({
  id: `card${String(i).padStart(2, '0')}`,
  round: 'write.1',
  room: null,
  kind: 'constraint',
  text: `${TEXTS[i % PROBLEMS]}, case ${i}`,
  mark: `mark${i}`,
}))

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** People p1 … pn gather over 16 cards; `phones` of them are here. */
type Gathering = {
  readonly people?: number
  readonly phones?: number
  /** Whether the disk takes no answers. */
  readonly reject?: () => boolean
}

async function gathering({ people = 6, phones = people, reject = () => false }: Gathering = {}) {
  const file = join(aFolder(), 'eighty.db')
  const clock = fakeClock(NOW)
  const reported: string[] = []
  const parts = async () => {
    const store = await openSqliteStore({ file })
    const failing: Store = {
      ...store,
      addSorting: (...row) => (reject() ? Promise.reject(new Error('full')) : store.addSorting(...row)),
    }
    const mint = openMint()
    closing.push(
      () => store.close(),
      () => mint.close(),
    )
    return {
      store: failing,
      clock,
      ids: realIds,
      mint,
      machine: null,
      report: (name: string) => void reported.push(name),
      canMail: false,
      mayAsk: () => null,
      collectMs: 100,
    }
  }
  const first = await parts()
  const session = { ...at(withPeople(newSession(), people), 'discuss'), version: 1 }
  await first.store.create(session)
  await first.store.commit({ session: { ...session, version: 2 }, expected: 1, cards })
  const enter = async (with_: Awaited<ReturnType<typeof parts>>) => {
    const saved = await with_.store.load(session.id)
    if (saved === null) throw new Error('no session')
    const live = await LiveSession.open(with_, saved)
    closing.push(() => live.close())
    const leaving = Array.from({ length: phones }, (_, i) => live.presence.phone(`p${i + 1}`))
    return { live, store: with_.store, leave: (n: number) => leaving[n - 1]?.() }
  }
  const here = await enter(first)
  await here.live.command(laptop, { name: 'step.go', data: { step: 'gather', from: 'discuss' } })
  return {
    file,
    clock,
    reported,
    ...here,
    restart: async () => {
      for (const close of closing.splice(0).reverse()) await close()
      return enter(await parts())
    },
  }
}

const isOpen = (live: LiveSession) => expect.poll(() => live.session.sorting?.state).toBe('open')
const isOver = (live: LiveSession) => expect.poll(() => live.session.sorting?.state).toBe('over')
/** Whatever is due by now is done, and what follows from it. */
const settled = () => new Promise(setImmediate)

function asked(reply: Asked | RefusalCode): Asked {
  if (typeof reply === 'string') throw new Error(reply)
  return reply
}

/** As somebody says who knows which problem a card speaks of. */
async function says(live: LiveSession, seat: string, most: number): Promise<Asked> {
  let now = asked(await live.sorting.next(seat))
  const problem = (id: string) => Number(id.slice(4)) % PROBLEMS
  for (let given = 0; given < most && now.question !== null; given++) {
    const { card, options } = now.question
    const place = options.findIndex(({ id }) => problem(id) === problem(card.id))
    now = asked(await live.sorting.answer(seat, { card: card.id, choice: place < 0 ? 'none' : place }))
  }
  return now
}

test('after two minutes and twenty seconds it is over, whoever was not done', async () => {
  const w = await gathering()
  await isOpen(w.live)
  expect(w.live.session.sorting).toMatchObject({ endsAt: NOW + 140 * SECOND, each: 8 })
  for (let n = 1; n <= 5; n++) await says(w.live, `p${n}`, 7)
  w.clock.advance(139 * SECOND)
  await settled()
  expect(w.live.session.sorting?.state).toBe('open')
  w.clock.advance(SECOND)
  await isOver(w.live)
  expect(await w.live.sorting.next('p6')).toBe('sorting-over')
  expect(w.live.session.finding?.made.answers).toBe(35)
  // An untouched result is open for late answers for a minute; then who said what is forgotten, on disk too.
  expect((await w.store.sorting('session1')).some(({ phone }) => phone >= 0)).toBe(true)
  w.clock.advance(60 * SECOND)
  await expect
    .poll(async () => (await w.store.sorting('session1')).map(({ phone }) => phone))
    .toEqual(Array(35).fill(-1))
  expect(w.reported).toEqual([])
})

test('a phone that left is waited for thirty seconds, in case its screen only went dark', async () => {
  const w = await gathering({ people: 3 })
  await isOpen(w.live)
  for (const seat of ['p1', 'p2', 'p3']) await says(w.live, seat, 1)
  w.leave(3)
  for (const seat of ['p1', 'p2']) await says(w.live, seat, 40)
  w.clock.advance(29 * SECOND)
  await settled()
  expect(w.live.session.sorting?.state).toBe('open')
  w.clock.advance(2 * SECOND)
  await isOver(w.live)
})

test('more time while it is open is more time; it does not begin where a phone alone is here', async () => {
  const w = await gathering({ people: 3 })
  await isOpen(w.live)
  const endsAt = NOW + 300 * SECOND
  await w.live.command(laptop, { name: 'sort.extend', data: { step: 'gather', endsAt, each: 16 } })
  expect(asked(await w.live.sorting.next('p1'))).toMatchObject({ done: 0, of: 16 })
  w.clock.advance(200 * SECOND)
  await settled()
  expect(w.live.session.sorting?.state).toBe('open')
  const alone = await gathering({ people: 3, phones: 1 })
  await expect.poll(() => alone.live.session.finding).not.toBeNull()
  expect(alone.live.session.sorting).toBeNull()
})

test('a restart keeps every answer and loses who gave it: phones go on as others', async () => {
  const w = await gathering()
  await isOpen(w.live)
  const held = asked(await w.live.sorting.next('p6'))
  for (let n = 1; n <= 5; n++) await says(w.live, `p${n}`, 4)
  const before = await w.store.sorting('session1')
  expect(before.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  expect(new Set(before.map(({ phone }) => phone)).size).toBe(5)
  const again = await w.restart()
  await isOpen(again.live)
  expect(await again.store.sorting('session1')).toEqual(before)
  expect(await again.live.sorting.answer('p6', { card: held.question?.card.id ?? '', choice: 'none' })).toBe(
    'not-found',
  )
  for (let n = 1; n <= 5; n++) await says(again.live, `p${n}`, 3)
  const rows = await again.store.sorting('session1')
  expect(new Set(rows.map(({ phone }) => phone)).size).toBe(10)
  await again.live.command(laptop, { name: 'sort.end', data: { step: 'gather' } })
  await isOver(again.live)
  expect(again.live.session.finding?.made.answers).toBe(35)
  expect(
    again.live.session.themes.map(({ cards: of }) => new Set(of.map((id) => Number(id.slice(4)) % PROBLEMS)).size),
  ).toEqual([1, 1, 1, 1])
})

test('a restart between the end and its themes works them out; the same log gives the same themes', async () => {
  const w = await gathering()
  await isOpen(w.live)
  for (let n = 1; n <= 6; n++) await says(w.live, `p${n}`, 6)
  await w.live.command(laptop, { name: 'sort.end', data: { step: 'gather' } })
  await isOver(w.live)
  const themes = (live: LiveSession) => live.session.themes.map(({ cards: of }) => [...of].sort().join()).sort()
  const found = themes(w.live)
  const { version, sorting } = w.live.session
  if (sorting === null) throw new Error('no sorting')
  const early = {
    ...w.live.session,
    version: version + 1,
    sorting: { ...sorting, state: 'closing' as const },
    themes: [],
  }
  await w.live.close()
  await w.store.commit({ session: early, expected: version })
  const again = await w.restart()
  await isOver(again.live)
  expect(themes(again.live)).toEqual(found)
})

test('an answer that the disk does not take is refused, and the question stays', async () => {
  let full = false
  const w = await gathering({ people: 3, reject: () => full })
  await isOpen(w.live)
  const held = asked(await w.live.sorting.next('p1'))
  full = true
  expect(await w.live.sorting.answer('p1', { card: held.question?.card.id ?? '', choice: 0 })).toBe('busy')
  expect(asked(await w.live.sorting.next('p1'))).toEqual(held)
  full = false
  const next = asked(await w.live.sorting.answer('p1', { card: held.question?.card.id ?? '', choice: 0 }))
  expect(next).toMatchObject({ done: 1 })
  expect(await w.store.sorting('session1')).toHaveLength(1)
})

test('a card that was taken back is asked about no more', async () => {
  const w = await gathering({ people: 3 })
  await isOpen(w.live)
  const held = asked(await w.live.sorting.next('p1'))
  const card = held.question?.card.id ?? ''
  const withdrawn = { card, mark: 'mark' }
  const round = w.live.session.rounds.find(({ purpose }) => purpose === 'withdraw')
  await w.live.system({ name: 'system.bell', data: { round: round?.id ?? '', collectBy: NOW } })
  const written = {
    round: round?.id ?? '',
    phones: 3,
    phonesByRoom: {},
    pooled: [],
    results: [],
    tallies: [],
    withdrawn: [withdrawn],
  }
  await w.live.system({ name: 'system.written', data: written } as never, { withdrawn: [card] })
  await settled()
  const next = asked(await w.live.sorting.next('p1'))
  expect(next.question?.card.id).not.toBe(card)
  expect(next.question?.options.map(({ id }) => id)).not.toContain(card)
})

test('no seat is on disk beside an answer, and the end leaves no trace of who gave which', async () => {
  const w = await gathering()
  await isOpen(w.live)
  for (let n = 1; n <= 6; n++) await says(w.live, `p${n}`, 6)
  const tables = () => {
    const db = openDb(w.file)
    const rows = db.prepare('SELECT * FROM sorting').all()
    db.close()
    return rows
  }
  const rows = tables()
  expect(rows).toHaveLength(36)
  expect(Object.keys(rows[0] ?? {})).toEqual(['session', 'step', 'seq', 'phone', 'body'])
  for (const { session, ...row } of rows)
    for (const { id, ticket } of w.live.session.people) {
      expect(session).toBe('session1')
      expect(JSON.stringify(row)).not.toContain(`"${id}"`)
      expect(JSON.stringify(row)).not.toContain(ticket)
    }
  await w.live.command(laptop, { name: 'sort.end', data: { step: 'gather' } })
  await isOver(w.live)
  await w.live.command(laptop, { name: 'step.go', data: { step: 'discuss', from: 'gather' } })
  await expect.poll(() => tables().every(({ phone }) => phone === -1)).toBe(true)
  const bytes = () => ['', '-wal'].map((end) => readFileSync(`${w.file}${end}`, 'latin1')).join('')
  const shuffled = rows.map(({ body }) => String(body)).filter((body) => !tables().some((row) => row.body === body))
  expect(shuffled.length).toBeGreaterThan(10)
  for (const body of shuffled) expect(bytes()).not.toContain(body)
  const order = tables().map(({ body }) => String(body))
  expect(order).toEqual(order.toSorted())
})
