// Sealed rounds: what opens with which step, who holds tokens, bells, batches and what is refused.
import { describe, expect, test } from 'vitest'
import { leaveRounds, nextRoundId, openRound, questionIsOpen } from '../../server/core/rounds.ts'
import type { Round, Session } from '../../shared/model.ts'
import { at, does, laptop, MOMENT, NOW, newSession, phone, refused, tell, withPeople } from './given-session.ts'

const RUNG = NOW + MOMENT.collectMs

/** Six people, and the round that entering this step brings. */
function opened(step: string): Session {
  const session = at(withPeople(newSession(), 6), step)
  return openRound(session, step, nextRoundId(session, step))
}

function only(session: Session): Round {
  const [round] = session.rounds
  if (round === undefined || session.rounds.length > 1) throw new Error('expected one round')
  return round
}

const collecting = (session: Session) => does(session, laptop, 'round.ring', { round: only(session).id })

const written = (round: string) => ({
  name: 'system.written' as const,
  data: { round, phones: 5, phonesByRoom: { r1: 5 }, pooled: ['r2'], results: [], tallies: [], withdrawn: [] },
})

describe('a step opens its round', () => {
  test.each([
    ['write', 'card', ['1', '2', '3', '4']],
    ['discuss', 'card', ['1', '2']],
    ['baseline', 'answer', ['clear-now', 'weeks', 'one-word']],
    ['gather', 'withdraw', ['1', '2']],
  ])('%s asks for %s acts', (step, purpose, slots) => {
    expect(only(opened(step))).toMatchObject({ id: `${step}.1`, step, purpose, slots, state: 'open', attempt: 0 })
  })

  test.each(['lobby', 'frame', 'hands', 'draft', 'ballot', 'board', 'close'])('%s has none of its own', (step) => {
    expect(opened(step).rounds).toEqual([])
  })

  test('a discussion without afterthoughts has none', () => {
    const session = newSession()
    const agenda = session.agenda.map((step) =>
      step.kind === 'discuss' ? { ...step, settings: { afterthoughts: 0 } } : step,
    )
    expect(openRound({ ...session, agenda }, 'discuss', 'discuss.1')).toMatchObject({ rounds: [] })
  })

  test('everyone with a seat holds tokens, whoever was removed does not', () => {
    const session = does(at(withPeople(newSession(), 3), 'write'), laptop, 'person.remove', { person: 'p2' })
    expect(only(openRound(session, 'write', 'write.1')).seats).toEqual(['p1', 'p3'])
  })

  test('opening it twice under one id makes one round', () => {
    const session = opened('write')
    expect(openRound(session, 'write', 'write.1')).toBe(session)
  })

  test('ids count up and are never taken twice', () => {
    const session = opened('write')
    expect(nextRoundId(session, 'write')).toBe('write.2')
    const strange = { ...session, rounds: session.rounds.map((round) => ({ ...round, id: 'write.2' })) }
    expect(nextRoundId(strange, 'write')).toBe('write.3')
  })
})

describe('rooms that change under an open round', () => {
  const seated = () =>
    does(withPeople(newSession(), 9), laptop, 'rooms.split', { by: 'count', n: 3, mix: 'spread', seed: 1 })
  const writing = () => openRound(at(seated(), 'write'), 'write', 'write.1')
  const reshuffle = { by: 'count', n: 2, mix: 'spread', seed: 2 } as const

  test('have its tokens given anew; moving one person does not', () => {
    const session = writing()
    expect(only(does(session, laptop, 'rooms.split', reshuffle)).issue).toBe(1)
    expect(only(does(session, laptop, 'room.remove', { room: 'r1' })).issue).toBe(1)
    expect(only(does(session, laptop, 'room.place', { person: 'p1', room: 'r3' })).issue).toBe(0)
  })

  test('wait until cards that are on their way have arrived', () => {
    const session = collecting(writing())
    refused(session, laptop, 'rooms.split', reshuffle, 'not-written')
    refused(session, laptop, 'room.remove', { room: 'r1' }, 'not-written')
    expect(tell(session, written('write.1')).rounds).toHaveLength(1)
    expect(only(does(tell(session, written('write.1')), laptop, 'rooms.split', reshuffle)).issue).toBe(0)
  })

  test('are nothing to sealed questions', () => {
    const session = openRound(at(seated(), 'baseline'), 'baseline', 'baseline.1')
    expect(only(does(session, laptop, 'rooms.split', reshuffle)).issue).toBe(0)
  })
})

describe('the session’s keys', () => {
  const end = (session: Session) => does(session, laptop, 'session.end', {})

  test('are erased when it ends with nothing on its way', () => {
    expect(end(newSession()).keys).toMatchObject({ secret: null })
    expect(newSession().keys.secret).not.toBeNull()
  })

  test('are needed until the last batch is written', () => {
    const ended = end(opened('write'))
    expect(ended.keys.secret).not.toBeNull()
    expect(tell(ended, written('write.1')).keys.secret).toBeNull()
  })
})

describe('another round', () => {
  test('is refused while one is open, and while its cards are still being collected', () => {
    const session = opened('write')
    refused(session, laptop, 'round.open', { step: 'write', round: 'write.2' }, 'round-open')
    refused(collecting(session), laptop, 'round.open', { step: 'write', round: 'write.2' }, 'not-written')
  })

  test('opens when the one before is written; sent twice it opens once', () => {
    const before = tell(collecting(opened('write')), written('write.1'))
    const after = does(before, laptop, 'round.open', { step: 'write', round: 'write.2' })
    expect(after.rounds.map(({ id, state }) => [id, state])).toEqual([
      ['write.1', 'written'],
      ['write.2', 'open'],
    ])
    expect(does(after, laptop, 'round.open', { step: 'write', round: 'write.2' })).toBe(after)
  })

  test('belongs to the current step, of a kind that has rounds, and is the facilitator’s to open', () => {
    const session = at(withPeople(newSession(), 3), 'gather')
    refused(session, laptop, 'round.open', { step: 'write', round: 'write.1' }, 'moved-on')
    refused(session, laptop, 'round.open', { step: 'gather', round: 'gather.1' }, 'not-now')
    refused(session, phone('p1'), 'round.open', { step: 'gather', round: 'gather.1' }, 'forbidden')
    refused(at(opened('write'), 'discuss'), laptop, 'round.open', { step: 'discuss', round: 'write.1' }, 'bad-request')
  })
})

