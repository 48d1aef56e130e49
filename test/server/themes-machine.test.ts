// The machine's proposal with the real model and the concepts that ship: what they add, and that nothing fools them.
import { beforeAll, describe, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import type { Prior } from '../../server/themes/prior.ts'
import { type Proposal, proposeThemes, type ThemeCard } from '../../server/themes/propose-themes.ts'
import { LIMITS } from '../../shared/limits.ts'
import { figuresOf } from '../../shared/theme-figures.ts'
import { MODEL_ID, shippedPrior, withVectors } from '../support/theme-cards.ts'

let prior: Prior
let offsite: readonly ThemeCard[]

beforeAll(async () => {
  prior = shippedPrior()
  offsite = await withVectors(OFFSITE_CARDS.map(({ text }) => text))
}, 60_000)

const propose = (cards: readonly ThemeCard[], known: Prior | null = prior) =>
  proposeThemes({ cards, piles: [], prior: known, model: MODEL_ID })
const themeOf = ({ themes }: Proposal, id: string) => themes.findIndex(({ cards }) => cards.includes(id))
const agreement = (proposal: Proposal) =>
  figuresOf(
    OFFSITE_CARDS.map(({ label }) => label),
    offsite.map(({ id }) => (themeOf(proposal, id) < 0 ? null : themeOf(proposal, id))),
  ).ari

describe('an offsite', () => {
  test('the model finds more than shared words do, and the concepts much more', () => {
    const words = agreement(propose(offsite.map((card) => ({ ...card, vector: null }))))
    const model = agreement(propose(offsite, null))
    const all = agreement(propose(offsite))
    console.log(
      `agreement with hand-made themes: words ${words.toFixed(3)}, model ${model.toFixed(3)}, all ${all.toFixed(3)}`,
    )
    expect(all).toBeGreaterThan(0.35)
    expect(all).toBeGreaterThan(Math.max(words, model) + 0.1)
  })

  test('in any order the same proposal, to the last digit', () => {
    expect(propose(offsite.toReversed())).toEqual(propose(offsite))
    expect(propose([...offsite.slice(31), ...offsite.slice(0, 31)])).toEqual(propose(offsite))
  })

  test('the result says what made it', () => {
    const { made } = propose(offsite)
    expect(made).toMatchObject({ model: MODEL_ID, tau: 0.15, sentences: 75, withVector: 75 })
    expect(made.prior).toMatch(/^concepts-\d+-[0-9a-f]{12}$/)
    expect(propose(offsite.map((card) => ({ ...card, vector: null }))).made).toMatchObject({
      model: null,
      withVector: 0,
    })
  })

  test('ten pasted copies of a card are one voice: nothing else moves', () => {
    const before = propose(offsite)
    const pasted = offsite.find(({ id }) => id === before.themes[0]?.cards[1]) as ThemeCard
    const copies = Array.from({ length: 10 }, (_, i) => ({ ...pasted, id: `copy-${i}` }))
    const after = propose([...copies, ...offsite])
    const without = after.themes.map(({ cards }) => cards.filter((id) => !id.startsWith('copy-')).sort())
    const sorted = (lists: readonly (readonly string[])[]) => lists.map((list) => [...list].sort().join()).sort()
    expect(sorted(without)).toEqual(sorted(before.themes.map(({ cards }) => cards)))
    expect(new Set(copies.map(({ id }) => themeOf(after, id))).size).toBe(1)
  })

  test('zero-width characters and other forms of letters change nothing', async () => {
    const tricked = OFFSITE_CARDS.map(({ text }) => `\u200b${text.replaceAll(' ', '\u200d \u2060')}\ufeff`)
    const cards = await withVectors(tricked)
    const shape = ({ themes }: Proposal) => themes.map(({ cards: ids }) => ids)
    expect(cards.map(({ vector }) => vector)).toEqual(offsite.map(({ vector }) => vector))
    expect(shape(propose(cards)).map((ids) => [...ids].sort())).toEqual(
      shape(propose(offsite)).map((ids) => [...ids].sort()),
    )
  })

  test('a proposal for a whole offsite takes less than a fifth of what its cards take the sentence model', async () => {
    const times = [0, 1, 2, 3, 4]
    const spent = async (work: () => unknown) => {
      const before = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    const proposing: number[] = []
    const embedding: number[] = []
    for (const _ of times) {
      proposing.push(await spent(() => propose(offsite)))
      embedding.push(await spent(() => withVectors(OFFSITE_CARDS.map(({ text }) => text))))
    }
    const [best, peer] = [Math.min(...proposing), Math.min(...embedding)]
    console.log(`${offsite.length} cards: proposed in ${best.toFixed(0)} ms, embedded in ${peer.toFixed(0)} ms of CPU`)
    expect(best).toBeLessThan(peer / 5)
  })
})

describe('cards that would fool a sentence model', () => {
  test('single words and emoji are no theme of their own', async () => {
    const single = [
      'ok',
      'Yes',
      'Coffee',
      'Lisbon',
      'Parking',
      '🔥🔥🔥',
      '+1',
      'Windows',
      'Penguins',
      '👍',
      'Budget',
      'Rain',
    ]
    const { themes } = propose([
      ...(await withVectors(single)).map((card) => ({ ...card, id: `s${card.id}` })),
      ...offsite,
    ])
    for (const { cards } of themes) expect(cards.filter((id) => id.startsWith('s')).length).toBeLessThanOrEqual(2)
  })

  test('another language is not a theme, whatever the cards say', async () => {
    const german = [
      'Die Freigaben dauern bei uns viel zu lange',
      'Der Kaffee in der Küche ist leider immer kalt',
      'Unsere Kunden warten wochenlang auf eine Antwort',
      'Keiner kennt die Ziele für das nächste Jahr',
      'Das Parkhaus ist morgens um acht schon voll',
      'Wir haben seit dem Frühling keine neue Leitung',
      'Im Lager fehlen ständig die kleinen Schrauben',
      'Niemand liest die langen Berichte am Monatsende',
      'Die Lehrlinge bekommen zu wenig Zeit zum Üben',
      'Am Wochenende klingelt das Telefon ohne Pause',
    ]
    const cards = (await withVectors(german)).map((card) => ({ ...card, id: `g${card.id}` }))
    const { themes, ungrouped } = propose([...cards, ...offsite])
    for (const theme of themes) expect(theme.cards.filter((id) => id.startsWith('g')).length).toBeLessThanOrEqual(2)
    expect(ungrouped.filter((id) => id.startsWith('g')).length).toBeGreaterThanOrEqual(6)
  })

  test('opposing views are one theme, and it says that they oppose each other', async () => {
    const cards = await withVectors([
      'We should open the office on Fridays',
      'We should not open the office on Fridays',
      'On Fridays the office should be open',
      'The espresso machine is broken again',
    ])
    const { themes } = propose(cards)
    expect(themes).toHaveLength(1)
    expect(themes[0]?.mixed).toMatchObject({ against: 1, of: 3 })
    expect(themes[0]?.mixed?.example).toContain('c001')
  })

  test('two cards in all are judged by what sentences share in general', async () => {
    const same = await withVectors(['Approvals take far too long', 'It takes too long to get an approval'])
    const other = await withVectors(['Approvals take far too long', 'The pager wakes us up every night'])
    expect(propose(same).themes).toHaveLength(1)
    expect(propose(other).themes).toHaveLength(0)
  })

  test('the longest card, one beyond it and one of nothing have their place', async () => {
    const long = 'approval '.repeat(40).slice(0, LIMITS.cardGraphemes)
    const cards = await withVectors([long, `${long}x`, 'word '.repeat(400), '', '\u200b', 'Approval takes weeks'])
    const { themes, ungrouped } = propose(cards)
    expect([...themes.flatMap((theme) => theme.cards), ...ungrouped].sort()).toEqual(cards.map(({ id }) => id))
    expect(ungrouped).toContain('c003')
    expect(ungrouped).toContain('c004')
  })
})
