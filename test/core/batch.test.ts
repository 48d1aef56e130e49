// From held acts to rows and facts: rooms too small are pooled, what is no answer is no row, nothing says who.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Held, makeBatch } from '../../server/core/batch.ts'
import { openRound } from '../../server/core/rounds.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { markOf } from '../../shared/anon/mark.ts'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, newSession, withPeople } from './given-session.ts'

let drawn = 0
const mark = () => String(++drawn).padStart(22, 'm')
const card = (text: string, kind = 'tradeoff'): Act => ({ is: 'card', kind, text, mark: mark() })
const answer = (body: unknown): Act => ({ is: 'answer', answer: body, mark: mark() })
const blank: Act = { is: 'blank' }
const voted = (body: unknown): Act => ({ is: 'answer', answer: body })
const held = (act: Act, room: string | null = 'r1', slot = '1'): Held => ({ slot, room, act, line: '' })

/** Two rooms of four, and the round of this step. */
function given(step: string, strict = false) {
  const plain = withPeople(newSession(), 8, (n) => ({ room: n > 4 ? 'r2' : 'r1' }))
  const rooms = ['r1', 'r2'].map((id) => ({ id, name: id, piles: [], heard: [], help: null }))
  const agenda = plain.agenda.map((one) =>
    one.kind === 'write' ? { ...one, settings: { ...one.settings, strict } } : one,
  )
  const people = plain.people.map((person, i) => ({ ...person, room: i < 4 ? 'r1' : 'r2' }))
  const session = openRound(at({ ...plain, rooms, agenda, people }, step), step, `${step}.1`)
  const round = session.rounds[0]
  if (round === undefined) throw new Error('no round')
  return { session, round }
}

const completed = (r1: number, r2: number) => ({
  phones: r1 + r2,
  completedByRoom: { r1, r2 },
  beacon: 'beacon',
  cardOf: () => null,
})

