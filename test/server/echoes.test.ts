// "Who sees this at work?" over real sockets: phones mark themes, and what comes of it points at nobody.
import { afterEach, expect, test } from 'vitest'
import { memoryKeep } from '../../client/state/keep.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { liveOf, purseOf } from '../hostile/arena.ts'
import { ask, gathered, heard, ROUND } from '../support/echoing.ts'
import { Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import type { Workshop } from '../support/workshop.ts'

let open: Workshop | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
  await open?.close()
  open = null
})

const TITLES = ['Too many priorities', 'Nobody decides', 'Good people leave']
const said = (phone: Participant, ...themes: readonly string[]) => {
  for (const theme of themes) phone.phone.outbox.echo(ROUND, theme, true)
}
const theme = (w: Workshop, id: string) => w.facilitator.view.themes.find((one) => one.id === id)

test('twelve phones of two functions: totals, functions and the map, and each phone knows that its own came', async () => {
  const w = await gathered({ Sales: 7, Product: 5 }, TITLES)
  open = w
  await ask(w)
  expect(w.facilitator.view.rounds.find(({ id }) => id === ROUND)?.functions).toEqual(['Sales', 'Product'])
  const [sales, product] = [w.phones.slice(0, 7), w.phones.slice(7)]
  // t1: five of Sales and one of Product. t2: six and four. t3: one person.
  for (const phone of sales.slice(0, 5)) said(phone, 't1')
  for (const phone of product.slice(0, 1)) said(phone, 't1')
  for (const phone of [...sales.slice(0, 6), ...product.slice(0, 4)]) said(phone, 't2')
  for (const phone of product.slice(4)) said(phone, 't3')
  // Minds change before the bell: the last word counts.
  for (const phone of product.slice(0, 2)) {
    said(phone, 't3')
    phone.phone.outbox.echo(ROUND, 't3', false)
  }
  // What is asked is frozen; what a theme is called now may change.
  await w.facilitator.does('theme.rename', { theme: 't2', title: 'Decisions wait' })
  await heard(w)
  const { echoes, rounds } = (await liveOf(w)).session
  expect(rounds.find(({ id }) => id === ROUND)).toMatchObject({ phones: 12, phonesByRoom: {} })
  const functions = (sold: number, made: number) => [
    { fn: 'Sales', of: 7, people: sold },
    { fn: 'Product', of: 5, people: made },
  ]
  expect(echoes.map((echo) => echo.heard)).toEqual([
    { phones: 12, people: 6, functions: functions(5, 1) },
    { phones: 12, people: 10, functions: functions(6, 4) },
    { phones: 12, people: 1, functions: functions(0, 1) },
  ])
  expect(theme(w, 't1')?.echo).toEqual({
    level: 'counts',
    n: 12,
    people: 6,
    word: null,
    functions: { echoed: 1, countable: 2 },
  })
  expect(theme(w, 't2')?.echo).toMatchObject({ people: 10, functions: { echoed: 2, countable: 2 } })
  expect(theme(w, 't3')?.echo).toMatchObject({ people: 1, functions: null })
  expect(w.facilitator.view.map).toEqual({
    functions: ['Sales', 'Product'],
    rows: expect.arrayContaining([
      { theme: 't1', title: 'Too many priorities', echoed: [true, false] },
      { theme: 't2', title: 'Nobody decides', echoed: [true, true] },
    ]),
  })
  expect(w.facilitator.view.map?.rows).toHaveLength(2)
  const [first] = sales
  if (first === undefined) throw new Error('nobody of Sales')
  await sees(first.phone.outbox.answers, (all) => all.every(({ state }) => state === 'in'), 'that it came')
  expect(first.phone.outbox.answers.get().map(({ slot, state }) => [slot, state])).toEqual([
    ['t1', 'in'],
    ['t2', 'in'],
  ])
  expect(first.phone.common.get()?.echoing).toEqual([])
})

test('seven phones: words only, no functions; four: nothing at all, and it may be asked again', async () => {
  const w = await gathered({ Sales: 7 }, TITLES.slice(0, 1))
  open = w
  await ask(w)
  expect(w.facilitator.view.rounds.find(({ id }) => id === ROUND)?.functions).toEqual([])
  for (const phone of w.phones.slice(0, 4)) said(phone, 't1')
  await heard(w)
  expect(theme(w, 't1')?.echo).toEqual({ level: 'bands', n: null, people: null, word: 'some', functions: null })
  expect(w.facilitator.view.map).toBeNull()
  for (const phone of w.phones.splice(4)) {
    await w.facilitator.does('person.remove', { person: phone.seat.person })
    phone.close()
  }
  await ask(w, 'again')
  await heard(w, 'again')
  expect((await liveOf(w)).session.echoes.at(-1)?.heard).toEqual({ phones: 4, people: 0, functions: [] })
  expect(theme(w, 't1')?.echo).toBeNull()
})

