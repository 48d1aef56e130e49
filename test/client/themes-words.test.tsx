// What newcomers read beside themes and commitments: themes without a name and how to name them, what the words of reach mean,
// the same card on every screen, and a commitment's facts on the ballot.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { BallotScreen } from '../../client/console/ballot-screen.tsx'
import { CloseScreen } from '../../client/console/close-screen.tsx'
import { GatherEcho } from '../../client/console/gather-echo.tsx'
import { GatherScreen } from '../../client/console/gather-screen.tsx'
import { BallotForm } from '../../client/phone/ballot-form.tsx'
import { ReachKey } from '../../client/ui/reach-key.tsx'
import { ThemeLine } from '../../client/ui/theme-line.tsx'
import type { ConsoleView } from '../../shared/views.ts'
import { aBallot, aCommitment } from '../support/commitments.ts'
import { aConsole, aTheme, aView, onStep, page, say, settle, show, tap, type } from '../support/console-page.tsx'
import { cardRound } from '../support/round-view.ts'

const text = () => page().textContent ?? ''
const CARD = 'Every release needs four sign-offs and two of the approvers are usually travelling.'

const themes = [
  aTheme('t1', { title: 'Every release needs…', count: 3, keywords: ['release', 'sign-off'] }),
  aTheme('t2', { title: 'Hiring', count: 2 }),
  aTheme('t3', { title: 'They pay late…', count: 2, keywords: [] }),
  aTheme('t4', { title: 'About Bob…', count: 2, hidden: 'names a person' }),
  aTheme('t5', { title: '…', count: 0 }),
]
const unnamed = ['t1', 't3', 't4', 't5']
const why = (concept: string | null) => ({ phrases: [], representative: null, concept, cards: [], mixed: null })

function close(over: Partial<ConsoleView> = {}) {
  const console = aConsole({ 'theme.why': why('release approval') })
  const draw = (more: Partial<ConsoleView> = {}) =>
    show(<CloseScreen console={console} view={aView(onStep('close'), { themes, unnamed, ...over, ...more })} />)
  draw()
  return { console, draw }
}

test('at the close: how many themes have no name, hidden and empty ones left out, and a sheet to name them', async () => {
  const { console, draw } = close()
  expect(text()).toContain('2 themes have no name of their own yet. The board link shows them without one.')
  await tap(say('Name them'))
  await settle()
  expect(text()).toContain('“Every release needs…”')
  expect(text()).toContain('The board link calls it: release, sign-off')
  expect(text()).toContain('The board link calls it “A theme without a name”.')
  expect(text()).not.toContain('Bob')
  const [field] = page().querySelectorAll<HTMLInputElement>('dialog input')
  await type(field ?? null, 'Sign-offs')
  await tap(say('Save name'))
  await tap(
    [...page().querySelectorAll('dialog button')].filter((one) => one.textContent === 'Use “Release approval”')[1],
  )
  expect(console.sent).toEqual([
    { name: 'theme.rename', data: { theme: 't1', title: 'Sign-offs' } },
    { name: 'theme.rename', data: { theme: 't3', title: 'Release approval' } },
  ])
  draw({ themes: themes.map((one) => (one.id === 't1' ? { ...one, title: 'Sign-offs' } : one)), unnamed: ['t3', 't4'] })
  expect(text()).toContain('Sign-offs is its name now.')
  expect(text()).toContain('One theme has no name of its own yet')
  // What is still a card's words has been sent, and stays without a name.
  draw({ themes: themes.map((one) => (one.id === 't3' ? { ...one, title: 'Release approval' } : one)) })
  expect(text()).toContain('Those are a card’s own words')
  draw({ unnamed: ['t4'] })
  await tap(say('All named'))
  expect(page().querySelector('dialog')).toBeNull()
  expect(text()).not.toContain('no name of')
})

test('no notice where every theme has a name, nor after the end, when nothing can be named any more', () => {
  close({ unnamed: ['t4', 't5'] })
  expect(text()).not.toContain('no name of')
  close({ status: 'ended' })
  expect(text()).not.toContain('no name of')
})

