// What the console says of a theme and its cards: why they belong together, which fit least, pairs that may be one,
// coarser and finer, what changed, questions that need somebody; and cards that move with one tap or one key.
// @vitest-environment jsdom
import { act } from 'react'
import { expect, test } from 'vitest'
import { waysOf } from '../../client/console/gather-changes.tsx'
import { byDoubt, weakestOf } from '../../client/console/gather-doubt.ts'
import { GatherScreen } from '../../client/console/gather-screen.tsx'
import { sayHidden } from '../../client/ui/hidden-themes.tsx'
import type { RequestReply } from '../../shared/requests.ts'
import type { ConsoleView } from '../../shared/views.ts'
import {
  aConsole,
  aPerson,
  aTheme,
  aView,
  focus,
  onStep,
  page,
  press,
  say,
  settle,
  show,
  tap,
  type,
} from '../support/console-page.tsx'
import { cardRound } from '../support/round-view.ts'

const cards = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, kind: 'constraint', text: `Card ${id}` }))
const reach = { word: 'signal', says: '3 of 3 rooms' } as const
const view = aView(onStep('gather'), {
  session: 'gather-why',
  cards: 6,
  themes: [
    aTheme('t1', { title: 'On-call', count: 5, rooms: 3, reach }),
    aTheme('t2', { title: 'Hiring', count: 1, rooms: 1, reach: { word: 'single', says: '1 of 3 rooms' } }),
  ],
  grouping: [
    { theme: 't1', cards: ['a', 'b', 'c', 'd', 'e'] },
    { theme: 't2', cards: ['f'] },
  ],
  found: {
    answers: 60,
    tau: 0.05,
    reading: 0,
    themes: [{ theme: 't1', people: 7, weakest: ['d', 'b'] }],
    mayBeOne: [
      { a: 't2', b: 't1' },
      { a: 't1', b: 'gone' },
    ],
  },
  people: [aPerson('p1', 'Ana'), aPerson('p2', 'Ben', { fn: 'Sales' })],
  openQuestions: [{ card: 'a', text: 'Who decides?', theme: 't2', owner: null }],
  undo: 'New proposal',
  past: 1,
})
const why: RequestReply['theme.why'] = {
  phrases: ['pager', 'at night'],
  representative: 'c',
  concept: 'on-call duty',
  cards: [{ card: 'd', says: 'Shares “pager”' }],
  mixed: { against: 1, of: 5, example: ['a', 'e'] },
}

async function gathering(over: Partial<ConsoleView> = {}, answers: Readonly<Record<string, unknown>> = {}) {
  localStorage.clear()
  sessionStorage.clear()
  const console = aConsole({ cards: { cards }, 'theme.why': why, ...answers })
  show(<GatherScreen console={console} view={{ ...view, ...over }} />)
  await settle()
  return console
}
const deck = () => [...page().querySelectorAll('[aria-label=Cards] li')]
const boxes = () => [...page().querySelectorAll<HTMLInputElement>('[aria-label=Cards] input')]

test('a theme says why: what is shared, how many people, who disagrees, and a name that can be used', async () => {
  const console = await gathering()
  const said = page().querySelector('[aria-labelledby="gather-why"]')?.textContent
  expect(said).toContain('They share: pager · at night')
  expect(said).toContain('7 people put these together.')
  expect(said).toContain('Some cards say the opposite: 1 of 5.')
  expect(said).toContain('Card aCard e')
  await tap(say('Use as name'))
  expect(console.sent).toEqual([{ name: 'theme.rename', data: { theme: 't1', title: 'On-call duty' } }])
})

test('below the floor no number of people is said; a refusal is said and can be tried again', async () => {
  const themes = [{ theme: 't1', people: null, weakest: [] }]
  const console = aConsole({ cards: { cards } })
  show(<GatherScreen console={console} view={{ ...view, found: { ...view.found, themes } }} />)
  await settle()
  const said = () => page().querySelector('[aria-labelledby="gather-why"]')?.textContent
  expect(said()).not.toContain('put these together')
  expect(said()).toContain('The reasons could not be fetched')
  Object.assign(console, { ask: async () => ({ ok: true, data: why }) })
  await tap(say('Try again'))
  expect(said()).toContain('pager · at night')
})

