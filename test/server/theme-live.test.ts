// Themes while a facilitator works on them: proposed, made coarser and finer, explained, compared, and never over their edits.
import { afterEach, describe, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import type { Theme } from '../../shared/model.ts'
import { type GatheredOptions, type GatheredSession, gatheredSession, idOf } from '../support/gathered-session.ts'

let open: GatheredSession | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

async function gathered(texts: readonly string[], options: GatheredOptions = {}): Promise<GatheredSession> {
  open = await gatheredSession(
    texts.map((text) => ({ text })),
    options,
  )
  await open.settled()
  return open
}

const OFFSITE = OFFSITE_CARDS.map(({ text }) => text)
const BILLING = ['The billing system breaks every Monday', 'Nobody fixes the billing system', 'Billing is old']
const PAGER = ['The pager wakes us at night', 'Every night the pager rings']
const OTHERS = ['Lisbon was lovely', 'Our brand looks dated', 'Parking is far away']

describe('a proposal', () => {
  test('is kept with what made it, and the cards in doubt', { timeout: 60_000 }, async () => {
    const { live } = await gathered(OFFSITE)
    const { finding, themes } = live.session
    expect(finding?.made).toMatchObject({
      model: 'use-lite-en@0.2.0/int16',
      tau: 0.15,
      cards: 77,
      piles: 0,
      answers: 0,
    })
    expect(finding?.made.prior).toMatch(/^concepts-/)
    const known = new Set(themes.map(({ id }) => id))
    expect(finding?.themes.map(({ theme }) => theme).sort()).toEqual([...known].sort())
    for (const { theme, people, weakest } of finding?.themes ?? []) {
      const cards = themes.find(({ id }) => id === theme)?.cards ?? []
      expect(people).toBe(0)
      expect(weakest).toHaveLength(cards.length > 2 ? 2 : 0)
      expect(cards).toEqual(expect.arrayContaining(weakest))
    }
    for (const { a, b } of finding?.mayBeOne ?? []) expect(known.has(a) && known.has(b) && a !== b).toBe(true)
  })

  test('asked for twice at once is made twice, one after the other, and changes nothing', async () => {
    const stage = await gathered([...BILLING, ...PAGER, ...OTHERS], { embedder: null })
    const before = stage.live.session
    const replies = await Promise.all([stage.live.propose('same'), stage.live.propose('same')])
    expect(replies).toEqual([
      { themes: 2, tau: 0.15, changed: false, past: 0 },
      { themes: 2, tau: 0.15, changed: false, past: 0 },
    ])
    expect(stage.live.session.themes).toBe(before.themes)
    expect(stage.live.session.finding).toBe(before.finding)
  })
})

test('a card that comes late joins the theme that people made, and nothing else of it changes', async () => {
  const stage = await gathered([...BILLING, ...PAGER, ...OTHERS], { embedder: null })
  const mine = stage.live.session.themes.find(({ cards }) => cards.includes(idOf(0)))
  await stage.does('theme.rename', { theme: mine?.id ?? '', title: 'Old money' })
  const row = {
    id: 'late',
    round: 'write.2',
    room: 'r2',
    kind: 'note',
    text: 'The billing system lost an invoice',
    mark: 'm',
  }
  await stage.live.system({ name: 'system.recovery', data: { hash: 'h' } }, { cards: [row] })
  await stage.sees((view) => view.grouping.some(({ cards }) => cards.includes('late')), 'the late card in a theme')
  const theme = stage.live.session.themes.find(({ cards }) => cards.includes('late'))
  expect(theme).toMatchObject({ id: mine?.id, title: 'Old money', cards: [...(mine?.cards ?? []), 'late'] })
  expect(stage.live.changes()).toMatchObject({
    says: 'New proposal',
    cards: [{ card: 'late', from: null, to: mine?.id }],
  })
})

describe('coarser and finer', () => {
  test('cut the same tree in steps, as far as it goes; one undo takes one back; what people edited stays', {
    timeout: 60_000,
  }, async () => {
    const stage = await gathered(OFFSITE)
    const { live } = stage
    const [first] = live.session.themes
    await stage.does('theme.rename', { theme: first?.id ?? '', title: 'Ours' })
    const ours = () => live.session.themes.find(({ title }) => title === 'Ours') as Theme
    const mine = ours().cards
    const before = live.session.themes
    const taus: (number | null)[] = []
    for (const grain of ['coarser', 'coarser', 'finer', 'finer', 'finer'] as const)
      taus.push((await live.propose(grain)).tau)
    expect(taus).toEqual([0.13, 0.11, 0.13, 0.15, 0.17])
    expect(live.session.themesPast.at(-1)?.says).toBe('Finer themes')
    expect(ours().cards.slice(0, mine.length)).toEqual(mine)
    const places = (themes: readonly Theme[]) => themes.map(({ cards }) => [...cards].sort().join()).sort()
    const finer = live.session.themes
    await stage.does('theme.undo', { redo: false, past: live.session.themesPast.length })
    expect(places(live.session.themes)).toEqual(places(before))
    await stage.does('theme.undo', { redo: true, past: live.session.themesPast.length })
    expect(live.session.themes).toEqual(finer)
    expect(stage.view().found.tau).toBe(0.17)

    let last = 0.17
    for (let steps = 0; steps < 12; steps++) last = (await live.propose('finer')).tau ?? 0
    expect(last).toBe(0.35)
    // the way back is not longer than the way there
    expect((await live.propose('coarser')).tau).toBe(0.33)
    for (let steps = 0; steps < 20; steps++) last = (await live.propose('coarser')).tau ?? 0
    expect(last).toBe(0.05)
    expect((await live.propose('same')).tau).toBe(0.05)
    expect(ours().cards.slice(0, mine.length)).toEqual(mine)
  })
})

describe('why', () => {
  const why = async ({ live }: GatheredSession, id: string) => {
    const said = await live.why(id)
    return { ...said, says: new Map(said?.cards.map(({ card, says }) => [card, says])) }
  }
  const themeWith = ({ live }: GatheredSession, card: number) =>
    live.session.themes.find(({ cards }) => cards.includes(idOf(card)))?.id ?? ''

  test('shared words, the same words, and what only people see', async () => {
    const stage = await gathered([...BILLING, ...PAGER, ...OTHERS, 'Billing is old'], { embedder: null })
    const billing = await why(stage, themeWith(stage, 0))
    expect(billing.phrases?.join(' ')).toContain('billing')
    expect([idOf(0), idOf(1), idOf(2), idOf(8)]).toContain(billing.representative)
    expect(billing.says.get(idOf(1))).toBe('shares: billing, system')
    expect(billing.says.get(idOf(2))).toBe('the same words')
    await stage.does('theme.move', { cards: [idOf(5)], theme: themeWith(stage, 0) })
    const moved = await why(stage, themeWith(stage, 0))
    expect(moved.says.get(idOf(5))).toBe('a person put it here')
    expect(moved.says.get(idOf(1))).toBe('shares: billing, system')
    // the machine's cards in a theme that was merged in came by a person's hand, too
    await stage.does('theme.merge', { into: themeWith(stage, 0), from: themeWith(stage, 3) })
    expect((await why(stage, themeWith(stage, 0))).says.get(idOf(3))).toBe('a person put it here; shares: night, pager')
  })

  test('what a room piled', async () => {
    const stage = await gathered(['Only one colleague knows payroll', 'x', 'We are exhausted', 'y', ...OTHERS], {
      embedder: null,
      prepare: (session) => ({
        ...session,
        rooms: session.rooms.map((room) =>
          room.id === 'r1' ? { ...room, piles: [{ id: 'p1', cards: [idOf(0), idOf(2)] }] } : room,
        ),
      }),
    })
    const piled = await why(stage, themeWith(stage, 0))
    expect(piled.says.get(idOf(0))).toBe('people put it together with “We are exhausted”')
    expect(piled.says.get(idOf(2))).toBe('people put it together with “Only one colleague knows payroll”')
    expect(JSON.stringify(piled)).not.toContain('r1')
  })

  test('what words do not show: a concept, or the card most like it', { timeout: 60_000 }, async () => {
    const stage = await gathered(OFFSITE)
    const all = await Promise.all(stage.live.session.themes.map(({ id }) => why(stage, id)))
    const says = all.flatMap((one) => [...one.says.values()])
    expect(says.every((one) => one !== '' && one.length < 120)).toBe(true)
    expect(says.some((one) => one.startsWith('speaks of: ') || one.startsWith('much like: “'))).toBe(true)
    expect(all.some(({ concept }) => typeof concept === 'string')).toBe(true)
  })

  test('opposite views stand beside each other', async () => {
    const stage = await gathered(
      [
        'We should open the office on Fridays',
        'We should not open the office on Fridays',
        'On Fridays the office should be open',
        ...OTHERS,
      ],
      { embedder: null },
    )
    const { mixed } = await why(stage, themeWith(stage, 0))
    expect(mixed).toMatchObject({ against: 1, of: 3 })
    expect(mixed?.example).toContain(idOf(1))
  })

  test('a renamed theme, an empty one, cards without a word, and one that is not there', async () => {
    const stage = await gathered([...BILLING, ...OTHERS, '🔥', '+1'], { embedder: null })
    await stage.does('theme.rename', { theme: themeWith(stage, 0), title: 'Old money' })
    expect((await why(stage, themeWith(stage, 0))).phrases?.join(' ')).toContain('billing')
    await stage.does('theme.add', { theme: 'empty', title: 'To be filled', cards: [] })
    expect(await stage.live.why('empty')).toEqual({
      phrases: [],
      representative: null,
      concept: null,
      cards: [],
      mixed: null,
    })
    await stage.does('theme.add', { theme: 'signs', title: 'Signs', cards: [idOf(6), idOf(7)] })
    expect((await why(stage, 'signs')).says.get(idOf(6))).toBe('a person put it here')
    expect(await stage.live.why('nobody')).toBeNull()
  })

  test('waits for no other proposal, and sees cards that came since', async () => {
    const stage = await gathered([...BILLING, ...OTHERS], { embedder: null })
    const [, said] = await Promise.all([stage.live.propose('finer'), stage.live.why(themeWith(stage, 0))])
    expect(said?.cards).toHaveLength(3)
  })
})

test('what changed last, by card and theme', async () => {
  const stage = await gathered([...BILLING, ...PAGER, ...OTHERS], { embedder: null })
  expect(stage.live.changes()).toEqual({ says: null, cards: [], themes: [] })
  const [billing, pager] = [...stage.live.session.themes].sort((a, b) => b.cards.length - a.cards.length)
  await stage.does('theme.merge', { into: billing?.id ?? '', from: pager?.id ?? '' })
  expect(stage.live.changes()).toMatchObject({
    says: expect.stringMatching(/^Merged /),
    cards: [
      { card: idOf(3), from: pager?.id, to: billing?.id },
      { card: idOf(4), from: pager?.id, to: billing?.id },
    ],
    themes: [{ theme: pager?.id, title: pager?.title, state: 'gone' }],
  })
})