describe('cards', () => {
  test('stay in their room when three phones completed it, and go to the pool when fewer did', () => {
    const { session, round } = given('write')
    const batch = makeBatch(session, round, [held(card('one'), 'r1'), held(card('two'), 'r2')], completed(3, 4))
    expect(batch.cards.map(({ room, text }) => [room, text])).toEqual([
      ['r1', 'one'],
      ['r2', 'two'],
    ])
    expect(batch.written).toMatchObject({ round: 'write.1', phones: 7, phonesByRoom: { r1: 3, r2: 4 }, pooled: [] })
    const fewer = makeBatch(session, round, [held(card('one'), 'r1'), held(card('two'), 'r2')], completed(3, 2))
    // Two would be no pool, so the other room shares it.
    expect(fewer.written.pooled).toEqual(['r1', 'r2'])
    expect(fewer.cards.map(({ room }) => room)).toEqual([null, null])
  })

  test('a pool of one or two is none: the smallest rooms share it until enough do', () => {
    const plain = withPeople(newSession(), 12)
    const sizes = { r1: 5, r2: 3, r3: 3, r4: 1 }
    const ids = Object.entries(sizes).flatMap(([room, count]) => Array.from({ length: count }, () => room))
    const rooms = Object.keys(sizes).map((id) => ({ id, name: id, piles: [], heard: [], help: null }))
    const people = plain.people.map((person, n) => ({ ...person, room: ids[n] ?? null }))
    const session = openRound(at({ ...plain, rooms, people }, 'write'), 'write', 'write.1')
    const round = session.rounds[0]
    if (round === undefined) throw new Error('no round')
    const facts = { ...completed(0, 0), phones: 12, completedByRoom: sizes }
    const acts = Object.keys(sizes).map((room) => held(card(room), room))
    const batch = makeBatch(session, round, acts, facts)
    expect(batch.written.pooled).toEqual(['r2', 'r4'])
    expect(batch.cards.filter(({ room }) => room === null).map(({ text }) => text)).toEqual(['r2', 'r4'])
    // Somebody in no room is alone in the pool, too.
    const alone = makeBatch(session, round, [held(card('alone'), null)], {
      ...facts,
      phones: 15,
      completedByRoom: { ...sizes, r4: 3 },
    })
    expect(alone.written.pooled).toEqual(['r2'])
    // Nobody in the pool: nothing is pooled.
    expect(
      makeBatch(session, round, [], { ...facts, phones: 14, completedByRoom: { ...sizes, r4: 3 } }).written.pooled,
    ).toEqual([])
  })

  test('whose mark came already, in this batch or an earlier one, are no further cards', () => {
    const { session, round } = given('write')
    const one = card('one')
    const copy: Act = { is: 'card', kind: 'note', text: 'a copy of somebody’s mark', mark: 'k'.repeat(22) }
    const facts = { ...completed(4, 4), cardOf: (mark: string) => (mark === 'k'.repeat(22) ? 'k1' : null) }
    expect(makeBatch(session, round, [held(one), held(one), held(copy)], facts).cards.map(({ text }) => text)).toEqual([
      'one',
    ])
  })

  test('by the strict rule it takes five, in the discussion after it too', () => {
    for (const step of ['write', 'discuss']) {
      const { session, round } = given(step, true)
      const batch = makeBatch(session, round, [held(card('one'))], completed(4, 5))
      expect(batch.cards[0]?.room).toBe(null)
      expect(batch.written.pooled).toEqual(['r1', 'r2'])
    }
  })

  test('a room that wrote nothing is pooled like one that did: the list tells about phones, not about cards', () => {
    const { session, round } = given('write')
    expect(makeBatch(session, round, [], completed(0, 2)).written.pooled).toEqual(['r1', 'r2'])
  })

  test('of people in no room belong to everyone', () => {
    const { session, round } = given('write')
    expect(makeBatch(session, round, [held(card('one'), null)], completed(4, 4)).cards[0]?.room).toBe(null)
  })

  test('are rows of room, kind, text and mark, canonical on this side as well; blanks and what does not fit are none', () => {
    const { session, round } = given('write')
    const acts = [
      blank,
      card('“Wait” — why??!!'),
      card('   '),
      card('a'.repeat(281)),
      card('x', 'poem'),
      held(card('z'), 'r1', '9').act,
    ]
    const batch = makeBatch(
      session,
      round,
      acts.map((act, i) => held(act, 'r1', i === 5 ? '9' : '1')),
      completed(4, 4),
    )
    expect(batch.cards).toEqual([{ room: 'r1', kind: 'tradeoff', text: '"Wait" - why?!', mark: expect.any(String) }])
    expect(batch.answers).toEqual([])
  })

  test('come out in the order they were given, whatever it is', () => {
    const { session, round } = given('write')
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 })
    fc.assert(
      fc.property(texts, (list) => {
        const batch = makeBatch(
          session,
          round,
          list.map((text) => held(card(text))),
          completed(4, 4),
        )
        expect(batch.cards.map(({ text }) => text)).toEqual(list)
      }),
    )
  })
})

describe('answers to sealed questions', () => {
  const results = (session: Session, acts: Held[]) => {
    const round = session.rounds[0]
    if (round === undefined) throw new Error('no round')
    return makeBatch(session, round, acts, completed(4, 4))
  }

  test('are counted by option, sorted by size, listed as texts', () => {
    const { session } = given('baseline')
    const batch = results(session, [
      held(answer({ option: 3 }), 'r1', 'clear-now'),
      held(answer({ option: 3 }), 'r2', 'clear-now'),
      held(answer({ option: 0 }), 'r1', 'clear-now'),
      held(answer({ value: 12 }), 'r1', 'weeks'),
      held(answer({ value: 2 }), 'r1', 'weeks'),
      held(answer({ text: '  less   “email” ' }), 'r1', 'one-word'),
    ])
    expect(batch.written.results).toEqual([
      { question: 'clear-now', round: 'baseline.1', eligible: 8, counts: [1, 0, 0, 2, 0], values: [], texts: [] },
      { question: 'weeks', round: 'baseline.1', eligible: 8, counts: [], values: [2, 12], texts: [] },
      { question: 'one-word', round: 'baseline.1', eligible: 8, counts: [], values: [], texts: ['less "email"'] },
    ])
    expect(batch.answers).toHaveLength(6)
    expect(batch.answers.every((row) => Object.keys(row).sort().join() === 'body,mark,slot')).toBe(true)
    expect(batch.written).toMatchObject({ phones: 8, phonesByRoom: {}, pooled: [] })
  })

  test.each([
    ['an option that is not there', 'clear-now', { option: 5 }],
    ['a number for a scale', 'clear-now', { value: 1 }],
    ['a number out of range', 'weeks', { value: 53 }],
    ['a text for a number', 'weeks', { text: '4' }],
    ['an empty text', 'one-word', { text: ' ' }],
    ['a text that is too long', 'one-word', { text: 'a'.repeat(201) }],
    ['something else', 'one-word', { shout: 'A' }],
  ])('%s is no answer', (_what, slot, body) => {
    const { answers, written } = results(given('baseline').session, [held(answer(body), 'r1', slot)])
    expect(answers).toMatchObject([{ slot, body: null }])
    expect(written.results.flatMap(({ counts, values, texts }) => [...counts, ...values, ...texts]).some(Boolean)).toBe(
      false,
    )
  })

  test('blanks are kept like answers, by a line of their own, so that nobody can count who answered; other rounds’ are not', () => {
    const batch = results(given('baseline').session, [
      { ...held(blank, 'r1', 'weeks'), line: 'drawn' },
      held(answer({ option: 0 }), 'r1', 'support'),
    ])
    expect(batch.answers).toEqual([{ slot: 'weeks', body: null, mark: 'drawn' }])
    expect(batch.written.results.map(({ question }) => question)).toEqual(['clear-now', 'weeks', 'one-word'])
  })
})