test('what fits least stands first and is marked; reasons stand under the cards when asked for, also the next time', async () => {
  await gathering()
  expect(deck().map((card) => card.textContent)).toEqual([
    'Card dConstraintFits least',
    'Card bConstraintFits least',
    'Card eConstraint',
    'Card cConstraintStands for all',
    'Card aConstraint',
  ])
  await tap(say('Show reasons'))
  expect(deck()[0]?.textContent).toContain('Shares “pager”')
  await tap(say('Doubtful first'))
  await tap(say('Typical first', '[role=menuitem]'))
  expect(deck().map((card) => card.textContent?.slice(0, 6))).toEqual([
    'Card a',
    'Card b',
    'Card c',
    'Card d',
    'Card e',
  ])
  expect(localStorage.getItem('eighty.console.gather.reasons')).toBe('"on"')
})

test('never is most of a theme doubtful, and a card that left it is not', () => {
  const found = { themes: [{ theme: 't', people: null, weakest: ['a', 'x', 'b'] }] }
  expect(weakestOf(found, 't', ['a', 'b'])).toEqual([])
  expect(weakestOf(found, 't', ['a', 'b', 'c'])).toEqual(['a'])
  expect(weakestOf(found, 't', ['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'b'])
  expect(weakestOf(found, 'other', ['a', 'b', 'c'])).toEqual([])
  expect(byDoubt(['a', 'b', 'c'], ['b'])).toEqual(['b', 'c', 'a'])
})

test('ticked cards go where one taps, or to the theme whose number one presses; Escape unticks', async () => {
  const console = await gathering()
  await tap(boxes()[0])
  expect(page().textContent).toContain('1 card ticked. Tap where it belongs')
  await tap(page().querySelectorAll('nav [data-place]')[1])
  expect(console.sent).toEqual([{ name: 'theme.move', data: { cards: ['d'], theme: 't2' } }])
  await tap(boxes()[1])
  press('2', {}, document.body)
  await settle()
  expect(console.sent[1]).toEqual({ name: 'theme.move', data: { cards: ['b'], theme: 't2' } })
  await tap(boxes()[1])
  press('0', {}, document.body)
  await settle()
  expect(console.sent[2]).toEqual({ name: 'theme.move', data: { cards: ['b'], theme: null } })
  await tap(boxes()[1])
  press('Escape', {}, document.body)
  await settle()
  expect(boxes().some((box) => box.checked)).toBe(false)
  // Without ticked cards a number does nothing and a tap opens.
  press('2', {}, document.body)
  await tap(page().querySelectorAll('nav [data-place]')[1])
  expect(console.sent).toHaveLength(3)
  expect(page().querySelector('h2')?.textContent).toBe('Hiring')
})

test('Shift ticks a run of cards, by tapping and by arrows; the focus stays in the list when its card goes', async () => {
  await gathering()
  await tap(boxes()[0])
  act(() => void boxes()[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })))
  expect(boxes().map((box) => box.checked)).toEqual([true, true, true, false, false])
  focus(boxes()[2])
  press('ArrowDown', { shiftKey: true })
  await settle()
  expect(boxes()[3]?.checked).toBe(true)
  expect(document.activeElement).toBe(boxes()[3])

  focus(boxes()[1])
  const grouping = [{ theme: 't1', cards: ['a', 'c', 'd', 'e'] }]
  show(<GatherScreen console={aConsole({ cards: { cards }, 'theme.why': why })} view={{ ...view, grouping }} />)
  await settle()
  expect(document.activeElement).toBe(boxes()[1])
})

test('pairs that may be one stand side by side; what is not the same is not asked again', async () => {
  const console = await gathering()
  await tap(say('Two themes may be one'))
  const sheet = () => page().querySelector('dialog')
  expect([...(sheet()?.querySelectorAll('h3') ?? [])].map((title) => title.textContent)).toEqual(['On-call', 'Hiring'])
  await tap(say('Merge', 'dialog button'))
  expect(console.sent).toEqual([{ name: 'theme.merge', data: { into: 't1', from: 't2' } }])
  await tap(say('Not the same'))
  expect(sheet()?.textContent).toContain('No more pairs')
  await tap(say('Back to the themes'))
  expect(page().textContent).not.toContain('may be one')
  expect(sessionStorage.getItem('eighty.console.apart.gather-why')).toBe('t1 t2')
})

test('coarser ends where the scale does, and finer says how many themes there are then', async () => {
  const asked: unknown[] = []
  const console = await gathering()
  Object.assign(console, {
    ask: async (_name: string, data: unknown) => {
      asked.push(data)
      return { ok: true, data: { themes: 14, tau: 0.2 } }
    },
  })
  expect(say('Coarser')).toHaveProperty('disabled', true)
  await tap(say('Finer'))
  expect(asked).toEqual([{ grain: 'finer' }])
  expect(page().textContent).toContain('14 themes now, finer than before')
  await gathering({ found: { ...view.found, tau: 0.35 } })
  expect(say('Finer')).toHaveProperty('disabled', true)
})

test('what changed is told by way, the most travelled first', async () => {
  const moved = [
    { card: 'a', from: 't2', to: null },
    { card: 'b', from: 'old', to: 't1' },
    { card: 'c', from: 'old', to: 't1' },
  ]
  expect(waysOf(moved).map((way) => way.cards)).toEqual([['b', 'c'], ['a']])
  const themes = [{ theme: 'old', title: 'Old', state: 'gone' }]
  await gathering({}, { 'theme.changes': { says: 'New proposal', cards: moved, themes } })
  await tap(say('What changed'))
  const said = page().querySelector('dialog')?.textContent
  expect(said).toContain('3 cards changed place.')
  expect(said).toContain('Gone: “Old”')
  expect(said).toContain('Old →  to On-callCard bCard c')
})

test('an open question is given to a person, and leads to its theme', async () => {
  const console = await gathering()
  await tap(say('1 open question'))
  expect(page().querySelector('dialog')?.textContent).toContain('Needs somebody')
  await type(page().querySelector<HTMLSelectElement>('dialog select'), 'p2')
  expect(console.sent).toEqual([{ name: 'question.give', data: { card: 'a', person: 'p2' } }])
  await tap(say('In “Hiring”'))
  expect(page().querySelector('dialog')).toBeNull()
  expect(page().querySelector('h2')?.textContent).toBe('Hiring')
})

test('reach is said in words where it can be, with the evidence beside it', async () => {
  await gathering()
  expect(page().querySelector('nav [data-place]')?.textContent).toBe('1On-callOrganisational signal3 of 3 rooms5 cards')
  expect(page().textContent).not.toContain('Too few cards to rank')
})

test('who sees it at work is offered under the themes, and comes first while the room is asked', async () => {
  await gathering()
  expect(say('Who sees this at work?')).toBeDefined()
  const round = cardRound('echo', { step: view.step.id, purpose: 'echo', slots: ['t1'] })
  await gathering({ rounds: [round] })
  const asked = page().querySelector('[aria-labelledby="echo-asking"]')
  const undo = say('Undo')
  expect((asked?.compareDocumentPosition(undo) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING).toBeGreaterThan(0)
})

test('that themes are hidden, and why, is said to everyone in one line; never which', () => {
  expect(sayHidden([])).toBeNull()
  expect(sayHidden([{ reason: 'Names a person', themes: 1 }])).toBe('One theme is hidden: Names a person.')
  expect(
    sayHidden([
      { reason: 'Names a person', themes: 2 },
      { reason: 'Not for today!', themes: 1 },
    ]),
  ).toBe('3 themes are hidden: Names a person (2), Not for today! (1).')
})
