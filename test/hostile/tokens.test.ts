// Blind tokens spent by those who cheat, against a real server: twice, for something else, elsewhere, on other words.
import { afterEach, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../server/ports.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { grantsOf } from '../../shared/anon/grants.ts'
import { toBase64Url } from '../../shared/base64url.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import type { Session } from '../../shared/model.ts'
import type { Participant } from '../support/people.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'
import { aCard, everybodyIsWell, first, liveOf, type Purse, purseOf, spend } from './arena.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function opened(options: WorkshopOptions = {}): Promise<Workshop> {
  const w = await workshop({ phones: 4, rooms: 1, ...options })
  ending.push(w)
  return w
}

async function writing(options: WorkshopOptions = {}): Promise<Workshop> {
  const w = await opened(options)
  await w.facilitator.goTo('write')
  return w
}

const YES: BallotAnswer = { clear: 'clear', gaps: [], committed: 4, guess: 9 }
const yes: Act = { is: 'answer', answer: YES }

/** Two commitments on one ballot (`ballot.1`), everybody with their tokens. */
async function balloting(w: Workshop): Promise<readonly Purse[]> {
  const f = w.facilitator
  await f.goTo('draft')
  for (const commitment of ['c1', 'c2']) {
    await f.does('commitment.add', { commitment, theme: null, what: `Do ${commitment}` })
    await f.does('commitment.set', { commitment, field: 'owner', person: first(w).seat.person })
    await f.does('commitment.date', { commitment, field: 'by', day: '2027-03-01' })
    await f.does('commitment.waive', { commitment, field: 'givingUp', waived: true })
  }
  await f.goTo('ballot')
  await f.does('ballot.open', { round: 'ballot.1', commitments: ['c1', 'c2'] })
  return Promise.all(w.phones.map((phone) => purseOf(phone, 'ballot.1')))
}

const send = (w: Workshop, round: string, body: Uint8Array<ArrayBuffer>, session = w.facilitator.created.session) =>
  fetch(`${w.url}/a/${session}/${round}`, { method: 'POST', body })
const textsOf = async (w: Workshop) =>
  (await liveOf(w))
    .cards()
    .map(({ text }) => text)
    .sort()
const silence = (phones: readonly Participant[]) => {
  for (const phone of phones) phone.close()
}
const roundOf = (session: Session, id: string) => session.rounds.find((round) => round.id === id)
/** The purse's tokens, called something else. */
const renamed = (purse: Purse, info: string): Purse => ({
  ...purse,
  ready: purse.ready.map((one) => ({ ...one, info })),
})

test('a set that is held is sent again, byte for byte and with lower numbers: each act counts once', async () => {
  const w = await writing()
  const purses = await Promise.all(w.phones.map((phone) => purseOf(phone)))
  silence(w.phones)
  const sets = purses.map((purse, n) => [0, 1, 2, 3].map((slot) => spend(purse, slot, 10, aCard(`card ${n} ${slot}`))))
  const older = purses.map((purse, n) => [0, 1, 2, 3].map((slot) => spend(purse, slot, 9, aCard(`older ${n} ${slot}`))))
  for (const body of [...sets.flat(), ...older.flat(), ...sets.flat(), ...sets.flat()])
    expect((await send(w, 'write.1', body)).status).toBe(202)
  await w.facilitator.ring()
  expect(await textsOf(w)).toEqual(purses.flatMap((_, n) => [0, 1, 2, 3].map((slot) => `card ${n} ${slot}`)).sort())
  // Whole sets are phones, however often they came.
  expect(roundOf((await liveOf(w)).session, 'write.1')?.phones).toBe(4)
  for (const body of sets.flat()) await send(w, 'write.1', body)
  expect(await textsOf(w)).toHaveLength(16)
})

test('a token spent twice with different words at the same moment is one act', async () => {
  const w = await writing()
  const purse = await purseOf(first(w))
  silence(w.phones)
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => send(w, 'write.1', spend(purse, 0, 7, aCard(`the same number, words ${n}`)))),
  )
  await w.facilitator.ring()
  expect(await textsOf(w)).toHaveLength(1)
})