describe('the bell', () => {
  test('begins collecting, for as long as phones need', () => {
    expect(only(collecting(opened('write')))).toMatchObject({ state: 'collecting', collectBy: RUNG })
  })

  test('rung is rung: a second tap changes nothing, a timer that comes late hears so', () => {
    const session = collecting(opened('write'))
    expect(does(session, laptop, 'round.ring', { round: 'write.1' }, { ...MOMENT, now: NOW + 5 })).toBe(session)
    expect(() => tell(session, { name: 'system.bell', data: { round: 'write.1', collectBy: 1 } })).toThrow('round-over')
    refused(session, laptop, 'round.ring', { round: 'nowhere.1' }, 'not-found')
  })

  test('rings by the timer', () => {
    const session = tell(opened('write'), { name: 'system.bell', data: { round: 'write.1', collectBy: 77 } })
    expect(only(session)).toMatchObject({ state: 'collecting', collectBy: 77 })
  })

  test('takes the timer with it where that was the round’s: nothing is left to be timed, and nothing rings the next round', () => {
    const timed = (step: string) => ({ ...opened(step), endsAt: NOW + 60_000 })
    expect(collecting(timed('write')).endsAt).toBeNull()
    expect(tell(timed('write'), { name: 'system.bell', data: { round: 'write.1', collectBy: 77 } }).endsAt).toBeNull()
    const talking = does(timed('discuss'), laptop, 'round.ring', { round: 'discuss.1' })
    expect(talking.endsAt).toBe(NOW + 60_000)
    // A round of a step that was left has nothing to do with the timer of this one.
    const elsewhere = does(at(timed('write'), 'gather'), laptop, 'round.ring', { round: 'write.1' })
    expect(elsewhere.endsAt).toBe(NOW + 60_000)
  })

  test('rings for the open rounds of the step that is left, and for no other', () => {
    const session = opened('write')
    expect(only(leaveRounds(session, 99))).toMatchObject({ state: 'collecting', collectBy: 99 })
    expect(leaveRounds(at(session, 'gather'), 99)).toMatchObject({ rounds: session.rounds })
    const rung = leaveRounds(session, 99)
    expect(leaveRounds(rung, 200)).toBe(rung)
  })
})

describe('collecting', () => {
  test('starts again after a crash, with a new attempt', () => {
    const session = tell(collecting(opened('write')), {
      name: 'system.recollect',
      data: { round: 'write.1', collectBy: 9 },
    })
    expect(only(session)).toMatchObject({ state: 'collecting', attempt: 1, collectBy: 9 })
  })

  test('does not start again before the bell or after the batch', () => {
    const again = { name: 'system.recollect' as const, data: { round: 'write.1', collectBy: 9 } }
    expect(() => tell(opened('write'), again)).toThrow('round-over')
    expect(() => tell(tell(collecting(opened('write')), written('write.1')), again)).toThrow('round-over')
  })
})

describe('the batch', () => {
  test('ends the round and says how many phones there were', () => {
    expect(only(tell(collecting(opened('write')), written('write.1')))).toMatchObject({
      state: 'written',
      collectBy: null,
      phones: 5,
      phonesByRoom: { r1: 5 },
      pooled: ['r2'],
    })
  })

  test('is written once, and only after the bell', () => {
    expect(() => tell(opened('write'), written('write.1'))).toThrow('round-over')
    expect(() => tell(tell(collecting(opened('write')), written('write.1')), written('write.1'))).toThrow('round-over')
    expect(() => tell(opened('write'), written('nowhere.1'))).toThrow('not-found')
  })

  test('brings the results of sealed questions, beside those of earlier rounds', () => {
    const result = (round: string) => ({ question: 'weeks', round, eligible: 6, counts: [], values: [3], texts: [] })
    const batch = (round: string) => ({
      name: 'system.written' as const,
      data: { ...written(round).data, results: [result(round)] },
    })
    const first = tell(collecting(opened('baseline')), batch('baseline.1'))
    const second = does(
      does(first, laptop, 'round.open', { step: 'baseline', round: 'baseline.2' }),
      laptop,
      'round.ring',
      { round: 'baseline.2' },
    )
    expect(tell(second, batch('baseline.2')).results).toMatchObject([result('baseline.1'), result('baseline.2')])
  })
})

test('a question is open from its round’s opening until the batch, or while hands are up in its own step', () => {
  const session = opened('baseline')
  expect(questionIsOpen(at(withPeople(newSession(), 2), 'baseline'), 'baseline')).toBe(false)
  expect(questionIsOpen(session, 'baseline')).toBe(true)
  expect(questionIsOpen(collecting(session), 'baseline')).toBe(true)
  expect(questionIsOpen(tell(collecting(session), written('baseline.1')), 'baseline')).toBe(false)
  const asking = at(withPeople(newSession(), 2), 'hands')
  expect(questionIsOpen(asking, 'hands')).toBe(false)
  expect(questionIsOpen(does(asking, phone('p1'), 'hand.show', { question: 'support', option: 0 }), 'hands')).toBe(true)
})
