// What commitments live through after the offsite: who may change what, what is noted, and what nobody can undo by accident.
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../server/core/command-handler.ts'
import { pursuitView } from '../../server/core/view/pursuit-view.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Ballot, Commitment, Session } from '../../shared/model.ts'
import { Session as SessionSchema } from '../../shared/model.ts'
import { at, does, laptop, newSession, phone, refused, withPeople } from './given-session.ts'

const ana = phone('p1')
const ben = phone('p2')
const visitor: Actor = { role: 'visitor', name: 'Vera' }
const LATER = { now: 9_000_000, collectMs: 6500 }

/** One commitment that p1 owns, in a session that is over. */
function ended(people = 6): Session {
  const drafting = at(
    withPeople(newSession(), people, (n) => ({ name: ['Ana', 'Ben', 'Chi'][n - 1] ?? `P${n}` })),
    'draft',
  )
  const added = does(drafting, laptop, 'commitment.add', { commitment: 'c1', theme: null, what: 'Hire two' })
  const owned = does(added, laptop, 'commitment.set', { commitment: 'c1', field: 'owner', person: 'p1' })
  return does(owned, laptop, 'session.end', {})
}

function only(session: Session): Commitment {
  const [commitment] = session.commitments
  if (commitment === undefined) throw new Error('no commitment')
  return commitment
}
const pursuit = (session: Session) => only(session).pursuit
const said = (session: Session) => pursuit(session).history.map(({ by, says }) => `${by}: ${says}`)
const set = (session: Session, actor: Actor, status: 'moving' | 'stuck' | 'done' | 'dropped', why = '') =>
  does(session, actor, 'status.set', { commitment: 'c1', status, why })

describe('the status', () => {
  test('is the owner’s, the facilitator’s and of whoever has the link to take part; every change is named', () => {
    let session = set(ended(), ana, 'moving')
    session = set(session, laptop, 'stuck', 'No budget\nyet')
    session = set(session, visitor, 'done')
    expect(said(session)).toEqual([
      'Ana: says it is moving',
      'Facilitator: says it is stuck: No budget yet',
      'Vera, by link: says it is done',
    ])
    expect(pursuit(session)).toMatchObject({ status: 'done', why: '' })
    expect(SessionSchema.safeParse(session).error).toBeUndefined()
    refused(session, ben, 'status.set', { commitment: 'c1', status: 'open', why: '' }, 'not-owner')
  })

  test('is never said in the name of somebody whose name a visitor took', () => {
    const posing = (name: string): Actor => ({ role: 'visitor', name })
    const names = ['Facilitator', 'Ana', 'x'.repeat(LIMITS.label)]
    const session = names.reduce((so, name, n) => set(so, posing(name), n === 1 ? 'stuck' : 'moving'), ended())
    expect(pursuit(session).history.map(({ by }) => by)).toEqual([
      'Facilitator, by link',
      'Ana, by link',
      expect.stringMatching(/^x+…?, by link$/),
    ])
    expect(SessionSchema.safeParse(session).error).toBeUndefined()
  })

  test('is dropped only with a reason, and the same again changes nothing', () => {
    const session = ended()
    refused(session, ana, 'status.set', { commitment: 'c1', status: 'dropped', why: ' ' }, 'empty')
    refused(
      session,
      ana,
      'status.set',
      { commitment: 'c1', status: 'stuck', why: 'x'.repeat(LIMITS.reason + 1) },
      'too-long',
    )
    refused(session, ana, 'status.set', { commitment: 'nope', status: 'done', why: '' }, 'not-found')
    const dropped = set(session, ana, 'dropped', 'The market moved')
    expect(set(dropped, ana, 'dropped', 'The market moved')).toBe(dropped)
  })

  test('is nobody’s who was removed', () => {
    const session = ended()
    const without = { ...session, people: session.people.map((one) => ({ ...one, removed: one.id === 'p1' })) }
    refused(without, ana, 'status.set', { commitment: 'c1', status: 'done', why: '' }, 'removed')
  })
})