test('whoever joins meanwhile watches, and nobody’s function changes while it counts', async () => {
  const w = await gathered({ Sales: 6, Product: 5 }, TITLES.slice(0, 1))
  open = w
  await ask(w)
  const late = await w.join('Zoe')
  await late.sees((view) => view.echoing.length === 1, 'what is asked')
  expect(late.phone.mine.get()?.rounds).not.toContain(ROUND)
  const [ana] = w.phones
  const name = 'Sales 1'
  expect(await ana?.refused('me.update', { name, fn: 'Product', level: null })).toBe('function-held')
  expect(await ana?.refused('me.update', { name: 'Anastasia', fn: 'Sales', level: 'Lead' })).toBeNull()
  expect(await late.refused('me.update', { name: 'Zoe', fn: 'Sales', level: null })).toBeNull()
  await heard(w)
  expect((await liveOf(w)).session.echoes[0]?.heard).toMatchObject({ phones: 11 })
  expect(await ana?.refused('me.update', { name, fn: 'Product', level: null })).toBeNull()
})

test('a phone that reloads while it is asked keeps what it marked; a second device of the seat is told that it has no part', async () => {
  const w = await gathered({ Sales: 5 }, TITLES)
  open = w
  await ask(w)
  const [ana] = w.phones
  if (ana === undefined) throw new Error('nobody')
  said(ana, 't2')
  await purseOf(ana, ROUND)
  ana.close()
  const again = new Participant(w.url, ana.seat, ana.keep)
  ending.push(again)
  await again.sees((view) => view.echoing.length === 3, 'the question')
  expect(again.phone.outbox.answerOf(ROUND, 't2')?.answer).toBe(true)
  again.close()
  const other = new Participant(w.url, ana.seat, memoryKeep())
  ending.push(other)
  await sees(other.phone.barred, (barred) => barred[ROUND] === 'issued-elsewhere', 'that another device has it')
  other.close()
  const back = new Participant(w.url, ana.seat, ana.keep)
  ending.push(back)
  await seen(back.phone.mine, (mine) => mine.rounds.includes(ROUND), 'its seat')
  await back.sees((view) => view.echoing.length === 3, 'the question')
  await heard(w)
  expect((await liveOf(w)).session.echoes.map((echo) => echo.heard?.people)).toEqual([0, 1, 0])
  await sees(back.phone.outbox.answers, ([one]) => one?.state === 'in', 'that it came')
})

test('what is on disk says that packets came, and nothing of who marked what', async () => {
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const w = await gathered({ Sales: 6, Product: 6 }, TITLES.slice(0, 2), { parts: { store } })
  open = w
  await ask(w)
  for (const phone of w.phones.slice(0, 7)) said(phone, 't1')
  await heard(w)
  const rows = await store.answers(w.facilitator.created.session, ROUND)
  expect(rows).toHaveLength(24)
  expect(new Set(rows.map(({ body }) => body))).toEqual(new Set([null]))
  for (const slot of ['t1', 't2']) expect(rows.filter((row) => row.slot === slot)).toHaveLength(12)
  expect(new Set(rows.map(({ mark }) => mark)).size).toBe(24)
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['body', 'id', 'mark', 'round', 'slot'])
})

test('only in gather, only themes that are shown and named, only one at a time', async () => {
  const w = await gathered({ Sales: 1 }, TITLES)
  open = w
  const f = w.facilitator
  const opened = async (round: string, themes: string[]) => {
    const reply = await f.console.send('echo.open', { round, themes })
    return reply.ok ? 'open' : reply.refusal.code
  }
  await f.does('theme.hide', { theme: 't3', reason: 'named a person' })
  expect(await opened('e1', ['t3'])).toBe('nothing-to-echo')
  expect(await opened('e1', ['t3', 't1', 'nowhere'])).toBe('open')
  await f.sees((view) => view.rounds.some(({ id }) => id === 'e1'), 'the round')
  expect(f.view.rounds.find(({ id }) => id === 'e1')?.slots).toEqual(['t1'])
  // Sent twice is asked once; another waits.
  expect(await opened('e1', ['t1'])).toBe('open')
  expect(await opened('e2', ['t2'])).toBe('round-open')
  expect(await opened('gather.1', ['t2'])).toBe('bad-request')
  for (const phone of w.phones) await purseOf(phone, 'e1')
  await f.goTo('draft')
  expect(await opened('e3', ['t2'])).toBe('not-now')
  // Leaving rings the bell.
  await f.sees((view) => view.rounds.find(({ id }) => id === 'e1')?.state === 'written', 'the batch', 20_000)
})
