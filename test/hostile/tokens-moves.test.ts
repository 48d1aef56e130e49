// Tokens while people and servers move: another room, new rooms, another device, a crash; every card is there once, and only once.
import { afterEach, expect, test } from 'vitest'
import { memoryKeep } from '../../client/state/keep.ts'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import { create, Facilitator, Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { aCard, everybodyIsWell, first, liveOf, type Purse, purseOf, spend } from './arena.ts'

const ending: { close(): unknown }[] = []
let server: BuiltServer | null = null
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
  await server?.stop()
  server = null
})

async function writing(phones: number, rooms: number): Promise<Workshop> {
  const w = await workshop({ phones, rooms })
  ending.push(w)
  await w.facilitator.goTo('write')
  return w
}

/** Waits until a phone holds tokens of this giving. */
async function givenAnew(phone: Participant, issue: number): Promise<Purse> {
  const giving = () => phone.keep.get<{ giving: string; ready: unknown }>('wallet.write.1')
  await expect
    .poll(() => [giving()?.giving, giving()?.ready !== null], { timeout: 10_000, interval: 30 })
    .toEqual([`write.1~${issue}`, true])
  return purseOf(phone)
}

const everyCard = async (w: Workshop) =>
  (await liveOf(w))
    .cards()
    .map(({ text, room }) => `${text} in ${room}`)
    .sort()
