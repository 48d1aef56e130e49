// When a batch is written: early once everybody sent, but never without those who may still be coming back.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { issueTokens } from '../../server/live/credentials.ts'
import { RoundKeeper } from '../../server/live/round-keeper.ts'
import type { Rows } from '../../server/live/session-saver.ts'
import { sealEnvelope } from '../../shared/anon/envelope.ts'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, MOMENT, NOW, newSession, seat, tell, withPeople } from '../core/given-session.ts'
import { fakeClock } from '../support/fake-clock.ts'

const ROUND = 'write.1'

/** A session in which people write, and its keeper over a disk that can be told to fail. */
function writing(people: number, prepare: (session: Session) => Session = (session) => session) {
  const clock = fakeClock(NOW)
  const connected = new Set<string>()
  const written: Rows[] = []
  const disk = { fails: false }
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
    report: () => undefined,
    collectMs: MOMENT.collectMs,
    connected: () => new Set(connected),
    session: () => session,
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
  const send = (person: string, text: string | null, seq = 1) => {
    const round = session.rounds.find((one) => one.id === ROUND)
    if (round === undefined) throw new Error('no round')
    for (const [slot, token] of issueTokens(session, round, person, realIds).entries()) {
      const mark = realIds.id()
      const act =
        slot === 0 && text !== null
          ? ({ is: 'card', kind: 'tradeoff', text, mark } as const)
          : ({ is: 'blank' } as const)
      keeper.hold(
        ROUND,
        sealEnvelope(Buffer.from(token, 'base64url'), seq, act, (bytes) => void bytes.fill(7)),
      )
    }
  }
  const ring = () => change((now) => does(now, laptop, 'round.ring', { round: ROUND }))
  const texts = () =>
    written
      .flatMap((rows) => rows.cards ?? [])
      .map((card) => card.text)
      .sort()
  return { clock, connected, disk, keeper, change, send, ring, texts }
}
const settle = () => new Promise(setImmediate)

test('once every connected phone has sent, the batch does not wait for the rest of the time', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.connected.add('p1').add('p2')
  w.ring()
  w.send('p1', 'one')
  await settle()
  expect(w.texts()).toEqual([])
  w.send('p2', 'two')
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})

test('after a restart the first phone that is back does not close the round for the others', async () => {
  const w = writing(3, (session) => does(session, laptop, 'round.ring', { round: ROUND }))
  await w.keeper.recover()
  w.connected.add('p1')
  w.send('p1', 'one')
  await settle()
  expect(w.texts()).toEqual([])
  w.connected.add('p2')
  w.send('p2', 'two')
  await settle()
  expect(w.texts()).toEqual([])
  w.clock.advance(MOMENT.collectMs)
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})

test('a phone that drops out after the bell is waited for until the time is up', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.connected.add('p1').add('p2')
  w.ring()
  w.connected.delete('p2')
  w.send('p1', 'one')
  await settle()
  expect(w.texts()).toEqual([])
  w.send('p2', 'two')
  await settle()
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
  w.send('p1', 'one')
  w.send('late', 'two')
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})

test('what arrives while the disk says no is in the batch that it takes in the end', async () => {
  const w = writing(2)
  w.keeper.follow()
  w.connected.add('p1')
  w.ring()
  w.disk.fails = true
  w.send('p1', 'one')
  w.send('p2', 'two')
  await settle()
  expect(w.texts()).toEqual([])
  w.disk.fails = false
  w.clock.advance(MOMENT.collectMs + 1000)
  await settle()
  expect(w.texts()).toEqual(['one', 'two'])
})
