// A barrier is closed by those it concerns: asked under seal at a check-in, counted, and never by a few.
import { expect, test } from 'vitest'
import { questionOf } from '../../server/core/barriers-settled.ts'
import type { Session } from '../../shared/model.ts'
import { answered, ended, onDay, written } from './given-board.ts'
import { does, laptop, tell } from './given-session.ts'

const GONE = { option: 0 }
const STILL = { option: 1 }
const NEVER_MINE = { option: 2 }

function asking(barriers: readonly [commitment: string, barrier: string][]): Session {
  let session = ended()
  for (const [commitment, barrier] of barriers) {
    session = does(session, laptop, 'barrier.put', { commitment, barrier, text: `Wait for ${barrier}`, remover: 'p1' })
    session = does(session, laptop, 'barrier.ask', { commitment, barrier, gone: true })
  }
  return tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))
}
const closing = (session: Session) =>
  tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'closed' } }, onDay('2026-04-07'))
const barrierOf = (session: Session, commitment = 'c1') =>
  session.commitments.find(({ id }) => id === commitment)?.pursuit.barriers[0]
const answers = (slot: string, ...groups: readonly (readonly [number, unknown])[]) =>
  groups.flatMap(([count, answer]) => Array.from({ length: count }, () => answered(slot, answer)))

test.each([
  [
    'four of five agree',
    [
      [4, GONE],
      [1, STILL],
      [3, NEVER_MINE],
    ],
    true,
  ],
  [
    'three of five do not',
    [
      [3, GONE],
      [2, STILL],
    ],
    false,
  ],
  [
    'four alone are too few to be told',
    [
      [4, GONE],
      [4, NEVER_MINE],
    ],
    false,
  ],
  ['nobody answered', [], false],
] as const)('%s', (_name, groups, closes) => {
  const session = asking([['c1', 'legal']])
  const slot = questionOf('legal')
  expect(session.rounds.at(-2)?.slots).toEqual(['day30-way', slot])
  const after = written(closing(session), answers(slot, ...groups), 8)
  expect(barrierOf(after)).toMatchObject(closes ? { closed: { how: 'agreed' } } : { closed: null, asked: null })
  // What came of it is on record; by how many, and by whom, is not.
  expect(after.commitments[0]?.pursuit.history.at(-1)).toMatchObject({
    by: 'Check-in',
    says: `${closes ? 'agreed' : 'not agreed'} to be out of the way: Wait for legal`,
  })
})

test('one that was taken back, or said to be gone only meanwhile, stays as it is', () => {
  const session = asking([['c1', 'legal']])
  const back = does(session, laptop, 'barrier.ask', { commitment: 'c1', barrier: 'legal', gone: false })
  const other = does(back, laptop, 'barrier.put', { commitment: 'c2', barrier: 'new', text: 'New', remover: null })
  const later = does(other, laptop, 'barrier.ask', { commitment: 'c2', barrier: 'new', gone: true })
  const after = written(closing(later), answers(questionOf('legal'), [8, GONE]), 8)
  expect(barrierOf(after)).toMatchObject({ closed: null, asked: null })
  expect(barrierOf(after, 'c2')).toMatchObject({ closed: null })
  expect(barrierOf(after, 'c2')?.asked).not.toBeNull()
})

test('two of one name are asked about one after the other, and no more than a screen holds', () => {
  const session = asking([
    ['c1', 'same'],
    ['c2', 'same'],
  ])
  expect(session.rounds.at(-2)?.slots).toEqual(['day30-way', 'gone-same'])
  const after = written(closing(session), answers('gone-same', [8, GONE]), 8)
  expect(barrierOf(after, 'c1')?.closed).not.toBeNull()
  expect(barrierOf(after, 'c2')?.closed).toBeNull()
  expect(barrierOf(after, 'c2')?.asked).not.toBeNull()
  const many = Array.from({ length: 12 }, (_, at): [string, string] => ['c1', `b${at}.1`])
  const slots = asking(many).rounds.at(-2)?.slots ?? []
  expect(slots).toHaveLength(8)
  expect(slots[1]).toBe('gone-b0_1')
})
