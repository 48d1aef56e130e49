// Thresholds that can be raised, never lowered (R17, F1-F3), and what raising them hides again.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeBatch } from '../../server/core/batch.ts'
import { linesTold } from '../../server/core/floors.ts'
import { phoneMine } from '../../server/core/view/phone-view.ts'
import { COMMANDS } from '../../shared/commands.ts'
import type { Floors } from '../../shared/thresholds.ts'
import { FLOORS } from '../../shared/thresholds.ts'
import { ballotOf } from '../shared/clarity-arbitraries.ts'
import { anyFloors } from '../shared/thresholds-readings.ts'
import { at, decideBy, does, laptop, newSession, phone, refused, tell, withPeople } from './given-session.ts'
import { all, given, live } from './given-views.ts'

const floors = (show: number, counts: number, room: number): Floors => ({ show, counts, room })
const opened = () => given('write')
const unopened = () => ({ ...given('lobby'), rounds: [] })

describe('floors.raise', () => {
  test('a session begins with five, eight and three', () => {
    expect(newSession().floors).toEqual(FLOORS)
    expect(FLOORS).toEqual({ show: 5, counts: 8, room: 3 })
  })

  test('F1: before the first round they go up and down', () => {
    const up = does(unopened(), laptop, 'floors.raise', floors(9, 20, 5))
    expect(up.floors).toEqual(floors(9, 20, 5))
    expect(does(up, laptop, 'floors.raise', floors(6, 8, 3)).floors).toEqual(floors(6, 8, 3))
  })

  test('R17, F1: once a round has opened none goes down, not even while another goes up', () => {
    const up = does(opened(), laptop, 'floors.raise', floors(6, 10, 4))
    for (const low of [floors(5, 10, 4), floors(6, 9, 4), floors(6, 10, 3), floors(20, 20, 3)])
      refused(up, laptop, 'floors.raise', low, 'only-up')
    expect(does(up, laptop, 'floors.raise', floors(6, 11, 4)).floors).toEqual(floors(6, 11, 4))
  })

  test('R17: a round that is long over still counts', () => {
    const session = opened()
    const rounds = session.rounds.map((round) => ({ ...round, state: 'written' as const }))
    refused({ ...at(session, 'lobby'), rounds, floors: floors(6, 8, 3) }, laptop, 'floors.raise', FLOORS, 'only-up')
  })

  test('whatever is sent, once a round has opened no floor is ever lower than it was', () => {
    fc.assert(
      fc.property(fc.array(anyFloors(12), { minLength: 2, maxLength: 12 }), (sent) => {
        let session = opened()
        for (const data of sent) {
          const decision = decideBy(session, laptop, 'floors.raise', data)
          const before = session.floors
          const low = data.show < before.show || data.counts < before.counts || data.room < before.room
          expect(decision.ok).toBe(!low)
          if (decision.ok) session = decision.session
          expect(session.floors).toEqual(low ? before : data)
        }
      }),
    )
  })

  test('sent twice it changes nothing the second time', () => {
    const up = does(opened(), laptop, 'floors.raise', floors(6, 10, 4))
    expect(does(up, laptop, 'floors.raise', floors(6, 10, 4))).toBe(up)
  })

  test('is the facilitator’s, and no more once the session has ended', () => {
    refused(opened(), phone('p1'), 'floors.raise', floors(6, 10, 4), 'forbidden')
    refused(does(opened(), laptop, 'session.end', {}), laptop, 'floors.raise', floors(6, 10, 4), 'ended')
  })

  test('is logged', () => {
    const up = does(unopened(), laptop, 'floors.raise', floors(6, 10, 4))
    expect(up.log.at(-1)?.says).toBe('raised the thresholds: results from 6, counts from 10, rooms from 4')
    expect(does(up, laptop, 'floors.raise', FLOORS).log.at(-1)?.says).toContain('set the thresholds: results from 5')
  })

  test('what cannot be a floor does not parse, nor is it taken', () => {
    const schema = COMMANDS['floors.raise']
    for (const bad of [
      floors(4, 8, 3),
      floors(5, 7, 3),
      floors(5, 8, 2),
      floors(9, 8, 3),
      floors(5, 51, 3),
      floors(5.5, 8, 3),
    ])
      expect(schema.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
    for (const good of [FLOORS, floors(50, 50, 50)]) expect(schema.safeParse(good).success).toBe(true)
    refused(opened(), laptop, 'floors.raise', floors(12, 8, 3), 'bad-request')
  })
})

describe('what raising them hides', () => {
  /** A ballot of eight people on c1 and a question, written by the usual floors. */
  function written(yes: number, no: number, by: Floors = FLOORS) {
    let session = does({ ...given('ballot'), rounds: [] }, laptop, 'floors.raise', by)
    session = does(session, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })
    session = does(session, laptop, 'round.ring', { round: 'ballot.1' })
    const asked = given('baseline').rounds.map((round) => ({ ...round, state: 'written' as const }))
    session = { ...session, rounds: [...asked, ...session.rounds] }
    const tally = ballotOf(8, 0, yes, no)
    const result = {
      question: 'clear-now',
      round: 'baseline.1',
      eligible: 8,
      counts: [0, 2, 3, 3, 0],
      values: [],
      texts: [],
    }
    return tell(session, {
      name: 'system.written',
      data: {
        round: 'ballot.1',
        phones: 8,
        phonesByRoom: {},
        pooled: [],
        results: [result],
        tallies: [{ ballot: session.ballots[0]?.id ?? '', tally, published: { beacon: 'b', digest: 'd', lines: 8 } }],
        withdrawn: [],
      },
    })
  }
  const seen = (session: ReturnType<typeof written>) => {
    const views = all(session)
    const levels = Object.values(views).map((view) => view.commitments[0]?.ballots[0]?.result?.level)
    expect(new Set(levels).size, 'the same in every view').toBe(1)
    return { ballot: levels[0], ask: views.screen.asks[0]?.shown?.level }
  }

  test('F2: counts become words, then nothing, in every view, the board’s too', () => {
    const session = written(5, 3)
    expect(seen(session)).toEqual({ ballot: 'counts', ask: 'counts' })
    const words = does(session, laptop, 'floors.raise', floors(5, 9, 3))
    expect(seen(words)).toEqual({ ballot: 'bands', ask: 'bands' })
    expect(JSON.stringify(all(words).phone.commitments[0]?.ballots[0]?.result)).not.toContain('"count"')
    expect(seen(does(words, laptop, 'floors.raise', floors(9, 9, 3)))).toEqual({ ballot: 'none', ask: 'none' })
    expect(session.ballots[0]?.tally, 'the tally itself stays').toEqual(words.ballots[0]?.tally)
  })

  test('F2: words of a hidden number of answers go with the first raise, so that raising never counts them', () => {
    const session = written(4, 2)
    expect(seen(session).ballot).toBe('bands')
    expect(seen(does(session, laptop, 'floors.raise', floors(6, 8, 3))).ballot).toBe('none')
    expect(seen(does(session, laptop, 'floors.raise', floors(5, 20, 3))).ballot).toBe('bands')
    expect(seen(written(4, 2, floors(6, 8, 3))).ballot).toBe('bands')
  })

  test('F2: published lines lose their answers with the counts', () => {
    const session = written(5, 3)
    const [ballot] = session.ballots
    if (ballot === undefined) throw new Error('no ballot')
    const many = {
      ...ballot,
      eligible: 14,
      tally: ballotOf(14, 0, 9, 5),
      published: { beacon: 'b', digest: 'd', lines: 14 },
    }
    expect(linesTold(session, many)).toBe(true)
    expect(linesTold({ floors: floors(5, 14, 3) }, many)).toBe(true)
    expect(linesTold({ floors: floors(5, 15, 3) }, many)).toBe(false)
    expect(linesTold(session, ballot), 'eight lines').toBe(false)
    const nobody = { ...many, tally: ballotOf(14, 0, 3, 1) }
    expect(linesTold(session, nobody), 'fourteen lines, four answers').toBe(false)
    expect(linesTold(session, { ...many, tally: null })).toBe(false)
  })

  test('views say the floors to phone, console and projector', () => {
    const views = all(does(opened(), laptop, 'floors.raise', floors(6, 10, 4)))
    for (const view of [views.phone, views.console, views.screen]) expect(view.floors).toEqual(floors(6, 10, 4))
  })
})