const roomOf = (phone: Participant) => phone.phone.mine.get()?.room?.id ?? ''
const emptied = async (phones: readonly Participant[]) => {
  for (const phone of phones) await sees(phone.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
}

test('somebody is moved while cards are written: their cards lie where their tokens were given, once, and the phone knows', async () => {
  const w = await writing(10, 2)
  const ana = first(w)
  const before = await purseOf(ana)
  const from = roomOf(ana)
  const to = w.facilitator.view.rooms.map(({ id }) => id).find((id) => id !== from) ?? ''
  for (const [n, phone] of w.phones.entries()) phone.phone.outbox.addCard('constraint', `of ${n}`)
  for (const phone of w.phones) await purseOf(phone)
  // Hidden before the move, and once more after it.
  await ana.phone.flush()
  await w.facilitator.does('room.place', { person: ana.seat.person, room: to })
  await seen(ana.phone.mine, (mine) => mine.room?.id === to, 'the other room')
  await ana.phone.flush()
  expect((await purseOf(ana)).ready).toEqual(before.ready)
  expect(ana.phone.roomOf({ id: 'write.1', issue: 0 })).toBe(from)
  await w.facilitator.ring()
  await emptied(w.phones)
  const homes = w.phones.map((phone) => (phone === ana ? from : roomOf(phone)))
  expect(await everyCard(w)).toEqual(homes.map((room, n) => `of ${n} in ${room}`).sort())
  const round = (await liveOf(w)).session.rounds.find(({ id }) => id === 'write.1')
  expect(round).toMatchObject({ issue: 0, phones: 10, phonesByRoom: { [from]: 5, [to]: 5 } })
})

test('rooms are split anew while cards are written: new tokens, dead old ones, every card once in its author’s new room', async () => {
  const w = await writing(9, 1)
  const ana = first(w)
  const before = await purseOf(ana)
  for (const [n, phone] of w.phones.entries()) {
    phone.phone.outbox.addCard('constraint', `first of ${n}`)
    phone.phone.outbox.addCard('tradeoff', `second of ${n}`)
    await purseOf(phone)
    // Pages were hidden: what they hold is on the server already, under tokens that are about to die.
    await phone.phone.flush()
  }
  for (let n = 2; n <= 3; n++) await w.facilitator.does('rooms.split', { by: 'count', n, mix: 'spread', seed: n })
  for (const phone of w.phones) await givenAnew(phone, 2)
  const now = await purseOf(ana)
  expect(now.ready[0]?.inputs).not.toEqual(before.ready[0]?.inputs)
  const [own] = now.ready
  for (const dead of [before, { ...before, ready: before.ready.map((one) => ({ ...one, info: own?.info ?? '' })) }])
    for (const slot of [0, 1, 2, 3])
      await fetch(`${w.url}/a/${ana.seat.session}/write.1`, {
        method: 'POST',
        body: spend({ ...dead, key: now.key }, slot, 0xffffffff, aCard('from where I was')),
      })
  await w.facilitator.ring()
  await emptied(w.phones)
  expect(await everyCard(w)).toEqual(
    w.phones.flatMap((phone, n) => [`first of ${n} in ${roomOf(phone)}`, `second of ${n} in ${roomOf(phone)}`]).sort(),
  )
})

test('while envelopes are on their way, rooms are neither split nor removed', async () => {
  const w = await writing(6, 2)
  for (const phone of w.phones) await purseOf(phone)
  // One phone is away, so that collecting lasts.
  first(w, 5).close()
  await w.facilitator.does('round.ring', { round: 'write.1' })
  const [room] = w.facilitator.view.rooms
  const split = await w.facilitator.console.send('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 9 })
  const removed = await w.facilitator.console.send('room.remove', { room: room?.id ?? '' })
  for (const reply of [split, removed]) expect(reply).toMatchObject({ refusal: { code: 'not-written' } })
})

test('a seat that goes on on another device gets no second set; nothing is lost, and the next round is its own', async () => {
  const w = await writing(4, 1)
  const ana = first(w)
  const before = await purseOf(ana)
  for (const phone of w.phones) await purseOf(phone)
  const elsewhere = new Participant(w.url, ana.seat, memoryKeep())
  ending.push(elsewhere)
  await seen(ana.phone.refusal, (refusal) => refusal.code === 'replaced', 'that the seat is elsewhere')
  await elsewhere.sees((view) => view.step.id === 'write', 'writing')
  elsewhere.phone.outbox.addCard('constraint', 'from the second device')
  await w.facilitator.ring()
  // Everybody else's round was as good as ever; this card waits.
  expect(await everyCard(w)).toEqual([])
  expect((await liveOf(w)).session.rounds.find(({ id }) => id === 'write.1')?.phones).toBe(3)
  expect(elsewhere.phone.outbox.cards.get().map(({ text }) => text)).toEqual(['from the second device'])
  expect(elsewhere.keep.get<{ ready: unknown }>('wallet.write.1')?.ready ?? null).toBeNull()
  expect(before.ready).toHaveLength(1)
  await w.facilitator.does('round.open', { step: 'write', round: 'write.2' })
  await purseOf(elsewhere, 'write.2')
  await w.facilitator.ring()
  await emptied([elsewhere])
  expect(await everyCard(w)).toEqual([`from the second device in ${roomOf(elsewhere)}`])
  await everybodyIsWell(w)
})

test('R19: killed while collecting, twice: the same tokens are sent again and count once, for cards and for ballots', async () => {
  const at = await builtServer({ ROUND_SPREAD_MS: '1200' })
  server = at
  const facilitator = new Facilitator(at.url, await create(at.url))
  ending.push(facilitator)
  const people: Participant[] = []
  for (let n = 0; n < 6; n++) people.push(await Participant.join(at.url, facilitator.created.code, `Person ${n}`))
  ending.push(...people)
  await facilitator.sees((view) => view.people.filter(({ connected }) => connected).length === 6, 'everyone')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 3 })
  await facilitator.goTo('write')
  const purses = await Promise.all(people.map((person) => purseOf(person)))
  for (const [n, person] of people.entries()) person.phone.outbox.addCard('constraint', `card of ${n}`)
  await facilitator.does('round.ring', { round: 'write.1' })
  for (let kill = 0; kill < 2; kill++) {
    await at.kill()
    await at.start()
    await facilitator.sees((view) => (view.rounds.find(({ id }) => id === 'write.1')?.attempt ?? 0) > kill, 'again')
  }
  const keys = new Set(purses.map(({ key }) => key))
  await facilitator.sees(
    (view) => view.rounds.find(({ id }) => id === 'write.1')?.state === 'written',
    'the batch',
    20_000,
  )
  await emptied(people)
  const cards = await facilitator.console.ask('cards', {})
  const texts = (cards.ok ? (cards.data?.cards ?? []) : []).map(({ text }) => text).sort()
  expect(texts).toEqual(people.map((_, n) => `card of ${n}`))
  expect(facilitator.view.rounds.find(({ id }) => id === 'write.1')?.phones).toBe(6)
  expect(keys.size).toBe(1)
  await facilitator.goTo('draft')
  await facilitator.does('commitment.add', { commitment: 'c1', theme: null, what: 'Move everyone by June' })
  await facilitator.does('commitment.set', { commitment: 'c1', field: 'owner', person: people[0]?.seat.person ?? '' })
  await facilitator.does('commitment.date', { commitment: 'c1', field: 'by', day: '2027-03-01' })
  await facilitator.does('commitment.waive', { commitment: 'c1', field: 'givingUp', waived: true })
  await facilitator.goTo('ballot')
  await facilitator.does('ballot.open', { round: 'ballot.1', commitments: ['c1'] })
  for (const person of people) {
    await purseOf(person, 'ballot.1')
    person.phone.outbox.answer('ballot.1', 'ballot.1.1', { clear: 'clear', gaps: [], committed: 4, guess: 5 })
  }
  await facilitator.does('round.ring', { round: 'ballot.1' })
  await at.kill()
  await at.start()
  const { commitments } = await facilitator.sees(
    (view) => view.rounds.find(({ id }) => id === 'ballot.1')?.state === 'written',
    'the ballot',
    20_000,
  )
  expect(commitments[0]?.ballots[0]).toMatchObject({ eligible: 6, published: { lines: 6 } })
  for (const person of people)
    await sees(person.phone.checks, (checks) => checks['ballot.1.1']?.found === true, 'its own line')
  for (const person of people) expect(person.phone.checks.get()['ballot.1.1']).toMatchObject({ agrees: true, lines: 6 })
})
