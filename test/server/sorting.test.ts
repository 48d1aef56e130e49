// A whole sorting step with simulated people: what it finds, what it withstands, what it forgets.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conclude } from '../../server/sorting/conclude.ts'
import { NO_EDITS } from '../../server/sorting/edits.ts'
import { type Ground, readGround } from '../../server/sorting/read-ground.ts'
import type { SortingResult } from '../../server/sorting/result.ts'
import { type SortingStart, startSorting } from '../../server/sorting/sorting.ts'
import { inOneGo } from '../../server/themes/steps.ts'
import {
  agreement,
  all,
  cardId,
  careful,
  crowd,
  goldOf,
  groundOf,
  hostile,
  placesOf,
  playAll,
} from '../support/sorters.ts'

const CARDS = 60
const GOLD = goldOf(CARDS, 8)
const start = (fill: Partial<SortingStart> = {}) => startSorting({ ground: groundOf(GOLD), each: 12, ...fill })
const found = (sorting: ReturnType<typeof startSorting>) => agreement(inOneGo(sorting.conclude()).themes, GOLD)

describe('the themes', () => {
  test('careful people find nearly all of them, the machine alone nearly none', () => {
    const sorting = start()
    expect(found(sorting)).toBeLessThan(0.35)
    playAll(sorting, crowd(24, careful(GOLD)))
    expect(found(sorting)).toBeGreaterThan(0.9)
  })

  test('people who err in one of five answers still find most', () => {
    const sorting = start()
    playAll(sorting, crowd(24, careful(GOLD, 0.2)))
    expect(found(sorting)).toBeGreaterThan(0.6)
  })

  test('piles of rooms need fewer answers', () => {
    const rooms = [0, 1, 2, 3].map((room) => ({
      room: `room ${room}`,
      piles: [...new Set(GOLD)].map((theme) => all(CARDS).filter((_, i) => GOLD[i] === theme && i % 5 === room)),
    }))
    const without = start({ each: 6 })
    const withPiles = start({ each: 6, rooms })
    for (const sorting of [without, withPiles]) playAll(sorting, crowd(24, careful(GOLD, 0.2)), 7, 6)
    expect(found(withPiles)).toBeGreaterThan(found(without))
  })

  test('each says how many people put it together, and its surest cards come first', () => {
    const sorting = start()
    playAll(sorting, crowd(24, careful(GOLD)))
    const { themes } = inOneGo(sorting.conclude())
    for (const theme of themes) {
      expect(theme.people).toBeLessThanOrEqual(24)
      expect(theme.answers).toBeGreaterThanOrEqual(theme.people)
      if (theme.cards.length > 2) expect(theme.weakest).toEqual(theme.cards.slice(-2).reverse())
    }
    expect(Math.max(...themes.map(({ people }) => people))).toBeGreaterThan(5)
  })

  test('two themes that people nearly joined are named as perhaps one', () => {
    const gold = [0, 0, 0, 1, 1, 1]
    const rooms = [{ room: 'a', piles: [[0, 1, 2].map(cardId), [3, 4, 5].map(cardId)] }]
    const answers = [0, 1, 2].map((by) => ({ top: cardId(by), options: [cardId(3)], choice: 0, by }))
    const { mayBeOne } = startSorting({ ground: groundOf(gold, 3), each: 6, rooms, answers }).standing()
    expect(mayBeOne.map(({ a, b }) => [a, b])).toEqual([[0, 1]])
    expect(startSorting({ ground: groundOf(gold, 3, 0.5), each: 6, rooms }).standing().mayBeOne).toEqual([])
  })
})

