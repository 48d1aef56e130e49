// What is due by the day: the next check-in's morning, the end of the last day of the one that is open, and nothing twice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, dayOf, isDay } from '../../server/core/calendar.ts'
import { compareHours, nextDue } from '../../server/core/dues.ts'
import { atBoard, ended, offsite, onDay, written } from './given-board.ts'
import { does, laptop, tell } from './given-session.ts'

test('the morning of the next check-in, then the end of its last day, then the next', () => {
  const session = ended()
  expect(nextDue(session)).toEqual({ at: { day: '2026-04-01', hour: 6 }, what: 'check-in', id: 'day30' })
  const open = tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))
  expect(nextDue(open)).toEqual({ at: { day: '2026-04-06', hour: 24 }, what: 'check-in', id: 'day30' })
  const closed = tell(
    open,
    { name: 'system.checkin', data: { checkin: 'day30', state: 'closed' } },
    onDay('2026-04-07'),
  )
  // Whoever opens the session now writes what is over.
  expect(nextDue(closed)).toMatchObject({ what: 'batch', id: 'day30-a.1' })
  expect(compareHours(nextDue(closed)?.at ?? { day: '9', hour: 0 }, { day: '2026-04-01', hour: 0 })).toBeLessThan(0)
  expect(nextDue(written(closed))).toMatchObject({ at: { day: '2026-05-01', hour: 6 }, id: 'day60' })
})

test('one that overlaps waits until the one before it is over', () => {
  const plan = { checkins: [{ id: 'b', title: 'B', opens: '2026-04-03', until: '2026-04-10' }] }
  const open = does(ended(), laptop, 'checkin.open', { checkin: 'day30' }, onDay('2026-04-01'))
  const both = does(open, laptop, 'checkin.plan', plan, onDay('2026-04-01'))
  expect(nextDue(both)).toMatchObject({ id: 'day30', at: { day: '2026-04-06', hour: 24 } })
})

test('a session that nobody ended waits for its first check-in and some days without a move', () => {
  const closing = does(atBoard(), laptop, 'step.go', { step: 'close', from: 'board' }, offsite)
  expect(nextDue(closing)).toMatchObject({ at: { day: '2026-04-01', hour: 6 }, id: 'day30' })
  const soon = { checkins: [{ id: 'soon', title: '', opens: '2026-03-03', until: '2026-03-09' }] }
  expect(nextDue(does(closing, laptop, 'checkin.plan', soon, offsite))).toMatchObject({
    at: { day: '2026-03-05', hour: 6 },
  })
  expect(nextDue(atBoard())).toBeNull()
})

test('small questions that nobody saw the end of are ended when the next day is over', () => {
  const asking = (state: 'open' | 'closing' | 'over') =>
    nextDue({ ...atBoard(), sorting: { step: 'gather', state, endsAt: 1, each: 12, answers: 0 } })
  for (const state of ['open', 'closing'] as const)
    expect(asking(state)).toEqual({ at: { day: '2026-03-03', hour: 24 }, what: 'batch', id: 'gather' })
  expect(asking('over')).toBeNull()
})

test('days are days: the day after is one later, whatever the month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 400 }), (from, days) => {
      const day = dayOf(from * 86_400_000)
      expect(isDay(day)).toBe(true)
      expect(dayAfter(day, days)).toBe(dayOf((from + days) * 86_400_000))
    }),
  )
})