describe('ballots', () => {
  function balloting(): Session {
    let session = at(given('write').session, 'ballot')
    session = { ...session, rounds: [] }
    for (const id of ['c1', 'c2']) {
      session = does(session, laptop, 'commitment.add', { commitment: id, theme: null, what: id })
      for (const field of ['owner', 'by', 'givingUp'] as const)
        session = does(session, laptop, 'commitment.waive', { commitment: id, field, waived: true })
    }
    return does(session, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1', 'c2'] })
  }

  test('become one tally each; whoever sent nothing is silent', () => {
    const session = balloting()
    const round = session.rounds[0]
    if (round === undefined) throw new Error('no round')
    const yes = () => voted({ clear: 'clear', gaps: [], committed: 4, guess: 7 })
    const acts = [
      ...Array.from({ length: 6 }, () => held(yes(), 'r1', 'ballot.1.1')),
      held(voted({ clear: 'fuzzy', gaps: ['who'], committed: 1, guess: null }), 'r1', 'ballot.1.1'),
      held(voted({ abstain: true }), 'r2', 'ballot.1.2'),
      held(voted({ clear: 'clear' }), 'r2', 'ballot.1.2'),
      held(blank, 'r2', 'ballot.1.2'),
    ]
    const batch = makeBatch(session, round, acts, completed(4, 3))
    expect(batch.written.tallies).toMatchObject([
      { ballot: 'ballot.1.1', tally: { eligible: 8, of: 8, counted: 6, answered: 7, silent: 1, gaps: { who: 1 } } },
      { ballot: 'ballot.1.2', tally: { eligible: 8, answered: 0, silent: 8, abstained: 1 } },
    ])
    // A blank has its line, too.
    expect(batch.answers).toHaveLength(9)
  })
})

describe('taking cards back', () => {
  const SECRET = 'A'.repeat(22)
  const back = (reveal = SECRET): Act => ({ is: 'withdraw', reveal })
  const facts = { ...completed(4, 4), cardOf: (mark: string) => (mark === markOf(SECRET) ? 'k1' : null) }

  test.each(['write', 'gather'])('the secret behind its mark takes a card back, once, in a round of %s', (step) => {
    const { session, round } = given(step)
    const batch = makeBatch(session, round, [held(back()), held(back()), held(blank)], facts)
    expect(batch.written.withdrawn).toEqual([{ card: 'k1', mark: markOf(SECRET) }])
    expect(batch.cards).toEqual([])
  })

  test('a mark itself, or any other secret, takes nothing back', () => {
    const { session, round } = given('write')
    const batch = makeBatch(session, round, [held(back(markOf(SECRET))), held(back('B'.repeat(22)))], facts)
    expect(batch.written.withdrawn).toEqual([])
  })

  test('a round for taking back takes no cards', () => {
    const { session, round } = given('gather')
    expect(makeBatch(session, round, [held(card('too late'))], facts).cards).toEqual([])
  })
})
