// The first proposal of themes: what it puts together, what it leaves alone, and that no order or trick changes it.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { type ProposeInput, proposeThemes, proposeThemesInSlices } from '../../server/themes/propose-themes.ts'
import { LIMITS } from '../../shared/limits.ts'

const card = (id: string, text: string, room: string | null = 'a') => ({ id, room, kind: 'constraint', text })
const cardsOf = (...texts: readonly string[]) => texts.map((text, i) => card(`c${i}`, text))
const groupsOf = (input: ProposeInput) => proposeThemes(input).themes.map((theme) => [...theme.cards].sort())
const offsite = OFFSITE_CARDS.map(({ id, text }, i) => card(id, text, `room-${i % 5}`))

const APPROVAL = [
  'Approval of a release takes weeks.',
  'Release approvals are slow',
  'Every release waits for an approval',
]
const BILLING = ['The billing system breaks', 'Nobody understands the billing system any more', 'Billing is old']

describe('what belongs together', () => {
  test('cards that share rare words, across inflections', () => {
    const { themes, ungrouped } = proposeThemes({
      cards: cardsOf(...APPROVAL, ...BILLING, 'Parking is far away', 'Our brand looks dated'),
      piles: [],
    })
    expect(themes.map((theme) => [...theme.cards].sort())).toEqual([
      ['c0', 'c1', 'c2'],
      ['c3', 'c4', 'c5'],
    ])
    expect([...ungrouped].sort()).toEqual(['c6', 'c7'])
  })

  test('what a room piled, though no word is shared', () => {
    const cards = cardsOf(
      'Only one colleague knows payroll',
      'We are exhausted',
      'Coffee is cold',
      'More windows please',
    )
    expect(groupsOf({ cards, piles: [{ cards: ['c1', 'c0'] }] })).toEqual([['c0', 'c1']])
  })

  test('piles of different rooms about the same become one theme, piles of one room stay two', () => {
    const cards = [
      card('a1', 'Approval takes forever', 'a'),
      card('a2', 'Legal reads each sentence', 'a'),
      card('b1', 'Waiting for approval again', 'b'),
      card('b2', 'My change sat on a desk', 'b'),
      card('a3', 'The pager never sleeps', 'a'),
      card('a4', 'Nights belong to the alerts', 'a'),
    ]
    const piles = [{ cards: ['a1', 'a2'] }, { cards: ['b1', 'b2'] }, { cards: ['a3', 'a4'] }]
    expect(groupsOf({ cards, piles })).toEqual([
      ['a1', 'a2', 'b1', 'b2'],
      ['a3', 'a4'],
    ])
    const oneRoom = cards.map((of) => ({ ...of, room: 'a' }))
    const apart = [{ cards: ['a1', 'a2'] }, { cards: ['b1', 'b2', 'a3', 'a4'] }]
    expect(groupsOf({ cards: oneRoom, piles: apart })).toEqual([
      ['a3', 'a4', 'b1', 'b2'],
      ['a1', 'a2'],
    ])
  })

  test('a sentence joins the pile in which another room put the same sentence', () => {
    const cards = [
      ...cardsOf('The pager never sleeps', 'Coffee is cold', 'Lisbon is lovely'),
      card('same', 'the PAGER never sleeps!', 'b'),
    ]
    expect(groupsOf({ cards, piles: [{ cards: ['c0', 'c1', 'c2'] }] })).toEqual([['c0', 'c1', 'c2', 'same']])
  })

  test('themes of more rooms come first, however many cards another has', () => {
    const cards = [
      ...APPROVAL.map((text, i) => card(`a${i}`, text, 'one')),
      card('b0', 'Billing is old', 'one'),
      card('b1', 'The billing system breaks', 'two'),
    ]
    expect(groupsOf({ cards, piles: [] })[0]).toEqual(['b0', 'b1'])
  })

  test('a theme that would swallow a third of the cards is asked again alone', () => {
    const things = 'lamp desk fern cork moss reed sail tide vine wool bark clay dune flax gull'.split(' ')
    const texts = ['invoice', 'pager', 'budget'].flatMap((word, i) =>
      things.slice(5 * i, 5 * i + 5).map((thing) => `Customers, customers, customers: ${word} ${thing}`),
    )
    const others = Array.from({ length: 28 }, (_, i) => `${String.fromCharCode(97 + (i % 26)).repeat(3 + i)}`)
    const groups = groupsOf({ cards: cardsOf(...texts, ...others), piles: [] })
    expect(groups.map((group) => group.length)).toEqual([5, 5, 5])
  })

  test('pairs agree with the hand-made themes of an offsite at least twice as often as chance', () => {
    const labels = new Map(OFFSITE_CARDS.map(({ id, label }) => [id, label]))
    const pairs = (lists: readonly (readonly string[])[]) =>
      lists.flatMap((list) => list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b])))
    const same = ([a = '', b = '']: readonly string[]) => labels.get(a) !== null && labels.get(a) === labels.get(b)
    const share = (of: readonly (readonly string[])[]) => of.filter(same).length / of.length
    expect(share(pairs(groupsOf({ cards: offsite, piles: [] })))).toBeGreaterThan(
      2 * share(pairs([offsite.map(({ id }) => id)])),
    )
  })
})

