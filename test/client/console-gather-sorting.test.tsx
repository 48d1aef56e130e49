// The room's questions on the console: how far, more time, the end, and what is said of themes meanwhile and after.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { GatherScreen } from '../../client/console/gather-screen.tsx'
import type { CommandData } from '../../shared/commands.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { aConsole, aTheme, aView, onStep, page, say, settle, show, tap } from '../support/console-page.tsx'

const cards = ['a', 'b'].map((id) => ({ id, kind: 'constraint', text: `Card ${id}` }))
const rooms = [
  { id: 'Oak', name: 'Oak', dots: 3 },
  { id: 'Elm', name: 'Elm', dots: 0 },
]

/** A minute and a half before the questions end. */
function asking(answers: number, over: Partial<ConsoleView> = {}): ConsoleView {
  return aView(onStep('gather'), {
    cards: 2,
    themes: [aTheme('t1', { title: 'On-call', count: 2, rooms: 2 })],
    grouping: [{ theme: 't1', cards: ['a', 'b'] }],
    sorting: { state: 'open', endsAt: Date.now() + 90_000, each: 12 },
    progress: { answers, of: 288, themes: 9, rooms },
    ...over,
  })
}

async function gathering(view: ConsoleView) {
  const console = aConsole({ cards: { cards } })
  show(<GatherScreen console={console} view={view} />)
  await settle()
  return console
}

test('while the room answers it says how far, by room and never by person, and whose proposal this is', async () => {
  await gathering(asking(168))
  const panel = page().querySelector('[aria-label="The room sorts"]')
  expect(panel?.textContent).toContain('168 of 288 answers')
  expect(panel?.textContent).toContain('9 themes taking shape')
  expect([...page().querySelectorAll('[aria-label="By room"] li')].map((room) => room.textContent)).toEqual([
    'Oak3 of 5',
    'Elm0 of 5',
  ])
  expect(page().textContent).toContain('The machine’s first proposal; the room is still sorting')
})

test('the questions end at once when half are answered, and after one question when fewer are', async () => {
  const half = await gathering(asking(144))
  await tap(say('End the questions'))
  expect(half.sent).toEqual([{ name: 'sort.end', data: { step: asking(0).step.id } }])

  const few = await gathering(asking(143))
  await tap(say('End the questions'))
  expect(few.sent).toEqual([])
  expect(page().textContent).toContain('Fewer than half')
  await tap(say('End them now'))
  expect(few.sent[0]?.name).toBe('sort.end')
})

test('more time is a minute and four questions more, as absolute values and within the limit', async () => {
  const view = asking(144)
  const console = await gathering(view)
  await tap(say('Give more time'))
  expect(console.sent).toEqual([
    { name: 'sort.extend', data: { step: view.step.id, endsAt: (view.sorting?.endsAt ?? 0) + 60_000, each: 16 } },
  ])
  const most = asking(144, { sorting: { state: 'open', endsAt: Date.now() + 1, each: LIMITS.asked - 1 } })
  const again = await gathering(most)
  await tap(say('Give more time'))
  expect(again.sent[0]?.data).toMatchObject({ each: LIMITS.asked })
})

test('after the end it says what went in, and the room may be asked again from now on', async () => {
  const sorting = { state: 'over', endsAt: 1000, each: 12 } as const
  const found = { answers: 271, tau: 0.15, reading: 0, themes: [], mayBeOne: [] }
  const console = await gathering(asking(0, { sorting, progress: null, found }))
  expect(page().textContent).toContain('271 answers of the room went into these themes')
  expect(page().textContent).not.toContain('first proposal')
  const before = Date.now()
  await tap(say('Ask the room again'))
  expect(console.sent.map((one) => one.name)).toEqual(['sort.extend'])
  const [more] = console.sent.map((one) => one.data as CommandData<'sort.extend'>)
  expect(more?.endsAt).toBeGreaterThanOrEqual(before + 60_000)

  await gathering(asking(0, { sorting, progress: null }))
  expect(page().textContent).toContain('Nobody answered a question')
})

test('what is still read, and who was silent, is said in a line', async () => {
  const found = { answers: 0, tau: null, reading: 37, themes: [], mayBeOne: [] }
  const silent = [
    { id: 'Oak', name: 'Oak' },
    { id: 'Elm', name: 'Elm' },
  ]
  await gathering(asking(144, { found, silent }))
  expect(page().textContent).toContain('37 cards are still being read; until then shared words propose.')
  expect(page().textContent).toContain('Oak and Elm wrote no card. Ask what they see differently.')
})
