// "Who sees this at work?" on the console: what is asked about, the bell, and what may be said of it afterwards.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { GatherEcho } from '../../client/console/gather-echo.tsx'
import { EchoMap } from '../../client/ui/echo-map.tsx'
import { sayEcho, sayFunctions } from '../../client/ui/echo-words.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { EchoShown } from '../../shared/thresholds.ts'
import type { ConsoleView, RoundView } from '../../shared/views.ts'
import { aConsole, aPerson, aTheme, aView, onStep, page, say, show, tap } from '../support/console-page.tsx'
import { cardRound } from '../support/round-view.ts'

const step = onStep('gather')
const themes = (many: number) => Array.from({ length: many }, (_, at) => aTheme(`t${at}`, { title: `Theme ${at}` }))
const asked = (facts: Partial<RoundView> = {}) =>
  cardRound('e1', { step: step.id, purpose: 'echo', slots: ['t0', 't1'], ...facts })

function look(over: Partial<ConsoleView>) {
  const console = aConsole()
  show(<GatherEcho console={console} view={aView(step, { themes: themes(2), ...over })} />)
  return console
}
const boxes = () => [...page().querySelectorAll<HTMLInputElement>('input[type=checkbox]')]

test('the eight widest named themes are ticked at first; hidden ones are not there, unnamed ones say what they need', async () => {
  const some = [...themes(10), aTheme('hid', { title: 'Hidden one', hidden: 'named a person' })]
  const console = look({ themes: some, unnamed: ['t1'] })
  await tap(say('Who sees this at work?'))
  expect(boxes().map((box) => box.checked)).toEqual([true, false, true, true, true, true, true, true, true, false])
  expect(boxes()[1]?.disabled).toBe(true)
  expect(page().textContent).toContain('Name it first')
  expect(page().textContent).not.toContain('Hidden one')
  await tap(boxes()[0])
  await tap(say('Ask about 7 themes'))
  expect(console.sent).toMatchObject([
    { name: 'echo.open', data: { themes: ['t2', 't3', 't4', 't5', 't6', 't7', 't8'] } },
  ])
  expect(page().querySelector('dialog')).toBeNull()
})

test('no more than fit on a phone, none at all is no question, and a refusal stands at its button', async () => {
  const console = look({ themes: themes(14) })
  await tap(say('Who sees this at work?'))
  for (const box of boxes().slice(8, 12)) await tap(box)
  expect(boxes().filter((box) => box.checked)).toHaveLength(LIMITS.echoes)
  expect(
    boxes()
      .slice(12)
      .every((box) => box.disabled),
  ).toBe(true)
  expect(page().textContent).toContain('12 are as many as fit')
  console.refuse = { code: 'nothing-to-echo' }
  await tap(say('Ask about 12 themes'))
  expect(page().textContent).toContain('None of these themes can be asked about now.')
  for (const box of boxes().filter((one) => one.checked)) await tap(box)
  expect((say('Ask the room') as HTMLButtonElement).disabled).toBe(true)
})

test('while it is asked: how many are done, what may be told by function, and a bell that warns of those who are not', async () => {
  const people = [aPerson('p1', 'Ana', { done: true }), aPerson('p2', 'Ben')]
  const console = look({ people, rounds: [asked({ functions: ['Sales', 'Product'] })] })
  expect(page().textContent).toContain('2 themes are on the phones')
  expect(page().textContent).toContain('1 of 2 say they are done')
  expect(page().textContent).toContain('Told by function, where that points at nobody: Sales, Product.')
  await tap(say('Ring the bell'))
  expect(console.sent).toEqual([])
  expect(page().textContent).toContain('One person here has not said they are done')
  await tap(say('Ring it now'))
  expect(console.sent).toEqual([{ name: 'round.ring', data: { round: 'e1' } }])
  look({ people, rounds: [asked()] })
  expect(page().textContent).toContain('No function has five people here and five outside it')
  look({ rounds: [asked({ state: 'collecting' })] })
  expect(page().textContent).toContain('The bell has rung')
})

test('afterwards each theme says what may be said, and it can be asked again; below the floor nothing is said', () => {
  const echo: EchoShown = { level: 'counts', n: 14, people: 9, word: null, functions: { echoed: 1, countable: 2 } }
  const heard = [aTheme('t0', { title: 'Theme 0', echo }), aTheme('t1', { title: 'Theme 1' })]
  look({ themes: heard, rounds: [asked({ state: 'written', phones: 14 })] })
  expect(page().textContent).toContain('14 phones took part')
  expect(page().textContent).toContain('Theme 0True at work for 9 of 14 · Said in at least 1 of 2 functions')
  expect(say('Ask again')).toBeDefined()
  look({ rounds: [asked({ state: 'written', phones: 4 })] })
  expect(page().textContent).toContain('4 phones took part: nothing is shown below 5')
})

test('nothing of it while the room sorts, without themes, or after the session but for what came of it', () => {
  look({ sorting: { state: 'open', endsAt: 0, each: 12 } })
  expect(page().textContent).toBe('')
  look({ themes: [] })
  expect(page().textContent).toBe('')
  look({ status: 'ended' })
  expect(page().textContent).toBe('')
  look({ status: 'ended', rounds: [asked({ state: 'written', phones: 9 })] })
  expect(page().textContent).toContain('9 phones took part')
  expect(page().textContent).not.toContain('Ask again')
})

test('words where numbers would point at people, and never a zero', () => {
  const shown = (over: Partial<EchoShown>): EchoShown => ({
    level: 'bands',
    n: null,
    people: null,
    word: 'few',
    functions: null,
    ...over,
  })
  expect(sayEcho(shown({}))).toBe('True at work for fewer than half of us')
  expect(sayEcho(shown({ word: 'some' }))).toBe('True at work for about half of us')
  expect(sayEcho(shown({ word: 'most' }))).toBe('True at work for half of us or more')
  expect(sayEcho(shown({ level: 'soft', n: 9 }))).toBe('True at work for few or none of 9')
  expect(sayEcho(shown({ level: 'soft', n: 9, word: 'most' }))).toBe('True at work for nearly all or all of 9')
  expect(sayFunctions(shown({}))).toBeNull()
  const functions = (echoed: number, countable: number) => sayFunctions(shown({ functions: { echoed, countable } }))
  expect(functions(2, 5)).toBe('Said in at least 2 of 5 functions')
  expect(functions(5, 5)).toBe('Said in all 5 functions that can be told')
  expect(functions(1, 1)).toBe('Said in the one function that can be told')
})

test('the map says where, and that an empty place says nothing', () => {
  const rows = [0, 1, 2].map((at) => ({ theme: `t${at}`, title: `Theme ${at}`, echoed: [at < 2, at === 2] }))
  show(<EchoMap map={{ functions: ['Sales', 'Product'], rows }} most={2} />)
  const cells = [...page().querySelectorAll('td')].map((cell) => cell.textContent)
  expect(cells).toEqual(['true there', 'says nothing', 'true there', 'says nothing'])
  expect(page().textContent).toContain('not even that nobody does. One more theme is not shown here.')
  expect([...page().querySelectorAll('th[scope=col]')].map((one) => one.textContent)).toEqual([
    'Theme',
    'Sales',
    'Product',
  ])
})
