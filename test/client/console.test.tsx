// The console as a facilitator meets it: every step has its screen, a no has its reason, and each control sends what it says.
// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLink, takeProof } from '../../client/console/app-proof.ts'
import { tidyQuestions } from '../../client/console/ask-editor.tsx'
import { Shell } from '../../client/console/shell.tsx'
import { endsByLeaving, nextRound } from '../../client/console/step-rounds.ts'
import { STEP_KINDS } from '../../shared/agenda.ts'
import type { Reply } from '../../shared/protocol.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import type { ConsoleView, RoundView } from '../../shared/views.ts'
import { cardRound } from '../support/round-view.ts'
import { consoleNoting, type Sent, viewAt } from './console-view.ts'

let root: Root
let page: HTMLElement
let sent: Sent[]

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.createElement('div')
  document.body.append(page)
  root = createRoot(page)
  sent = []
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const show = async (view: ConsoleView, reply?: Reply) => {
  const console = consoleNoting(sent, reply)
  await act(async () =>
    root.render(<Shell console={console} view={view} device="d1" link="live" onLeave={() => undefined} />),
  )
}
const button = (name: string | RegExp, within: ParentNode = page): HTMLButtonElement => {
  const said = (one: HTMLElement) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim()
  const found = [...within.querySelectorAll<HTMLButtonElement>('button')].find((one) =>
    typeof name === 'string' ? said(one) === name : name.test(said(one)),
  )
  if (found === undefined) throw new Error(`no button ${name} in ${page.textContent}`)
  return found
}
const tap = (element: HTMLElement) => act(async () => element.click())
const press = (key: string, target: EventTarget = document.body) =>
  act(async () => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))

const round = (facts: Partial<RoundView>) => cardRound('write.1', facts)

test.each(STEP_KINDS)('%s has its screen, with its own heading and the agenda beside it', async (kind) => {
  const view = viewAt(kind)
  await show(view)
  expect(page.querySelector('main')?.dataset.step).toBe(kind)
  expect([...page.querySelectorAll('h1')].map((one) => one.textContent)).toEqual([view.step.title])
  expect(page.querySelector('nav [aria-current=step]')?.textContent).toContain(view.step.title)
})

test('ended by itself in the middle of its agenda, it shows what comes after the close', async () => {
  await show(viewAt('write', { status: 'ended', code: null }))
  expect([...page.querySelectorAll('h1')].map((one) => one.textContent)).toEqual(['The board'])
  expect(page.textContent).toContain('The board lives on, here and with its links.')
  for (const section of ['Check-ins', 'Links']) expect(page.querySelector('main')?.textContent).toContain(section)
  expect(button('Delete this session now')).toBeTruthy()
  expect(page.querySelector('main')?.textContent).not.toContain(viewAt('write').step.prompt)
})

test('a blocked next step says why, before and after it is tried', async () => {
  await show(viewAt('frame', { blocked: 'rooms-needed' }), { ok: false, refusal: { code: 'rooms-needed' } })
  const next = button('Next: Where we stand')
  const why = () => document.getElementById(next.getAttribute('aria-describedby') ?? '')?.textContent
  expect(why()).toBe(REFUSALS['rooms-needed'].say)
  await tap(next)
  expect(sent).toEqual([{ name: 'step.go', data: { step: 'baseline', from: 'frame' } }])
  expect(why()).toBe(REFUSALS['rooms-needed'].say)
  await show(viewAt('frame'), { ok: false, refusal: { code: 'rooms-needed' } })
  expect(why()).toBe('')
})

test('opening a step again from an open round asks first, and then names a fresh round', async () => {
  const past = round({ id: 'baseline.1', step: 'baseline', purpose: 'answer', state: 'written', phones: 5 })
  await show(viewAt('write', { rounds: [past, round({})] }))
  await tap(button('Change “Where we stand”'))
  const again = [...page.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) =>
    item.textContent?.startsWith('Open again'),
  )
  expect(again).toBeDefined()
  if (again !== undefined) await tap(again)
  expect(sent).toEqual([])
  await tap(button('End the round and go'))
  expect(sent).toEqual([{ name: 'step.reopen', data: { step: 'baseline', from: 'write', round: 'baseline.2' } }])
})

test('what ends other links is asked twice', async () => {
  await show(viewAt('frame'))
  await tap(button('More'))
  const devices = [...page.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) =>
    item.textContent?.startsWith('Devices'),
  )
  if (devices !== undefined) await tap(devices)
  await tap(button('Only this device may drive'))
  expect(sent).toEqual([])
  await tap(button('End the others'))
  expect(sent).toEqual([{ name: 'key.only-me', data: {} }])
  expect(page.querySelector('dialog')?.textContent).toContain(REFUSALS.offline.say)
})

test('leaving an open writing round asks first; leaving a finished one does not', async () => {
  await show(viewAt('write', { rounds: [round({})] }))
  await press('n')
  expect(sent).toEqual([])
  expect(page.querySelector('dialog')?.textContent).toContain('everyone’s cards are collected now')
  await tap(button('End the round and go'))
  expect(sent.map((one) => one.name)).toEqual(['step.go'])
  sent.length = 0
  await show(viewAt('write', { rounds: [round({ state: 'written', phones: 4 })], cards: 9 }))
  expect(page.textContent).toContain('9 in all, shuffled, without names. 4 phones sent packets.')
  await tap(button(/^Next: /))
  expect(sent).toEqual([{ name: 'step.go', data: { step: 'discuss', from: 'write' } }])
})