test('coarser asks for less likeness, finer for more; as usual is what was never asked', () => {
  const sorting = start()
  playAll(sorting, crowd(24, careful(GOLD, 0.2)), 7, 6)
  const evidence = { rooms: [], answers: sorting.log() }
  const grown = (finer?: number) => {
    const asked = { ground: groundOf(GOLD), evidence, themes: [], edits: NO_EDITS }
    const { themes } = inOneGo(conclude(finer === undefined ? asked : { ...asked, finer }))
    return themes.reduce((sum, { cards }) => sum + cards.length ** 2, 0)
  }
  expect(grown(0)).toBe(grown())
  expect(grown(-0.08)).toBeGreaterThan(grown())
  expect(grown(0.1)).toBeLessThan(grown())
})

describe('what it withstands', () => {
  test('three of twenty-four who always say what is wrong: they count no more', () => {
    const says = [...crowd(21, careful(GOLD, 0.1)), ...crowd(3, hostile(GOLD))]
    const sorting = start()
    playAll(sorting, says)
    const { kept, themes } = inOneGo(sorting.conclude())
    expect(agreement(themes, GOLD)).toBeGreaterThan(0.6)
    expect(kept.answers).toHaveLength(21 * 12)
  })

  test('a phone that leaves holds its card back for thirty seconds only, and its budget goes to others', () => {
    const two = startSorting({ ground: groundOf([0, 0, 1, 1, 2, 2]), each: 2 })
    two.ask('gone', 0)
    const first = two.ask('here', 0)
    two.leave('gone', 10)
    expect(two.progressOf('here', 39)).toEqual({ done: 0, left: 2 })
    expect(two.progressOf('here', 40)).toEqual({ done: 0, left: 4 })
    expect(first).not.toBeNull()
  })

  test('a phone that comes back holds the question that it held, and a late answer counts', () => {
    const sorting = start()
    const held = sorting.ask('phone', 0)
    sorting.leave('phone', 1)
    expect(sorting.ask('phone', 100)).toEqual(held)
    sorting.leave('phone', 101)
    expect(sorting.answer('phone', held?.card ?? '', 0)).toBe(true)
    expect(sorting.log()).toHaveLength(1)
  })

  test('answers that nobody asked for, twice, or to an option that was not shown are refused', () => {
    const sorting = start()
    const held = sorting.ask('phone', 0)
    const card = held?.card ?? ''
    expect(sorting.answer('stranger', card, 0)).toBe(false)
    expect(sorting.answer('phone', 'card-99999', 0)).toBe(false)
    expect(sorting.answer('phone', card, 4)).toBe(false)
    expect(sorting.answer('phone', card, 0.5)).toBe(false)
    expect(sorting.answer('phone', card, -1)).toBe(false)
    expect(sorting.answer('phone', card, 'none')).toBe(true)
    expect(sorting.answer('phone', card, 'none')).toBe(false)
    expect(sorting.log()).toHaveLength(1)
  })

  test('skipping says nothing and counts as asked', () => {
    const sorting = start({ each: 1 })
    const held = sorting.ask('phone', 0)
    expect(sorting.answer('phone', held?.card ?? '', 'skip')).toBe(true)
    expect(sorting.log()).toEqual([])
    expect(sorting.ask('phone', 1)).toBeNull()
    sorting.extend(1)
    expect(sorting.ask('phone', 2)?.card).not.toBe(held?.card)
  })

  test.each([0, 1, 2, 3])('%i cards', (cards) => {
    const gold = Array.from({ length: cards }, () => 0)
    const sorting = startSorting({ ground: groundOf(gold), each: 12 })
    playAll(sorting, crowd(5, careful(gold)))
    const result = inOneGo(sorting.conclude())
    expect(placesOf(result)).toEqual(all(cards))
    expect(result.themes).toHaveLength(cards > 1 ? 1 : 0)
  })

  test('a solve that was under way when cards came changes nothing any more', () => {
    const gold = goldOf(20, 4)
    const sorting = startSorting({ ground: groundOf(gold), each: 12 })
    const held = [0, 1].map(() => sorting.ask('phone', 0))
    sorting.answer('phone', held[0]?.card ?? '', 'none')
    const more = sorting.ask('phone', 1)
    sorting.answer('phone', more?.card ?? '', 'none')
    const work = sorting.work()
    expect(work).not.toBeNull()
    expect(sorting.work()).toBeNull()
    work?.next()
    sorting.change({ ground: groundOf(goldOf(24, 4)) })
    if (work) inOneGo(work)
    expect(placesOf(sorting.standing())).toEqual(all(24))
  })
})

