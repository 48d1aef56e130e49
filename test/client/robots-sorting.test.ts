// Robots sort as the people with whom sorting was designed: as often wrong, as slow, and no two rooms alike.
import { describe, expect, test } from 'vitest'
import { CARDS } from '../../client/robots/fixtures/cards.ts'
import { NEAR_THEMES } from '../../client/robots/fixtures/near-themes.ts'
import { handOf, isFelt } from '../../client/robots/hand.ts'
import { areNear, labelOf, THEME_NAMES } from '../../client/robots/labels.ts'
import { createMind } from '../../client/robots/mind.ts'
import { roomPiles } from '../../client/robots/room-piles.ts'
import { createSorter, type Question } from '../../client/robots/sorter.ts'
import { canonicalCard } from '../../shared/text.ts'
import { figuresOf } from '../../shared/theme-figures.ts'

const shown = CARDS.map((card, at) => ({ id: `c${at}`, kind: card.kind, text: canonicalCard(card.text) }))
const of = (label: string | null) => shown.filter(({ text }) => labelOf(text) === label)
const first = (label: string | null, at = 0) => of(label)[at] ?? { id: '', kind: '', text: '' }
const PEOPLE = 400
const EACH = 10

/** How often each thing is said to one question, by many people who take part. */
function said(question: Question) {
  const counts = new Map<string, number>()
  for (let person = 0; person < PEOPLE; person++) {
    const sorter = createSorter(createMind(person))
    for (let turn = 0; turn < EACH; turn++) {
      const choice = String(sorter.answer(question))
      counts.set(choice, (counts.get(choice) ?? 0) + 1 / (PEOPLE * EACH))
    }
  }
  return (choice: string) => counts.get(choice) ?? 0
}

test('each sentence has the theme that a reader gave it, and themes that are confused are themes', () => {
  for (const card of CARDS) expect(labelOf(canonicalCard(card.text)), card.text).toBe(card.label)
  expect(labelOf('Nobody of the fixture ever wrote this')).toBeNull()
  for (const [a, b] of NEAR_THEMES) {
    expect([a, b].filter((name) => !THEME_NAMES.includes(name))).toEqual([])
    expect(areNear(b, a)).toBe(true)
  }
})

describe('a small question', () => {
  const far = ['meetings', 'metrics', 'onboarding'] as const

  test('is answered rightly by four in five, and wrongly in both ways by the others', () => {
    const options = [first('hiring-freeze', 1), ...far.map((label) => first(label))]
    const share = said({ card: first('hiring-freeze'), options })
    expect(share('0')).toBeGreaterThan(0.7)
    expect(share('0')).toBeLessThan(0.83)
    expect(share('none')).toBeGreaterThan(0.07)
    expect(share('none')).toBeLessThan(0.17)
    expect(share('1') + share('2') + share('3')).toBeGreaterThan(0.07)
    expect(share('skip')).toBeGreaterThan(0.015)
    expect(share('skip')).toBeLessThan(0.05)
  })

  test('misleads twice as often when something near is shown, and most to that', () => {
    const away = said({ card: first('hiring-freeze'), options: far.map((label) => first(label)) })
    const near = said({
      card: first('hiring-freeze'),
      options: [first('on-call'), first('meetings'), first('metrics')],
    })
    expect(1 - near('none') - near('skip')).toBeGreaterThan(1.5 * (1 - away('none') - away('skip')))
    expect(near('0')).toBeGreaterThan(near('1') + 0.05)
  })

  test('finds nothing that says the same as a card of no theme, or a sentence that it does not know', () => {
    const options = far.map((label) => first(label))
    for (const text of [first(null).text, 'Words that no robot wrote'])
      expect(said({ card: { id: 'x', kind: 'unknown', text }, options })('none')).toBeGreaterThan(0.65)
  })

  test('takes about eight seconds, less with cards that were seen before, and not everybody takes part', () => {
    const question = { card: first('meetings'), options: [0, 1, 2, 3].map((at) => first('metrics', at)) }
    const sorters = Array.from({ length: PEOPLE }, (_, seed) => createSorter(createMind(seed)))
    const times = sorters.map((sorter) => sorter.seconds(question))
    expect(Math.min(...times)).toBeGreaterThanOrEqual(8.3 * 0.63)
    expect(Math.max(...times)).toBeLessThanOrEqual(8.3 * 1.58)
    for (const [at, sorter] of sorters.entries()) expect(sorter.seconds(question)).toBeLessThan(times[at] ?? 0)
    const absent = sorters.filter((sorter) => !sorter.takesPart).length / PEOPLE
    expect(absent).toBeGreaterThan(0.04)
    expect(absent).toBeLessThan(0.14)
  })
})

