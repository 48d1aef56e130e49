// What is said openly: hands, the sponsor's prediction, what the sponsor does not know yet.
import { describe, expect, test } from 'vitest'
import { openRound } from '../../server/core/rounds.ts'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, newSession, phone, refused, withPeople } from './given-session.ts'

const asking = (step: string): Session =>
  does(at(withPeople(newSession(), 3), step), laptop, 'person.role', { person: 'p3', role: 'sponsor' })
const sponsor = phone('p3')
const hand = (session: Session, who: string, option: number | null) =>
  does(session, phone(who), 'hand.show', { question: 'support', option })

describe('a show of hands', () => {
  test('is one hand a person, changed and taken down at will', () => {
    const two = hand(hand(asking('hands'), 'p1', 0), 'p2', 2)
    expect(two.hands).toEqual([
      { question: 'support', person: 'p1', option: 0 },
      { question: 'support', person: 'p2', option: 2 },
    ])
    expect(hand(two, 'p1', 1).hands.filter(({ person }) => person === 'p1')).toEqual([
      { question: 'support', person: 'p1', option: 1 },
    ])
    expect(hand(two, 'p1', null).hands).toHaveLength(1)
    expect(hand(two, 'p1', 0)).toBe(two)
    expect(hand(two, 'p3', null)).toBe(two)
  })

  test('takes only answers that are there, to an open question of this step', () => {
    refused(asking('hands'), phone('p1'), 'hand.show', { question: 'support', option: 3 }, 'bad-request')
    refused(asking('hands'), phone('p1'), 'hand.show', { question: 'clear-now', option: 0 }, 'not-found')
    refused(asking('baseline'), phone('p1'), 'hand.show', { question: 'clear-now', option: 0 }, 'bad-request')
    refused(asking('write'), phone('p1'), 'hand.show', { question: 'support', option: 0 }, 'not-now')
  })
})

describe('the sponsor’s prediction', () => {
  const predict = (session: Session, question: string, value: number | null) =>
    does(session, sponsor, 'ask.predict', { question, value })

  test('is an answer that could be given', () => {
    const session = predict(predict(asking('baseline'), 'clear-now', 4), 'weeks', 7.5)
    expect(session.predictions).toEqual({ 'clear-now': 4, weeks: 7.5 })
    expect(predict(session, 'weeks', 7.5)).toBe(session)
    expect(predict(session, 'weeks', null).predictions).toEqual({ 'clear-now': 4 })
    for (const [question, value] of [
      ['clear-now', 5],
      ['clear-now', 1.5],
      ['weeks', -1],
      ['one-word', 0],
    ] as const)
      refused(session, sponsor, 'ask.predict', { question, value }, 'bad-request')
    refused(session, sponsor, 'ask.predict', { question: 'support', value: 0 }, 'not-found')
  })

  test('is the sponsor’s alone, and comes before the result', () => {
    const session = asking('baseline')
    refused(session, phone('p1'), 'ask.predict', { question: 'weeks', value: 3 }, 'sponsor-only')
    refused(session, laptop, 'ask.predict', { question: 'weeks', value: 3 }, 'participants-only')
    const result = { question: 'weeks', round: 'baseline.1', eligible: 3, counts: [], values: [], texts: [] }
    refused({ ...session, results: [result] }, sponsor, 'ask.predict', { question: 'weeks', value: 3 }, 'round-over')
    refused(hand(asking('hands'), 'p1', 0), sponsor, 'ask.predict', { question: 'support', value: 0 }, 'round-over')
    expect(predict(openRound(session, 'baseline', 'baseline.1'), 'weeks', 3).predictions).toEqual({ weeks: 3 })
  })
})

describe('what the sponsor does not know yet', () => {
  test('is a few plain lines', () => {
    const session = does(asking('frame'), sponsor, 'frame.unknown', { text: ' when\u202e\r\nfinance agrees ' })
    expect(session.unknown).toBe('when\nfinance agrees')
    expect(does(session, sponsor, 'frame.unknown', { text: session.unknown })).toBe(session)
    expect(does(session, sponsor, 'frame.unknown', { text: '' }).unknown).toBe('')
    refused(session, sponsor, 'frame.unknown', { text: 'é'.repeat(281) }, 'too-long')
    refused(session, phone('p1'), 'frame.unknown', { text: 'me too' }, 'sponsor-only')
  })
})