describe('gates', () => {
  test('no cards, one card, two cards', () => {
    expect(proposeThemes({ cards: [], piles: [] })).toMatchObject({ themes: [], ungrouped: [], near: [] })
    expect(proposeThemes({ cards: cardsOf('Approvals'), piles: [{ cards: ['c0'] }] })).toMatchObject({
      themes: [],
      ungrouped: ['c0'],
    })
    expect(groupsOf({ cards: cardsOf('Approvals are slow', 'Coffee is cold'), piles: [] })).toEqual([])
    expect(groupsOf({ cards: cardsOf('Approvals are slow', 'approvals are slow.'), piles: [] })).toEqual([['c0', 'c1']])
  })

  test('cards that say nothing stay ungrouped, however often', () => {
    const nothing = [
      'ok',
      'OK',
      '+1',
      '+1',
      '🔥🔥',
      '🔥🔥',
      '',
      '   ',
      '\u200b',
      '...',
      '42',
      '42',
      'we are what we are',
      'what we are',
    ]
    const { themes, ungrouped } = proposeThemes({ cards: cardsOf(...nothing), piles: [] })
    expect(themes).toEqual([])
    expect(ungrouped).toHaveLength(nothing.length)
  })

  test('a room may pile cards without words; the title then has no word either', () => {
    const { themes } = proposeThemes({ cards: cardsOf('', ' '), piles: [{ cards: ['c0', 'c1'] }] })
    expect(themes).toMatchObject([{ cards: ['c0', 'c1'], title: '…', keywords: [], representative: null }])
  })

  test('ten pasted copies are one theme and do not pull other cards in', () => {
    const copies = Array.from({ length: 10 }, (_, i) => card(`p${i}`, 'Approvals kill us'))
    const groups = groupsOf({ cards: [...copies, ...BILLING.map((text, i) => card(`b${i}`, text))], piles: [] })
    expect(groups).toEqual([copies.map(({ id }) => id), ['b0', 'b1', 'b2']])
  })

  test('invisible characters and odd forms of letters hide nothing', () => {
    const cards = cardsOf(
      'App\u200brovals ta\u00adke too long',
      'Ａｐｐｒｏｖａｌｓ hold us',
      'Coffee is cold',
      'Lisbon \u202ewas lovely',
    )
    expect(groupsOf({ cards, piles: [] })).toEqual([['c0', 'c1']])
    expect(proposeThemes({ cards, piles: [] }).themes[0]?.title).not.toMatch(/[\u200b\u00ad]/u)
  })

  test('other languages group by their own words, not by being another language', () => {
    const cards = cardsOf(
      'Die Freigaben dauern viel zu lange',
      'Wir warten wochenlang auf jede Freigabe',
      'Das Abrechnungssystem ist veraltet',
      'Keiner versteht die Abrechnung mehr',
      'Der Kaffee ist leider kalt',
      '审批流程太慢',
      '每次审批都要等',
      'Слишком много согласований',
      'Мы ждём согласования неделями',
    )
    expect(groupsOf({ cards, piles: [] }).sort()).toEqual([
      ['c0', 'c1'],
      ['c2', 'c3'],
      ['c5', 'c6'],
      ['c7', 'c8'],
    ])
  })

  test('words that are names of built-in things are words', () => {
    expect(groupsOf({ cards: cardsOf('constructor __proto__ toString', 'the constructor'), piles: [] })).toEqual([
      ['c0', 'c1'],
    ])
  })

  test('piles may name cards that are gone, cards twice and one card in two piles', () => {
    const cards = cardsOf('Coffee is cold', 'Lisbon was lovely', 'Parking is far')
    const piles = [{ cards: ['gone', 'c0', 'c0'] }, { cards: ['c2', 'c1'] }, { cards: ['c1', 'c0', 'gone'] }]
    const { themes, ungrouped } = proposeThemes({ cards, piles })
    expect([...themes.flatMap((theme) => theme.cards), ...ungrouped].sort()).toEqual(['c0', 'c1', 'c2'])
  })
})

