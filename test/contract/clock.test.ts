// The two clocks keep the same promise: once, at the time or soon after, and never after being stopped.
import { describe, expect, test } from 'vitest'
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