describe('small rooms', () => {
  const roomsOf = (people: number, strict = false) => {
    const session = withPeople(newSession(), people)
    const agenda = session.agenda.map((one) =>
      one.kind === 'write' ? { ...one, settings: { ...one.settings, strict } } : one,
    )
    const split = does(session, laptop, 'rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
    return at({ ...split, agenda }, 'write')
  }
  const told = (session: ReturnType<typeof roomsOf>) => {
    const room = phoneMine(session, live, 'p1').room
    return [room?.pool, room?.hidden]
  }

  test('a phone is told before writing where its cards will go, and among how many it writes', () => {
    expect(told(roomsOf(2))).toEqual([true, 2])
    expect(told(roomsOf(3))).toEqual([false, 3])
    expect(told(roomsOf(5))).toEqual([false, 5])
  })

  test('by the larger of the session’s floor and the step’s own strict rule', () => {
    expect(told(roomsOf(4, true))).toEqual([true, 4])
    expect(told(roomsOf(5, true))).toEqual([false, 5])
    const raised = does(roomsOf(5, true), laptop, 'floors.raise', floors(5, 8, 6))
    expect(told(raised)).toEqual([true, 5])
  })

  test('whoever left or sits elsewhere hides nobody', () => {
    const session = roomsOf(3)
    expect(told(does(session, laptop, 'person.remove', { person: 'p3' }))).toEqual([true, 2])
    expect(told(does(session, laptop, 'room.place', { person: 'p3', room: null }))).toEqual([true, 2])
  })

  test('F3: the floor of the session holds at the next batch', () => {
    const session = opened()
    const [round] = session.rounds
    const [room] = session.rooms
    if (round === undefined || room === undefined) throw new Error('no round or room')
    const completedByRoom = Object.fromEntries(session.rooms.map(({ id }) => [id, 4]))
    const completed = { phones: 8, completedByRoom, beacon: 'b', cardOf: () => null }
    const act = { is: 'card', kind: 'note', text: 'one', mark: 'm'.repeat(22) } as const
    const batch = (by: typeof session) => makeBatch(by, round, [{ slot: '1', room: room.id, act, line: '' }], completed)
    expect(batch(session)).toMatchObject({ cards: [{ room: room.id }], written: { pooled: [] } })
    const raised = batch(does(session, laptop, 'floors.raise', floors(5, 8, 5)))
    expect(raised).toMatchObject({ cards: [{ room: null }], written: { pooled: session.rooms.map(({ id }) => id) } })
  })

  test('F3: cards that came into a room stay told as few, however high the floor is now', () => {
    const session = given('discuss')
    const room = phoneMine(session, live, 'p1').room?.id ?? ''
    const [first] = session.rounds
    if (first === undefined) throw new Error('no round')
    const round = { ...first, id: 'write.1', step: 'write', purpose: 'card' as const, state: 'written' as const }
    const rounds = [{ ...round, phonesByRoom: { [room]: 3 }, pooled: [] }]
    const raised = does({ ...session, rounds }, laptop, 'floors.raise', floors(5, 8, 6))
    expect(phoneMine(raised, live, 'p1').room).toMatchObject({ few: 3, pooled: false, pool: true })
  })
})