test('small steps are added, changed, done and taken away by the owner; the first one is done by itself', () => {
  const put = (session: Session, step: string, text: string) =>
    does(session, ana, 'smallstep.put', { commitment: 'c1', step, text, by: null })
  let session = put(put(ended(), 's1', 'Write the ad'), 's2', 'Call Chi')
  session = put(session, 's1', 'Write two ads')
  session = does(session, ana, 'smallstep.done', { commitment: 'c1', step: 's1', done: true }, LATER)
  session = does(session, ana, 'smallstep.done', { commitment: 'c1', step: null, done: true }, LATER)
  expect(pursuit(session)).toMatchObject({
    firstStepDone: LATER.now,
    steps: [
      { id: 's1', text: 'Write two ads', done: LATER.now },
      { id: 's2', text: 'Call Chi', done: null },
    ],
  })
  expect(does(session, ana, 'smallstep.done', { commitment: 'c1', step: 's1', done: true })).toBe(session)
  session = does(session, ana, 'smallstep.remove', { commitment: 'c1', step: 's2' })
  expect(pursuit(session).steps.map(({ id }) => id)).toEqual(['s1'])
  refused(session, ana, 'smallstep.put', { commitment: 'c1', step: 's3', text: 'x', by: '2026-02-30' }, 'bad-request')
  refused(session, ben, 'smallstep.put', { commitment: 'c1', step: 's3', text: 'x', by: null }, 'not-owner')
  let full = session
  for (let n = 2; n <= LIMITS.pursuit; n++) full = put(full, `f${n}`, 'x')
  refused(full, ana, 'smallstep.put', { commitment: 'c1', step: 'more', text: 'x', by: null }, 'too-many')
})

test('wins come from anyone and go by the owner alone', () => {
  const session = does(ended(), ben, 'win.put', { commitment: 'c1', win: 'w1', text: 'First hire signed' })
  expect(pursuit(session).wins).toMatchObject([{ id: 'w1', text: 'First hire signed' }])
  expect(does(session, ben, 'win.put', { commitment: 'c1', win: 'w1', text: 'again' })).toBe(session)
  refused(session, ben, 'win.remove', { commitment: 'c1', win: 'w1' }, 'not-owner')
  expect(pursuit(does(session, ana, 'win.remove', { commitment: 'c1', win: 'w1' })).wins).toEqual([])
})

describe('a barrier', () => {
  const raised = (people = 6) =>
    does(ended(people), phone('p3'), 'barrier.put', {
      commitment: 'c1',
      barrier: 'b1',
      text: 'No budget',
      remover: 'p2',
    })

  test('is raised by anyone, has somebody who removes it and a day since when', () => {
    const session = raised()
    expect(pursuit(session).barriers).toEqual([
      { id: 'b1', text: 'No budget', remover: 'p2', since: 1_000_000, asked: null, closed: null },
    ])
    expect(said(session)).toEqual(['Chi: in the way: No budget, Ben removes it'])
    expect(pursuitView(session, only(session), [], 'latest').barriers[0]?.remover).toEqual({ id: 'p2', name: 'Ben' })
    refused(session, ben, 'barrier.put', { commitment: 'c1', barrier: 'b2', text: 'x', remover: 'p99' }, 'not-found')
  })

  test('is not closed by whoever removes it: those it concerns are asked', () => {
    const session = raised()
    refused(session, phone('p4'), 'barrier.ask', { commitment: 'c1', barrier: 'b1', gone: true }, 'not-owner')
    const asked = does(session, ben, 'barrier.ask', { commitment: 'c1', barrier: 'b1', gone: true }, LATER)
    expect(pursuit(asked).barriers[0]).toMatchObject({ asked: LATER.now, closed: null })
    refused(asked, laptop, 'barrier.close', { commitment: 'c1', barrier: 'b1' }, 'ask-them')
  })

  test('says what it said: its words are changed by those it belongs to, and not behind the back of those who answer', () => {
    const put = { commitment: 'c1', barrier: 'b1', text: 'All is well', remover: 'p2' }
    const free = does(raised(), ana, 'barrier.put', { ...put, text: 'No budget', remover: null })
    refused(raised(), phone('p4'), 'barrier.put', put, 'not-owner')
    refused(raised(), phone('p4'), 'barrier.put', { ...put, text: 'No budget', remover: 'p4' }, 'not-owner')
    // Where nobody removes it anyone may say who does.
    const taken = does(free, phone('p4'), 'barrier.put', { ...put, text: 'No budget', remover: 'p4' })
    expect(pursuit(taken).barriers[0]?.remover).toBe('p4')
    const asked = does(raised(), ben, 'barrier.ask', { commitment: 'c1', barrier: 'b1', gone: true })
    expect(pursuit(does(asked, ana, 'barrier.put', put)).barriers[0]).toMatchObject({
      text: 'All is well',
      asked: null,
    })
    const handed = does(asked, ana, 'barrier.put', { ...put, text: 'No budget', remover: 'p3' })
    expect(pursuit(handed).barriers[0]?.asked).not.toBeNull()
    const closed = does(raised(4), laptop, 'barrier.close', { commitment: 'c1', barrier: 'b1' })
    for (const who of [ana, laptop, visitor]) refused(closed, who, 'barrier.put', put, 'not-now')
  })

  test('is taken off the list by those it belongs to, and stays in the history by name', () => {
    const off = { commitment: 'c1', barrier: 'b1' }
    for (const who of [ana, ben, laptop, visitor]) {
      const session = does(raised(), who, 'barrier.remove', off)
      expect(pursuit(session).barriers).toEqual([])
      expect(said(session).at(-1)).toMatch(/: took off the list: No budget$/)
      expect(does(session, who, 'barrier.remove', off)).toBe(session)
    }
    expect(said(does(raised(), ben, 'barrier.remove', off))).toContain('Ben: took off the list: No budget')
    refused(raised(), phone('p4'), 'barrier.remove', off, 'not-owner')
    refused(raised(), ben, 'barrier.remove', { ...off, commitment: 'nope' }, 'not-found')
    // What is out of the way is on record.
    const closed = does(raised(4), laptop, 'barrier.close', off)
    for (const who of [ana, ben, laptop, visitor]) refused(closed, who, 'barrier.remove', off, 'not-now')
    // Where it could not be asked about any more, it may still go.
    const asked = does(raised(), ben, 'barrier.ask', { ...off, gone: true })
    expect(pursuit(does(asked, ben, 'barrier.remove', off)).barriers).toEqual([])
  })

  test('is closed by word where too few people could be asked', () => {
    const closed = does(raised(4), laptop, 'barrier.close', { commitment: 'c1', barrier: 'b1' }, LATER)
    expect(pursuit(closed).barriers[0]?.closed).toEqual({ at: LATER.now, how: 'said' })
  })
})

