// Getting in: guessed codes, forged addresses, odd names, full and locked rooms, five hundred people at once.
import { afterEach, expect, test } from 'vitest'
import { joinSession } from '../../client/state/join.ts'
import { randomSecret } from '../../client/state/random.ts'
import { realClock } from '../../server/adapters/clock.ts'
import { CODE_SYMBOLS, LIMITS, PROTOCOL_VERSION } from '../../shared/limits.ts'
import { fits } from '../../shared/text.ts'
import { create, OFFSITE } from '../support/people.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { everybodyIsWell, first, liveOf, outcome, post, proofOf, rawSocket } from './arena.ts'

let open: Workshop | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) await one.close()
  await open?.close()
  open = null
})

const seatFor = (w: Workshop, more: object = {}) => ({
  code: w.facilitator.created.code,
  name: '',
  fn: null,
  level: null,
  ticket: randomSecret(),
  ...more,
})
const guess = (n: number) => Array.from({ length: 6 }, (_, at) => CODE_SYMBOLS[(n * 7 + at * (n % 23)) % 24]).join('')

/** A clock that this file turns forward. */
function turned() {
  let ahead = 0
  return { clock: { ...realClock, now: () => realClock.now() + ahead }, forward: (ms: number) => (ahead += ms) }
}

test('J1-J3: guessing is stopped, forged addresses are one address, and a minute later the same wifi joins', async () => {
  const { clock, forward } = turned()
  const w = await workshop({ phones: 2, parts: { clock } })
  open = w
  const counts = new Map<number, number>()
  for (let n = 0; n < 1000; n++) {
    const answer = await post(
      w.url,
      '/api/code',
      { code: guess(n) },
      { 'X-Forwarded-For': `10.0.${n >> 8}.${n & 255}` },
    )
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
    if (answer.status === 429) expect(answer.headers.get('retry-after')).toBe('60')
  }
  expect(Object.fromEntries(counts)).toEqual({ 404: 20, 429: 980 })
  // Whoever has a seat is not kept out by others' guesses.
  const back = rawSocket(w.url, proofOf(first(w)))
  ending.push(back)
  expect(await outcome(back)).toBe('in')
  forward(61_000)
  expect(await joinSession(seatFor(w), w.url)).toMatchObject({ ok: true })
  await everybodyIsWell(w)
})

test('J2: behind a trusted proxy one address that guesses keeps no other out, until all together guess too much', async () => {
  const { clock, forward } = turned()
  const w = await workshop({ phones: 1, parts: { clock, trustProxy: true } })
  open = w
  const from = (address: string, code: string) =>
    post(w.url, '/api/code', { code }, { 'X-Forwarded-For': `1.2.3.4, ${address}` })
  for (let n = 0; n < 30; n++) await from('10.0.0.1', guess(n))
  expect((await from('10.0.0.1', w.facilitator.created.code)).status).toBe(429)
  expect((await from('10.0.0.2', w.facilitator.created.code)).status).toBe(200)
  for (let n = 0; n < 300; n++) await from(`10.0.1.${n % 250}`, guess(n))
  expect((await from('10.0.0.3', w.facilitator.created.code)).status).toBe(429)
  forward(61_000)
  expect((await from('10.0.0.3', w.facilitator.created.code)).status).toBe(200)
  await everybodyIsWell(w)
})

test('J5: a code is read as people type it, and anything else is an answer and no crash', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const { code } = w.facilitator.created
  const wide = [...code].map((symbol) => String.fromCodePoint(symbol.charCodeAt(0) + 0xfee0)).join('')
  for (const typed of [code.toLowerCase(), ` ${code.slice(0, 3)} - ${code.slice(3)} `, wide])
    expect([typed, (await post(w.url, '/api/code', { code: typed })).status]).toEqual([typed, 200])
  for (const [typed, status] of [
    ['', 404],
    ['O0I1', 404],
    ['x'.repeat(10_000), 400],
    ['x'.repeat(40_000), 413],
    [['A'], 400],
    [{ $ne: null }, 400],
    [null, 400],
    [7, 400],
    ['\u0000', 404],
    ['__proto__', 404],
  ] as const)
    expect([typed, (await post(w.url, '/api/code', { code: typed })).status]).toEqual([typed, status])
  await everybodyIsWell(w)
})

test('J6: five hundred people from one address are in within moments, and the next one is told that it is full', async () => {
  const w = await workshop({ phones: 2 })
  open = w
  const since = performance.now()
  const joined = await Promise.all(
    Array.from({ length: 498 }, (_, n) => joinSession(seatFor(w, { name: `Person ${n}` }), w.url)),
  )
  const took = performance.now() - since
  console.info(`498 joins at once in ${Math.round(took)} ms`)
  expect(joined.filter((one) => one.ok)).toHaveLength(498)
  expect(took).toBeLessThan(10_000)
  expect(await joinSession(seatFor(w), w.url)).toMatchObject({ ok: false, refusal: { code: 'full' } })
  await everybodyIsWell(w)
})

