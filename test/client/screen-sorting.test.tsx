// The wall while phones answer: how far the room is, never a theme; then themes with how widely they are felt.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { GatherScreen } from '../../client/screen/gather-screen.tsx'
import type { ScreenView } from '../../shared/views.ts'
import { aTheme, page, show } from '../support/console-page.tsx'
import { writing } from '../support/phone-double.tsx'

const THEME = aTheme('t1', {
  title: 'Dates are promised without delivery',
  count: 9,
  rooms: 4,
  samples: ['Sales promises dates.'],
  reach: { word: 'signal', says: 'Organisational signal: 4 of 5 rooms (chance would give 2.8), rooms only' },
})

function wall(over: Partial<ScreenView>): string {
  const { functions: _f, levels: _l, echoing: _e, ...common } = writing([])
  const view: ScreenView = {
    ...common,
    step: {
      id: 'g',
      kind: 'gather',
      title: 'What all rooms say',
      minutes: 15,
      prompt: '',
      group: 'plenary',
      settings: {},
    },
    cards: 40,
    code: 'BCD347',
    locked: false,
    blackout: false,
    people: 24,
    connected: 24,
    names: [],
    rooms: ['oak', 'elm', 'ash', 'fir', 'yew'].map((id) => ({ id, name: id, people: [] })),
    done: 0,
    progress: null,
    map: null,
    boardKey: null,
    ...over,
  }
  show(<GatherScreen view={view} offset={0} origin={null} />)
  return page().textContent ?? ''
}
const open = () => ({ state: 'open', endsAt: Date.now() + 100_000, each: 12 }) as const
const progress = { answers: 168, of: 288, themes: 7, rooms: [{ id: 'oak', name: 'Oak', dots: 3 }] }

test('while phones answer: totals, dots by room, what to do; no theme even if one is in the view', () => {
  const text = wall({ sorting: open(), progress, themes: [THEME] })
  expect(text).toContain('168 of 288 answers')
  expect(text).toContain('7 themes are taking shape')
  expect(page().querySelector('[role=img]')?.getAttribute('aria-label')).toBe('3 of 5')
  expect(page().querySelectorAll('[data-on]')).toHaveLength(3)
  expect(text).toContain('1:40')
  for (const word of [THEME.title, ...THEME.samples]) expect(text).not.toContain(word)
})

test('before the first answer, and when the time is over', () => {
  expect(wall({ sorting: open() })).toContain('The first questions are on their way')
  expect(wall({ sorting: { ...open(), endsAt: Date.now() - 1 }, progress })).toContain('Last answers…')
})

test('over: putting together, then themes with the word for their reach', () => {
  const over = { ...open(), state: 'over' } as const
  expect(wall({ sorting: over, gathered: false })).toContain('Putting everyone’s answers together…')
  const text = wall({ sorting: over, themes: [THEME], ungrouped: 1 })
  expect(text).toContain('Organisational signal')
  expect(text).toContain('4 of 5 rooms · 9 cards')
  expect(text).toContain('One card stands by itself.')
})

test('two cards in all stand by themselves', () => {
  expect(wall({ cards: 2, ungrouped: 2 })).toContain('Every card stands by itself so far')
  expect(wall({ cards: 2, ungrouped: 2, gathered: false })).toContain('Gathering the cards of all rooms…')
})

test('open questions: how many need somebody, and who finds out', () => {
  const asked = (card: string, name: string | null) => ({
    card,
    text: 'Who decides?',
    theme: null,
    owner: name === null ? null : { id: name, name },
  })
  const text = wall({ themes: [THEME], openQuestions: [asked('a', null), asked('b', 'Ana'), asked('c', 'Ben')] })
  expect(text).toContain('One question needs somebody who finds out. Ana and Ben find out about 2 others.')
  expect(wall({ themes: [THEME], openQuestions: ['a', 'b', 'c'].map((id) => asked(id, null)) })).toContain(
    '3 questions need somebody who finds out.',
  )
})