test('tokens of cards are no ballots, one ballot’s are none of another, and a round’s none of the next', async () => {
  const w = await opened({ phones: 5 })
  await w.facilitator.goTo('write')
  const cards = await purseOf(first(w))
  await w.facilitator.ring()
  const purses = await balloting(w)
  const [mine, theirs] = [purses[0], purses[1]]
  if (mine === undefined || theirs === undefined) throw new Error('no purses')
  const [one, two] = mine.ready
  silence(w.phones)
  const cheats: readonly Uint8Array<ArrayBuffer>[] = [
    // A card's token, as it is and called a ballot's.
    spend({ ...cards, key: mine.key }, 0, 1, yes),
    spend({ ...renamed(cards, one?.info ?? ''), key: mine.key }, 0, 1, yes),
    // The first commitment's token for the second one.
    spend({ ...mine, ready: [{ ...(one ?? { slots: [], inputs: [], keys: [] }), info: two?.info ?? '' }] }, 0, 1, yes),
    // A card where a ballot's answer is due.
    spend(theirs, 0, 1, aCard('not an answer')),
  ]
  for (const body of cheats) expect((await send(w, 'ballot.1', body)).status).toBe(202)
  for (const purse of purses) for (const slot of [0, 1]) await send(w, 'ballot.1', spend(purse, slot, 5, yes))
  for (const body of cheats) await send(w, 'ballot.1', body)
  await w.facilitator.ring()
  const { ballots, rounds } = (await liveOf(w)).session
  expect(ballots.map(({ tally, published }) => [tally?.counted, tally?.eligible, published?.lines])).toEqual([
    [5, 5, 5],
    [5, 5, 5],
  ])
  expect(rounds.at(-1)?.phones).toBe(5)
  // And back in time: an old round takes nothing.
  await send(w, 'write.1', spend(cards, 1, 99, aCard('late')))
  expect(await textsOf(w)).toEqual([])
})

test('a token of one room puts no card on another room’s table', async () => {
  const w = await opened({ phones: 8, rooms: 2 })
  await w.facilitator.goTo('write')
  const live = await liveOf(w)
  const round = roundOf(live.session, 'write.1')
  const step = live.session.agenda.find(({ id }) => id === 'write')
  if (round === undefined || step === undefined) throw new Error('no round')
  const here = first(w).phone.mine.get()?.room?.id
  const there = live.session.rooms.map(({ id }) => id).find((id) => id !== here) ?? ''
  const [grant] = grantsOf({ session: live.session.id, round, step, room: there, ballots: [] }) ?? []
  const purse = await purseOf(first(w))
  silence(w.phones)
  await send(w, 'write.1', spend(renamed(purse, toBase64Url(grant?.info ?? new Uint8Array())), 0, 1, aCard('smuggled')))
  for (const slot of [0, 1, 2, 3]) await send(w, 'write.1', spend(purse, slot, 1, aCard(`at home ${slot}`)))
  await w.facilitator.ring()
  expect(await textsOf(w)).toEqual(['at home 0', 'at home 1', 'at home 2', 'at home 3'])
  expect(roundOf((await liveOf(w)).session, 'write.1')?.phonesByRoom).toEqual({ [here ?? '']: 1 })
})

test('tokens of another session, and of nobody, count nowhere', async () => {
  const [w, other] = [await writing(), await writing()]
  const [purse, theirs] = [await purseOf(first(w)), await purseOf(first(other))]
  silence(w.phones)
  const strange = { ...theirs, key: purse.key }
  await send(w, 'write.1', spend(strange, 0, 1, aCard('a visitor')))
  await send(w, 'write.1', spend(renamed(strange, purse.ready[0]?.info ?? ''), 0, 1, aCard('a visitor in disguise')))
  // Right tokens at the wrong door.
  await send(w, 'write.1', spend(purse, 0, 1, aCard('at the wrong door')), other.facilitator.created.session)
  await send(w, 'write.1', spend(purse, 1, 1, aCard('at the right door')))
  await w.facilitator.ring()
  expect(await textsOf(w)).toEqual(['at the right door'])
})

