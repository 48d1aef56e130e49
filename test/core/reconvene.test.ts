// A check-in held live: the session once more, with everything that was there and nothing decided twice.
import { expect, test } from 'vitest'
import { stepOfRound } from '../../server/core/agenda.ts'
import { isDecided } from '../../server/core/ballots.ts'
import type { Held } from '../../server/core/batch.ts'
import { duesOf } from '../../server/core/dues.ts'
import { areFresh } from '../../server/core/keys.ts'
import { whyNotReconvene } from '../../server/core/reconvene.ts'
import { ballotViews } from '../../server/core/view/ballot-view.ts'
import { checkinViews } from '../../server/core/view/checkin-views.ts'
import { Session } from '../../shared/model.ts'
import { answered, atBoard, calledBack, ended, offsite, onDay, renewed, written } from './given-board.ts'
import { decideBy, does, laptop, newSession, phone, refused, tell } from './given-session.ts'

const DAY30 = onDay('2026-04-01')
const live = (session: Session, checkin: string | null = 'day30', day = '2026-04-01') =>
  calledBack(session, day, checkin)
const refusal = (session: Session, checkin: string | null = 'day30') => {
  const system = {
    name: 'system.reconvene',
    data: { code: 'ABCDEF', checkin, day: '2026-04-01', by: 'Laptop' },
  } as const
  return decideBy(session, { role: 'system' }, system.name as never, system.data as never, DAY30)
}
const go = (session: Session, to: string) =>
  does(session, laptop, 'step.go', { step: `again1-${to}`, from: session.step }, DAY30)
const walk = (session: Session, ...steps: string[]) => steps.reduce(go, session)
const ends = (session: Session) => renewed(written(renewed(does(renewed(session), laptop, 'session.end', {}, DAY30))))

test('it is live under a new code, in the lobby of an agenda of its own, with everything that was on the board', () => {
  const before = ended()
  const session = live(before)
  expect(session).toMatchObject({ status: 'live', code: 'ABCDEF', step: 'again1-lobby', endsAt: null, done: [] })
  expect(session.agenda.map(({ kind }) => kind)).toEqual([
    'lobby',
    'frame',
    'ask',
    'board',
    'draft',
    'ballot',
    'board',
    'close',
  ])
  for (const kept of ['commitments', 'ballots', 'rounds', 'results', 'themes', 'boardKey', 'keys', 'rooms'] as const)
    expect(session[kept]).toBe(before[kept])
  expect(session.people.map(({ id, room }) => [id, room])).toEqual(before.people.map(({ id }) => [id, null]))
  expect(session.afterwards.reconvened).toEqual([{ checkin: 'day30', before: before.agenda }])
  expect(session.afterwards.checkins.map(({ id, state }) => [id, state])).toEqual([
    ['day30', 'closed'],
    ['day60', 'planned'],
    ['day90', 'planned'],
  ])
  expect(session.log.at(-1)).toMatchObject({ by: 'Laptop', says: 'called the team back to the board' })
  expect(Session.safeParse(session).error).toBeUndefined()
  // Earlier steps are still found by their rounds and questions.
  for (const step of before.agenda) expect(stepOfRound(session, step.id)).toEqual(step)
})

test('a board from a file that had one in between can have another', () => {
  const session = ended()
  const [first] = session.afterwards.checkins
  if (first === undefined) throw new Error('none')
  const past = { ...first, id: 'again1', state: 'closed' as const }
  const brought = {
    ...session,
    afterwards: { ...session.afterwards, checkins: [past, ...session.afterwards.checkins] },
  }
  expect(live(brought, null)).toMatchObject({ status: 'live', step: 'again2-lobby' })
})

test('in between two check-ins it is one of its own, and the dates stay', () => {
  const session = live(ended(), null)
  expect(session.afterwards.checkins.map(({ id, title, state }) => [id, title, state])).toEqual([
    ['again1', 'In the room', 'closed'],
    ['day30', '30 days', 'planned'],
    ['day60', '60 days', 'planned'],
    ['day90', '90 days', 'planned'],
  ])
  const again = live(ends(session), null)
  expect(again.afterwards.checkins.map(({ id }) => id).slice(0, 2)).toEqual(['again1', 'again2'])
  expect(Session.safeParse(again).error).toBeUndefined()
})

