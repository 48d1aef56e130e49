// One session over the wire: joining, moving together, two consoles, taking over, and every no in its own words.
import { afterEach, expect, test } from 'vitest'
import { openConnection } from '../../client/state/connection.ts'
import { joinSession, takeOver } from '../../client/state/join.ts'
import { randomSecret } from '../../client/state/random.ts'
import type { BoardView } from '../../shared/views.ts'
import { Facilitator, Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

test('asking to join twice with one ticket makes one seat', async () => {
  const w = await workshop()
  open = w
  const body = { code: w.facilitator.created.code, name: 'Ana', fn: null, level: null, ticket: randomSecret() }
  const [first, again] = await Promise.all([joinSession(body, w.url), joinSession(body, w.url)])
  const third = await joinSession(body, w.url)
  const people = [first, again, third].map((joined) => (joined.ok ? joined.data.person : joined.refusal.code))
  expect(new Set(people).size).toBe(1)
})

test.each([
  ['no code at all', { code: 'nope' }, 'bad-code'],
  ['a code of nobody', { code: 'ZZZZZZ' }, 'unknown-code'],
  ['a function that is not on the list', { fn: 'Piracy' }, 'not-on-list'],
])('joining with %s is refused', async (_what, change, code) => {
  const w = await workshop()
  open = w
  const joined = await joinSession(
    { code: w.facilitator.created.code, name: '', fn: null, level: null, ticket: randomSecret(), ...change },
    w.url,
  )
  expect(joined.ok ? 'joined' : joined.refusal.code).toBe(code)
})

test('a code whose session has ended says so', async () => {
  const w = await workshop()
  open = w
  await w.facilitator.does('session.end', {})
  const ticket = randomSecret()
  const joined = await joinSession({ code: w.facilitator.created.code, name: '', fn: null, level: null, ticket }, w.url)
  expect(joined).toMatchObject({ ok: false, refusal: { code: 'ended' } })
})

test('a locked door keeps newcomers out and lets those with a seat back in', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  await w.facilitator.does('session.lock', { locked: true })
  await expect(w.join('Late')).rejects.toThrow('locked')
  const [ana] = w.phones
  if (ana === undefined) throw new Error('no phone')
  ana.close()
  const back = new Participant(w.url, ana.seat)
  await back.sees((view) => view.step.id === 'lobby', 'the lobby')
  back.close()
})

test('a late joiner is placed in the smallest room and brought to the current step', async () => {
  const w = await workshop({ phones: 5, rooms: 2 })
  open = w
  await w.facilitator.goTo('write')
  const late = await w.join('Late')
  await late.sees((view) => view.step.id === 'write', 'the current step')
  await seen(late.phone.mine, (mine) => mine.room !== null, 'a room')
  await w.facilitator.sees((view) => view.rooms.every((room) => room.people === 3), 'three people in each room')
})

test('a second console sees the same, both know who did what, and a step is never skipped by two clicks at once', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const second = new Facilitator(w.url, w.facilitator.created, 'Tablet')
  await second.sees((view) => view.consoles.length === 2, 'two consoles')
  const replies = await Promise.all([
    w.facilitator.console.send('step.go', { step: 'frame', from: 'lobby' }),
    second.console.send('step.go', { step: 'baseline', from: 'lobby' }),
  ])
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
  expect(replies.map((reply) => (reply.ok ? '' : reply.refusal.code)).join('')).toMatch(/moved-on|rooms-needed/)
  const one = await second.sees((view) => view.step.id !== 'lobby', 'the move')
  await w.facilitator.sees((view) => view.version === one.version, 'the same version')
  expect(w.facilitator.view.log).toEqual(second.view.log)
  second.close()
})

test('consoles on one link are told apart, unless they have names of their own', async () => {
  const w = await workshop()
  open = w
  const nameless = () => new Facilitator(w.url, w.facilitator.created, '')
  const labels = (one: Facilitator) => one.view.consoles.map(({ label }) => label).sort()
  const second = nameless()
  await second.sees((view) => view.consoles.length === 2, 'two')
  const third = nameless()
  await third.sees((view) => view.consoles.length === 3, 'three')
  expect(labels(third)).toEqual(['Laptop', 'Laptop 2', 'Laptop 3'])
  await second.does('blackout.set', { on: true })
  await third.sees((view) => view.log.at(-1)?.by === 'Laptop 2', 'who it was')
  const named = new Facilitator(w.url, w.facilitator.created, 'Laptop')
  await named.sees((view) => view.consoles.length === 4, 'four')
  expect(labels(named)).toEqual(['Laptop', 'Laptop', 'Laptop 2', 'Laptop 3'])
  // A number is free again when its console has gone.
  second.close()
  await named.sees((view) => view.consoles.length === 3, 'one gone')
  const back = nameless()
  await back.sees((view) => view.consoles.length === 4, 'another')
  expect(labels(back)).toEqual(['Laptop', 'Laptop', 'Laptop 2', 'Laptop 3'])
  for (const one of [third, named, back]) one.close()
})

