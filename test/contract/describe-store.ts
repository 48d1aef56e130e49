// What every Store must do, whatever is behind it.
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../server/ports.ts'
import { aCard, anAnswer, aSession, aSortingRow } from './a-session.ts'

/** `open` gives a new empty store at each call. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  const opened = async () => {
    const store = await open()
    onTestFinished(() => store.close())
    return store
  }

  describe(`store contract: ${name}`, () => {
    test('what was created is loaded as it was; what was not is null', async () => {
      const store = await opened()
      await store.create(aSession('s1', { code: 'BCDFGH' }))
      expect(await store.load('s1')).toEqual(aSession('s1', { code: 'BCDFGH' }))
      expect(await store.load('s2')).toBeNull()
    })

    test('a session is created once', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      await expect(store.create(aSession('s1', { title: 'other' }))).rejects.toMatchObject({ code: 'exists' })
      expect((await store.load('s1'))?.title).toBe(aSession('s1').title)
    })

    test('a commit over the version on disk is written; over another it changes nothing', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      const second = { session: aSession('s1', { version: 2, title: 'two' }), expected: 1, cards: [aCard('a')] }
      expect(await store.commit(second)).toBe(true)
      const stale = {
        session: aSession('s1', { version: 2, title: 'stale' }),
        expected: 1,
        cards: [aCard('b')],
        answers: [anAnswer('b')],
        docs: [{ name: 'board', state: Uint8Array.of(1) }],
      }
      expect(await store.commit(stale)).toBe(false)
      expect((await store.load('s1'))?.title).toBe('two')
      expect(await store.cards('s1')).toEqual([aCard('a')])
      expect(await store.answers('s1', 'r1')).toEqual([])
      expect(await store.doc('s1', 'board')).toBeNull()
      expect(await store.commit({ session: aSession('nobody', { version: 2 }), expected: 1 })).toBe(false)
    })

    test('of many commits over one version exactly one is written, with its rows alone', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      const racers = Array.from({ length: 30 }, (_, n) => `racer-${n}`)
      const won = await Promise.all(
        racers.map((title) =>
          store.commit({ session: aSession('s1', { version: 2, title }), expected: 1, cards: [aCard(title)] }),
        ),
      )
      expect(won.filter(Boolean)).toHaveLength(1)
      const winner = racers[won.indexOf(true)] ?? ''
      expect((await store.load('s1'))?.title).toBe(winner)
      expect(await store.cards('s1')).toEqual([aCard(winner)])
    })

    test('a commit that cannot be kept is rejected whole and takes no other of its group with it', async () => {
      const store = await opened()
      for (const id of ['s1', 's2', 's3']) await store.create(aSession(id))
      const results = await Promise.allSettled([
        store.commit({ session: aSession('s1', { version: 2 }), expected: 1, cards: [aCard('a')] }),
        store.commit({ session: aSession('s2', { version: 2 }), expected: 1, cards: [aCard('a'), aCard('a')] }),
        store.commit({ session: aSession('s3', { version: 2 }), expected: 1, cards: [aCard('a')] }),
      ])
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((await store.load('s2'))?.version).toBe(1)
      expect(await store.cards('s2')).toEqual([])
      expect(await store.cards('s3')).toEqual([aCard('a')])
    })

    test('cards and answers come back whole, by id, answers by their round', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      const cards = [aCard('z', { room: null }), aCard('B'), aCard('_'), aCard('a', { text: '“naïve” 🧭\n0' })]
      const answers = [anAnswer('y'), anAnswer('x', { body: null }), anAnswer('w', { round: 'r2', body: 'text' })]
      await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, cards, answers })
      expect((await store.cards('s1')).map(({ id }) => id)).toEqual(['B', '_', 'a', 'z'])
      expect(new Set(await store.cards('s1'))).toEqual(new Set(cards))
      expect(await store.answers('s1', 'r1')).toEqual([anAnswer('x', { body: null }), anAnswer('y')])
      expect(await store.answers('s1', 'r2')).toEqual([anAnswer('w', { round: 'r2', body: 'text' })])
      expect(await store.answers('s1', 'r3')).toEqual([])
    })

    test('a seat’s tokens are noted once: the same hash again is fine, another is not, and nobody else is concerned', async () => {
      const store = await opened()
      for (const id of ['s1', 's2']) await store.create(aSession(id))
      expect(await store.issue('s1', 'write.1~0', 'ana', 'hash')).toBe(true)
      expect(await store.issue('s1', 'write.1~0', 'ana', 'hash')).toBe(true)
      expect(await store.issue('s1', 'write.1~0', 'ana', 'other')).toBe(false)
      expect(await store.issue('s1', 'write.1~0', 'ana', 'hash')).toBe(true)
      for (const [session, giving, seat] of [
        ['s1', 'write.1~0', 'ben'],
        ['s1', 'write.1~1', 'ana'],
        ['s2', 'write.1~0', 'ana'],
      ] as const)
        expect(await store.issue(session, giving, seat, 'other')).toBe(true)
      expect(await store.issued('s1', 'write.1~0')).toEqual(['ana', 'ben'])
      await expect(store.issue('s3', 'write.1~0', 'ana', 'hash')).rejects.toMatchObject({ code: 'missing' })
    })

    test('a giving that is over leaves nothing, and goes with its commit or not at all', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      await store.issue('s1', 'write.1~0', 'ana', 'hash')
      await store.issue('s1', 'write.2~0', 'ana', 'hash')
      const commit = { session: aSession('s1', { version: 2 }), over: ['write.1~0'] }
      expect(await store.commit({ ...commit, expected: 7 })).toBe(false)
      expect(await store.issued('s1', 'write.1~0')).toEqual(['ana'])
      expect(await store.commit({ ...commit, expected: 1 })).toBe(true)
      expect(await store.issued('s1', 'write.1~0')).toEqual([])
      expect(await store.issued('s1', 'write.2~0')).toEqual(['ana'])
      await store.remove('s1')
      expect(await store.issued('s1', 'write.2~0')).toEqual([])
    })

    test('cards that were taken back go, those of other sessions stay', async () => {
      const store = await opened()
      for (const id of ['s1', 's2']) {
        await store.create(aSession(id))
        await store.commit({ session: aSession(id, { version: 2 }), expected: 1, cards: [aCard('a'), aCard('b')] })
      }
      const withdrawn = ['a', 'never-there']
      await store.commit({ session: aSession('s1', { version: 3 }), expected: 2, cards: [aCard('c')], withdrawn })
      expect((await store.cards('s1')).map(({ id }) => id)).toEqual(['b', 'c'])
      expect((await store.cards('s2')).map(({ id }) => id)).toEqual(['a', 'b'])
    })

    test('vectors lie with their cards, by model, as they were, and go with them', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, cards: [aCard('a'), aCard('b')] })
      const of = (card: string, ...numbers: number[]) => ({ card, vector: Int16Array.from(numbers) })
      await store.saveVectors('s1', 'one', [of('b', -16384, 0, 1), of('a', 2, -3), of('never-there', 4)])
      await store.saveVectors('s1', 'two', [of('a', 5)])
      expect(await store.vectors('s1', 'one')).toEqual([of('a', 2, -3), of('b', -16384, 0, 1)])
      await store.saveVectors('s1', 'one', [of('a', 7, 7)])
      await store.commit({ session: aSession('s1', { version: 3 }), expected: 2, withdrawn: ['b'] })
      expect(await store.vectors('s1', 'one')).toEqual([of('a', 7, 7)])
      expect(await store.vectors('s1', 'two')).toEqual([of('a', 5)])
      await store.remove('s1')
      expect(await store.vectors('s1', 'one')).toEqual([])
    })

    test('answers to small questions come back by step and number; a number is taken once, and nobody else is concerned', async () => {
      const store = await opened()
      for (const id of ['s1', 's2']) await store.create(aSession(id))
      const rows = [aSortingRow(0), aSortingRow(1, { phone: -1 }), aSortingRow(0, { step: 'later' })]
      for (const row of rows.toReversed()) await store.addSorting('s1', row)
      expect(await store.sorting('s1')).toEqual(rows)
      await expect(store.addSorting('s1', aSortingRow(1, { phone: 7 }))).rejects.toThrow()
      expect(await store.sorting('s1')).toEqual(rows)
      await expect(store.addSorting('s3', aSortingRow(0))).rejects.toMatchObject({ code: 'missing' })
      expect(await store.sorting('s2')).toEqual([])
      await store.remove('s1')
      expect(await store.sorting('s1')).toEqual([])
    })

    test('what a step is settled to is all that is left of it, and of no other; a row too many settles nothing', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      const other = aSortingRow(0, { step: 'later' })
      for (const row of [aSortingRow(0), aSortingRow(1), aSortingRow(2), other]) await store.addSorting('s1', row)
      const kept = [aSortingRow(0, { phone: -1 }), aSortingRow(1, { phone: -1 })]
      await expect(store.settleSorting('s1', 'gather', [...kept, aSortingRow(1)])).rejects.toThrow()
      expect(await store.sorting('s1')).toHaveLength(4)
      await store.settleSorting('s1', 'gather', kept)
      expect(await store.sorting('s1')).toEqual([...kept, other])
      await store.settleSorting('s1', 'gather', [])
      expect(await store.sorting('s1')).toEqual([other])
      await expect(store.settleSorting('s3', 'gather', [])).rejects.toMatchObject({ code: 'missing' })
    })

    test('a doc is what was last saved, by itself or in a commit, as it was at the call', async () => {
      const store = await opened()
      await store.create(aSession('s1'))
      const buffer = Uint8Array.from({ length: 64 }, (_, n) => n)
      const saved = store.saveDoc('s1', { name: 'notes/green', state: buffer.subarray(3, 6) })
      buffer.fill(255)
      await saved
      expect(await store.doc('s1', 'notes/green')).toEqual(Uint8Array.of(3, 4, 5))
      const docs = [
        { name: 'notes/green', state: Uint8Array.of(9) },
        { name: 'board', state: new Uint8Array(0) },
      ]
      await store.commit({ session: aSession('s1', { version: 2 }), expected: 1, docs })
      expect(await store.doc('s1', 'notes/green')).toEqual(Uint8Array.of(9))
      expect(await store.doc('s1', 'board')).toEqual(new Uint8Array(0))
      expect(await store.doc('s1', 'notes/blue')).toBeNull()
    })

    test('remove takes the session and all that belongs to it, and nothing else', async () => {
      const store = await opened()
      for (const id of ['s1', 's2']) {
        await store.create(aSession(id))
        const docs = [{ name: 'board', state: Uint8Array.of(1) }]
        const commit = {
          session: aSession(id, { version: 2 }),
          expected: 1,
          cards: [aCard('a')],
          answers: [anAnswer('a')],
        }
        await store.commit({ ...commit, docs })
      }
      await store.remove('s1')
      await store.remove('never-there')
      expect(await store.load('s1')).toBeNull()
      expect([...(await store.cards('s1')), ...(await store.answers('s1', 'r1'))]).toEqual([])
      expect(await store.doc('s1', 'board')).toBeNull()
      await expect(store.saveDoc('s1', { name: 'board', state: Uint8Array.of(2) })).rejects.toMatchObject({
        code: 'missing',
      })
      expect((await store.load('s2'))?.version).toBe(2)
      expect([await store.cards('s2'), await store.answers('s2', 'r1')]).toEqual([[aCard('a')], [anAnswer('a')]])
    })

    test('the list has a line for every session, with its present code and status', async () => {
      const store = await opened()
      expect(await store.list()).toEqual([])
      await store.create(aSession('s2', { code: 'BCDFGH' }))
      await store.create(aSession('s1', { code: 'TVWXYZ' }))
      await store.commit({ session: aSession('s1', { version: 2, code: null, status: 'ended' }), expected: 1 })
      expect(await store.list()).toEqual([
        { id: 's1', code: null, status: 'ended', due: null },
        { id: 's2', code: 'BCDFGH', status: 'live', due: null },
      ])
    })

    test('what was asked first is done first, awaited or not', async () => {
      const store = await opened()
      const seen = await Promise.all([
        store.load('s1'),
        store.create(aSession('s1')),
        store.commit({ session: aSession('s1', { version: 2 }), expected: 1 }),
        store.load('s1'),
        store.remove('s1'),
        store.load('s1'),
      ])
      expect(seen.map((value) => (value && typeof value === 'object' ? value.version : value))).toEqual([
        null,
        undefined,
        true,
        2,
        undefined,
        null,
      ])
    })

    test('close lets what was asked finish, and then the store says that it is closed', async () => {
      const store = await open()
      const created = Array.from({ length: 450 }, (_, n) => store.create(aSession(`s${n}`)))
      await Promise.all([store.close(), store.close()])
      await Promise.all(created)
      await expect(store.load('s1')).rejects.toMatchObject({ code: 'closed' })
    })

    test('two stores in one process know nothing of each other', async () => {
      const [one, other] = [await opened(), await opened()]
      await one.create(aSession('s1'))
      expect(await other.load('s1')).toBeNull()
      await other.create(aSession('s1', { title: 'other' }))
      expect((await one.load('s1'))?.title).toBe(aSession('s1').title)
    })
  })
}
