// The giving of blind tokens under attack: more than a seat's own, for another room, and twice.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { randomId, randomSecret } from '../../client/state/random.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { blindToken } from '../../shared/anon/token.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import { aFolder } from '../contract/a-folder.ts'
import type { Participant } from '../support/people.ts'
import { seen } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'
import { everybodyIsWell, first, liveOf, outcome, proofOf, purseOf, rawSocket } from './arena.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function writing(options: WorkshopOptions = {}): Promise<Workshop> {
  const w = await workshop({ phones: 4, rooms: 1, ...options })
  ending.push(w)
  await w.facilitator.goTo('write')
  for (const phone of w.phones) await phone.sees((view) => view.step.id === 'write', 'writing')
  return w
}

/** Real points for a round of this session, as a phone would send them. */
async function points(w: Workshop, count = 4): Promise<string[]> {
  const key = fromBase64Url((await liveOf(w)).session.keys.issue)
  return Array.from({ length: count }, () =>
    toBase64Url(blindToken(new Uint8Array(4), key, fromBase64Url(randomSecret())).blinded),
  )
}

const asking = (round: string, blinded: readonly string[], room: string | null, issue = 0) => ({
  round,
  issue,
  room,
  blinded: [...blinded],
})
const roomOf = (phone: Participant) => phone.phone.mine.get()?.room?.id ?? null
/** The refusal's code, or the first of what was signed. */
async function said(phone: Participant, data: ReturnType<typeof asking>): Promise<string> {
  const reply = await phone.phone.ask('tokens', data)
  return reply.ok ? (reply.data?.signed[0]?.evaluated[0] ?? 'nothing') : reply.refusal.code
}
/** A second device on the seat of a phone that has not asked for anything yet. */
async function bareDevice(w: Workshop, at: number) {
  first(w, at).close()
  const socket = rawSocket(w.url, proofOf(first(w, at)))
  ending.push(socket)
  expect(await outcome(socket)).toBe('in')
  return socket
}

test('nobody gets more, fewer or other tokens than their seat has slots, and nonsense is no point', async () => {
  const w = await workshop({ phones: 3, rooms: 1 })
  ending.push(w)
  const room = roomOf(first(w))
  const socket = await bareDevice(w, 0)
  await w.facilitator.goTo('write')
  const ask = async (data: unknown) => {
    const reply = await socket.timeout(5000).emitWithAck('request', { name: 'tokens', data })
    return reply.ok ? 'given' : reply.refusal.code
  }
  const good = await points(w)
  const identity = toBase64Url(new Uint8Array(32))
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['five points', asking('write.1', [...good, ...(await points(w, 1))], room), 'bad-request'],
    ['three points', asking('write.1', good.slice(1), room), 'bad-request'],
    ['no points', asking('write.1', [], room), 'bad-request'],
    ['a hundred points', asking('write.1', Array(100).fill(good[0]), room), 'bad-request'],
    ['points that are none', asking('write.1', Array(4).fill('_'.repeat(43)), room), 'bad-request'],
    ['the identity', asking('write.1', Array(4).fill(identity), room), 'bad-request'],
    [
      'three good ones and one that is none',
      asking('write.1', [...good.slice(1), '_'.repeat(43)], room),
      'bad-request',
    ],
    ['a short point', asking('write.1', Array(4).fill('abc'), room), 'bad-request'],
    ['another room', asking('write.1', good, randomId()), 'other-room'],
    ['no room', asking('write.1', good, null), 'other-room'],
    ['an earlier giving', asking('write.1', good, room, 7), 'other-room'],
    ['a round that is not there', asking('write.2', good, room), 'not-found'],
    ['a name that every object has', asking('__proto__', good, room), 'bad-request'],
    ['one field more', { ...asking('write.1', good, room), seat: first(w, 1).seat.person }, 'bad-request'],
    ['nothing', null, 'bad-request'],
  ]
  for (const [what, data, code] of cases) expect([what, await ask(data)]).toEqual([what, code])
  // None of it used up the seat's one set.
  expect(await ask(asking('write.1', good, room))).toBe('given')
  await everybodyIsWell(w)
})

test('the same points get the same tokens for ever; other points get none, however many ask at once', async () => {
  const w = await workshop({ phones: 3, rooms: 1 })
  ending.push(w)
  const room = roomOf(first(w))
  const socket = await bareDevice(w, 0)
  await w.facilitator.goTo('write')
  const sets = await Promise.all(Array.from({ length: 8 }, () => points(w)))
  const ask = (blinded: readonly string[]) =>
    socket.timeout(5000).emitWithAck('request', { name: 'tokens', data: asking('write.1', blinded, room) })
  const replies = await Promise.all([...sets, ...sets].map(ask))
  const given = replies.filter((reply) => reply.ok)
  expect(given).toHaveLength(2)
  expect(given[0]).toEqual(given[1])
  expect(new Set(replies.filter((reply) => !reply.ok).map((reply) => reply.refusal.code))).toEqual(
    new Set(['issued-elsewhere']),
  )
})

