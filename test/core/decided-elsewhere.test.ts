// A board that came from a file: what was decided there stays decided here, is opened again on purpose, and stays on record.
import { describe, expect, test } from 'vitest'
import { isDecided } from '../../server/core/ballots.ts'
import { importBoard } from '../../server/core/import-board.ts'
import { boardRecord } from '../../server/core/view/board-record.ts'
import { tally } from '../../shared/clarity.ts'
import type { Session } from '../../shared/model.ts'
import { Session as SessionSchema } from '../../shared/model.ts'
import { BoardRecord } from '../../shared/record.ts'
import { fromBuyInToAction } from '../../shared/templates/from-buy-in-to-action.ts'
import { type BallotResult, showBallot } from '../../shared/thresholds.ts'
import { CLEAR, UNCLEAR } from '../support/answers.ts'
import { at, does, laptop, newSession, refused, tell, withPeople } from './given-session.ts'

const said = (clear: number, of: number): BallotResult =>
  showBallot(
    tally(
      Array.from({ length: of }, (_, n) => (n < clear ? CLEAR : UNCLEAR)),
      of,
    ),
  )
const WORDING = { what: 'Hire two', givingUp: 'The tour', firstStep: '', barrier: '', ifCond: '', thenDo: '' }
const YES = { asked: 'Offsite', result: said(9, 10), wording: WORDING }
const NO = { asked: '30 days', result: said(4, 10), wording: WORDING }
type Earlier = Session['commitments'][number]['pursuit']['earlier']

/** A session with one commitment that is ready for a ballot, taken home by its facilitator. */
function taken(earlier: Earlier = []): BoardRecord {
  let session = at(withPeople(newSession(), 6), 'ballot')
  session = does(session, laptop, 'commitment.add', { commitment: 'c1', theme: null, what: WORDING.what })
  session = word(session, 'givingUp', WORDING.givingUp)
  session = does(session, laptop, 'commitment.set', { commitment: 'c1', field: 'owner', person: 'p1' })
  session = does(session, laptop, 'commitment.date', { commitment: 'c1', field: 'by', day: '2027-03-01' })
  const commitments = session.commitments.map((one) => ({ ...one, pursuit: { ...one.pursuit, earlier } }))
  return home({ ...session, commitments })
}

const word = (session: Session, field: 'what' | 'givingUp', text: string) =>
  tell(session, { name: 'system.wording', data: { commitment: 'c1', field, text } })

function home(session: Session): BoardRecord {
  const record = boardRecord(session, { cards: new Map() }, 2_000_000, null, 'takes-part')
  return BoardRecord.parse(JSON.parse(JSON.stringify(record)))
}

/** Brought to a new session, in which five people have come to the step of its ballot. */
function brought(record: BoardRecord, they = 'q'): Session {
  const fresh = { ...newSession({}, fromBuyInToAction), id: 'elsewhere' }
  const begun = importBoard(fresh, record, 3_000_000, () => 'x')
  if (typeof begun === 'string') throw new Error(begun)
  expect(SessionSchema.safeParse(begun.session).error).toBeUndefined()
  return at(
    withPeople(begun.session, 5, (n) => ({ id: `${they}${n}` })),
    'ballot',
  )
}

const only = ({ commitments: [one] }: Session) => {
  if (one === undefined) throw new Error('no commitment')
  return one
}
const open = { round: 'ballot.1', commitments: ['c1'] }
const reopen = (past = 0) => ({ commitment: 'c1', why: 'Two people left', past })