test('not while it is live, while something is on its way, or where nobody can be asked under seal any more', () => {
  expect(refusal(newSession())).toMatchObject({ refusal: { code: 'live-already' } })
  expect(refusal(ended(), 'no-such')).toMatchObject({ refusal: { code: 'not-found' } })
  const gone = { ...ended(), keys: { ...ended().keys, secret: null } }
  expect(refusal(gone)).toMatchObject({ refusal: { code: 'keys-gone' } })
  const open = does(ended(), laptop, 'checkin.open', { checkin: 'day30' }, DAY30)
  expect(refusal(open)).toMatchObject({ refusal: { code: 'checkin-open' } })
  const closed = does(open, laptop, 'checkin.close', { checkin: 'day30' }, DAY30)
  expect(refusal(closed, 'day60')).toMatchObject({ refusal: { code: 'not-written' } })
  const over = written(closed)
  expect(refusal(over, 'day30')).toMatchObject({ refusal: { code: 'checkin-over' } })
  expect(refusal(over, 'day60').ok).toBe(true)
  expect(whyNotReconvene(over)).toBeNull()
  refused(live(over, 'day60'), laptop, 'checkin.open', { checkin: 'day90' }, 'not-now')
  expect(refusal(live(over, 'day60'), 'day90')).toMatchObject({ refusal: { code: 'live-already' } })
})

test('what is in the way answers as the check-in’s, and barriers that are said to be gone are asked about', () => {
  const put = does(ended(), laptop, 'barrier.put', { commitment: 'c1', barrier: 'b', text: 'Legal', remover: 'p6' })
  const session = live(does(put, laptop, 'barrier.ask', { commitment: 'c1', barrier: 'b', gone: true }))
  const asking = walk(session, 'frame', 'way')
  const round = asking.rounds.at(-1)
  expect(round?.slots).toEqual(['again1-slows', 'day30-way', 'again1-simpler', 'gone-b'])
  const texts = ['No budget', 'No time', 'Nobody decides', 'The old system', 'Too many meetings']
  const acts = [
    ...texts.map((text) => answered('day30-way', { text })),
    ...texts.map(() => answered('gone-b', { option: 0 })),
  ]
  const held = written(go(asking, 'wins'), acts, 5)
  const wayOf = (one: Session) => {
    const way = checkinViews(one).find(({ id }) => id === 'day30')?.way
    return way?.type === 'texts' ? way.texts : []
  }
  expect([...wayOf(held)].sort()).toEqual([...texts].sort())
  // Each question that asked for words, and none by itself that too few answered.
  const more = ['Approvals', 'Travel', 'Two tools', 'No room', 'Holidays'].map((text) =>
    answered('again1-slows', { text }),
  )
  const few = answered('again1-simpler', { text: 'Only I know' })
  const all = wayOf(written(go(asking, 'wins'), [...acts, ...more, few], 5))
  expect(all).toHaveLength(10)
  expect(all).toContain('Two tools')
  expect(all).not.toContain('Only I know')
  expect(held.commitments[0]?.pursuit.barriers[0]?.closed).toMatchObject({ how: 'agreed' })
})

/** At the offsite c1 was decided by twelve people. */
function decided(): Session {
  let session = atBoard()
  for (const field of ['owner', 'by', 'givingUp'] as const)
    session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true }, offsite)
  session = does(session, laptop, 'step.go', { step: 'ballot', from: session.step }, offsite)
  session = does(session, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] }, offsite)
  session = written(does(session, laptop, 'round.ring', { round: 'ballot.1' }, offsite), clear(12, 'ballot.1.1'), 12)
  session = does(session, laptop, 'step.go', { step: 'close', from: 'ballot' }, offsite)
  return renewed(written(renewed(does(renewed(session), laptop, 'session.end', {}, offsite))))
}

const clear = (people: number, slot: string) =>
  Array.from(
    { length: people },
    (_, n): Held => ({
      slot,
      room: null,
      act: {
        is: 'answer',
        answer: { clear: 'clear', gaps: [], committed: 4, guess: 8 },
      },
      line: `${n}`,
    }),
  )
const first = (session: Session) => session.commitments[0] ?? (undefined as never)

