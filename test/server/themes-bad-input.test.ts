// Cards as people really write them, and as somebody would who wants to break it: what every surface then says of themes.
import { afterEach, describe, expect, test } from 'vitest'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import type { StoredVector } from '../../server/ports.ts'
import { LIMITS } from '../../shared/limits.ts'
import { cardFit } from '../../shared/text.ts'
import { ConsoleView, PhoneView, ScreenView } from '../../shared/views.ts'
import { type GatheredCard, type GatheredSession, gatheredSession, idOf } from '../support/gathered-session.ts'
import { withVectors } from '../support/theme-cards.ts'

let open: GatheredSession | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

/** All that the three surfaces say of themes, once everything is read; each view is one that may be sent. */
async function shown(cards: readonly (string | GatheredCard)[], vectors: readonly StoredVector[] = []) {
  const stage = await gatheredSession(
    cards.map((card) => (typeof card === 'string' ? { text: card } : card)),
    { vectors },
  )
  open = stage
  const { live } = stage
  await stage.settled()
  const console = ConsoleView.parse(stage.view())
  const phone = PhoneView.parse(phoneView(live.session, stage.facts()))
  const screen = ScreenView.parse(screenView(live.session, stage.facts()))
  expect(stage.reported).toEqual([])
  expect(phone.themes.map(({ id, title, count, reach }) => ({ id, title, count, reach }))).toEqual(
    console.themes.map(({ id, title, count, reach }) => ({ id, title, count, reach })),
  )
  expect(screen.ungrouped).toBe(console.ungrouped)
  expect(console.ungrouped + console.themes.reduce((sum, { count }) => sum + count, 0)).toBe(cards.length)
  for (const { title, samples } of console.themes) {
    expect(title).not.toBe('')
    expect(samples.length).toBeGreaterThan(0)
  }
  const reasons = await Promise.all(console.themes.map(({ id }) => live.why(id)))
  for (const why of reasons) for (const { says } of why?.cards ?? []) expect(says).not.toBe('')
  return { stage, console, phone, screen, reasons, groups: stage.groups() }
}

const offsite = OFFSITE_CARDS.map(({ text }) => text)
const FEW = ['The pager wakes us at night', 'Lisbon was lovely', 'Parking is far away']

describe('too little', () => {
  test('no card at all: it was looked at, and there is nothing', async () => {
    const { console, phone, screen } = await shown([])
    expect([console, phone, screen].map(({ gathered, themes, cards }) => [gathered, themes, cards])).toEqual(
      Array.from({ length: 3 }, () => [true, [], 0]),
    )
    expect(console.found).toEqual({ answers: 0, tau: 0.15, reading: 0, themes: [], mayBeOne: [] })
    expect(console.undo).toBeNull()
  })

  test('one card: it is not yet grouped', async () => {
    const { console, phone } = await shown(['Approvals take far too long'])
    expect([console.themes, console.ungrouped, phone.ungrouped]).toEqual([[], 1, 1])
  })

  test('two cards: together if they say the same, and no order is claimed', async () => {
    const same = await shown(['Approvals take far too long', 'It takes too long to get an approval'])
    expect(same.groups).toEqual([[0, 1]])
    expect(same.console.themes[0]).toMatchObject({ count: 2, rooms: 2, reach: null })
    await open?.close()
    const other = await shown(['Approvals take far too long', 'The pager wakes us up every night'])
    expect([other.console.themes, other.console.ungrouped]).toEqual([[], 2])
  })

  test('cards without a word, and of one word: none of them makes a theme', async () => {
    const { console, groups } = await shown(['', ' ', '\u200b', '+1', '👍👍', 'ok', 'Yes', 'Budget', '…', ...FEW])
    expect(groups).toEqual([])
    expect(console.ungrouped).toBe(12)
    // whoever puts them together by hand sees a theme all the same
    await open?.does('theme.add', { theme: 'mine', title: '', cards: [idOf(2), idOf(4)] })
    const [theme] = open?.view().themes ?? []
    expect(theme).toMatchObject({ id: 'mine', count: 2 })
    expect((await open?.live.why('mine'))?.cards.map(({ says }) => says)).toEqual([
      'a person put it here',
      'a person put it here',
    ])
  })
})

