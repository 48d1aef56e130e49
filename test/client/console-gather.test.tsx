// Gathering on the console: what drags and ticks send, and what a facilitator reads and takes back.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { cardsAt, FRESH, firstWords, LOOSE, landing } from '../../client/console/gather-places.ts'
import { GatherScreen } from '../../client/console/gather-screen.tsx'
import {
  aConsole,
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

const cards = ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'constraint', text: `Card ${id}` }))
const gathered = aView(onStep('gather'), {
  cards: 4,
  ungrouped: 1,
  themes: [
    aTheme('t1', { title: 'On-call', count: 2, rooms: 2 }),
    aTheme('t2', { title: 'Hiring', count: 1, rooms: 1 }),
    aTheme('t3', { title: 'One person', count: 0, rooms: 0, hidden: 'Names somebody' }),
  ],
  grouping: [
    { theme: 't1', cards: ['a', 'b'] },
    { theme: 't2', cards: ['c'] },
    { theme: 't3', cards: [] },
  ],
  undo: 'moved 2 cards',
  past: 3,
})

async function gathering(view = gathered) {
  const console = aConsole({ cards: { cards } })
  show(<GatherScreen console={console} view={view} />)
  await settle()
  return console
}

test('a drag means one command, and none where it would change nothing', () => {
  const some = { kind: 'cards', from: 't1', cards: ['a'] } as const
  expect(landing(some, 't2', 'n', '')).toEqual({ name: 'theme.move', data: { cards: ['a'], theme: 't2' } })
  expect(landing(some, LOOSE, 'n', '')).toEqual({ name: 'theme.move', data: { cards: ['a'], theme: null } })
  expect(landing(some, FRESH, 'n', '')).toEqual({ name: 'theme.split', data: { theme: 't1', cards: ['a'], as: 'n' } })
  expect(landing({ ...some, from: LOOSE }, FRESH, 'n', 'Words')).toEqual({
    name: 'theme.add',
    data: { theme: 'n', title: 'Words', cards: ['a'] },
  })
  expect(landing(some, 't1', 'n', '')).toBeNull()
  expect(landing({ ...some, cards: [] }, 't2', 'n', '')).toBeNull()
  const theme = { kind: 'theme', theme: 't1' } as const
  expect(landing(theme, 't2', 'n', '')).toEqual({ name: 'theme.merge', data: { into: 't2', from: 't1' } })
  expect([landing(theme, 't1', 'n', ''), landing(theme, LOOSE, 'n', ''), landing(theme, FRESH, 'n', '')]).toEqual([
    null,
    null,
    null,
  ])
})

test('loose cards are those in no theme, and a theme begun with a card is named by its first words', () => {
  const texts = new Map(cards.map((card) => [card.id, card]))
  expect(cardsAt(gathered, LOOSE, texts)).toEqual(['d'])
  expect(cardsAt(gathered, 't1', texts)).toEqual(['a', 'b'])
  expect(firstWords('x'.repeat(200))).toHaveLength(60)
})

test('themes say their rooms before their cards, and the first one is open', async () => {
  await gathering()
  const first = page().querySelector('nav [data-place]')
  // Too few cards are in to claim an order: no numbers.
  expect(first?.textContent).toBe('On-call2 of 3 rooms2 cards')
  expect(page().textContent).toContain('Too few cards to rank')
  expect(first?.getAttribute('aria-current')).toBe('true')
  expect(page().textContent).toContain('Card a')
  expect(page().textContent).not.toContain('Card c')
  expect(page().textContent).toContain('Hidden: Names somebody')
})

test('ticked cards are split off or moved by the keyboard', async () => {
  const console = await gathering()
  const boxes = () => [...page().querySelectorAll<HTMLInputElement>('[aria-label=Cards] input')]
  focus(boxes()[0])
  press('ArrowDown')
  expect(document.activeElement).toBe(boxes()[1])
  await tap(boxes()[1])
  await tap(say('Split into a new theme'))
  expect(console.sent[0]?.name).toBe('theme.split')
  expect(console.sent[0]?.data).toMatchObject({ theme: 't1', cards: ['b'] })
  await tap(boxes()[0])
  await tap(say('Move to…'))
  await tap(say('Hiring', '[role=menuitem]'))
  expect(console.sent[1]).toEqual({ name: 'theme.move', data: { cards: ['a'], theme: 't2' } })
})

test('two ticked themes are merged into the stronger one', async () => {
  const console = await gathering()
  const ticks = [...page().querySelectorAll<HTMLInputElement>('nav li input')]
  await tap(ticks[1])
  expect(page().textContent).toContain('Tick another theme')
  await tap(ticks[0])
  await tap(say('Merge into “On-call”'))
  expect(console.sent).toEqual([{ name: 'theme.merge', data: { into: 't1', from: 't2' } }])
})

test('Ctrl+Z takes back the last edit that was seen, but not while typing', async () => {
  const console = await gathering()
  expect(page().textContent).toContain('Undo takes back: moved 2 cards')
  press('z', { ctrlKey: true }, document.body)
  await settle()
  expect(console.sent).toEqual([{ name: 'theme.undo', data: { redo: false, past: 3 } }])
  // There is nothing to redo.
  press('z', { ctrlKey: true, shiftKey: true }, document.body)
  await tap(say('Rename'))
  press('z', { ctrlKey: true }, page().querySelector('form input'))
  await settle()
  expect(console.sent).toHaveLength(1)
})

test('a theme is renamed in place, a refusal stays at the control and keeps the words', async () => {
  const console = await gathering()
  await tap(say('Rename'))
  const field = page().querySelector<HTMLInputElement>('form input')
  await type(field, 'Who is on call')
  console.refuse = { code: 'offline' }
  await tap(say('Save name'))
  expect(page().querySelector('form')?.textContent).toContain('No connection')
  expect(field?.value).toBe('Who is on call')
  console.refuse = null
  await tap(say('Save name'))
  expect(console.sent.at(-1)).toEqual({ name: 'theme.rename', data: { theme: 't1', title: 'Who is on call' } })
  expect(page().querySelector('form')).toBeNull()
})

test('hiding needs a reason', async () => {
  const console = await gathering()
  await tap(say('Hide…'))
  expect(say('Hide it')).toHaveProperty('disabled', true)
  await type(page().querySelector<HTMLInputElement>('dialog input'), 'Names a person')
  await tap(say('Hide it'))
  expect(console.sent).toEqual([{ name: 'theme.hide', data: { theme: 't1', reason: 'Names a person' } }])
  expect(page().querySelector('dialog')).toBeNull()
})

test('a commitment is begun from a theme', async () => {
  const console = await gathering()
  await tap(say('Make a commitment of this'))
  expect(console.sent[0]).toMatchObject({ name: 'commitment.add', data: { theme: 't1', what: '' } })
})

test('without cards it says where cards come from; while they are collected it says so', async () => {
  await gathering(aView(onStep('gather'), {}))
  expect(page().textContent).toContain('No cards yet')
  const round = cardRound('s2.1', { step: 's2', slots: ['1'], state: 'collecting' })
  await gathering(aView(onStep('gather'), { rounds: [round] }))
  expect(page().textContent).toContain('Collecting everyone’s cards')
})
