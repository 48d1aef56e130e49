// Check-ins: planned by day, opened with sealed steps of their own, closed with what they came to, never twice and never early.
import { expect, test } from 'vitest'
import { stepOfRound } from '../../server/core/agenda.ts'
import { usualCheckins } from '../../server/core/checkins.ts'
import { checkinViews } from '../../server/core/view/checkin-views.ts'
import { Session } from '../../shared/model.ts'
import { answered, atBoard, DAY, ended, OFFSITE, offsite, onDay, renewed, written } from './given-board.ts'
import { decideBy, does, laptop, phone, refused, tell } from './given-session.ts'

const checkins = (session: Session) => session.afterwards.checkins
const states = (session: Session) => checkins(session).map(({ state }) => state)
const openOn = (session: Session, checkin: string, day: string) =>
  tell(session, { name: 'system.checkin', data: { checkin, state: 'open' } }, onDay(day))
const closeOn = (session: Session, checkin: string, day: string) =>
  tell(session, { name: 'system.checkin', data: { checkin, state: 'closed' } }, onDay(day))

test('entering the close plans three check-ins once, where there is something to come back to', () => {
  const board = atBoard()
  const closing = does(board, laptop, 'step.go', { step: 'close', from: 'board' }, offsite)
  expect(checkins(closing)).toMatchObject([
    { title: '30 days', opens: '2026-04-01', until: '2026-04-06', state: 'planned', steps: [] },
    { title: '60 days', opens: '2026-05-01', until: '2026-05-06' },
    { title: '90 days', opens: '2026-05-31', until: '2026-06-05' },
  ])
  // Taken away on purpose, they do not come back by going back and forth.
  const none = does(closing, laptop, 'checkin.plan', { checkins: [] }, offsite)
  const back = does(none, laptop, 'step.go', { step: 'board', from: 'close' }, offsite)
  expect(checkins(does(back, laptop, 'step.go', { step: 'close', from: 'board' }, offsite))).toEqual([])
  expect(checkins(does(atBoard(3, []), laptop, 'step.go', { step: 'close', from: 'board' }, offsite))).toEqual([])
  const own = { id: 'own', title: 'Autumn', opens: '2026-09-01', until: '2026-09-02' }
  const planned = does(board, laptop, 'checkin.plan', { checkins: [own] }, offsite)
  expect(checkins(does(planned, laptop, 'step.go', { step: 'close', from: 'board' }, offsite))).toHaveLength(1)
})

test('one that is opened by hand before its day lasts as long as it would have, and stands under the day it was opened', () => {
  const early = does(ended(), laptop, 'checkin.open', { checkin: 'day30' }, onDay('2026-03-10'))
  expect(checkins(early)[0]).toMatchObject({ state: 'open', opens: '2026-03-10', until: '2026-03-15' })
  const late = does(ended(), laptop, 'checkin.open', { checkin: 'day30' }, onDay('2026-04-03'))
  expect(checkins(late)[0]).toMatchObject({ state: 'open', opens: '2026-04-01', until: '2026-04-06' })
})