test('while people answer, neither prompt nor questions nor wording can be changed', async () => {
  const w = await writing()
  const f = w.facilitator
  const code = async (reply: ReturnType<typeof f.console.send>) => {
    const said = await reply
    return said.ok ? 'accepted' : said.refusal.code
  }
  const edit = (step: string, prompt: string) =>
    code(f.console.send('step.edit', { step, title: 'Any', minutes: 10, prompt }))
  expect(await edit('write', 'Who is to blame?')).toBe('question-open')
  await f.does('round.ring', { round: 'write.1' })
  // Nor while envelopes are on their way.
  if (roundOf((await liveOf(w)).session, 'write.1')?.state === 'collecting')
    expect(await edit('write', 'Who is to blame?')).toBe('question-open')
  await f.sees((view) => view.rounds.find(({ id }) => id === 'write.1')?.state === 'written', 'the batch')
  await f.goTo('baseline')
  const ask = (await liveOf(w)).session.agenda.find(({ id }) => id === 'baseline')
  const questions = ask?.kind === 'ask' ? ask.settings.questions : []
  const changed = questions.map((one) => ({ ...one, text: `${one.text}?` }))
  expect(await code(f.console.send('step.questions', { step: 'baseline', questions: changed }))).toBe('question-open')
  expect((await liveOf(w)).session.agenda).toContainEqual(ask)
})

test('a question edited on the disk behind everybody’s back makes every token of it worthless', async () => {
  let edited: ((session: Session) => Session) | null = null
  const real = await openSqliteStore({ file: ':memory:', worker: false })
  const store: Store = {
    ...real,
    load: async (id) => {
      const session = await real.load(id)
      return session === null || edited === null ? session : edited(session)
    },
    close: async () => undefined,
  }
  const w = await workshop({ phones: 4, rooms: 1, parts: { store } })
  await w.facilitator.goTo('write')
  const purses = await Promise.all(w.phones.map((phone) => purseOf(phone)))
  silence(w.phones)
  w.facilitator.close()
  await w.app.close()
  edited = (session) => ({
    ...session,
    agenda: session.agenda.map((step) => (step.id === 'write' ? { ...step, prompt: 'Who is to blame?' } : step)),
  })
  const again = await workshop({ parts: { store } })
  ending.push(again, { close: () => real.close() })
  const live = await again.app.directory.open(w.facilitator.created.session)
  const key = live?.facts().roundKeys.get('write.1')?.public ?? ''
  expect(key).not.toBe(purses[0]?.key)
  for (const purse of purses)
    expect(await live?.hold('write.1', spend({ ...purse, key }, 0, 1, aCard('to another question')), false)).toBe(false)
  await live?.system({ name: 'system.bell', data: { round: 'write.1', collectBy: Date.now() + 50 } })
  await expect
    .poll(() => live && roundOf(live.session, 'write.1')?.state, { timeout: 8000, interval: 30 })
    .toBe('written')
  expect(live?.cards()).toEqual([])
})

test('what is changed on its way counts for nothing, and its author still has the card', async () => {
  const w = await writing()
  const ana = first(w)
  const purse = await purseOf(ana)
  const text = 'as I wrote it'
  ana.phone.outbox.addCard('constraint', text)
  // Somebody in between who changes one bit of whatever passes, and knows every number that a token has.
  const posted = spend(purse, 0, 1, aCard(text))
  for (const byte of [0, 33, 70, 300, 1055]) {
    const bent = posted.slice()
    bent[byte] = (bent[byte] ?? 0) ^ 1
    await send(w, 'write.1', bent)
  }
  const rebound = {
    ...purse,
    ready: purse.ready.map((one) => ({ ...one, keys: one.keys.map(() => realIds.secret()) })),
  }
  await send(w, 'write.1', spend(rebound, 0, 0xffffffff, aCard('put into her mouth')))
  await w.facilitator.ring()
  await sees(ana.phone.outbox.cards, (cards) => cards.length === 0, 'the card in the batch')
  expect(await textsOf(w)).toEqual([text])
  await everybodyIsWell(w)
})
