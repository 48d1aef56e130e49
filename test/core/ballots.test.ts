// A ballot: who may be asked about what, what is frozen, and that its tally decides the verdict that is shown.
import { describe, expect, test } from 'vitest'
import { makeBatch } from '../../server/core/batch.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import type { Session } from '../../shared/model.ts'
import { at, decideBy, does, laptop, newSession, phone, refused, seat, tell, withPeople } from './given-session.ts'

/** A commitment that may go on a ballot, and one of which nothing but the wording is there. */
function balloting(people = 10): Session {
  let session = at(withPeople(newSession(), people), 'ballot')
  for (const id of ['c1', 'c2', 'bare'])
    session = does(session, laptop, 'commitment.add', { commitment: id, theme: null, what: `Do ${id}` })
  for (const id of ['c1', 'c2']) {
    session = tell(session, { name: 'system.wording', data: { commitment: id, field: 'givingUp', text: 'The tour' } })
    session = does(session, laptop, 'commitment.set', { commitment: id, field: 'owner', person: 'p1' })
    session = does(session, laptop, 'commitment.date', { commitment: id, field: 'by', day: '2027-03-01' })
  }
  return session
}

const open = (session: Session, commitments = ['c1', 'c2'], round = 'ballot.1') =>
  does(session, laptop, 'ballot.open', { round, commitments })

const yes: BallotAnswer = { clear: 'clear', gaps: [], committed: 3, guess: 8 }
const no: BallotAnswer = { clear: 'fuzzy', gaps: ['who'], committed: 1, guess: 8 }

/** Rings, and writes the batch of these answers to the round's first ballot. */
function close(session: Session, round: string, answers: readonly BallotAnswer[]): Session {
  const rung = does(session, laptop, 'round.ring', { round })
  const found = rung.rounds.find(({ id }) => id === round)
  if (found === undefined) throw new Error('no round')
  const held = answers.map((answer, at) => ({
    slot: `${round}.1`,
    room: null,
    act: { is: 'answer', answer } as const,
    line: `LINE-${at}`,
  }))
  const facts = { phones: answers.length, completedByRoom: {}, beacon: 'beacon', cardOf: () => null }
  const batch = makeBatch(rung, found, held, facts)
  return tell(rung, { name: 'system.written', data: batch.written })
}

const shown = (session: Session, commitment = 0) =>
  boardView(session, { cards: new Map() }, 'takes-part').commitments[commitment]?.ballots

describe('opening', () => {
  test('freezes the wording and asks everyone who is there about all of them in one round', () => {
    const session = open(balloting())
    expect(session.rounds).toMatchObject([
      { id: 'ballot.1', step: 'ballot', purpose: 'ballot', slots: ['ballot.1.1', 'ballot.1.2'], state: 'open' },
    ])
    expect(session.rounds[0]?.seats).toHaveLength(10)
    expect(session.ballots).toMatchObject([
      {
        id: 'ballot.1.1',
        commitment: 'c1',
        turn: 1,
        target: 80,
        eligible: 10,
        tally: null,
        frozen: { what: 'Do c1', owner: 'p1', by: '2027-03-01' },
      },
      { id: 'ballot.1.2', commitment: 'c2', turn: 1 },
    ])
    const later = tell(session, {
      name: 'system.wording',
      data: { commitment: 'c1', field: 'what', text: 'Something else' },
    })
    expect(later.ballots[0]?.frozen.what).toBe('Do c1')
  })

  test('asked twice, opens once; the same commitment twice is one ballot', () => {
    const session = open(balloting(), ['c1', 'c1'])
    expect(session.ballots).toHaveLength(1)
    expect(open(session)).toBe(session)
  })

  test('is refused with words for what is missing', () => {
    const decision = decideBy(balloting(), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1', 'bare'] })
    expect(decision).toEqual({
      ok: false,
      refusal: { code: 'not-ready', detail: '“Do bare” lacks an owner, a date, what is given up' },
    })
  })

  test('waits for other rounds', () => {
    const session = open(balloting(), ['c1'])
    refused(session, laptop, 'ballot.open', { round: 'ballot.2', commitments: ['c2'] }, 'round-open')
    const collecting = does(session, laptop, 'round.ring', { round: 'ballot.1' })
    refused(collecting, laptop, 'ballot.open', { round: 'ballot.2', commitments: ['c2'] }, 'not-written')
    refused(session, laptop, 'round.open', { step: 'ballot', round: 'ballot.2' }, 'not-now')
  })

  test('happens in a ballot step, by a facilitator, about commitments that exist, with somebody there', () => {
    refused(at(balloting(), 'board'), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] }, 'not-now')
    refused(balloting(), phone('p1'), 'ballot.open', { round: 'ballot.1', commitments: ['c1'] }, 'forbidden')
    refused(balloting(), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c9'] }, 'not-found')
    const left = balloting()
    const nobody = { ...left, people: left.people.map((person) => ({ ...person, removed: true })) }
    refused(nobody, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] }, 'nobody-here')
  })

  test('whoever joins later may watch; whoever is removed stays one of the silent', () => {
    const joined = tell(open(balloting()), { name: 'system.join', data: { person: seat('late') } })
    expect(joined.rounds[0]?.seats).not.toContain('late')
    const removed = does(joined, laptop, 'person.remove', { person: 'p2' })
    expect(removed.ballots[0]?.eligible).toBe(10)
    expect(removed.rounds[0]?.seats).toHaveLength(10)
  })
})

