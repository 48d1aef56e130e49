// What a phone is told of its own, and what is shown of questions: hands at once, sealed answers through the thresholds.
import { describe, expect, test } from 'vitest'
import { phoneMine } from '../../server/core/view/phone-view.ts'
import type { AskResult, Round } from '../../shared/model.ts'
import { at, does, laptop, phone, seat, tell } from './given-session.ts'
import { all, given, live } from './given-views.ts'

/** Another round of cards, written by so many phones of a room. */
function cardRound(id: string, phonesByRoom: Record<string, number>, pooled: string[] = []): Round {
  const [step = ''] = id.split('.')
  return {
    id,
    step,
    purpose: 'card',
    slots: ['1'],
    state: 'written',
    attempt: 0,
    issue: 0,
    collectBy: null,
    seats: [],
    phones: 8,
    phonesByRoom,
    pooled,
    gone: [],
    functions: [],
  }
}

describe('a phone', () => {
  test('has no roster in its common part, and the names of its own room in its own', () => {
    const session = given('discuss')
    const names = session.people.filter(({ id }) => id !== 'p2').map(({ name }) => name)
    const common = JSON.stringify(all(session).phone)
    for (const name of names) expect(common).not.toContain(`"${name}"`)
    const mine = phoneMine(session, live, 'p1')
    expect(mine.room?.people).toHaveLength(4)
    expect(mine.room?.people.map(({ id }) => id)).toContain('p1')
  })

  test('knows the rounds it holds tokens in', () => {
    const session = tell(does(given('ballot'), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] }), {
      name: 'system.join',
      data: { person: seat('late') },
    })
    expect(phoneMine(session, live, 'p1').rounds).toEqual(['ballot.1'])
    expect(phoneMine(session, live, 'late').rounds).toEqual([])
  })

  test('is told how few could have written, by the smallest number of its room since the last writing', () => {
    const session = given('discuss')
    const room = phoneMine(session, live, 'p1').room?.id ?? ''
    const told = (...rounds: Round[]) => phoneMine({ ...session, rounds }, live, 'p1').room
    expect(told()).toMatchObject({ few: null, pooled: false })
    expect(told(cardRound('write.1', { [room]: 5 }))).toMatchObject({ few: null, pooled: false })
    expect(told(cardRound('write.1', { [room]: 4 }), cardRound('discuss.1', { [room]: 3 }))).toMatchObject({
      few: 3,
      pooled: false,
    })
    expect(told(cardRound('write.1', { [room]: 3 }), cardRound('write.2', { [room]: 5 }))).toMatchObject({ few: null })
    expect(told(cardRound('write.1', {}, [room]))).toMatchObject({ few: null, pooled: true })
  })

  test('sees its own hand, and predictions only as the sponsor', () => {
    let session = given('hands')
    session = does(session, phone('p8'), 'ask.predict', { question: 'support', value: 1 })
    session = does(session, phone('p1'), 'hand.show', { question: 'support', option: 2 })
    expect(phoneMine(session, live, 'p1')).toMatchObject({ hands: { support: 2 }, predictions: {} })
    expect(phoneMine(session, live, 'p8')).toMatchObject({ hands: {}, predictions: { support: 1 } })
  })
})

describe('questions', () => {
  const result = (question: string, fields: Partial<AskResult>): AskResult => ({
    question,
    round: 'baseline.1',
    eligible: 8,
    counts: [],
    values: [],
    texts: [],
    ...fields,
  })

  test('show nothing before the batch, the prediction included', () => {
    const session = does(given('baseline'), phone('p8'), 'ask.predict', { question: 'weeks', value: 6 })
    for (const view of [all(session).phone, all(session).console, all(session).screen]) expect(view.asks).toEqual([])
  })

  test('show what the thresholds let through, and beside it what the sponsor predicted', () => {
    const predicted = does(given('baseline'), phone('p8'), 'ask.predict', { question: 'weeks', value: 6 })
    const results = [
      result('clear-now', { counts: [0, 2, 3, 3, 0] }),
      result('weeks', { values: [1, 2, 3, 4, 5, 6, 7, 52] }),
      result('one-word', { texts: ['b', 'a', 'c', 'd'] }),
    ]
    const { asks } = all({ ...predicted, results }).screen
    expect(asks).toMatchObject([
      {
        question: 'clear-now',
        step: 'baseline',
        shown: { type: 'choices', level: 'counts', n: 8 },
        hands: null,
        prediction: null,
      },
      { question: 'weeks', shown: { type: 'numbers', level: 'counts' }, prediction: 6 },
      { question: 'one-word', shown: { type: 'texts', level: 'none', texts: [] }, prediction: null },
    ])
    expect(JSON.stringify(asks)).not.toContain('52')
  })

  test('open ones keep the prediction until the first hand is up', () => {
    const predicted = does(given('hands'), phone('p8'), 'ask.predict', { question: 'support', value: 1 })
    expect(all(predicted).screen.asks).toMatchObject([{ question: 'support', prediction: null }])
    const shown = does(predicted, phone('p1'), 'hand.show', { question: 'support', option: 2 })
    expect(all(shown).screen.asks).toMatchObject([{ question: 'support', prediction: 1 }])
  })

  test('asked again show the last result', () => {
    const results = [
      result('weeks', { values: [1, 1, 1, 1, 1, 1, 1, 1] }),
      result('weeks', { round: 'baseline.2', values: Array(8).fill(9) }),
    ]
    const session = given('baseline')
    const again = session.rounds.map((round) => ({ ...round, id: 'baseline.2' }))
    expect(all({ ...session, rounds: [...session.rounds, ...again], results }).phone.asks).toMatchObject([
      { shown: { median: 9 } },
    ])
  })

  test('open ones count the hands as they rise, once they are asked', () => {
    expect(all(given('write')).screen.asks).toEqual([])
    const session = does(given('hands'), phone('p1'), 'hand.show', { question: 'support', option: 2 })
    expect(all(given('hands')).screen.asks).toMatchObject([{ question: 'support', hands: [0, 0, 0], shown: null }])
    expect(all(at(session, 'write')).screen.asks).toMatchObject([{ hands: [0, 0, 1] }])
  })
})
