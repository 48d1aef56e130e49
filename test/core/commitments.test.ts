// Commitments while they are drafted: what is missing, who owns it and says so, dates, waivers, and the mirrored wording.
import { describe, expect, test } from 'vitest'
import { missingFields, readyForBallot } from '../../server/core/commitments.ts'
import type { CommandData } from '../../shared/commands.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Ballot, Commitment, Session } from '../../shared/model.ts'
import { at, does, laptop, newSession, phone, refused, tell, withPeople } from './given-session.ts'

const add = (session: Session, id: string, fields: Partial<CommandData<'commitment.add'>> = {}) =>
  does(session, laptop, 'commitment.add', { commitment: id, theme: null, what: 'Hire two', ...fields })
const drafting = () => add(at(withPeople(newSession(), 3), 'draft'), 'c1')
const set = (session: Session, field: 'owner' | 'remover' | 'decider', person: string | null) =>
  does(session, laptop, 'commitment.set', { commitment: 'c1', field, person })
const write = (session: Session, field: 'what' | 'givingUp', text: string) =>
  tell(session, { name: 'system.wording', data: { commitment: 'c1', field, text } })

function first(session: Session): Commitment {
  const [commitment] = session.commitments
  if (commitment === undefined) throw new Error('no commitment')
  return commitment
}

describe('a commitment', () => {
  test('comes from a theme and keeps the link to its cards, whatever becomes of the theme', () => {
    const theme = { id: 't1', title: 'Staffing', cards: ['a', 'b'], keywords: [], hidden: null, edited: false }
    const session = add({ ...drafting(), themes: [theme] }, 'c2', { theme: 't1', what: ' Hire\ntwo ' })
    expect(session.commitments[1]).toMatchObject({
      theme: 't1',
      cards: ['a', 'b'],
      what: 'Hire two',
      owner: null,
      accepted: false,
    })
    const moved = does(session, laptop, 'theme.move', { cards: ['a'], theme: null })
    expect(moved.commitments[1]?.cards).toEqual(['a', 'b'])
  })

  test('is not made of a theme that is hidden', () => {
    const theme = { id: 't1', title: 'Staffing', cards: ['a'], keywords: [], hidden: 'names a person', edited: true }
    const session = { ...drafting(), themes: [theme] }
    refused(session, laptop, 'commitment.add', { commitment: 'c2', theme: 't1', what: '' }, 'not-found')
  })

  test('is added once, within limits', () => {
    const session = drafting()
    expect(add(session, 'c1', { what: 'again' })).toBe(session)
    const bad = (fields: Partial<CommandData<'commitment.add'>>) => ({
      commitment: 'c2',
      theme: null,
      what: 'x',
      ...fields,
    })
    refused(session, laptop, 'commitment.add', bad({ theme: 't7' }), 'not-found')
    refused(session, laptop, 'commitment.add', bad({ what: 'é'.repeat(LIMITS.field + 1) }), 'too-long')
    let full = session
    for (let i = 2; i <= LIMITS.commitments; i++) full = add(full, `c${i}`)
    refused(full, laptop, 'commitment.add', bad({ commitment: 'more' }), 'too-many')
    refused(session, phone('p1'), 'commitment.add', bad({}), 'forbidden')
  })

  test('goes while nobody was asked about it; afterwards it stays', () => {
    const session = does(drafting(), laptop, 'talk.set', { commitment: 'c1' })
    const gone = does(session, laptop, 'commitment.remove', { commitment: 'c1' })
    expect(gone).toMatchObject({ commitments: [], talk: null })
    expect(does(gone, laptop, 'commitment.remove', { commitment: 'c1' })).toBe(gone)
    const ballot = { commitment: 'c1' } as Ballot
    refused({ ...session, ballots: [ballot] }, laptop, 'commitment.remove', { commitment: 'c1' }, 'already-asked')
  })
})

describe('what is missing', () => {
  test('is asked for in order until it is there', () => {
    let session = write(drafting(), 'what', '')
    expect(missingFields(first(session))).toEqual(['what', 'owner', 'by', 'givingUp'])
    session = set(write(write(session, 'what', 'Hire two'), 'givingUp', 'The pilot'), 'owner', 'p1')
    expect(missingFields(first(session))).toEqual(['by'])
    expect(readyForBallot(first(session))).toBe(false)
    session = does(session, laptop, 'commitment.date', { commitment: 'c1', field: 'by', day: '2028-02-29' })
    expect(readyForBallot(first(session))).toBe(true)
  })

  test('may be waived aloud, and asked for again', () => {
    const waive = (session: Session, waived: boolean) =>
      does(session, laptop, 'commitment.waive', { commitment: 'c1', field: 'owner', waived })
    const session = waive(drafting(), true)
    expect(missingFields(first(session))).toEqual(['by', 'givingUp'])
    expect(waive(session, true)).toBe(session)
    expect(missingFields(first(waive(session, false)))).toEqual(['owner', 'by', 'givingUp'])
  })

  test('an owner who has not accepted yet does not stop a ballot', () => {
    let session = drafting()
    for (const field of ['by', 'givingUp'] as const)
      session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
    session = set(session, 'owner', 'p2')
    expect(first(session)).toMatchObject({ owner: 'p2', accepted: false })
    expect(readyForBallot(first(session))).toBe(true)
  })
})