describe('the verdict', () => {
  test('is shown when the round is written, and not a moment before', () => {
    const session = open(balloting(), ['c1'])
    expect(shown(session)?.[0]).toMatchObject({ state: 'open', result: null })
    expect(shown(does(session, laptop, 'round.ring', { round: 'ballot.1' }))?.[0]).toMatchObject({
      state: 'collecting',
      result: null,
    })
    expect(shown(close(session, 'ballot.1', Array(10).fill(yes)))?.[0]).toMatchObject({
      state: 'closed',
      result: { verdict: 'reached' },
    })
  })

  test.each([
    ['reached', [8, 2]],
    ['not-reached', [5, 5]],
    ['open', [6, 1]],
  ] as const)('%s with yes and no from %j of ten', (verdict, [up, down]) => {
    const answers = [...Array<BallotAnswer>(up).fill(yes), ...Array<BallotAnswer>(down).fill(no)]
    expect(shown(close(open(balloting(), ['c1']), 'ballot.1', answers))?.[0]?.result?.verdict).toBe(verdict)
  })

  test('of four people is talk, not numbers', () => {
    const result = shown(close(open(balloting(4), ['c1']), 'ballot.1', Array(4).fill(yes)))?.[0]?.result
    expect(result).toMatchObject({ level: 'none', verdict: null, floor: null, ceiling: null, facets: [] })
  })

  test('a second turn counts on, and says what changed since the first', () => {
    const first = close(open(balloting(), ['c1']), 'ballot.1', [
      ...Array<BallotAnswer>(4).fill(yes),
      ...Array<BallotAnswer>(6).fill(no),
    ])
    let fixed = tell(first, {
      name: 'system.wording',
      data: { commitment: 'c1', field: 'firstStep', text: 'Call Ana' },
    })
    fixed = does(fixed, laptop, 'commitment.set', { commitment: 'c1', field: 'owner', person: 'p2' })
    const second = close(open(fixed, ['c2', 'c1'], 'ballot.2'), 'ballot.2', Array(10).fill(yes))
    expect(shown(second)).toMatchObject([
      { turn: 1, changed: [], wording: { firstStep: '' }, owner: { id: 'p1' }, result: { verdict: 'not-reached' } },
      {
        turn: 2,
        id: 'ballot.2.2',
        changed: ['firstStep', 'owner'],
        wording: { firstStep: 'Call Ana' },
        owner: { id: 'p2' },
      },
    ])
    expect(shown(second, 1)).toMatchObject([{ turn: 1, id: 'ballot.2.1', result: { verdict: 'reached' } }])
  })
})

test('what to talk about next is a commitment that exists, or nothing', () => {
  const session = does(balloting(), laptop, 'talk.set', { commitment: 'c2' })
  expect(session.talk).toBe('c2')
  expect(does(session, laptop, 'talk.set', { commitment: 'c2' })).toBe(session)
  expect(does(session, laptop, 'talk.set', { commitment: null }).talk).toBe(null)
  refused(session, laptop, 'talk.set', { commitment: 'c9' }, 'not-found')
})