describe('too much', () => {
  test('the longest card and one beyond it', { timeout: 60_000 }, async () => {
    const longest = `${'Every approval waits for another approval. '.repeat(20)}`
      .slice(0, LIMITS.cardGraphemes - 1)
      .concat('!')
    expect([cardFit(longest).ok, cardFit(`${longest}!`).ok]).toEqual([true, false])
    const { console, groups } = await shown([
      longest,
      `${longest}!`,
      'Approvals take weeks',
      'An approval takes weeks',
      ...FEW,
    ])
    expect(groups).toEqual([[0, 1, 2, 3]])
    const [theme] = console.themes
    expect([...(theme?.title ?? '')].length).toBeLessThanOrEqual(60)
    expect(theme?.keywords.every((phrase) => phrase.length <= LIMITS.label)).toBe(true)
  })

  test('ten pasted copies are one voice: nothing else moves, and they raise no theme above others', {
    timeout: 60_000,
  }, async () => {
    const vectors = (await withVectors(offsite)).flatMap(({ vector }, i) => (vector ? [{ card: idOf(i), vector }] : []))
    const before = await shown(offsite, vectors)
    const pasted = before.console.themes.at(-1)
    const text = pasted?.samples[0] ?? ''
    await open?.close()
    const copies = Array.from({ length: 10 }, (): GatheredCard => ({ text, room: 'r1' }))
    const after = await shown([...offsite, ...copies], vectors)
    const without = after.groups.map((group) => group.filter((card) => card < offsite.length))
    expect(without).toEqual(before.groups)
    const place = after.console.themes.findIndex(({ count }) => count > 10)
    expect(after.console.themes[place]?.rooms).toBe(pasted?.rooms)
    expect(after.console.themes.slice(0, place).every(({ rooms }) => rooms >= (pasted?.rooms ?? 0))).toBe(true)
    expect(after.reasons[place]?.cards.filter(({ says }) => says === 'the same words').length).toBeGreaterThanOrEqual(
      10,
    )
  })
})

describe('what a model of English does not see', () => {
  test('another language: by its own words, or not yet grouped', { timeout: 60_000 }, async () => {
    const german = [
      'Die Freigaben dauern viel zu lange',
      'Wir warten wochenlang auf jede Freigabe',
      'Der Kaffee in der Küche ist leider immer kalt',
      'Keiner kennt die Ziele für das nächste Jahr',
      'Im Lager fehlen ständig die kleinen Schrauben',
    ]
    const { groups, console } = await shown([...german, '审批流程太慢', '每次审批都要等', ...FEW])
    expect(groups).toEqual([
      [0, 1],
      [5, 6],
    ])
    expect(console.themes.map(({ title }) => title).join()).toContain('Freigabe')
  })

  test('opposing views are one theme that says so, and no card is its opinion', async () => {
    const { reasons, groups } = await shown([
      'We should open the office on Fridays',
      'We should not open the office on Fridays',
      'On Fridays the office should be open',
      'The espresso machine is broken again',
    ])
    expect(groups).toEqual([[0, 1, 2]])
    expect(reasons[0]?.mixed).toMatchObject({ against: 1, of: 3 })
    expect(reasons[0]?.mixed?.example.toSorted()).toContain(idOf(1))
  })

  test('invisible characters, odd letters and turned text hide nothing and show nothing', async () => {
    const { groups, console, reasons } = await shown([
      'App\u200brovals ta\u00adke too long',
      'Ａｐｐｒｏｖａｌｓ take \u2060too long',
      '\u202eApprovals take too long',
      ...FEW,
    ])
    expect(groups).toEqual([[0, 1, 2]])
    const said = JSON.stringify([console.themes.map(({ title, keywords }) => [title, keywords]), reasons])
    expect(said).not.toMatch(/[\u200b\u00ad\u2060\u202e]/u)
    expect(reasons[0]?.cards.map(({ says }) => says)).toEqual(Array.from({ length: 3 }, () => 'the same words'))
  })

  test('names of built-in things, markup and very long words are words', async () => {
    const { groups } = await shown([
      'constructor __proto__ toString',
      'the constructor of toString',
      '<script>alert(1)</script>',
      'x'.repeat(LIMITS.cardGraphemes),
      ...FEW,
    ])
    expect(groups[0]).toEqual(expect.arrayContaining([0, 1]))
  })
})

test('questions that nobody knows the answer to stand by themselves, in a theme or not', async () => {
  const { console } = await shown([
    { text: 'Who decides about releases?', kind: 'unknown' },
    { text: 'Who decides about the releases', kind: 'unknown' },
    { text: 'Where do the budgets come from?', kind: 'unknown' },
    'The espresso machine is broken again',
  ])
  expect(console.openQuestions.map(({ card, theme, owner }) => [card, theme === null, owner])).toEqual([
    [idOf(0), false, null],
    [idOf(1), false, null],
    [idOf(2), true, null],
  ])
})
