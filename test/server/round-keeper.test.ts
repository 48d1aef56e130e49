// When a batch is written: early once everybody sent, but never without those who may still be coming back.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { RoundKeeper } from '../../server/live/round-keeper.ts'
import type { Rows } from '../../server/live/session-saver.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, MOMENT, NOW, newSession, seat, tell, withPeople } from '../core/given-session.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { envelopesOf, tokensOf } from '../support/tokens.ts'

const ROUND = 'write.1'

/** A session in which people write, and its keeper over a disk that can be told to fail. */
function writing(people: number, prepare: (session: Session) => Session = (session) => session) {
  const clock = fakeClock(NOW)
  const connected = new Set<string>()
  const written: Rows[] = []
  const disk = { fails: false }
  const noted: string[] = []
  let session = does(withPeople(newSession(), people), laptop, 'rooms.split', {
    by: 'count',
    n: 1,
    mix: 'spread',
    seed: 1,
  })
  session = prepare(does(at(session, 'frame'), laptop, 'step.reopen', { step: 'write', from: 'frame', round: ROUND }))
  const keeper: RoundKeeper = new RoundKeeper({
    clock,
    ids: realIds,
    mint: openMint(),
    report: () => undefined,
    collectMs: MOMENT.collectMs,
    connected: () => new Set(connected),
    issued: async () => noted,
    cardsByMark: () => new Map(),
    session: () => session,
    waitingRoom: () => Promise.reject(new Error('no check-in here')),
    onOpened: () => undefined,
    write: async (command, rows) => {
      if (disk.fails) throw new Error('the disk is full')
      session = tell(session, command, { now: clock.now(), collectMs: MOMENT.collectMs })
      if (rows !== undefined) written.push(rows)
      keeper.follow()
    },
  })
  const change = (next: (session: Session) => Session) => {
    session = next(session)
    keeper.follow()
  }
  /** A seat gets its tokens; those that a server before this one had noted are given to `noted`. */
  const issue = (...seats: string[]) => {
    const round = session.rounds.find((one) => one.id === ROUND)
    for (const one of seats) if (round !== undefined) keeper.issuedTo(round, one)
  }
  const tokens = () => {
    const round = session.rounds.find((one) => one.id === ROUND)
    if (round === undefined) throw new Error('no round')
    return tokensOf(session, round, 'r1')
  }
  /** Posts one seat's whole set with one card in it; resolves when everything was looked at. */
  const hold = async (set: Awaited<ReturnType<typeof tokens>>, text: string, seq = 1) => {
    const act: Act = { is: 'card', kind: 'tradeoff', text, mark: realIds.id() }
    const key = keeper.announced().get(ROUND)?.public ?? ''
    await Promise.all(envelopesOf(set, key, seq, [act]).map((one) => keeper.hold(ROUND, one, false)))
    await new Promise(setImmediate)
  }
  /** Who sends is nobody's business: the name is for the reader. */
  const send = async (_person: string, text: string) => hold(await tokens(), text)
  const ring = () => change((now) => does(now, laptop, 'round.ring', { round: ROUND }))
  const texts = () =>
    written
      .flatMap((rows) => rows.cards ?? [])
      .map((card) => card.text)
      .sort()
  return { clock, connected, disk, keeper, change, issue, noted, tokens, hold, send, ring, texts }
}
const settle = () => new Promise(setImmediate)

test('once every connected phone has sent, the batch does not wait for the rest of the time', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.connected.add('p1').add('p2')
  w.ring()
  await w.send('p1', 'one')
  expect(w.texts()).toEqual([])
  await w.send('p2', 'two')
  expect(w.texts()).toEqual(['one', 'two'])
})

test('after a restart the first phone that is back does not close the round for the others', async () => {
  const w = writing(3, (session) => does(session, laptop, 'round.ring', { round: ROUND }))
  w.noted.push('p1', 'p2', 'p3')
  await w.keeper.recover()
  w.connected.add('p1')
  await w.send('p1', 'one')
  expect(w.texts()).toEqual([])
  w.connected.add('p2')
  await w.send('p2', 'two')
  expect(w.texts()).toEqual([])
  w.clock.advance(MOMENT.collectMs)
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})

test('a phone that drops out after the bell is waited for until the time is up', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.connected.add('p1').add('p2')
  w.issue('p1', 'p2')
  w.ring()
  w.connected.delete('p2')
  await w.send('p1', 'one')
  expect(w.texts()).toEqual([])
  await w.send('p2', 'two')
  expect(w.texts()).toEqual(['one', 'two'])
})

test('whoever joins in the moment in which another is removed can write', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.change((session) =>
    tell(does(session, laptop, 'person.remove', { person: 'p2' }), {
      name: 'system.join',
      data: { person: seat('late') },
    }),
  )
  w.connected.add('p1').add('late')
  w.ring()
  await w.send('p1', 'one')
  await w.send('late', 'two')
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})

test('what arrives while the disk says no is in the batch that it takes in the end', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.connected.add('p1')
  w.ring()
  w.disk.fails = true
  await w.send('p1', 'one')
  await w.send('p2', 'two')
  expect(w.texts()).toEqual([])
  w.disk.fails = false
  w.clock.advance(MOMENT.collectMs + 1000)
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})

test('what arrived before the bell does not complete the round, even when it is looked at after it', async () => {
  const w = writing(1)
  w.keeper.follow()
  w.connected.add('p1')
  const set = await w.tokens()
  const early = w.hold(set, 'first thoughts', 1)
  w.ring()
  await early
  expect(w.texts()).toEqual([])
  await w.hold(set, 'second thoughts', 2)
  await settle()
  expect(w.texts()).toEqual(['second thoughts'])
})