test('a recovery code opens the console on a second device', async () => {
  const w = await workshop()
  open = w
  const { code, recovery, session } = w.facilitator.created
  expect(await takeOver({ code }, 'WRONGCODE9', w.url)).toMatchObject({ ok: false, refusal: { code: 'bad-recovery' } })
  const taken = await takeOver({ code }, `${recovery.slice(0, 5).toLowerCase()}-${recovery.slice(5)}`, w.url)
  if (!taken.ok) throw new Error(taken.refusal.code)
  const second = new Facilitator(w.url, { ...w.facilitator.created, secret: taken.data.secret }, 'Phone')
  await second.sees((view) => view.step.id === 'lobby', 'the lobby')
  await second.does('blackout.set', { on: true })
  await w.facilitator.sees((view) => view.blackout, 'the blackout')
  second.close()

  // Weeks later there is no room code; whoever asks on the team has a link of the board, which names the session.
  await w.facilitator.does('session.end', {})
  expect(await takeOver({ code }, recovery, w.url)).toMatchObject({ ok: false, refusal: { code: 'ended' } })
  expect(await takeOver({ session: 'nowhere' }, recovery, w.url)).toMatchObject({ refusal: { code: 'no-such-link' } })
  expect(await takeOver({ session }, 'WRONGCODE9', w.url)).toMatchObject({ refusal: { code: 'bad-recovery' } })
  const later = await takeOver({ session }, recovery, w.url)
  if (!later.ok) throw new Error(later.refusal.code)
  const third = new Facilitator(w.url, { ...w.facilitator.created, secret: later.data.secret }, 'Tablet')
  await third.sees((view) => view.status === 'ended', 'the board')
  third.close()
})

test('a second tab takes the seat, and the first is told and can take it back', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const [ana] = w.phones
  if (ana === undefined) throw new Error('no phone')
  const tab = new Participant(w.url, ana.seat)
  await seen(ana.phone.refusal, (refusal) => refusal.code === 'replaced', 'that another tab has the seat')
  ana.phone.retry()
  await sees(ana.phone.link, (link) => link === 'live', 'the seat back')
  await seen(tab.phone.refusal, (refusal) => refusal.code === 'replaced', 'that the first tab took it back')
  tab.close()
})

test('a removed person is told at once and does not come back', async () => {
  const w = await workshop({ phones: 2 })
  open = w
  const [ana] = w.phones
  if (ana === undefined) throw new Error('no phone')
  await w.facilitator.does('person.remove', { person: ana.seat.person })
  await seen(ana.phone.refusal, (refusal) => refusal.code === 'removed', 'removal')
  ana.phone.retry()
  await seen(ana.phone.refusal, (refusal) => refusal.code === 'removed', 'removal again')
})

test('participants are refused what only facilitators may do, in every case, and nothing changes', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const [ana] = w.phones
  const version = w.facilitator.view.version
  expect(await ana?.refused('step.go', { step: 'frame', from: 'lobby' })).toBe('forbidden')
  expect(await ana?.refused('session.end', {})).toBe('forbidden')
  expect(await ana?.refused('hand.show', { question: 'support', option: 0 })).toBe('not-now')
  expect(w.facilitator.view.version).toBe(version)
})

test('malformed messages are refused and name the field, and the connection lives on', async () => {
  const w = await workshop({ phones: 1 })
  open = w
  const [ana] = w.phones
  const send = ana?.phone.send as (name: string, data: unknown) => Promise<unknown>
  for (const [name, data] of [
    ['__proto__', {}],
    ['constructor', {}],
    ['me.done', { step: 5, done: true }],
    ['me.done', { step: 'lobby', done: true, extra: 1 }],
    ['me.update', null],
  ] as const)
    expect(await send(name, data)).toMatchObject({ ok: false, refusal: { code: 'bad-request' } })
  expect(await ana?.refused('me.update', { name: 'Ana Maria', fn: null, level: null })).toBeNull()
})

test('secrets and hashes are in no view', async () => {
  const w = await workshop({ phones: 2, rooms: 1 })
  open = w
  const live = await w.app.directory.open(w.facilitator.created.session)
  const { people, facilitators, recovery, keys } = live?.session ?? {
    people: [],
    facilitators: [],
    recovery: 'x',
    keys: { secret: null },
  }
  const seenBy = JSON.stringify([
    w.facilitator.view,
    w.phones.map((phone) => [phone.phone.common.get(), phone.phone.mine.get()]),
  ])
  for (const secret of [
    ...people.map((person) => person.ticket),
    ...facilitators.map((key) => key.hash),
    recovery,
    keys.secret?.issue ?? 'x',
    keys.secret?.sign ?? 'x',
  ])
    expect(seenBy).not.toContain(secret)
})

test('a new board link ends the old one, also for those who are looking at the board', async () => {
  const w = await workshop()
  open = w
  const { session } = w.facilitator.created
  const look = (secret: string) =>
    openConnection<BoardView, Record<string, never>>(w.url, { session, role: 'board', secret })
  const visitor = look(w.facilitator.view.boardKey)
  await seen(visitor.common, (view) => view.session === session, 'the board')
  const drawn = await w.facilitator.console.ask('key.board', {})
  await sees(visitor.link, (link) => link === 'refused', 'the end of the old link')
  const again = look(drawn.ok ? (drawn.data?.boardKey ?? '') : '')
  await seen(again.common, (view) => view.session === session, 'the board by its new link')
  visitor.close()
  again.close()
})