describe('always', () => {
  const words = fc.constantFrom(
    'approval',
    'approvals',
    'billing',
    'bill',
    'pager',
    'the',
    'ok',
    '🔥',
    'Freigabe',
    '审批',
    'constructor',
    '',
  )
  const text = fc.oneof(
    fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  const room = fc.constantFrom('a', 'b', null)
  const input = fc
    .uniqueArray(fc.record({ id: fc.uuid(), room, kind: fc.constant('x'), text }), {
      selector: ({ id }) => id,
      maxLength: 24,
    })
    .chain((cards) =>
      fc.record({
        cards: fc.constant(cards),
        piles: fc.array(fc.record({ cards: fc.subarray(cards.map(({ id }) => id)) }), { maxLength: 4 }),
        shuffled: fc.shuffledSubarray(cards, { minLength: cards.length }),
      }),
    )

  test('every card is placed exactly once, themes have two or more, words come from cards', () => {
    fc.assert(
      fc.property(input, ({ cards, piles }) => {
        const { themes, ungrouped } = proposeThemes({ cards, piles })
        expect([...themes.flatMap((theme) => theme.cards), ...ungrouped].sort()).toEqual(
          cards.map(({ id }) => id).sort(),
        )
        const said = cards
          .map((of) =>
            of.text
              .normalize('NFKC')
              .replace(/\p{Cf}/gu, '')
              .replace(/[\s\p{Cc}]+/gu, ' ')
              .toLowerCase(),
          )
          .join('\n')
        for (const { cards: members, title, keywords } of themes) {
          expect(members.length).toBeGreaterThanOrEqual(2)
          expect(title).not.toBe('')
          for (const word of keywords) expect(word !== '' && word.length <= 40 && said.includes(word)).toBe(true)
        }
      }),
    )
  })

  test('the same cards and piles in another order give the same proposal', () => {
    fc.assert(
      fc.property(input, ({ cards, piles, shuffled }) => {
        const turned = piles.map((pile) => ({ cards: pile.cards.toReversed() })).toReversed()
        expect(proposeThemes({ cards: shuffled, piles: turned })).toEqual(proposeThemes({ cards, piles }))
      }),
    )
    expect(proposeThemes({ cards: offsite.toReversed(), piles: [] })).toEqual(
      proposeThemes({ cards: offsite, piles: [] }),
    )
  })

  test('in slices the same comes out, and others get their turn all the time', async () => {
    const cards = Array.from({ length: LIMITS.cardsPerSession }, (_, i) => {
      const one = offsite[i % offsite.length]?.text ?? ''
      const other = offsite[(i * 7 + Math.floor(i / 77)) % offsite.length]?.text ?? ''
      return card(`c${i}`, `${one} ${other}`, `room-${i % 40}`)
    })
    let turns = 0
    const sliced = await proposeThemesInSlices(
      { cards, piles: [] },
      {
        now: () => performance.now(),
        budget: 0,
        yield: async () => {
          turns++
        },
      },
    )
    expect(turns).toBeGreaterThan(LIMITS.cardsPerSession)
    expect(sliced).toEqual(proposeThemes({ cards, piles: [] }))
    expect(await proposeThemesInSlices({ cards, piles: [] })).toEqual(sliced)
    expect(sliced.themes.length).toBeLessThanOrEqual(LIMITS.themes)
    expect(sliced.themes.flatMap((theme) => theme.cards).length + sliced.ungrouped.length).toBe(cards.length)
  })
})