describe('a room', () => {
  const cards = ['hiring-freeze', 'on-call', 'meetings', 'metrics', 'onboarding'].flatMap((label) =>
    of(label).slice(0, 6),
  )
  const gold = cards.map(({ text }) => labelOf(text))
  const labels = (piles: readonly (readonly string[])[]) =>
    cards.map(({ id }) => piles.findIndex((pile) => pile.includes(id)))
  const agreement = (error?: number) =>
    Array.from({ length: 40 }, (_, room) => figuresOf(gold, labels(roomPiles(`room ${room}`, cards, error))).ari)

  test('puts every card into one pile, the same ones whoever lends a hand', () => {
    const piles = roomPiles('room', cards)
    expect(piles.flat().sort()).toEqual(cards.map(({ id }) => id).sort())
    expect(labels(roomPiles('room', [...cards].reverse()))).not.toContain(-1)
    const partition = (lists: readonly (readonly string[])[]) => lists.map((list) => [...list].sort().join()).sort()
    expect(partition(roomPiles('room', [...cards].reverse()))).toEqual(partition(piles))
  })

  test('is mostly right, and worse the more it errs', () => {
    const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
    const [never, usual, often] = [mean(agreement(0)), mean(agreement()), mean(agreement(0.4))]
    expect(never).toBeGreaterThan(0.75)
    expect(usual).toBeLessThan(never)
    expect(usual).toBeGreaterThan(0.5)
    expect(often).toBeLessThan(usual - 0.2)
    // Some rooms split themes and some merge them, even if no card goes astray.
    expect(new Set(agreement(0).map((one) => one.toFixed(2))).size).toBeGreaterThan(3)
  })
})

describe('what people have to say', () => {
  const hands = (people: number) => Array.from({ length: people }, (_, number) => handOf({ people, number, seed: 1 }))

  test.each([1, 12, 24, 60, 200])(
    '%i people share a handful of worries, in other words as long as there are some',
    (people) => {
      const firsts = hands(people).map((hand) => hand[0]?.text)
      expect(firsts).not.toContain(undefined)
      expect(new Set(firsts).size).toBeGreaterThanOrEqual(Math.min(people, 30))
      for (const hand of hands(people)) expect(new Set(hand).size).toBe(hand.length)
      const themes = new Set(
        hands(people).flatMap((hand) => hand.flatMap(({ label }) => (label === null ? [] : [label]))),
      )
      const most = Math.max(5, Math.round((people * 2.5) / 7))
      expect(themes.size).toBeLessThanOrEqual(most)
      expect(themes.size).toBeGreaterThanOrEqual(Math.min(most, THEME_NAMES.length) * (people === 1 ? 0.5 : 1))
    },
  )

  test('some of it is felt in few rooms only, the rest in all', () => {
    const rooms = Array.from({ length: 30 }, (_, at) => `room ${at}`)
    const reach = THEME_NAMES.map((label) => {
      const card = CARDS.find((one) => one.label === label)
      return rooms.filter((room) => card !== undefined && isFelt(card, room)).length
    })
    const local = reach.filter((count) => count < 25)
    expect(local.length).toBeGreaterThan(1)
    expect(local.length).toBeLessThan(THEME_NAMES.length * 0.6)
    expect(reach.filter((count) => count === rooms.length)).toHaveLength(reach.length - local.length)
  })
})
