// What every Store must do for check-ins, whatever is behind it: places where envelopes wait, and the day that comes next.
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../server/ports.ts'
import { aSession } from './a-session.ts'

/** `open` gives a new empty store at each call. */
export function describeWaiting(name: string, open: () => Promise<Store>): void {
  const opened = async () => {
    const store = await open()
    onTestFinished(() => store.close())
    return store
  }

  describe(`what waits in a store: ${name}`, () => {
    test('places of a round are made once, full of bytes that say nothing, hold what is put in them, and go with its batch', async () => {
      const store = await opened()
      for (const id of ['s1', 's2']) await store.create(aSession(id))
      const bytes = (fill: number, length = 32) => new Uint8Array(length).fill(fill)
      const fresh = (fill: number) => ({
        key: { publicKey: bytes(fill), secretKey: bytes(fill + 1) },
        places: 5,
        bytes: 1056,
      })
      const made = await store.waiting('s1', 'day30-a.1', fresh(1))
      expect(made.key).toEqual(fresh(1).key)
      expect(made.envelopes.map(({ length }) => length)).toEqual(Array(5).fill(1056))
      expect(new Set(made.envelopes.map(String)).size).toBe(5)
      await store.putWaiting('s1', 'day30-a.1', 3, bytes(7, 1056))
      await store.putWaiting('s1', 'day30-a.1', 9, bytes(8, 1056))
      await store.putWaiting('s1', 'another', 0, bytes(8, 1056))
      // Asked again, with another key, it is as it was.
      const again = await store.waiting('s1', 'day30-a.1', fresh(5))
      expect(again.key).toEqual(fresh(1).key)
      expect(again.envelopes).toEqual(made.envelopes.with(3, bytes(7, 1056)))
      await store.waiting('s1', 'day30-b.1', fresh(3))
      await store.waiting('s2', 'day30-a.1', fresh(3))
      await expect(store.waiting('s3', 'day30-a.1', fresh(3))).rejects.toMatchObject({ code: 'missing' })
      const commit = { session: aSession('s1', { version: 2 }), opened: ['day30-a.1'], erases: true }
      expect(await store.commit({ ...commit, expected: 7 })).toBe(false)
      expect((await store.waiting('s1', 'day30-a.1', fresh(5))).key).toEqual(fresh(1).key)
      expect(await store.commit({ ...commit, expected: 1 })).toBe(true)
      expect((await store.waiting('s1', 'day30-a.1', fresh(5))).key).toEqual(fresh(5).key)
      for (const [session, round] of [
        ['s1', 'day30-b.1'],
        ['s2', 'day30-a.1'],
      ] as const)
        expect((await store.waiting(session, round, fresh(5))).key).toEqual(fresh(3).key)
      await store.remove('s1')
      await store.create(aSession('s1'))
      expect((await store.waiting('s1', 'day30-b.1', fresh(5))).key).toEqual(fresh(5).key)
    })

    test('when a session is due stands in its line, as it was last written', async () => {
      const store = await opened()
      await store.create(aSession('s1'), { day: '2026-04-01', hour: 6 })
      await store.create(aSession('s2'))
      expect((await store.list()).map(({ due }) => due)).toEqual([{ day: '2026-04-01', hour: 6 }, null])
      const later = { day: '2026-04-06', hour: 24 }
      await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, due: later })
      expect((await store.list())[0]?.due).toEqual(later)
      await store.commit({ session: aSession('s1', { version: 3 }), expected: 2 })
      expect((await store.list())[0]?.due).toBeNull()
    })
  })
}
