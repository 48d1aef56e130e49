// The calendar wakes every session once, at its hour, and again while something is still due; nobody who forgot is waited for.
import { expect, test } from 'vitest'
import { Calendar } from '../../server/live/calendar.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { at, offsiteOver } from '../support/offsite-over.ts'

const START = Date.parse('2026-04-01T00:00:00Z')
const HOUR = 3_600_000
const settle = () => new Promise(setImmediate)

function calendar(does: (session: string, calendar: Calendar) => void = () => undefined) {
  const clock = fakeClock(START)
  const woken: string[] = []
  const reported: string[] = []
  const one: Calendar = new Calendar({
    clock,
    report: (name) => void reported.push(name),
    wake: async (session) => {
      woken.push(`${session} ${(clock.now() - START) / HOUR}`)
      does(session, one)
    },
  })
  return { clock, one, woken, reported }
}

test('each at its hour, the earliest first, with one timer for all', async () => {
  const c = calendar((session, it) => it.set(session, null))
  c.one.set('late', { day: '2026-04-01', hour: 9 })
  c.one.set('soon', { day: '2026-04-01', hour: 6 })
  c.one.set('same', { day: '2026-04-01', hour: 6 })
  c.one.set('never', null)
  expect(c.clock.pending()).toBe(1)
  c.clock.advance(6 * HOUR)
  await settle()
  expect(c.woken).toEqual(['soon 6', 'same 6'])
  c.clock.advance(6 * HOUR)
  await settle()
  expect(c.woken).toEqual(['soon 6', 'same 6', 'late 9'])
  expect(c.clock.pending()).toBe(0)
})

test('what could not be done, or is due still, comes again in a minute, and no sooner however often it is said', async () => {
  let fails = true
  const c = calendar((session, it) => {
    if (fails) throw new Error('the disk is full')
    it.set(session, null)
  })
  c.one.set('s', { day: '2026-03-31', hour: 6 })
  c.clock.advance(1)
  await settle()
  for (let n = 0; n < 5; n++) c.one.set('s', { day: '2026-03-31', hour: 6 })
  c.clock.advance(59_000)
  await settle()
  expect(c.woken).toHaveLength(1)
  fails = false
  c.clock.advance(1_000)
  await settle()
  c.clock.advance(24 * HOUR)
  await settle()
  expect(c.woken).toHaveLength(2)
  expect(c.reported).toEqual(['due-failed'])
})

test('closed, it wakes nobody', async () => {
  const c = calendar()
  c.one.set('s', { day: '2026-04-01', hour: 6 })
  c.one.close()
  c.one.set('s', { day: '2026-04-01', hour: 7 })
  c.clock.advance(24 * HOUR)
  await settle()
  expect(c.woken).toEqual([])
})

test('a session that nobody ended is ended for its check-in, once nobody is there any more', async () => {
  const o = await offsiteOver(2, ['c1'], { end: false })
  try {
    o.clock.leapTo(at('2026-04-01T06:00:01'))
    // The facilitator's console is still open somewhere.
    expect(await o.nobody()).toBe(false)
    expect((await o.saved()).status).toBe('live')
    o.now().facilitator.close()
    await expect.poll(() => o.nobody(), { timeout: 5000 }).toBe(true)
    o.clock.leapTo(o.clock.now() + 61_000)
    await o.until(({ status }) => status === 'ended', 'the end')
    o.clock.leapTo(o.clock.now() + 61_000)
    const session = await o.until(({ afterwards }) => afterwards.checkins[0]?.state === 'open', 'the check-in')
    expect(session.log.at(-1)).toMatchObject({ by: 'Calendar', says: 'ended the session' })
  } finally {
    await o.close()
  }
})