test('in gather it stands where themes are final, and before a question to the room they can be named', async () => {
  const console = aConsole({ cards: { cards: [] }, 'theme.why': why(null) })
  const view = aView(onStep('gather'), { cards: 9, themes, unnamed, gathered: true })
  show(<GatherScreen console={console} view={view} />)
  await settle()
  expect(text()).toContain('2 themes have no name of their own yet')
  show(<GatherScreen console={console} view={{ ...view, gathered: false }} />)
  await settle()
  expect(text()).not.toContain('no name of their own')
  show(<GatherEcho console={console} view={view} />)
  await tap(say('Who sees this at work?'))
  await tap(say('Name themes first'))
  await tap(say('Enough for now'))
  expect(text()).toContain('Ask about 1 theme')
})

test('of a hidden theme no commitment is made', async () => {
  const console = aConsole({ cards: { cards: [{ id: 'a', kind: 'note', text: 'Card a' }] } })
  const grouping = [{ theme: 't4', cards: ['a'] }]
  const only = (hidden: string | null) => [aTheme('t4', { title: 'About Bob', count: 1, hidden })]
  show(<GatherScreen console={console} view={aView(onStep('gather'), { cards: 1, themes: only('names'), grouping })} />)
  await settle()
  await tap(page().querySelector('[data-hidden] [data-place]'))
  expect(text()).toContain('Show it again')
  expect(text()).not.toContain('Make a commitment')
  show(<GatherScreen console={console} view={aView(onStep('gather'), { cards: 1, themes: only(null), grouping })} />)
  await settle()
  expect(text()).toContain('Make a commitment of this')
})

test('the words beside themes are explained in sentences, those that stand there and no others', () => {
  const theme = (says: string, word: 'signal' | 'some' = 'some') => ({ reach: { word, says } })
  show(<ReachKey themes={[{ reach: null }]} />)
  expect(text()).toBe('')
  show(<ReachKey themes={[theme('2 of 3 rooms (chance would give 2.1), echoed in 4 functions')]} />)
  expect(text()).toMatch(/^“Chance would give”: .*\.$/)
  expect(text()).not.toContain('Rooms only')
  show(<ReachKey themes={[theme('3 of 5 rooms (chance would give 2.1), rooms only', 'signal')]} />)
  for (const words of ['“Organisational signal”: ', '“Chance would give”: ', '“Rooms only”: '])
    expect(text()).toContain(words)
})

test('one card beside a theme is the same on the wall as on a phone, which is sent only the first', () => {
  const samples = [CARD, 'Nobody signs on Fridays.', 'Approvals are slow.']
  const shown = (all: readonly string[], size: 's' | 'projector', title: string) => {
    show(<ThemeLine theme={aTheme('t1', { title, samples: [...all] })} size={size} samples={1} />)
    return [...page().querySelectorAll('li')].map((one) => one.textContent)
  }
  for (const title of ['Every release needs four sign-offs…', 'Signatures', CARD.slice(0, -1)]) {
    const phone = shown(samples.slice(0, 1), 's', title)
    expect(shown(samples, 'projector', title)).toEqual(phone)
  }
  expect(shown(samples, 'projector', 'Signatures')).toEqual([CARD])
})

test('the ballot on a phone has the first step with its date; the result on the console the date of the whole', () => {
  const wording = {
    what: 'One rota',
    givingUp: 'Late shifts',
    firstStep: 'Ask all.',
    barrier: '',
    ifCond: '',
    thenDo: '',
  }
  const ballot = aBallot(1, 'One rota', { wording, by: '2030-03-01', firstStepBy: '2030-01-15' })
  show(
    <BallotForm ballot={ballot} sheet={{ clear: null, gaps: [], committed: null, guess: null }} onChange={() => {}} />,
  )
  expect(text()).toMatch(/First step: Ask all, by 15 Jan/)
  const commitments = [aCommitment('k1', 'One rota', { ballots: [ballot] })]
  const round = cardRound('s5.1', { step: 's5', purpose: 'ballot', slots: ['s5.1.1'], state: 'written', phones: 9 })
  show(<BallotScreen console={aConsole()} view={aView(onStep('ballot'), { commitments, rounds: [round] })} />)
  expect(text()).toMatch(/by 1 Mar/)
})
