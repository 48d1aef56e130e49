// A barrier is closed by those it concerns: asked under seal at a check-in, counted, and never by a few.
import { describe, expect, test } from 'vitest'
import { closedByWord } from '../../server/core/barriers.ts'
import { questionOf } from '../../server/core/barriers-settled.ts'
import type { Session } from '../../shared/model.ts'
import { answered, ended, onDay, written } from './given-board.ts'
import { decideBy, does, laptop, refused, tell } from './given-session.ts'

const GONE = { option: 0 }
const STILL = { option: 1 }
const NEVER_MINE = { option: 2 }

const opened = (session: Session) =>
  tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))

function asking(barriers: readonly [commitment: string, barrier: string][], open = true): Session {
  let session = ended()
  for (const [commitment, barrier] of barriers) {
    session = does(session, laptop, 'barrier.put', { commitment, barrier, text: `Wait for ${barrier}`, remover: 'p1' })
    session = does(session, laptop, 'barrier.ask', { commitment, barrier, gone: true })
  }
  return open ? opened(session) : session
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

test('one that is said to be gone only meanwhile stays as it is, and what is asked about is not taken back', () => {
  const session = asking([['c1', 'legal']])
  const back = { commitment: 'c1', barrier: 'legal', gone: false }
  refused(session, laptop, 'barrier.ask', back, 'being-asked')
  const other = does(session, laptop, 'barrier.put', { commitment: 'c2', barrier: 'new', text: 'New', remover: null })
  const later = does(other, laptop, 'barrier.ask', { commitment: 'c2', barrier: 'new', gone: true })
  const after = written(closing(later), answers(questionOf('legal'), [8, GONE]), 8)
  expect(barrierOf(after)?.closed).toMatchObject({ how: 'agreed' })
  expect(barrierOf(after, 'c2')).toMatchObject({ closed: null })
  expect(barrierOf(after, 'c2')?.asked).not.toBeNull()
})

test('two of one name are asked about one after the other, and no more than a screen holds', () => {
  // As an imported board may have them.
  const one = asking([['c1', 'same']], false)
  const barriers = one.commitments[0]?.pursuit.barriers ?? []
  const session = opened({
    ...one,
    commitments: one.commitments.map((each) => ({
      ...each,
      pursuit: { ...each.pursuit, barriers: barriers.map((barrier) => ({ ...barrier })) },
    })),
  })
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

describe('by the facilitator’s word', () => {
  const byWord = { commitment: 'c1', barrier: 'legal' }
  const slot = questionOf('legal')
  const over = closing(asking([['c1', 'legal']]))
  /** Asked at the first check-in, with these answers. */
  const heard = (gone: number, still: number, mine: number) =>
    written(over, answers(slot, [gone, GONE], [still, STILL], [mine, NEVER_MINE]), 8)

  test('it is closed once too few of those it concerns answered; of how many they were nothing is told', () => {
    const said = new Set<string>()
    for (let gone = 0; gone <= 6; gone++)
      for (let still = 0; still <= 6; still++)
        for (const mine of [0, 3, 7]) {
          const session = heard(gone, still, mine)
          const agreed = barrierOf(session)?.closed !== null
          const decision = decideBy(session, laptop, 'barrier.close', byWord)
          const isFew = gone + still < 5
          expect([gone, still, mine, closedByWord(session).length]).toEqual([gone, still, mine, isFew ? 1 : 0])
          expect(decision.ok).toBe(isFew || agreed)
          if (!decision.ok) said.add(JSON.stringify(decision.refusal))
          else if (isFew) said.add(JSON.stringify([decision.session.commitments, decision.session.log.at(-1)]))
        }
    // One refusal, and one outcome, whatever they said.
    expect(said.size).toBe(2)
    expect([...said].filter((one) => one.includes('"ask-them"'))).toEqual(['{"code":"ask-them"}'])
  })

  test('not while they are being asked, and not taken off the list either', () => {
    const open = asking([['c1', 'legal']])
    for (const session of [open, closing(open)]) {
      for (const name of ['barrier.close', 'barrier.remove'] as const)
        refused(session, laptop, name, byWord, 'being-asked')
      expect(closedByWord(session)).toEqual([])
    }
    const done = does(written(closing(open)), laptop, 'barrier.remove', byWord)
    expect(barrierOf(done)).toBeUndefined()
  })

  test('not before it was asked about, nor when it says something else since', () => {
    const put = { ...byWord, text: 'Wait for legal', remover: 'p1' }
    const raised = does(ended(), laptop, 'barrier.put', put)
    refused(raised, laptop, 'barrier.close', byWord, 'ask-them')
    const other = does(heard(1, 0, 0), laptop, 'barrier.put', { ...put, text: 'Wait for finance' })
    refused(other, laptop, 'barrier.close', byWord, 'ask-them')
    expect(closedByWord(other)).toEqual([])
  })

  test('a floor that was raised since reopens nothing that enough people said', () => {
    const session = heard(3, 3, 0)
    const raised = { ...session, floors: { ...session.floors, show: 9, counts: 9 } }
    refused(raised, laptop, 'barrier.close', byWord, 'ask-them')
  })

  test('and where the keys are gone, since then nobody can be asked any more', () => {
    const session = does(ended(), laptop, 'barrier.put', { ...byWord, text: 'Wait for legal', remover: null })
    const without = { ...session, keys: { ...session.keys, secret: null } }
    expect(barrierOf(does(without, laptop, 'barrier.close', byWord))?.closed?.how).toBe('said')
  })
})