describe('the owner', () => {
  const answer = (session: Session, who: string, accept: boolean) =>
    does(session, phone(who), 'owner.answer', { commitment: 'c1', accept })
  const offer = (session: Session, who: string, on: boolean) =>
    does(session, phone(who), 'owner.offer', { commitment: 'c1', on })

  test('says yes on their own phone, in any step', () => {
    const session = answer(at(set(drafting(), 'owner', 'p1'), 'board'), 'p1', true)
    expect(first(session)).toMatchObject({ owner: 'p1', accepted: true })
    expect(answer(session, 'p1', true)).toBe(session)
  })

  test('may say no, before or after a yes, and is then not asked again by mistake', () => {
    const asked = set(offer(drafting(), 'p1', true), 'owner', 'p1')
    const no = answer(answer(asked, 'p1', true), 'p1', false)
    expect(first(no)).toMatchObject({ owner: null, accepted: false, offers: [] })
    expect(answer(no, 'p1', false)).toBe(no)
  })

  test('is nobody else', () => {
    const session = set(drafting(), 'owner', 'p1')
    refused(session, phone('p2'), 'owner.answer', { commitment: 'c1', accept: true }, 'not-owner')
    refused(session, phone('p2'), 'owner.answer', { commitment: 'c1', accept: false }, 'not-owner')
    refused(session, phone('p2'), 'owner.answer', { commitment: 'c9', accept: true }, 'not-found')
    refused(drafting(), phone('p2'), 'owner.answer', { commitment: 'c1', accept: true }, 'not-owner')
  })

  test('who offered has said yes; another owner has to say it themselves', () => {
    const offered = offer(offer(drafting(), 'p2', true), 'p1', true)
    expect(first(offered).offers).toEqual(['p2', 'p1'])
    expect(first(set(offered, 'owner', 'p2'))).toMatchObject({ owner: 'p2', accepted: true })
    expect(first(set(set(offered, 'owner', 'p2'), 'owner', 'p3'))).toMatchObject({ owner: 'p3', accepted: false })
    expect(first(offer(set(drafting(), 'owner', 'p1'), 'p1', true))).toMatchObject({ accepted: true })
    expect(first(offer(offered, 'p2', false)).offers).toEqual(['p1'])
  })

  test('set twice stays as accepted as they were', () => {
    const session = answer(set(drafting(), 'owner', 'p1'), 'p1', true)
    expect(set(session, 'owner', 'p1')).toBe(session)
    expect(first(set(session, 'owner', null))).toMatchObject({ owner: null, accepted: false })
  })

  test('holds a seat, and so do remover and decider', () => {
    const removed = does(drafting(), laptop, 'person.remove', { person: 'p3' })
    for (const field of ['owner', 'remover', 'decider'] as const)
      for (const person of ['p3', 'p9'])
        refused(removed, laptop, 'commitment.set', { commitment: 'c1', field, person }, 'not-found')
    expect(first(set(set(removed, 'remover', 'p1'), 'decider', 'p2'))).toMatchObject({
      remover: 'p1',
      decider: 'p2',
      owner: null,
    })
  })
})

test.each(['2027-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00', '2100-02-29'])(
  '%s is no day',
  (day) => {
    refused(drafting(), laptop, 'commitment.date', { commitment: 'c1', field: 'firstStepBy', day }, 'bad-request')
  },
)

describe('the wording', () => {
  test('is mirrored as one plain line, cut where it no longer fits', () => {
    expect(first(write(drafting(), 'givingUp', ' The\u202e pilot\n and  the tour ')).givingUp).toBe(
      'The pilot and the tour',
    )
    const long = first(write(drafting(), 'what', '👩‍👩‍👧'.repeat(LIMITS.field + 20)))
    expect(long.what.length).toBeLessThanOrEqual(LIMITS.field * 4)
    // Whoever reads it sees that something is missing.
    expect(first(write(drafting(), 'what', 'x'.repeat(LIMITS.field))).what).toBe('x'.repeat(LIMITS.field))
    expect(first(write(drafting(), 'what', 'x'.repeat(LIMITS.field + 1))).what).toBe(`${'x'.repeat(LIMITS.field - 1)}…`)
  })

  test('that did not change saves nothing', () => {
    const session = drafting()
    expect(write(session, 'what', 'Hire  two')).toBe(session)
    expect(() =>
      tell(session, { name: 'system.wording', data: { commitment: 'c9', field: 'what', text: '' } }),
    ).toThrow('not-found')
  })
})
