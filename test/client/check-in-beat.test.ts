// What a phone sends while a check-in is looked at, when some of it is lost on the way.
import { expect, test } from 'vitest'
import { openBeat } from '../../client/state/check-in-beat.ts'
import { writable } from '../../client/state/readable.ts'
import { cardRound } from '../support/round-view.ts'

/** `fails`: how many of the first sets do not get through. Timers fire when `pass` says that time has passed. */
function beating(fails: number) {
  const timers: { at: number; then: () => void }[] = []
  let now = 0
  let sets = 0
  const beat = openBeat({
    rounds: () => [cardRound('day30-a.1', { purpose: 'answer' })],
    send: ({ id }) => beat.sent(id, Promise.resolve(++sets > fails)),
    outbox: { answers: writable([]) },
    later: (ms, then) => timers.push({ at: now + ms, then }),
  })
  const pass = async (ms: number) => {
    for (const until = now + ms; ; ) {
      timers.sort((a, b) => a.at - b.at)
      const next = timers[0]
      if (next === undefined || next.at > until) break
      timers.shift()
      now = next.at
      next.then()
      await Promise.resolve().then(() => undefined)
    }
  }
  return { beat, pass, sets: () => sets }
}

test('what was lost goes again soon, not only with the next beat', async () => {
  const { beat, pass, sets } = beating(1)
  beat.follow()
  await pass(5_000)
  expect(sets()).toBe(2)
  expect([...beat.arrived.get()]).toEqual(['day30-a.1'])
})

test('where nothing gets through it is tried twice a beat, not without end', async () => {
  const { beat, pass, sets } = beating(Number.POSITIVE_INFINITY)
  beat.follow()
  await pass(3_000 + 12_000 * 4)
  expect(sets()).toBeGreaterThanOrEqual(8)
  expect(sets()).toBeLessThanOrEqual(10)
  expect([...beat.arrived.get()]).toEqual([])
})
