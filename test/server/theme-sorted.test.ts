// Themes once the room has sorted: its answers decide, coarser and finer keep to them, and so does every reason that is given.
import { afterEach, expect, test } from 'vitest'
import { type GatheredSession, gatheredSession, idOf } from '../support/gathered-session.ts'

let open: GatheredSession | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

/** Three problems in turn, four cards each, hardly a word in common. */
const CARDS = [
  'Every release waits for four signatures',
  'Our best nurses keep resigning',
  'Priorities change every Monday',
  'Nobody may ship before the committee nods',
  'People walk out faster than we hire',
  'Three plans contradict each other',
  'We sign the same form in five offices',
  'Two engineers left last month',
  'Which goal comes first',
  'Approvals pile up on one desk',
  'Exit interviews all sound alike',
  'What we dropped is back on the list',
]
/** Everybody was asked about every card twice, and knew. */
const answers = CARDS.flatMap((_, top) =>
  [3, 6].map((way) => {
    const same = (top + way) % CARDS.length
    const options = [same, (top + 1) % CARDS.length, (top + 2) % CARDS.length, (top + 4) % CARDS.length]
    return { top: idOf(top), options: options.map(idOf), choice: 0 }
  }),
)
async function sorted(): Promise<GatheredSession> {
  open = await gatheredSession(
    CARDS.map((text) => ({ text })),
    {
      embedder: null,
      answers,
      prepare: (session) => ({
        ...session,
        sorting: { step: 'gather', state: 'over', endsAt: 1, each: 6, answers: answers.length },
      }),
    },
  )
  await open.settled()
  return open
}
const MEANT = [
  [0, 3, 6, 9],
  [1, 4, 7, 10],
  [2, 5, 8, 11],
]

test('its answers are in the proposal, in the reasons and in what made it', async () => {
  const stage = await sorted()
  expect(stage.groups()).toEqual(MEANT)
  const { finding, themes } = stage.live.session
  expect(finding?.made).toMatchObject({ answers: answers.length, cards: 12, piles: 0, tau: 0.15 })
  expect(finding?.themes.map(({ theme }) => theme).sort()).toEqual(themes.map(({ id }) => id).sort())
  for (const { weakest } of finding?.themes ?? []) expect(weakest).toHaveLength(2)
  const why = await stage.live.why(themes.find(({ cards }) => cards.includes(idOf(0)))?.id ?? '')
  expect(why?.cards).toHaveLength(4)
  for (const { says } of why?.cards ?? []) expect(says).toMatch(/^people put it together with “.+”/)
})

test('coarser and finer keep to what it said, and edits stay', async () => {
  const stage = await sorted()
  const { live } = stage
  const [first] = live.session.themes
  await stage.does('theme.rename', { theme: first?.id ?? '', title: 'Ours' })
  const before = stage.groups()
  expect((await live.propose('finer')).tau).toBe(0.17)
  expect((await live.propose('coarser')).tau).toBe(0.15)
  expect(stage.groups()).toEqual(before)
  for (let steps = 0; steps < 5; steps++) await live.propose('coarser')
  expect(stage.view().found).toMatchObject({ tau: 0.05, answers: answers.length })
  const ours = live.session.themes.find(({ title }) => title === 'Ours')
  expect(ours?.cards).toEqual(expect.arrayContaining(first?.cards ?? []))
  expect(live.session.themes.filter(({ title }) => title === 'Ours')).toHaveLength(1)
})

test('asked again, it says the same, and nobody is told of a change', async () => {
  const stage = await sorted()
  const { themes } = stage.live.session
  await stage.live.propose('same')
  expect(stage.live.session.themes).toBe(themes)
})
