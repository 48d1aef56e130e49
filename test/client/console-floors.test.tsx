// How much is shown, on the console: three numbers that only go up once a round has opened, and a no that is read out.
// @vitest-environment jsdom
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import { FloorsSheet } from '../../client/console/floors-sheet.tsx'
import { Shell } from '../../client/console/shell.tsx'
import { REFUSALS } from '../../shared/refusals.ts'
import type { ConsoleView, RoundView } from '../../shared/views.ts'
import { aConsole, aView, focus, onStep, page, say, show, tap, type } from '../support/console-page.tsx'
import { viewAt } from './console-view.ts'

const ROUND = { id: 's2.1', step: 's2', purpose: 'card', slots: ['1'], state: 'open' } as unknown as RoundView
const fields = () => [...page().querySelectorAll<HTMLInputElement>('input[type=number]')]
const field = (at: number): HTMLInputElement => {
  const found = fields()[at]
  if (found === undefined) throw new Error(`no field ${at}`)
  return found
}
const named = (label: string) => page().querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`)
const leave = (input: HTMLInputElement) => {
  focus(input)
  act(() => input.blur())
}

function open(over: Partial<ConsoleView> = {}) {
  const console = aConsole()
  const onClose = vi.fn()
  show(<FloorsSheet open onClose={onClose} console={console} view={aView(onStep('write'), over)} />)
  return { console, onClose }
}

test('each number has its label, what it means and its least; the rule is said', () => {
  open()
  expect(page().textContent).toContain('These can be raised, never lowered, once a round has opened.')
  expect(fields().map((input) => [input.labels?.[0]?.textContent, input.value, input.min, input.max])).toEqual([
    ['Answers before anything is shown', '5', '5', '50'],
    ['Answers before counts are shown', '8', '8', '50'],
    ['Phones for a room to keep its cards', '3', '3', '50'],
  ])
  for (const input of fields())
    for (const id of input.getAttribute('aria-describedby')?.split(' ') ?? [])
      expect(document.getElementById(id)?.textContent).not.toBe('')
})

test('buttons and typing raise; counts never come before anything does; saving sends all three and closes', async () => {
  const { console, onClose } = open()
  expect(named('Answers before anything is shown: one fewer')?.disabled).toBe(true)
  await tap(named('Phones for a room to keep its cards: one more'))
  await type(field(0), '12')
  expect(field(1).value).toBe('12')
  expect(field(1).min).toBe('12')
  await tap(say('Save'))
  expect(console.sent).toEqual([{ name: 'floors.raise', data: { show: 12, counts: 12, room: 4 } }])
  expect(onClose).toHaveBeenCalledOnce()
})

test('once a round has opened the least is what is now; before, the usual', () => {
  const floors = { show: 6, counts: 10, room: 4 }
  open({ floors })
  expect(fields().map(({ value, min }) => [value, min])).toEqual([
    ['6', '5'],
    ['10', '8'],
    ['4', '3'],
  ])
  open({ floors, rounds: [ROUND] })
  expect(fields().map(({ value, min }) => [value, min])).toEqual([
    ['6', '6'],
    ['10', '10'],
    ['4', '4'],
  ])
  expect(page().textContent).toContain('is hidden again at once')
})

test('what was typed and does not fit becomes the nearest that does, when the field is left', async () => {
  open({ rounds: [ROUND], floors: { show: 6, counts: 10, room: 4 } })
  for (const [typed, becomes] of [
    ['2', '6'],
    ['', '6'],
    ['99', '50'],
    ['7.6', '8'],
  ] as const) {
    await type(field(0), typed)
    leave(field(0))
    expect(field(0).value).toBe(becomes)
  }
})

test('a number raised on another device meanwhile is the least here at once', async () => {
  const { console } = open({ rounds: [ROUND] })
  await tap(named('Phones for a room to keep its cards: one more'))
  const raised = aView(onStep('write'), { rounds: [ROUND], floors: { show: 9, counts: 20, room: 3 } })
  show(<FloorsSheet open onClose={() => undefined} console={console} view={raised} />)
  expect(fields().map(({ value }) => value)).toEqual(['9', '20', '4'])
  await tap(say('Raise'))
  expect(console.sent).toEqual([{ name: 'floors.raise', data: { show: 9, counts: 20, room: 4 } }])
})

test('a refusal is said under the button, and the sheet stays', async () => {
  const { console, onClose } = open()
  console.refuse = { code: 'only-up' }
  await tap(named('Answers before counts are shown: one more'))
  await tap(say('Save'))
  expect(page().querySelector('form [role=status]')?.textContent).toBe(REFUSALS['only-up'].say)
  expect(onClose).not.toHaveBeenCalled()
})

test('nothing changed sends nothing', async () => {
  const { console, onClose } = open()
  await tap(say('Keep it so'))
  expect(console.sent).toEqual([])
  expect(onClose).toHaveBeenCalledOnce()
})

test('an ended session only says them', () => {
  open({ status: 'ended' })
  expect(fields()).toEqual([])
  expect([...page().querySelectorAll('dd')].map((one) => one.textContent)).toEqual(['5', '8', '3'])
})

test('it is in the console’s menu, by keyboard too, and Escape closes it', async () => {
  const view = viewAt('write')
  show(<Shell console={aConsole()} view={view} device="d1" link="live" onLeave={() => undefined} />)
  await tap(say('More'))
  await tap(say('How much is shown', '[role=menuitem]'))
  expect(page().querySelector('dialog h2')?.textContent).toBe('How much is shown')
  expect(document.activeElement?.tagName).toBe('H2')
  // What Escape does to an open dialog, which this page does not do by itself.
  act(
    () =>
      void page()
        .querySelector('dialog')
        ?.dispatchEvent(new Event('cancel', { cancelable: true })),
  )
  expect(page().querySelector('dialog')).toBeNull()
})
