// What is said of a theme: phrases of its cards, one card for all, why each card is in it, and which themes may be one.
import { describe, expect, test } from 'vitest'
import { compareInSlices, labelOf, proposeThemes } from '../../server/themes/propose-themes.ts'

const cardsOf = (...texts: readonly string[]) =>
  texts.map((text, i) => ({ id: `c${i}`, room: 'a', kind: 'constraint', text }))

const OTHERS = ['Parking is far away', 'Our brand looks dated', 'Lisbon was lovely', 'The espresso tastes of tin']
const SIGN_OFF = [
  'Sign-off by four managers takes weeks',
  'Waiting weeks for the sign-off by managers',
  'Every release: sign-off by managers, always',
]

describe('phrases', () => {
  test('stay inside a clause, begin and end with a word of content, and no two share a word', () => {
    const [theme] = proposeThemes({ cards: cardsOf(...SIGN_OFF, ...OTHERS), piles: [] }).themes
    expect(theme?.cards).toHaveLength(3)
    expect(theme?.keywords.length).toBeGreaterThan(0)
    expect(theme?.keywords.length).toBeLessThanOrEqual(4)
    const words = theme?.keywords.flatMap((phrase) => phrase.split(' ')) ?? []
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
    for (const phrase of theme?.keywords ?? []) {
      expect(phrase).not.toMatch(/^(by|the|for|every|always)\b|\b(by|the|for|every|always)$/)
      expect(SIGN_OFF.join('\n').toLowerCase()).toContain(phrase.split(' ')[0])
    }
    expect(theme?.keywords.join()).toContain('managers')
  })

  test('a word that stands in all cards of the session says less than one of the theme alone', () => {
    const texts = [
      'team budget plan',
      'team budget cuts',
      'team budget freeze',
      'team parking',
      'team espresso',
      'team brand',
    ]
    const [theme] = proposeThemes({ cards: cardsOf(...texts), piles: [{ cards: ['c0', 'c1', 'c2'] }] }).themes
    expect(theme?.keywords[0]).toMatch(/budget/)
  })
})

describe('why', () => {
  test('a card is in a theme for words it shares, and the card that is most like it', () => {
    const cards = cardsOf('Billing is old', 'The billing system breaks', 'Nobody fixes the billing system', ...OTHERS)
    const [theme] = proposeThemes({ cards, piles: [] }).themes
    const why = new Map(theme?.why.map((one) => [one.card, one]))
    expect([...why.keys()].sort()).toEqual(['c0', 'c1', 'c2'])
    expect(why.get('c1')?.words).toEqual(['billing', 'system'])
    expect(why.get('c1')?.like).toBe('c2')
    expect(why.get('c0')?.words).toEqual(['billing'])
    expect(why.get('c0')?.concept).toBeNull()
  })

  test('nothing but people links what a room piled', () => {
    const cards = cardsOf('Only one colleague knows payroll', 'We are exhausted', ...OTHERS)
    const [theme] = proposeThemes({ cards, piles: [{ cards: ['c0', 'c1'] }] }).themes
    expect(theme?.why.map(({ words, like }) => ({ words, like }))).toEqual([
      { words: [], like: null },
      { words: [], like: null },
    ])
  })

  test('the card for all is one of the theme, long enough to say something', () => {
    const cards = cardsOf(
      'Billing!',
      'The billing system breaks every Monday',
      'Billing system: who fixes the billing?',
    )
    const [theme] = proposeThemes({
      cards: [...cards, ...cardsOf(...OTHERS).map((c) => ({ ...c, id: `o${c.id}` }))],
      piles: [],
    }).themes
    expect(theme?.representative).not.toBe('c0')
    expect(theme?.cards[0]).toBe(theme?.representative)
  })
})

describe('themes that may be one', () => {
  test('are named, the likeliest first, and unrelated ones are not', () => {
    const texts = [
      'Invoice approval waits',
      'Invoice approval stalls',
      'Release approval waits',
      'Release approval stalls',
      'Pager rings nightly',
      'Pager rings again',
    ]
    const piles = [{ cards: ['c0', 'c1'] }, { cards: ['c2', 'c3'] }, { cards: ['c4', 'c5'] }]
    const { themes, near } = proposeThemes({ cards: cardsOf(...texts), piles, tau: 0.35 })
    const named = near.map(({ a, b }) => [themes[a]?.cards.toSorted()[0], themes[b]?.cards.toSorted()[0]].sort().join())
    if (themes.length === 3) expect(named).toEqual(['c0,c2'])
    else expect(themes.find(({ cards }) => cards.includes('c0'))?.cards.toSorted()).toEqual(['c0', 'c1', 'c2', 'c3'])
    expect(named.join()).not.toContain('c4')
  })
})

test('any set of cards has a label, as if it were a theme; one of strangers has none', async () => {
  const input = { cards: cardsOf(...SIGN_OFF, ...OTHERS), piles: [] }
  const compare = await compareInSlices(input)
  const [theme] = proposeThemes(input).themes
  expect({ id: null, ...labelOf(compare, [...(theme?.cards ?? [])].reverse()) }).toEqual(theme)
  expect(labelOf(compare, ['c0', 'c6', 'stranger'])?.cards.toSorted()).toEqual(['c0', 'c6'])
  expect(labelOf(compare, ['stranger'])).toBeNull()
})

describe('cards in doubt', () => {
  test('are the two that are least like the others, the worst first; of two sentences neither is', () => {
    const texts = [...SIGN_OFF, 'Managers', 'Lisbon was lovely', ...OTHERS.slice(0, 2)]
    const piled = (...cards: string[]) =>
      proposeThemes({ cards: cardsOf(...texts), piles: [{ cards }] }).themes.find((theme) => theme.cards.includes('c0'))
    const weakest = piled('c0', 'c1', 'c2', 'c3', 'c4')?.weakest
    expect(weakest).toHaveLength(2)
    expect(weakest?.[0]).toBe('c4')
    expect(
      proposeThemes({ cards: cardsOf('Old invoices', 'An old invoice', 'old invoices!'), piles: [] }).themes[0]
        ?.weakest,
    ).toEqual([])
  })
})

test('cards without a word are like nothing, wherever people put them', async () => {
  const texts = ['🔥', '👍', ...SIGN_OFF, ...OTHERS]
  const compare = await compareInSlices({ cards: cardsOf(...texts), piles: [] })
  const label = labelOf(compare, ['c0', 'c1', 'c2', 'c3'])
  const why = new Map(label?.why.map((one) => [one.card, one]))
  expect(why.get('c0')).toEqual({ card: 'c0', words: [], like: null, concept: null })
  expect(why.get('c2')?.like).toBe('c3')
  expect(label?.cards.slice(2).toSorted()).toEqual(['c0', 'c1'])
  expect(['c0', 'c1']).toContain(label?.weakest[0])
})
