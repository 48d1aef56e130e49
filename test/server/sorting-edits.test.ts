// Late cards and what the facilitator fixed: constraints that hold whatever people answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Edits, NO_EDITS } from '../../server/sorting/edits.ts'
import type { SortingResult } from '../../server/sorting/result.ts'
import { type SortingStart, startSorting } from '../../server/sorting/sorting.ts'
import { inOneGo } from '../../server/themes/steps.ts'
import { agreement, all, cardId, careful, crowd, goldOf, groundOf, placesOf, playAll } from '../support/sorters.ts'

const CARDS = 60
const GOLD = goldOf(CARDS, 8)
const start = (fill: Partial<SortingStart> = {}) => startSorting({ ground: groundOf(GOLD), each: 12, ...fill })
const found = (sorting: ReturnType<typeof startSorting>) => agreement(inOneGo(sorting.conclude()).themes, GOLD)

describe('late cards and edits', () => {
  test('a late card joins where people put it, and what was found stays', () => {
    const gold = goldOf(24, 4)
    const sorting = startSorting({ ground: groundOf(gold.slice(0, 20)), each: 12 })
    playAll(sorting, crowd(10, careful(gold)))
    const known = sorting.standing().themes.length
    sorting.change({ ground: groundOf(gold) })
    sorting.extend(8)
    playAll(sorting, crowd(10, careful(gold)), 9, 8)
    const { themes } = inOneGo(sorting.conclude())
    expect(known).toBe(4)
    expect(agreement(themes, gold)).toBeGreaterThan(0.85)
  })

  test('hidden cards are in no place and in no question; shown again, their evidence counts again', () => {
    const sorting = start()
    playAll(sorting, crowd(24, careful(GOLD)))
    const before = found(sorting)
    const hidden = [cardId(0), cardId(9)]
    sorting.change({ edits: { ...NO_EDITS, hidden } })
    expect(placesOf(inOneGo(sorting.conclude()))).toEqual(all(CARDS).filter((id) => !hidden.includes(id)))
    for (let phone = 0; phone < 30; phone++) {
      const shown = sorting.ask(`new ${phone}`, 900)
      expect([shown?.card, ...(shown?.options ?? [])].some((id) => hidden.includes(id ?? ''))).toBe(false)
    }
    sorting.change({ edits: NO_EDITS })
    expect(found(sorting)).toBe(before)
  })

  const some = fc.array(fc.nat(13), { maxLength: 5 })
  const anyEdits: fc.Arbitrary<Edits> = fc.record({
    pinned: fc.tuple(some, some).map(([one, other]) => [
      { theme: 'one', cards: one.map(cardId) },
      { theme: 'other', cards: other.filter((i) => !one.includes(i)).map(cardId) },
    ]),
    apart: fc
      .array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 4 })
      .map((pairs) => pairs.map(([a, b]) => [cardId(a), cardId(b)] as const)),
    together: fc
      .array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 3 })
      .map((pairs) => pairs.map(([a, b]) => [cardId(a), cardId(b)] as const)),
    alone: fc.array(fc.nat(13), { maxLength: 2 }).map((list) => list.map(cardId)),
    hidden: fc.array(fc.nat(13), { maxLength: 2 }).map((list) => list.map(cardId)),
  })

  test('whatever people answer, every card is in one place, and what the facilitator fixed holds', () => {
    fc.assert(
      fc.property(anyEdits, fc.nat(1000), fc.boolean(), (edits, seed, late) => {
        const gold = goldOf(14, 3)
        const ground = groundOf(gold, seed)
        const sorting = startSorting({ ground, each: 6, ...(late ? {} : { edits }) })
        playAll(sorting, crowd(6, careful(gold, 0.3)), seed, 6)
        if (late) sorting.change({ edits })
        for (const result of [sorting.standing(), inOneGo(sorting.conclude())]) holds(result, edits)
      }),
      { numRuns: 60 },
    )
  })

  function holds(result: SortingResult, edits: Edits) {
    const hidden = new Set(edits.hidden)
    expect(placesOf(result)).toEqual(all(14).filter((id) => !hidden.has(id)))
    const themeOf = new Map(result.themes.flatMap(({ cards }, i) => cards.map((id) => [id, i] as const)))
    const pinOf = new Map(edits.pinned.flatMap(({ theme, cards }) => cards.map((id) => [id, theme] as const)))
    for (const { theme, cards } of edits.pinned) {
      const places = new Set(cards.filter((id) => !hidden.has(id)).map((id) => themeOf.get(id)))
      expect(places.size).toBeLessThanOrEqual(1)
      for (const place of places) expect(result.themes[place ?? -1]?.theme).toBe(theme)
    }
    for (const [a, b] of edits.apart) {
      const pinnedTogether = pinOf.has(a) && pinOf.get(a) === pinOf.get(b)
      if (a !== b && !pinnedTogether && themeOf.has(a)) expect(themeOf.get(a)).not.toBe(themeOf.get(b))
    }
    const only = edits.apart.length === 0 && edits.pinned.every(({ cards }) => cards.length === 0)
    for (const [a, b] of edits.together) {
      if (a !== b && only && !hidden.has(a) && !hidden.has(b)) expect(themeOf.get(a)).toBe(themeOf.get(b))
    }
    const fixed = new Set([...pinOf.keys(), ...edits.together.flat()])
    for (const id of edits.alone) if (!fixed.has(id)) expect(themeOf.has(id)).toBe(false)
  }

  test('nobody is asked the same twice, whatever comes in between', () => {
    const sorting = start({ each: 30 })
    const seen = new Set<string>()
    for (let i = 0; i < 30; i++) {
      const shown = sorting.ask('phone', i)
      if (!shown) break
      expect(seen.has(shown.card)).toBe(false)
      expect(shown.options).not.toContain(shown.card)
      expect(new Set(shown.options).size).toBe(shown.options.length)
      seen.add(shown.card)
      sorting.answer('phone', shown.card, i % 3 === 0 ? 'none' : 0)
      if (i === 10) sorting.change({ edits: { ...NO_EDITS, together: [[cardId(3), cardId(11)]] } })
    }
    expect(seen.size).toBe(30)
  })
})