test('a second set of points is refused also after a restart on the same file, and the first gets its answer again', async () => {
  const file = join(aFolder(), 'eighty.db')
  const on = () => openSqliteStore({ file, worker: false })
  const w = await workshop({ phones: 3, rooms: 1, parts: { store: await on() } })
  const [ana, ben] = [first(w), first(w, 1)]
  const [hers, others] = [await points(w), await points(w)]
  const [seat, room] = [ana.seat.person, roomOf(ana)]
  for (const phone of w.phones) phone.close()
  await w.facilitator.goTo('write')
  const before = await (await liveOf(w)).issue(seat, asking('write.1', hers, room))
  w.facilitator.close()
  await w.app.close()
  const again = await workshop({ parts: { store: await on() } })
  ending.push(again)
  const live = await again.app.directory.open(ana.seat.session)
  expect(await live?.issue(seat, asking('write.1', others, room))).toBe('issued-elsewhere')
  const after = await live?.issue(seat, asking('write.1', hers, room))
  if (typeof before === 'string' || typeof after !== 'object') throw new Error('not given')
  expect(after.signed.map(({ evaluated }) => evaluated)).toEqual(before.signed.map(({ evaluated }) => evaluated))
  // Who had not asked before is given theirs; who has no seat is not.
  expect(await live?.issue(ben.seat.person, asking('write.1', others, roomOf(ben)))).toMatchObject({ signed: [{}] })
  expect(await live?.issue(randomId(), asking('write.1', others, null))).toBe('not-found')
})

test('a seat’s own points are no other seat’s business: the same points give both seats their set, and no seat two', async () => {
  const w = await workshop({ phones: 3, rooms: 1 })
  ending.push(w)
  const room = roomOf(first(w))
  for (const phone of w.phones) phone.close()
  await w.facilitator.goTo('write')
  const live = await liveOf(w)
  const [one, two] = [await points(w), await points(w)]
  const give = (at: number, blinded: string[]) => live.issue(first(w, at).seat.person, asking('write.1', blinded, room))
  expect(await give(0, one)).toMatchObject({ signed: [{}] })
  expect(await give(1, one)).toMatchObject({ signed: [{}] })
  expect(await give(1, two)).toBe('issued-elsewhere')
  expect(await give(0, two)).toBe('issued-elsewhere')
})

test('whoever was removed gets no tokens and is let in no more; nobody waits for them', async () => {
  const w = await workshop({ phones: 4, rooms: 1 })
  ending.push(w)
  const ana = first(w)
  const room = roomOf(ana)
  await w.facilitator.does('person.remove', { person: ana.seat.person })
  await seen(ana.phone.refusal, (refusal) => refusal.code === 'removed', 'that they are out')
  await w.facilitator.goTo('write')
  const live = await liveOf(w)
  expect(await live.issue(ana.seat.person, asking('write.1', await points(w), room))).toBe('not-in-round')
  // In the middle of a round, too.
  const ben = first(w, 1)
  const blinded = await points(w)
  ben.close()
  await w.facilitator.does('person.remove', { person: ben.seat.person })
  expect(['not-in-round', 'not-found', 'issued-elsewhere']).toContain(
    await live.issue(ben.seat.person, asking('write.1', blinded, room)),
  )
})

test('R18: who joins while a ballot is open watches; who joins while cards are written writes', async () => {
  const w = await writing({ phones: 5 })
  const late = await w.join('Late')
  expect((await purseOf(late)).ready.flatMap(({ inputs }) => inputs)).toHaveLength(4)
  await w.facilitator.goTo('draft')
  const { commitment } = await aCommitment(w)
  await w.facilitator.goTo('ballot')
  await w.facilitator.does('ballot.open', { round: 'ballot.1', commitments: [commitment] })
  const later = await w.join('Later')
  await later.sees((view) => view.rounds.some((round) => round.id === 'ballot.1'), 'the ballot')
  expect(later.phone.mine.get()?.rounds).not.toContain('ballot.1')
  expect(await said(later, asking('ballot.1', await points(w, 1), null))).toBe('not-in-round')
  await w.facilitator.sees((view) => view.commitments[0]?.ballots[0]?.eligible === 6, 'six who may answer')
  // The seats that may answer are those that were there: all of them have their one token.
  for (const phone of w.phones.filter((one) => one !== later))
    expect((await purseOf(phone, 'ballot.1')).ready.flatMap(({ inputs }) => inputs)).toHaveLength(1)
})

async function aCommitment(w: Workshop): Promise<{ readonly commitment: string }> {
  const commitment = 'c1'
  const f = w.facilitator
  await f.does('commitment.add', { commitment, theme: null, what: 'Move everyone by June' })
  await f.does('commitment.set', { commitment, field: 'owner', person: first(w).seat.person })
  await f.does('commitment.date', { commitment, field: 'by', day: '2027-03-01' })
  await f.does('commitment.waive', { commitment, field: 'givingUp', waived: true })
  return { commitment }
}