test('what was decided is asked once more as it stands, at this check-in, and not twice', () => {
  const before = decided()
  expect(isDecided(before, first(before))).toBe(true)
  let session = live(before)
  expect(isDecided(session, first(session))).toBe(false)
  session = walk(session, 'frame', 'way', 'wins', 'draft', 'ballot')
  session = does(written(session), laptop, 'ballot.open', { round: 'again.1', commitments: ['c1'] }, DAY30)
  session = does(session, laptop, 'round.ring', { round: 'again.1' }, DAY30)
  session = written(session, clear(10, 'again.1.1'), 10)
  expect(isDecided(session, first(session))).toBe(true)
  refused(session, laptop, 'ballot.open', { round: 'again.2', commitments: ['c1'] }, 'nothing-new')
  const turns = ballotViews(session, { cards: new Map() }, first(session))
  expect(turns.map(({ turn, asked, result }) => [turn, asked, result?.verdict])).toEqual([
    [1, 'Offsite', 'reached'],
    [2, '30 days', 'reached'],
  ])
  // At the next one it may be asked again.
  const later = live(ends(session), 'day60', '2026-05-01')
  expect(isDecided(later, first(later))).toBe(false)
  expect(ballotViews(later, { cards: new Map() }, first(later)).map(({ asked }) => asked)).toEqual([
    'Offsite',
    '30 days',
  ])
})

test('a decided commitment with other words needs a reason first', () => {
  const before = live(decided())
  const session = tell(
    before,
    { name: 'system.wording', data: { commitment: 'c1', field: 'what', text: 'Do less' } },
    DAY30,
  )
  expect(isDecided(session, first(session))).toBe(true)
  const reopened = does(session, laptop, 'commitment.reopen', { commitment: 'c1', why: 'Half is done', past: 0 }, DAY30)
  expect(isDecided(reopened, first(reopened))).toBe(false)
})

test('it ends like any session: how everything stands is the check-in’s, and keys that signed for it go', () => {
  let session = walk(live(ended()), 'frame', 'way')
  const signed = session.keys
  session = does(session, laptop, 'status.set', { commitment: 'c1', status: 'moving', why: '' }, DAY30)
  session = ends(session)
  expect(session).toMatchObject({ status: 'ended', code: null, afterwards: { ended: DAY30.now } })
  expect(session.afterwards.checkins[0]).toMatchObject({
    opens: '2026-04-01',
    until: '2026-04-01',
    statuses: [
      { commitment: 'c1', status: 'moving' },
      { commitment: 'c2', status: 'open' },
    ],
  })
  expect(areFresh(session)).toBe(true)
  expect(session.keys.before.map(({ sign }) => sign)).toContain(signed.sign)
  expect(JSON.stringify(session)).not.toContain(signed.secret?.sign)
  // The next check-in is asked with keys of its own, as if nobody had met.
  const asked = tell(
    session,
    { name: 'system.checkin', data: { checkin: 'day60', state: 'open' } },
    onDay('2026-05-01'),
  )
  expect(asked.afterwards.checkins.map(({ state }) => state)).toEqual(['closed', 'open', 'planned'])
})

test('who comes late sits with everybody, and one that nobody ended does not keep the next check-in from coming', () => {
  const session = live(ended())
  const person = { ...(session.people[0] ?? (undefined as never)), id: 'late', name: 'Late', ticket: 'hash-of-late' }
  const joined = tell({ ...session, rooms: ROOMS }, { name: 'system.join', data: { person } }, DAY30)
  expect(joined.people.at(-1)).toMatchObject({ id: 'late', room: null })
  const placed = does(joined, laptop, 'room.place', { person: 'p1', room: 'r2' }, DAY30)
  const later = { ...person, id: 'later', name: 'Later', ticket: 'hash-of-later' }
  expect(tell(placed, { name: 'system.join', data: { person: later } }, DAY30).people.at(-1)?.room).toBe('r1')
  const due = duesOf(session).find(({ what }) => what === 'end')
  expect(due?.at.day).toBe('2026-04-15')
  refused(session, phone('p1'), 'session.end', {}, 'forbidden')
})

const ROOMS = ['r1', 'r2'].map((id) => ({ id, name: id, piles: [], heard: [], help: null }))