test('the last seats go to as many as there are: the others hear that it is full, and nothing crashes', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const joined = await Promise.all(
    Array.from({ length: LIMITS.people + 20 }, () =>
      post(w.url, '/api/join', seatFor(w)).then((answer) => answer.json() as Promise<{ refusal?: { code: string } }>),
    ),
  )
  const refused = joined.flatMap((one) => (one.refusal === undefined ? [] : [one.refusal.code]))
  expect(new Set(refused)).toEqual(new Set(['full']))
  expect(refused).toHaveLength(21)
  expect((await liveOf(w)).session.people).toHaveLength(LIMITS.people)
  expect(w.reported.filter(({ name }) => name.endsWith('-crashed'))).toEqual([])
})

test('the same ticket fifty times at once is one seat, with one id, and it opens', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const body = seatFor(w, { name: 'Twice' })
  const joined = await Promise.all(Array.from({ length: 50 }, () => joinSession(body, w.url)))
  const ids = new Set(joined.map((one) => (one.ok ? one.data.person : one.refusal.code)))
  expect(ids.size).toBe(1)
  const socket = rawSocket(w.url, {
    protocol: PROTOCOL_VERSION,
    session: w.facilitator.created.session,
    role: 'phone',
    secret: body.ticket,
    person: [...ids][0],
  })
  ending.push(socket)
  expect(await outcome(socket)).toBe('in')
  expect((await liveOf(w)).session.people).toHaveLength(2)
})

test('J7: locked, ended and removed each have their own answer, and change nothing', async () => {
  const w = await workshop({ phones: 2 })
  open = w
  await w.facilitator.does('session.lock', { locked: true })
  expect(await joinSession(seatFor(w), w.url)).toMatchObject({ refusal: { code: 'locked' } })
  await w.facilitator.does('person.remove', { person: first(w).seat.person })
  expect(await joinSession(seatFor(w, { ticket: first(w).seat.ticket }), w.url)).toMatchObject({
    refusal: { code: 'removed' },
  })
  await w.facilitator.does('session.lock', { locked: false })
  await w.facilitator.does('session.end', {})
  expect(await joinSession(seatFor(w), w.url)).toMatchObject({ refusal: { code: 'ended' } })
  for (const [name, data] of [
    ['code.new', {}],
    ['theme.propose', { grain: 'same' }],
  ] as const)
    expect([name, await w.facilitator.console.ask(name, data)]).toMatchObject([
      name,
      { ok: false, refusal: { code: 'ended' } },
    ])
  expect(w.reported.filter(({ name }) => name.endsWith('-crashed'))).toEqual([])
})

test.each([
  ['nothing', ''],
  ['thirty thousand letters', 'x'.repeat(30_000)],
  ['a wall of marks', `Z${'\u0351'.repeat(200)}algo`],
  ['right to left', '\u202egnp.exe\u202c'],
  ['a family', '👨‍👩‍👧‍👦'.repeat(39)],
  ['markup', '<img src=x onerror=alert(1)>'],
  ['NUL and lines', 'A\u0000na\r\nBcc: x'],
  ['half a character', 'A\ud800'],
  ['a prototype', '__proto__'],
])('J8: a name of %s is one plain line, or refused', async (_what, name) => {
  const w = await workshop({ phones: 1 })
  open = w
  const answer = await post(w.url, '/api/join', seatFor(w, { name }))
  const people = (await liveOf(w)).session.people
  if (answer.status === 200) {
    const kept = people[1]?.name ?? ''
    expect(kept).not.toMatch(/\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u)
    expect(fits(kept, LIMITS.name + 4)).toBe(true)
  } else {
    expect(answer.status).toBe(400)
    expect(people).toHaveLength(1)
  }
  await everybodyIsWell(w)
})

test('making sessions without end is slowed down, and a fifth rehearsal at once waits', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const robots = await Promise.all(
    Array.from({ length: 12 }, () =>
      post(w.url, '/api/sessions', { ...OFFSITE, robots: 60 }).then((answer) => answer.status),
    ),
  )
  expect(robots.filter((status) => status === 200)).toHaveLength(4)
  expect(robots.filter((status) => status === 503)).toHaveLength(8)
  const many = await Promise.all(
    Array.from({ length: 100 }, () => post(w.url, '/api/sessions', OFFSITE).then((answer) => answer.status)),
  )
  expect(new Set(many)).toEqual(new Set([200, 429]))
  await expect(create(w.url)).rejects.toThrow('slow-down')
  await everybodyIsWell(w)
})