test('a plan has days that are to come, in their order, and names that are free', () => {
  const session = ended()
  const plan = (one: Partial<{ id: string; title: string; opens: string; until: string }>) => ({
    checkins: [{ id: 'x', title: '', opens: '2026-05-01', until: '2026-05-03', ...one }],
  })
  refused(session, laptop, 'checkin.plan', plan({ until: '2026-04-30' }), 'not-a-day')
  refused(session, laptop, 'checkin.plan', plan({ opens: '2026-02-30' }), 'not-a-day')
  expect(decideBy(session, laptop, 'checkin.plan', plan({ opens: '2026-02-01' }), offsite).ok).toBe(false)
  refused(session, laptop, 'checkin.plan', plan({ id: 'a.1' }), 'bad-request')
  refused(session, laptop, 'checkin.plan', plan({ id: 'a'.repeat(31) }), 'bad-request')
  refused(session, laptop, 'checkin.plan', plan({ title: 'x'.repeat(200) }), 'too-long')
  refused(session, phone('p1'), 'checkin.plan', plan({}), 'forbidden')
  const many = usualCheckins('2026-05-01', ['a', 'b', 'c'])
  const nine = ['d', 'e', 'f'].flatMap((n) => many.map((one) => ({ ...one, id: `${one.id}${n}` })))
  const asked = nine.map(({ id, title, opens, until }) => ({ id, title, opens, until }))
  refused(session, laptop, 'checkin.plan', { checkins: asked }, 'too-many')
  const early = does(session, laptop, 'checkin.plan', { checkins: asked.slice(0, 6).reverse() }, offsite)
  expect(checkins(early).map(({ opens }) => opens)).toEqual([...checkins(early).map(({ opens }) => opens)].sort())
  // The same twice is one; a title that is missing is its day.
  const twice = { checkins: [...plan({}).checkins, ...plan({}).checkins] }
  expect(checkins(does(session, laptop, 'checkin.plan', twice, offsite))).toMatchObject([{ title: '2026-05-01' }])
})

test('it opens after the end only, once, and asks everyone with a seat about what is neither done nor dropped', () => {
  refused(atBoard(), laptop, 'checkin.open', { checkin: 'day30' }, 'not-found')
  let session = ended(12, ['c1', 'c2', 'c3', 'c4'])
  session = does(session, laptop, 'status.set', { commitment: 'c2', status: 'done', why: '' })
  session = does(session, laptop, 'status.set', { commitment: 'c3', status: 'dropped', why: 'No money' })
  const opened = openOn(session, 'day30', '2026-04-01')
  expect(states(opened)).toEqual(['open', 'planned', 'planned'])
  expect(opened.rounds.slice(session.rounds.length)).toMatchObject([
    { id: 'day30-a.1', step: 'day30-ask', purpose: 'answer', slots: ['day30-way'], state: 'open' },
    { id: 'day30-b.1', step: 'day30-ballot', purpose: 'ballot', slots: ['day30-b.1.1', 'day30-b.1.2'], state: 'open' },
  ])
  for (const round of opened.rounds.slice(session.rounds.length)) {
    expect(round.seats).toHaveLength(12)
    expect(stepOfRound(opened, round.step)?.id).toBe(round.step)
  }
  expect(opened.ballots.map(({ commitment, eligible, turn }) => [commitment, eligible, turn])).toEqual([
    ['c1', 12, 1],
    ['c4', 12, 1],
  ])
  expect(openOn(opened, 'day30', '2026-04-01')).toBe(opened)
  expect(decideBy(opened, laptop, 'checkin.open', { checkin: 'day60' })).toMatchObject({
    refusal: { code: 'checkin-open' },
  })
  expect(Session.safeParse(opened).error).toBeUndefined()
  // Nobody to ask, or nothing to ask about.
  const alone = { ...session, people: session.people.map((one) => ({ ...one, removed: true })) }
  refused(alone, laptop, 'checkin.open', { checkin: 'day30' }, 'nobody-here')
  const quiet = openOn(ended(3, ['c1']), 'day30', '2026-04-01')
  expect(quiet.rounds.at(-1)?.purpose).toBe('ballot')
  const done = does(ended(3, ['c1']), laptop, 'status.set', { commitment: 'c1', status: 'done', why: '' })
  expect(openOn(done, 'day30', '2026-04-01').rounds.at(-1)?.purpose).toBe('answer')
})