describe('what was decided before the board came here', () => {
  test('is asked about once more as it stands: that is what the session is for', () => {
    const session = brought(taken([YES]))
    expect(isDecided(session, only(session))).toBe(false)
    expect(does(session, laptop, 'ballot.open', open).ballots).toMatchObject([{ commitment: 'c1', turn: 1 }])
    // A board of an earlier version does not say about which words it was.
    const { wording: _, ...wordless } = YES
    const old = brought(taken([wordless]))
    expect(isDecided(old, only(old))).toBe(false)
  })

  test('and once its wording is another only after it was opened again with something new', () => {
    const session = word(brought(taken([YES])), 'givingUp', 'Nothing')
    refused(session, laptop, 'ballot.open', open, 'nothing-new')
    refused(session, laptop, 'commitment.reopen', { ...reopen(), why: ' ' }, 'nothing-new')
    const again = does(session, laptop, 'commitment.reopen', reopen())
    expect(only(again).pursuit).toMatchObject({
      status: 'open',
      reopened: [{ by: 'Facilitator', why: 'Two people left', decided: 'earlier-1' }],
      earlier: [YES],
    })
    expect(does(again, laptop, 'commitment.reopen', reopen())).toBe(again)
    expect(does(again, laptop, 'ballot.open', open).ballots).toHaveLength(1)
  })

  test('is the last of what was asked there, and nothing where that was not reached', () => {
    const lost = word(brought(taken([YES, NO])), 'what', 'Hire three')
    expect(isDecided(lost, only(lost))).toBe(false)
    const won = word(brought(taken([NO, YES])), 'what', 'Hire three')
    refused(won, laptop, 'ballot.open', open, 'nothing-new')
    const again = does(won, laptop, 'commitment.reopen', reopen())
    expect(only(again).pursuit.reopened.at(-1)?.decided).toBe('earlier-2')
    refused(brought(taken()), laptop, 'commitment.reopen', reopen(), 'not-found')
  })

  test('gives way to what is decided here', () => {
    const asked = does(brought(taken([YES])), laptop, 'ballot.open', open)
    const counted = tally(
      Array.from({ length: 10 }, () => CLEAR),
      10,
    )
    const here: Session = {
      ...asked,
      ballots: asked.ballots.map((one) => ({ ...one, tally: counted })),
      rounds: asked.rounds.map((one) => ({ ...one, state: 'written' as const })),
    }
    refused(here, laptop, 'ballot.open', { ...open, round: 'ballot.2' }, 'nothing-new')
    expect(only(does(here, laptop, 'commitment.reopen', reopen())).pursuit.reopened.at(-1)?.decided).toBe('ballot.1.1')
  })
})

describe('what was opened again there', () => {
  test('is open here, by the name that what had decided it has here', () => {
    const asked = does(brought(taken([NO])), laptop, 'ballot.open', open)
    const counted = tally(
      Array.from({ length: 10 }, () => CLEAR),
      10,
    )
    const decided: Session = {
      ...asked,
      ballots: asked.ballots.map((one) => ({ ...one, tally: counted })),
      rounds: asked.rounds.map((one) => ({ ...one, state: 'written' as const })),
    }
    const opened = does(decided, laptop, 'commitment.reopen', reopen())
    const once = brought(home(opened), 'r')
    expect(only(once).pursuit.reopened).toMatchObject([{ why: 'Two people left', decided: 'earlier-2' }])
    expect(only(once).pursuit.earlier.map(({ result, wording }) => [result.verdict, wording?.givingUp])).toEqual([
      ['not-reached', 'The tour'],
      ['reached', 'The tour'],
    ])
    const reworded = word(once, 'what', 'Hire three')
    expect(isDecided(reworded, only(reworded))).toBe(false)
    // A ballot of here may have the id that the one of there had.
    expect(only(brought(home(once), 's')).pursuit.reopened).toEqual(only(once).pursuit.reopened)
    const ballot = does(once, laptop, 'ballot.open', open)
    expect(ballot.ballots[0]?.id).toBe('ballot.1.1')
    const won: Session = {
      ...ballot,
      ballots: ballot.ballots.map((one) => ({ ...one, tally: counted })),
      rounds: ballot.rounds.map((one) => ({ ...one, state: 'written' as const })),
    }
    refused(won, laptop, 'ballot.open', { ...open, round: 'ballot.2' }, 'nothing-new')
  })

  test('names nothing that is not there any more', () => {
    const record = taken(Array.from({ length: 30 }, (_, n) => ({ ...YES, asked: `Day ${n}` })))
    const [one] = record.board.commitments
    if (one === undefined) throw new Error('no commitment')
    const decided = (id: string) => ({ at: 1, by: 'Ana', why: 'New', decided: id })
    const reopened = [decided('earlier-1'), decided('earlier-30'), decided('who-knows')]
    const ballots = home(does(brought(taken([])), laptop, 'ballot.open', open)).board.commitments[0]?.ballots ?? []
    const more = {
      ...one,
      ballots: ballots.map((ballot) => ({ ...ballot, result: YES.result })),
      pursuit: { ...one.pursuit, reopened },
    }
    const session = brought({ ...record, board: { ...record.board, commitments: [more] } })
    // Thirty of thirty-one are kept: the first is gone, the thirtieth is the twenty-ninth.
    expect(only(session).pursuit.reopened.map((each) => each.decided)).toEqual(['earlier-0', 'earlier-29', 'earlier-0'])
  })
})