test('keys drive, but not while somebody types', async () => {
  await show(viewAt('frame'))
  await press('b')
  expect(sent).toEqual([{ name: 'blackout.set', data: { on: true } }])
  await tap(button('Say to everyone'))
  const field = page.querySelector<HTMLInputElement>('form[aria-label="Say to everyone"] input')
  await press('n', field ?? document)
  expect(sent).toHaveLength(1)
  await press('?')
  expect(page.querySelector('dialog[open]')?.textContent).toContain('Next step')
})

test('arrow keys walk along the agenda', async () => {
  await show(viewAt('frame'))
  const steps = [...page.querySelectorAll<HTMLElement>('[data-rail]')]
  steps[0]?.focus()
  await press('ArrowDown', steps[0])
  expect(document.activeElement).toBe(steps[1])
  await press('End', steps[1])
  expect(document.activeElement).toBe(steps.at(-1))
})

test('a person is moved by keyboard, and a call for help is cleared', async () => {
  await show(viewAt('discuss'))
  const oak = page.querySelector('section[aria-label=Oak]') ?? page
  await tap(button(/^Ana/, oak))
  const move = [...page.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) =>
    item.textContent?.startsWith('Move to Elm'),
  )
  expect(move).toBeDefined()
  if (move !== undefined) await tap(move)
  await tap(button('Clear the call of Elm'))
  expect(sent).toEqual([
    { name: 'room.place', data: { person: 'p1', room: 'elm' } },
    { name: 'help.clear', data: { room: 'elm' } },
  ])
  expect(page.textContent).toContain('Joined after the split')
})

test('an empty lobby shows the code and says that nobody is here', async () => {
  await show(viewAt('lobby', { people: [], rooms: [], blocked: 'nobody-here' }))
  expect(page.querySelector('main')?.textContent).toContain('Nobody here yet')
  expect(page.querySelector('main [aria-label="Room code B C D 3 4 7"]')).not.toBeNull()
  expect(page.textContent).toContain(REFUSALS['nobody-here'].say)
})

test('splitting sends what was chosen, with a fresh seed each time', async () => {
  await show(viewAt('lobby'))
  await tap(button('Reshuffle'))
  await tap(button('Reshuffle'))
  expect(sent.map((one) => one.name)).toEqual(['rooms.split', 'rooms.split'])
  expect(sent[0]?.data).toMatchObject({ by: 'size', n: 5, mix: 'spread' })
  expect(sent[0]?.data).not.toEqual(sent[1]?.data)
})

test('robots are named quietly, and a session that has ended offers nothing that changes it', async () => {
  await show(viewAt('close', { robots: 12 }))
  expect(page.textContent).toContain('12 robots are practising with you.')
  await show(viewAt('close', { status: 'ended', code: null }))
  expect(page.textContent).toContain('The session has ended')
  expect(() => button('End session')).toThrow()
  expect(() => button(/^Back to/)).toThrow()
})

test('the facilitator’s secret leaves the address and comes back after a reload, each tab to its own session', () => {
  const addresses: string[] = []
  const history = {
    replaceState: (_: unknown, __: string, url?: string | URL | null) => void addresses.push(String(url)),
  }
  expect(takeProof({ hash: '#s=one&k=secret-1', pathname: '/console' }, history)).toEqual({
    session: 'one',
    secret: 'secret-1',
  })
  expect(takeProof({ hash: '#s=two&k=secret-2', pathname: '/console' }, history)).toEqual({
    session: 'two',
    secret: 'secret-2',
  })
  expect(addresses).toEqual(['/console#s=one', '/console#s=two'])
  expect(takeProof({ hash: '#s=one', pathname: '/console' }, history)).toEqual({ session: 'one', secret: 'secret-1' })
  expect(takeProof({ hash: '', pathname: '/console' }, history)).toEqual({ session: 'two', secret: 'secret-2' })
  expect(takeProof({ hash: '#s=three', pathname: '/console' }, history)).toBeNull()
  expect(readLink('http://192.168.1.20:8080/console#s=one&k=x')).toEqual({ session: 'one', secret: 'x' })
  expect(readLink('http://192.168.1.20:8080/console')).toBeNull()
})

test('rounds are numbered onwards, and an afterthought round ends with its step without a question', () => {
  expect(nextRound({ rounds: [] }, 'write')).toBe('write.1')
  expect(
    nextRound({ rounds: [round({}), round({ id: 'write.2' }), round({ id: 'ask.7', step: 'ask' })] }, 'write'),
  ).toBe('write.3')
  const view = viewAt('discuss', { rounds: [round({ id: 'discuss.1', step: 'discuss' })] })
  expect(endsByLeaving(view)).toBeNull()
})

test('questions are sent without empty answers, and only what has options is open', () => {
  const question = {
    id: 'q',
    text: ' Why? ',
    type: 'number' as const,
    options: ['a'],
    min: 0,
    max: 9,
    unit: '',
    open: true,
  }
  expect(tidyQuestions([question])[0]).toMatchObject({ text: 'Why?', options: [], open: false })
  expect(tidyQuestions([{ ...question, type: 'choice', options: ['a', ' ', 'b '] }])[0]).toMatchObject({
    options: ['a', 'b'],
    open: true,
  })
})