test('a person who was removed before is not asked; opened early it closes early, with how everything stood', () => {
  const removed = does(atBoard(6), laptop, 'person.remove', { person: 'p6' }, offsite)
  const closing = does(removed, laptop, 'step.go', { step: 'close', from: 'board' }, offsite)
  const session = renewed(does(renewed(closing), laptop, 'session.end', {}, offsite))
  const opened = does(session, laptop, 'checkin.open', { checkin: 'day30' }, onDay('2026-03-10'))
  expect(opened.rounds.at(-1)?.seats).toEqual(['p1', 'p2', 'p3', 'p4', 'p5'])
  refused(opened, laptop, 'checkin.close', { checkin: 'day60' }, 'not-now')
  const moving = does(opened, laptop, 'status.set', { commitment: 'c1', status: 'moving', why: '' })
  const closed = does(moving, laptop, 'checkin.close', { checkin: 'day30' }, onDay('2026-03-11'))
  expect(checkins(closed)[0]).toMatchObject({
    state: 'closed',
    statuses: [
      { commitment: 'c1', status: 'moving' },
      { commitment: 'c2', status: 'open' },
    ],
  })
  const collecting = closed.rounds.filter(({ state }) => state === 'collecting')
  expect(collecting.map(({ id }) => id)).toEqual(['day30-a.1', 'day30-b.1'])
  expect(does(closed, laptop, 'checkin.close', { checkin: 'day30' }).afterwards).toBe(closed.afterwards)
  refused(closed, laptop, 'checkin.open', { checkin: 'day60' }, 'not-written')
  // What has begun stays in the plan, whatever is planned now.
  const replanned = does(closed, laptop, 'checkin.plan', { checkins: [] })
  expect(checkins(replanned).map(({ id }) => id)).toEqual(['day30'])
})

test('whoever is removed while it is open answers no question more, stays a silent head of its ballots, and owns nothing', () => {
  let session = does(ended(6), laptop, 'barrier.put', { commitment: 'c1', barrier: 'b', text: 'Legal', remover: 'p6' })
  session = does(session, phone('p6'), 'split.ask', { commitment: 'c1', on: true })
  session = does(session, phone('p6'), 'reminder.set', { address: 'p6@example.org' })
  session = does(session, laptop, 'owner.hand', { commitment: 'c1', person: 'p6' })
  const opened = openOn(session, 'day30', '2026-04-01')
  const removed = does(opened, laptop, 'person.remove', { person: 'p6' }, onDay('2026-04-02'))
  expect(removed.rounds.slice(-2).map(({ seats }) => seats.length)).toEqual([5, 6])
  expect(removed.ballots.map(({ eligible }) => eligible)).toEqual([6, 6])
  expect(removed.afterwards.reminders).toEqual([])
  expect(removed.commitments[0]?.pursuit).toMatchObject({ handover: null, tooBig: [], barriers: [{ remover: null }] })
  refused(removed, phone('p6'), 'split.ask', { commitment: 'c1', on: true }, 'removed')
})

test('days that went by unopened close it without steps: it was not held', () => {
  const late = closeOn(ended(), 'day30', '2026-04-20')
  expect(checkins(late)[0]).toMatchObject({ state: 'closed', steps: [], statuses: [] })
  expect(late.rounds.some(({ id }) => id.startsWith('day30'))).toBe(false)
  expect(late.keys.secret).not.toBeNull()
  expect(states(openOn(late, 'day60', '2026-05-01'))).toEqual(['closed', 'open', 'planned'])
})

test('what is in the way is shown through the thresholds once it is closed', () => {
  const texts = ['No budget', 'No time', 'Nobody decides', 'The old system', 'Too many meetings']
  const opened = openOn(ended(), 'day30', '2026-04-01')
  expect(checkinViews(opened)[0]?.way).toBeNull()
  const closed = closeOn(opened, 'day30', '2026-04-07')
  const all = written(
    closed,
    texts.map((text) => answered('day30-way', { text })),
    5,
  )
  expect(JSON.stringify(checkinViews(all)[0]?.way)).toContain('Nobody decides')
  const few = written(
    closed,
    texts.slice(1).map((text) => answered('day30-way', { text })),
    4,
  )
  expect(JSON.stringify(checkinViews(few))).not.toContain('Nobody decides')
  expect(DAY * 30).toBeLessThan(Date.parse('2026-04-02T09:00:00Z') - OFFSITE)
})