describe('the same evidence gives the same themes', () => {
  const played = () => {
    const sorting = start({
      rooms: [
        { room: 'b', piles: [[cardId(0), cardId(8)]] },
        { room: 'a', piles: [[cardId(1), cardId(9)], [cardId(2)]] },
      ],
    })
    playAll(sorting, crowd(12, careful(GOLD, 0.2)))
    return sorting
  }
  const shapeOf = (result: SortingResult) => result.themes.map(({ cards }) => cards)

  test('the same people play the same step', () => {
    expect(played().log()).toEqual(played().log())
  })

  test('a log played again, in any order', () => {
    const sorting = played()
    const expected = shapeOf(inOneGo(sorting.conclude()))
    const rooms = [
      { room: 'a', piles: [[cardId(2)], [cardId(9), cardId(1)]] },
      { room: 'b', piles: [[cardId(8), cardId(0)]] },
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray([...sorting.log()], { minLength: sorting.log().length }), (answers) => {
        const again = start({ rooms, answers })
        expect(shapeOf(inOneGo(again.conclude()))).toEqual(expected)
      }),
      { numRuns: 5 },
    )
  })

  test('people who come after a log was taken up are others than those in it', () => {
    const sorting = played()
    const again = start({ answers: sorting.log() })
    const shown = again.ask('phone 0', 0)
    again.answer('phone 0', shown?.card ?? '', 'none')
    const known = new Set(sorting.log().map(({ by }) => by))
    expect(known.has(again.log().at(-1)?.by ?? 0)).toBe(false)
  })

  test('cards in any order and under any ids', () => {
    const texts = [
      'Too many meetings',
      'Meetings every day',
      'No budget',
      'The budget is frozen',
      'Lunch',
      'Unclear goals',
    ]
    const groundBy = (order: readonly number[], name: (i: number) => string): Ground =>
      inOneGo(
        readGround(
          order.map((i) => ({ id: name(i), text: texts[i] ?? '' })),
          null,
        ),
      )
    const plain = groundBy([0, 1, 2, 3, 4, 5], (i) => `a${i}`)
    const mixed = groundBy([4, 2, 0, 5, 3, 1], (i) => `z${9 - i}`)
    const renamed = {
      ...mixed,
      sentences: mixed.sentences.map(({ cards }) => ({ cards: cards.map((id) => `a${9 - Number(id.slice(1))}`) })),
    }
    expect(renamed).toEqual(plain)
  })

  test('copies are one sentence, cards without any word are not copies', () => {
    const texts = ['No budget', 'no  budget!', '👍', '😀', '']
    const { sentences } = inOneGo(
      readGround(
        texts.map((text, i) => ({ id: `a${i}`, text })),
        null,
      ),
    )
    expect(sentences.map(({ cards }) => cards).sort()).toEqual([['a0', 'a1'], ['a2'], ['a3'], ['a4']])
  })

  test('forgetting who said what changes nothing that was found, and nothing tells people apart', () => {
    const sorting = played()
    const before = inOneGo(sorting.conclude())
    sorting.forget(before.kept.answers)
    expect(new Set(sorting.log().map(({ by }) => by))).toEqual(new Set([-1]))
    const after = inOneGo(sorting.conclude())
    expect(agreement(after.themes, GOLD)).toBeCloseTo(agreement(before.themes, GOLD), 1)
    expect(after.themes.every(({ people }) => people === 0)).toBe(true)
    expect(sorting.answer('phone 0', cardId(0), 'none')).toBe(false)
  })
})
