// Vectors of a session's cards: made once, kept, made anew by another model, and never in the way.
import { expect, test } from 'vitest'
import { ThemeVectors } from '../../server/live/theme-vectors.ts'
import type { StoredVector } from '../../server/ports.ts'

type Card = { readonly id: string; readonly text: string }

function stage(cards: Card[], stored: Record<string, StoredVector[]> = {}) {
  const asked: string[] = []
  const events: string[] = []
  const waiting: number[] = []
  const embedder = {
    id: 'one',
    dims: 1,
    failing: false,
    embed: async (texts: readonly string[]) => {
      if (embedder.failing) throw new Error('no')
      asked.push(...texts)
      return texts.map((text) => Int16Array.from([text.length]))
    },
    close: async () => undefined,
  }
  const vectors: ThemeVectors = new ThemeVectors({
    embedder,
    load: async (model) => stored[model] ?? [],
    save: async (model, rows) => {
      stored[model] = [...(stored[model] ?? []), ...rows]
    },
    cards: () => cards,
    onProgress: () => waiting.push(vectors.waiting),
    onComplete: () => events.push('complete'),
    onFailure: () => events.push('failure'),
  })
  return { vectors, embedder, asked, events, waiting, stored, cards }
}

const many = (count: number): Card[] =>
  Array.from({ length: count }, (_, i) => ({ id: `c${99 - i}`, text: `text ${i}` }))

test('every card once, by id, saved as they come; cards of no letter need none', async () => {
  const { vectors, asked, events, waiting, stored } = stage([
    ...many(40),
    { id: 'x', text: '+1' },
    { id: 'y', text: '' },
  ])
  expect(vectors.waiting).toBe(40)
  await vectors.follow()
  expect(vectors.waiting).toBe(0)
  expect(waiting).toEqual([24, 8, 0])
  expect(asked).toHaveLength(40)
  expect(asked[0]).toBe('text 39')
  expect(stored.one?.map(({ card }) => card)).toEqual(stored.one?.map(({ card }) => card).toSorted())
  expect([vectors.model, vectors.of('c99')?.[0], vectors.of('x')]).toEqual(['one', 6, null])
  expect(events).toEqual(['complete'])
  await vectors.follow()
  expect(asked).toHaveLength(40)
  expect(events).toEqual(['complete'])
})

test('what is on disk is not made again; late cards are', async () => {
  const { vectors, asked, cards } = stage(many(2), { one: [{ card: 'c99', vector: Int16Array.from([1]) }] })
  await vectors.follow()
  expect(asked).toEqual(['text 1'])
  cards.push({ id: 'late', text: 'late' })
  await Promise.all([vectors.follow(), vectors.follow()])
  expect(asked).toEqual(['text 1', 'late'])
})

test('cards that were taken back are forgotten', async () => {
  const { vectors, cards } = stage(many(2))
  await vectors.follow()
  cards.pop()
  await vectors.follow()
  expect(vectors.of('c98')).toBeNull()
  expect(vectors.of('c99')).not.toBeNull()
})

test('another model means all of them anew, never two kinds together', async () => {
  const { vectors, embedder, asked, cards } = stage(many(3))
  await vectors.follow()
  cards.push({ id: 'late', text: 'late' })
  const embed = embedder.embed
  embedder.embed = async (texts) => {
    embedder.id = 'two'
    return embed(texts)
  }
  await vectors.follow()
  expect(vectors.model).toBe('two')
  expect(vectors.waiting).toBe(0)
  expect(asked).toHaveLength(3 + 1 + 3)
})

test('a failure is told, and tried again with the next change', async () => {
  const { vectors, embedder, events } = stage(many(2))
  embedder.failing = true
  await vectors.follow()
  expect(events).toEqual(['failure'])
  // what is not being made is not waited for
  expect(vectors.waiting).toBe(0)
  embedder.failing = false
  await vectors.follow()
  expect(events).toEqual(['failure', 'complete'])
})

test('after the end nothing is told', async () => {
  const { vectors, events, stored } = stage(many(2))
  const done = vectors.follow()
  vectors.close()
  await done
  expect([events, stored]).toEqual([[], {}])
})
