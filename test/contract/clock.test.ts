// The two clocks keep the same promise: once, at the time or soon after, and never after being stopped.
import { afterEach, describe, expect, test } from 'vitest'
import { realClock } from '../../server/adapters/clock.ts'
import { fakeClock } from '../support/fake-clock.ts'

const MONTH = 31 * 24 * 3600 * 1000

describe('real clock', () => {
  test('fires at its time or after, in order, also for a time that has passed', async () => {
    const start = realClock.now()
    const fired = await new Promise<[string, number][]>((resolve) => {
      const seen: [string, number][] = []
      const note = (name: string) => () => {
        seen.push([name, realClock.now() - start])
        if (seen.length === 3) resolve(seen)
      }
      realClock.at(start + 30, note('late'))
      realClock.at(start + 15, note('soon'))
      realClock.at(start - 1000, note('past'))
    })
    expect(fired.map(([name]) => name)).toEqual(['past', 'soon', 'late'])
    for (const [index, least] of [0, 15, 30].entries()) expect(fired[index]?.[1]).toBeGreaterThanOrEqual(least)
  })

  test('a time further than Node timers reach does not fire now, and what is stopped never does', async () => {
    let fired = 0
    const stops = [MONTH, 3 * MONTH].map((ms) => realClock.at(realClock.now() + ms, () => fired++))
    const stop = realClock.at(realClock.now() + 5, () => fired++)
    stop()
    stop()
    await new Promise<void>((resolve) => realClock.at(realClock.now() + 30, resolve))
    expect(fired).toBe(0)
    for (const each of stops) each()
  })

  test('a time that is no number is refused', () => {
    expect(() => realClock.at(Number.NaN, () => {})).toThrow(RangeError)
  })
})

describe('hours of a day', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  test('they are those of the place, and days are as long as they are there', () => {
    process.env.TZ = 'Europe/Berlin'
    expect(new Date(realClock.when({ day: '2026-04-01', hour: 6 })).toISOString()).toBe('2026-04-01T04:00:00.000Z')
    const hours = (day: string) => (realClock.when({ day, hour: 24 }) - realClock.when({ day, hour: 0 })) / 3_600_000
    expect(['2026-03-28', '2026-03-29', '2026-10-25', '2026-12-31'].map(hours)).toEqual([24, 23, 25, 24])
    expect(realClock.when({ day: '2026-03-31', hour: 24 })).toBe(realClock.when({ day: '2026-04-01', hour: 0 }))
    process.env.TZ = 'Pacific/Auckland'
    expect(new Date(realClock.when({ day: '2026-04-01', hour: 6 })).toISOString()).toBe('2026-03-31T17:00:00.000Z')
    expect(fakeClock(0).when({ day: '2026-04-01', hour: 6 })).toBe(Date.UTC(2026, 3, 1, 6))
  })

  test.each(['Pacific/Auckland', 'America/Los_Angeles', 'UTC'])(
    'today is the day in which the hour now is: %s',
    (place) => {
      process.env.TZ = place
      const day = realClock.today()
      expect(realClock.when({ day, hour: 0 })).toBeLessThanOrEqual(realClock.now())
      expect(realClock.when({ day, hour: 24 })).toBeGreaterThan(realClock.now() - 1000)
      expect(fakeClock(Date.UTC(2026, 3, 1, 23, 59)).today()).toBe('2026-04-01')
    },
  )
})

describe('fake clock', () => {
  test('runs what falls due in order, at its own time, and what that asks for too', () => {
    const clock = fakeClock(1000)
    const seen: [string, number][] = []
    const note = (name: string) => () => void seen.push([name, clock.now()])
    clock.at(1300, note('c'))
    clock.at(1100, note('a'))
    clock.at(1100, note('b'))
    clock.at(500, note('past'))
    clock.at(1200, () => clock.at(1250, note('nested')))
    clock.at(1301, note('not yet'))
    const stop = clock.at(1150, note('stopped'))
    stop()
    expect(seen).toEqual([])
    clock.advance(300)
    expect(seen).toEqual([
      ['past', 1000],
      ['a', 1100],
      ['b', 1100],
      ['nested', 1250],
      ['c', 1300],
    ])
    expect([clock.now(), clock.pending()]).toEqual([1300, 1])
  })

  test('time does not go back, and a timer without end is an error and not a hang', () => {
    const clock = fakeClock(0)
    expect(() => clock.advance(-1)).toThrow(RangeError)
    const again = () => void clock.at(0, again)
    again()
    expect(() => clock.advance(1)).toThrow(/without end/)
  })
})
