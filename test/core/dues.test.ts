// What is due by the day: the next check-in's morning, the end of the last day of the one that is open, the end of a session that
// nobody ended, and nothing twice.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter, dayOf, isDay } from '../../server/core/calendar.ts'
import { compareHours, duesOf, nextDue } from '../../server/core/dues.ts'
import { WAITING_SEAT } from '../../server/core/people.ts'
import type { Session } from '../../shared/model.ts'
import { atBoard, calledBack, ended, OFFSITE, offsite, onDay, written } from './given-board.ts'
import { at, does, laptop, newSession, phone, tell, withPeople } from './given-session.ts'

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

describe('a session that nobody ended', () => {
  const begun = () => does(atBoard(), laptop, 'step.go', { step: 'close', from: 'board' }, offsite)
  const over = (session: Session) => duesOf(session).find(({ what }) => what === 'end')?.at.day

  test('is over when two weeks went by without a move, whether it planned anything or not', () => {
    expect(nextDue(begun())).toEqual({ at: { day: '2026-03-16', hour: 6 }, what: 'end', id: 'session1' })
    const nothing = does(begun(), laptop, 'checkin.plan', { checkins: [] }, offsite)
    expect(over(nothing)).toBe('2026-03-16')
    expect(over(ended())).toBeUndefined()
  })

  test('moves with every named change and whatever the console does, not with what nobody did', () => {
    const win = { commitment: 'c1', win: 'w', text: 'One is hired' }
    expect(over(does(begun(), phone('p2'), 'win.put', win, onDay('2026-03-10')))).toBe('2026-03-24')
    const named = { room: 'r9', name: 'Oak' }
    expect(over(does(begun(), laptop, 'room.add', named, onDay('2026-03-12')))).toBe('2026-03-26')
    const remind = { address: 'ana@example.org' }
    expect(over(does(begun(), phone('p1'), 'reminder.set', remind, onDay('2026-03-11')))).toBe('2026-03-25')
    expect(over(does(begun(), phone('p1'), 'me.done', { done: true, step: 'close' }, onDay('2026-03-11')))).toBe(
      '2026-03-16',
    )
  })

  test('is over for its first check-in after a few days already', () => {
    const soon = { checkins: [{ id: 'soon', title: '', opens: '2026-03-03', until: '2026-03-09' }] }
    const planned = does(begun(), laptop, 'checkin.plan', soon, offsite)
    expect(nextDue(planned)).toEqual({ at: { day: '2026-03-05', hour: 6 }, what: 'end', id: 'session1' })
    // A few days in which nothing moved.
    const win = { commitment: 'c1', win: 'w', text: 'One is hired' }
    const moved = does(planned, phone('p2'), 'win.put', win, onDay('2026-03-04'))
    expect(over(moved)).toBe('2026-03-07')
    // Should people be there all that time, its check-in was not held.
    expect(duesOf(planned)).toContainEqual({ at: { day: '2026-03-09', hour: 24 }, what: 'check-in', id: 'soon' })
  })

  test('waits for half a year while it has not begun: in its lobby, or where nobody has come', () => {
    const prepared = { ...newSession(), createdAt: OFFSITE, openedAt: OFFSITE }
    expect(over(prepared)).toBe('2026-08-29')
    expect(over(withPeople(prepared, 3))).toBe('2026-08-29')
    expect(over(at(prepared, 'board'))).toBe('2026-08-29')
    expect(over(at(withPeople(prepared, 1), 'frame'))).toBe('2026-03-16')
    // Seats that wait for somebody, as an import makes them, are nobody.
    const waits = withPeople(prepared, 2, (n) => ({ ticket: `${WAITING_SEAT}p${n}` }))
    expect(over(at(waits, 'board'))).toBe('2026-08-29')
    expect(
      over(
        at(
          withPeople(waits, 3, (n) => ({ id: `q${n}` })),
          'board',
        ),
      ),
    ).toBe('2026-03-16')
  })

  test('called back to its board it has begun, though its people wait in the lobby', () => {
    const again = calledBack(ended(), '2026-03-20')
    expect(over(does(again, laptop, 'checkin.plan', { checkins: [] }, onDay('2026-03-20')))).toBe('2026-04-03')
  })
})

test('small questions that nobody saw the end of are ended when the next day is over', () => {
  const asking = (state: 'open' | 'closing' | 'over') =>
    nextDue({ ...atBoard(), sorting: { step: 'gather', state, endsAt: 1, each: 12, answers: 0 } })
  for (const state of ['open', 'closing'] as const)
    expect(asking(state)).toEqual({ at: { day: '2026-03-03', hour: 24 }, what: 'batch', id: 'gather' })
  expect(asking('over')?.what).toBe('end')
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

test('a date of another age is none, and none can stand before all others', () => {
  for (const day of ['9999-12-31', '3000-01-01', '0001-01-01']) expect([day, isDay(day)]).toEqual([day, false])
  expect(isDay('2999-12-31')).toBe(true)
  // From a database that has one already.
  expect(dayAfter('9999-12-31', 3650)).toBe('9999-12-31')
})