test('what is different is a sentence; whether it is seen is asked of it and asked anew when it changes', () => {
  const write = (session: Session, text: string) => does(session, ana, 'different.set', { commitment: 'c1', text })
  refused(ended(), ana, 'different.seen', { commitment: 'c1', yes: true }, 'empty')
  const seen = does(write(ended(), 'Two people more'), ana, 'different.seen', { commitment: 'c1', yes: true }, LATER)
  expect(pursuit(seen)).toMatchObject({ different: 'Two people more', seen: { at: LATER.now, yes: true } })
  expect(pursuit(write(seen, 'Three people more')).seen).toBeNull()
})

test('a handover changes the owner when the new one says yes, not before', () => {
  const handed = does(ended(), ana, 'owner.hand', { commitment: 'c1', person: 'p2' })
  expect(only(handed)).toMatchObject({ owner: 'p1', pursuit: { handover: 'p2' } })
  const no = does(handed, ben, 'owner.answer', { commitment: 'c1', accept: false })
  expect(only(no)).toMatchObject({ owner: 'p1', pursuit: { handover: null } })
  const yes = does(handed, ben, 'owner.answer', { commitment: 'c1', accept: true })
  expect(only(yes)).toMatchObject({ owner: 'p2', accepted: true, pursuit: { handover: null } })
  expect(said(yes)).toEqual(['Ana: asks Ben to own it from now on', 'Ben: owns it from now on'])
  refused(yes, ana, 'status.set', { commitment: 'c1', status: 'done', why: '' }, 'not-owner')
})

test('too big is anybody’s to say, once each, and shown as a number', () => {
  const asks = (session: Session, who: Actor, on: boolean) => does(session, who, 'split.ask', { commitment: 'c1', on })
  const two = asks(asks(asks(ended(), ana, true), ben, true), ben, true)
  expect(pursuitView(two, only(two), [], 'latest').tooBig).toBe(2)
  expect(pursuit(asks(two, ana, false)).tooBig).toEqual(['p2'])
})

test('what was decided is opened again only with something new, and both stay on record', () => {
  const session = ended()
  refused(session, laptop, 'commitment.reopen', { commitment: 'c1', why: 'Ben left', past: 0 }, 'not-found')
  const ballot = { id: 'ballot.1.1', commitment: 'c1', tally: {}, turn: 1 } as unknown as Ballot
  const decided = set({ ...session, ballots: [ballot] }, ana, 'moving')
  refused(decided, laptop, 'commitment.reopen', { commitment: 'c1', why: ' ', past: 0 }, 'nothing-new')
  refused(decided, ana, 'commitment.reopen', { commitment: 'c1', why: 'x', past: 0 }, 'forbidden')
  const again = does(decided, laptop, 'commitment.reopen', { commitment: 'c1', why: 'Ben left', past: 0 }, LATER)
  expect(pursuit(again)).toMatchObject({
    status: 'open',
    reopened: [{ at: LATER.now, by: 'Facilitator', why: 'Ben left', decided: 'ballot.1.1' }],
  })
  // A second tap saw it closed as well.
  expect(does(again, laptop, 'commitment.reopen', { commitment: 'c1', why: 'Ben left', past: 0 })).toBe(again)
})

test('a visitor with the link does what stands on the board and nothing else', () => {
  const session = ended()
  refused(session, visitor, 'retention.set', { days: 0 }, 'forbidden')
  refused(session, visitor, 'split.ask', { commitment: 'c1', on: true }, 'forbidden')
  refused(session, visitor, 'checkin.plan', { checkins: [] }, 'forbidden')
})
