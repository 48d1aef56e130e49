// What people decided stands: pins, pairs kept apart, late cards, ids that stay, and the same tree cut coarser or finer.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { constraintsOf } from '../../server/themes/constraints.ts'
import { keepIds } from '../../server/themes/keep-ids.ts'
import { compareInSlices, proposeThemes, recut } from '../../server/themes/propose-themes.ts'

const card = (id: string, text: string, room = 'a') => ({ id, room, kind: 'constraint', text })
const BILLING = ['The billing system breaks', 'Nobody understands the billing system', 'Billing system is old']
const APPROVAL = ['Release approval takes weeks', 'Release approvals are slow', 'Every release waits for approval']
const cards = [...BILLING.map((text, i) => card(`b${i}`, text)), ...APPROVAL.map((text, i) => card(`a${i}`, text))]
const offsite = OFFSITE_CARDS.map(({ id, text }, i) => card(id, text, `room-${i % 5}`))
const groups = (themes: readonly { readonly cards: readonly string[] }[]) =>
  themes.map((one) => one.cards.toSorted().join())

describe('constraints', () => {
  test('a pinned theme keeps its cards and its id; late cards join it', () => {
    const late = card('late', 'The billing system lost an invoice')
    const pins = [{ theme: 'T1', cards: ['b0', 'a0'] }]
    const { themes } = proposeThemes({ cards: [...cards, late], piles: [], pins })
    const pinned = themes.find(({ id }) => id === 'T1')
    expect(pinned?.cards).toEqual(expect.arrayContaining(['b0', 'a0']))
    expect(themes.filter(({ cards: of }) => of.includes('late'))).toHaveLength(1)
    const alone = proposeThemes({ cards: [...cards, late], piles: [], pins: [{ theme: 'T1', cards: ['b0', 'b1'] }] })
    expect(alone.themes.find(({ id }) => id === 'T1')?.cards.toSorted()).toEqual(['b0', 'b1', 'b2', 'late'])
  })

  test('two pinned themes never become one, however alike, and one card may be pinned alone', () => {
    const pins = [
      { theme: 'T1', cards: ['b0'] },
      { theme: 'T2', cards: ['b1', 'b2'] },
    ]
    const { themes } = proposeThemes({ cards, piles: [], pins, tau: 0.05 })
    const of = (id: string) => themes.find((theme) => theme.id === id)?.cards ?? []
    expect(of('T1')).toContain('b0')
    expect(of('T2')).toEqual(expect.arrayContaining(['b1', 'b2']))
    expect(of('T1').filter((id) => of('T2').includes(id))).toEqual([])
  })

  test('what people took apart does not meet again, not even through others', () => {
    const { themes } = proposeThemes({ cards, piles: [], apart: [['b0', 'b1']], tau: 0.05 })
    expect(themes.filter(({ cards: of }) => of.includes('b0') && of.includes('b1'))).toEqual([])
    expect(
      proposeThemes({ cards, piles: [], tau: 0.05 }).themes.some(
        ({ cards: of }) => of.includes('b0') && of.includes('b1'),
      ),
    ).toBe(true)
  })

  test('a pin wins over the pile that it tears apart', () => {
    const { themes } = proposeThemes({
      cards,
      piles: [{ cards: ['b0', 'a0', 'a1'] }],
      pins: [{ theme: 'T1', cards: ['a0', 'b1'] }],
    })
    expect(themes.find(({ id }) => id === 'T1')?.cards).toEqual(expect.arrayContaining(['a0', 'b1']))
    expect(themes.find(({ cards: of }) => of.includes('b0'))?.cards).toContain('a1')
  })

  test('always: pins stay whole, apart stays apart, every card has one place', () => {
    const ids = offsite.map(({ id }) => id)
    const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([a, b]) => a !== b)
    const input = fc.record({
      first: fc.subarray(ids, { maxLength: 6 }),
      second: fc.subarray(ids, { maxLength: 6 }),
      apart: fc.array(pair, { maxLength: 6 }),
      tau: fc.constantFrom(null, 0.05, 0.2, 0.35),
    })
    fc.assert(
      fc.property(input, ({ first, second, apart, tau }) => {
        const pins = [
          { theme: 'T1', cards: first },
          { theme: 'T2', cards: second.filter((id) => !first.includes(id)) },
        ].filter((pin) => pin.cards.length > 0)
        const { themes, ungrouped } = proposeThemes({ cards: offsite, piles: [], pins, apart, tau })
        expect([...themes.flatMap((theme) => theme.cards), ...ungrouped].sort()).toEqual(ids.toSorted())
        for (const pin of pins)
          expect(themes.find(({ id }) => id === pin.theme)?.cards).toEqual(expect.arrayContaining(pin.cards))
        const pinOf = (id: string) => pins.find((pin) => pin.cards.includes(id))?.theme
        for (const [a, b] of apart) {
          if (pinOf(a) !== undefined && pinOf(a) === pinOf(b)) continue
          expect(themes.filter(({ cards: of }) => of.includes(a) && of.includes(b))).toEqual([])
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('edits as constraints', () => {
  const theme = (id: string, of: string[], edited = false) => ({ id, cards: of, edited })
  const whole = (id: string, of: string[]) => ({ ...theme(id, of), title: id, keywords: [], hidden: null })

  test('touched themes are pinned; a card taken out is kept apart from what stayed', () => {
    const themes = [theme('t1', ['a', 'b'], true), theme('t2', ['d', 'e'])]
    const past = [{ before: [whole('t1', ['a', 'b', 'c'])] }, { before: [whole('t2', ['d', 'e', 'f'])] }]
    expect(constraintsOf(themes, past)).toEqual({ pins: [{ theme: 't1', cards: ['a', 'b'] }], apart: [['c', 'a']] })
  })

  test('a card that people moved on to another theme needs nothing more', () => {
    const themes = [theme('t1', ['a', 'b'], true), theme('t2', ['c', 'd'], true)]
    expect(constraintsOf(themes, [{ before: [whole('t1', ['a', 'b', 'c'])] }]).apart).toEqual([])
  })
})

describe('ids', () => {
  test('a theme keeps its id while most of its cards are the same, and no id is given twice', () => {
    const known = [
      { id: 'x', cards: ['1', '2', '3', '4'] },
      { id: 'y', cards: ['5', '6'] },
    ]
    const fresh = (...lists: string[][]) => lists.map((of) => ({ cards: of, pinned: null }))
    expect(keepIds(known, fresh(['5', '6', '7'], ['1', '2', '3'], ['4', '8']))).toEqual(['y', 'x', null])
    expect(keepIds(known, fresh(['1', '2'], ['3', '4']))).toEqual(['x', null])
    expect(keepIds(known, fresh(['1', '5', '9']))).toEqual([null])
    expect(
      keepIds(known, [
        { cards: ['9'], pinned: 'x' },
        { cards: ['1', '2', '3', '4'], pinned: null },
      ]),
    ).toEqual(['x', null])
  })

  test('late cards change few ids', () => {
    const before = proposeThemes({ cards: offsite.slice(0, 70), piles: [] })
    const known = before.themes.map(({ cards: of }, i) => ({ id: `t${i}`, cards: of }))
    const after = proposeThemes({ cards: offsite, piles: [], known })
    const kept = after.themes.filter(({ id }) => id !== null)
    expect(kept.length).toBeGreaterThanOrEqual(0.7 * before.themes.length)
    expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length)
    expect(proposeThemes({ cards: offsite.slice(0, 70), piles: [], known }).themes.map(({ id }) => id)).toEqual(
      known.map(({ id }) => id),
    )
  })
})

describe('coarser and finer', () => {
  test('the same tree, cut elsewhere: as if asked anew, between 0.05 and 0.35', async () => {
    const compare = await compareInSlices({ cards: offsite, piles: [] })
    expect(recut(compare, null)).toEqual(proposeThemes({ cards: offsite, piles: [] }))
    for (const tau of [0.05, 0.1, 0.35])
      expect(recut(compare, tau)).toEqual(proposeThemes({ cards: offsite, piles: [], tau }))
    expect(recut(compare, 9).made.tau).toBe(0.35)
    expect(recut(compare, -1).made.tau).toBe(0.05)
    expect(recut(compare, 0.35).ungrouped.length).toBeGreaterThan(recut(compare, 0.05).ungrouped.length)
    expect(groups(recut(compare, 0.35).themes)).not.toEqual(groups(recut(compare, 0.05).themes))
  })
})
