// The published list of a ballot: a line for everybody, and nothing in it that the result hides.
import { describe, expect, test } from 'vitest'
import { type Held, makeBatch } from '../../server/core/batch.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { digestOf, type Line } from '../../shared/anon/published.ts'
import { at, does, laptop, newSession, withPeople } from './given-session.ts'

const voted = (body: unknown): Act => ({ is: 'answer', answer: body })
const blank: Act = { is: 'blank' }

/** A ballot on one commitment, put to this many people, and what its first lines answered; the rest sent blanks or nothing. */
function closed(people: number, answers: readonly unknown[], blanks: number) {
  let session = at(withPeople(newSession(), people), 'ballot')
  session = does(session, laptop, 'commitment.add', { commitment: 'c1', theme: null, what: 'Do it' })
  for (const field of ['owner', 'by', 'givingUp'] as const)
    session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
  session = does(session, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })
  const round = session.rounds[0]
  if (round === undefined) throw new Error('no round')
  const acts = [...answers.map(voted), ...Array.from({ length: blanks }, () => blank)]
  const lines = acts.map((act, n): Held => ({ slot: 'ballot.1.1', room: null, act, line: `LINE-${n}` }))
  return makeBatch(session, round, lines, {
    phones: lines.length,
    completedByRoom: {},
    beacon: 'beacon',
    cardOf: () => null,
  })
}
const yes = { clear: 'clear', gaps: [], committed: 4, guess: 7 }
const no = { clear: 'lost', gaps: ['what'], committed: 0, guess: 1 }

describe('the published list of a ballot', () => {
  const says = (batch: ReturnType<typeof closed>) => batch.answers.map(({ body }) => body)

  test('has a line for every answer and every blank, and says of each only whether it counted', () => {
    const batch = closed(14, [...Array(7).fill(yes), no, no, no, { abstain: true }, { ...yes, clear: 'not-mine' }], 1)
    const expected = [...Array(7).fill('counted'), ...Array(3).fill('not-counted'), 'silent', 'not-mine', 'silent']
    expect(says(batch)).toEqual(expected)
    expect(batch.written.tallies[0]?.published).toMatchObject({ lines: 13, beacon: 'beacon' })
    const list = batch.answers.map(({ mark, body }) => ({ line: mark, says: body as Line['says'] }))
    expect(batch.written.tallies[0]?.published.digest).toBe(digestOf('ballot.1.1', 'beacon', list))
    // Nothing else of an answer is kept: not what is missing, not the guess.
    expect(JSON.stringify(batch.answers)).not.toMatch(/gaps|guess|committed/)
  })

  test.each([
    ['eleven lines are too few', 11, [...Array(6).fill(yes), ...Array(5).fill(no)], 0],
    ['all but one of those who answered counted', 12, [...Array(7).fill(yes), no], 4],
    ['seven of twelve answered', 12, [...Array(4).fill(yes), no, no, no], 5],
  ])(
    'says nothing of answers when %s: lines would give away what the result hides',
    (_why, people, answers, blanks) => {
      const batch = closed(people, answers, blanks)
      expect(new Set(says(batch))).toEqual(new Set([null]))
      expect(batch.answers).toHaveLength(answers.length + blanks)
    },
  )

  test('longer than the room is shown as it is', () => {
    const batch = closed(3, Array(5).fill(yes), 0)
    expect(batch.written.tallies[0]).toMatchObject({ published: { lines: 5 }, tally: { eligible: 5 } })
  })
})
