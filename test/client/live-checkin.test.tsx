// A check-in held in the room, on every surface: who is here, what is different now, and a handover that can be answered there.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { FrameScreen as ConsoleFrame } from '../../client/console/frame-screen.tsx'
import { LobbyScreen } from '../../client/console/lobby-screen.tsx'
import { PeoplePanel } from '../../client/console/people-panel.tsx'
import { PeopleRoster } from '../../client/console/people-roster.tsx'
import { AskScreen } from '../../client/phone/ask-screen.tsx'
import { FrameScreen as PhoneFrame } from '../../client/phone/frame-screen.tsx'
import { Shell } from '../../client/phone/shell.tsx'
import { WAY_SHOWN } from '../../client/phone/way-shown.ts'
import { FrameScreen as Wall } from '../../client/screen/frame-screen.tsx'
import { NOBODY_SAID } from '../../client/ui/what-is-different.ts'
import type { Step } from '../../shared/agenda.ts'
import { fromBuyInToAction } from '../../shared/templates/from-buy-in-to-action.ts'
import type { CommitmentView, ConsoleView, ScreenView } from '../../shared/views.ts'
import { aCommitment, aPursuit } from '../support/commitments.ts'
import { aConsole, aPerson, aView, onStep, page, say, show, tap, type } from '../support/console-page.tsx'
import { aPhone, me, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

const LIVE = { liveCheckin: { id: 'day30', title: '30 days' } }
const ANA = { id: 'p1', name: 'Ana' }
const KIM = { id: 'p9', name: 'Kim' }
const stepOf = (kind: 'frame' | 'board'): Step => {
  const step = fromBuyInToAction.agenda.find((one) => one.kind === kind)
  if (step === undefined) throw new Error(`the template has no ${kind}`)
  return step
}
const FRAME = { step: stepOf('frame'), statement: 'The old statement', unknown: 'Who pays for it', ...LIVE }
const owned = (id: string, owner: typeof ANA, what: string, pursuit: Partial<CommitmentView['pursuit']> = {}) =>
  aCommitment(id, what, { owner, accepted: true, pursuit: aPursuit(pursuit) })
const text = () => page().textContent ?? ''

function onPhone(node: (view: ReturnType<typeof writing>) => React.ReactNode, over: Parameters<typeof writing>[1]) {
  const made = aPhone()
  show(made.within(node(writing([], over))))
  return made
}

test('a handover is asked and answered on the new owner’s phone while the session is live', async () => {
  const handed = owned('c1', KIM, 'Fill two seats', { handover: ANA })
  const mine = me(null, [])
  const shell = (view: ReturnType<typeof writing>) => <Shell view={view} mine={mine} link="live" onLeave={() => {}} />
  const { asked } = onPhone(shell, { step: stepOf('board'), commitments: [handed], ...LIVE })
  expect(text()).toContain('Will you own this from now on?')
  expect(text()).toContain('Kim owned it until now.')
  await tap(say('I own it'))
  expect(asked).toContain('owner.answer')
  onPhone(shell, { commitments: [aCommitment('c2', 'One rota', { owner: ANA, accepted: false })] })
  expect(text()).toContain('Will you own this?')
  expect(text()).toContain('No date yet.')
  // Nobody else is asked.
  onPhone(shell, { commitments: [owned('c1', KIM, 'Fill two seats', { handover: KIM })] })
  expect(page().querySelector('[aria-label="You were asked to own this"]')).toBeNull()
})

test('phone: what is different of mine is said right there, others’ sentences are read; nothing of the offsite’s frame', async () => {
  const frame = (view: ReturnType<typeof writing>) => <PhoneFrame view={view} mine={me(null, [])} />
  const commitments = [
    owned('c1', KIM, 'One rota', { different: 'Requests get an answer on the same day.', seen: { at: 0, yes: false } }),
    owned('c2', ANA, 'Fewer projects'),
    owned('c3', KIM, 'Given up', { different: 'Nobody sees this.', status: 'dropped' }),
  ]
  const { asked } = onPhone(frame, { ...FRAME, commitments })
  expect(text()).toContain('Requests get an answer on the same day.Kim · One rota · Not yet so on')
  for (const not of ['The old statement', 'Who pays for it', 'Nobody sees this.', NOBODY_SAID])
    expect(text()).not.toContain(not)
  await tap(say('Say what will be different'))
  await type(page().querySelector('textarea'), 'Two projects, not nine.')
  await tap(say('Save'))
  expect(asked).toEqual(['different.set'])
  onPhone(frame, { ...FRAME, commitments: commitments.slice(1, 2) })
  expect(text()).toContain(NOBODY_SAID)
  onPhone(frame, { ...FRAME, liveCheckin: null })
  expect(text()).toContain('The old statement')
})

test('projector: the question large with the sentences and whose they are; a calm line where there are none', () => {
  const wall = (commitments: CommitmentView[], over: Partial<ScreenView> = {}) => {
    const view = { ...writing([], { ...FRAME, commitments }), ...over } as unknown as ScreenView
    show(<Wall view={view} offset={0} origin={null} />)
    return page().querySelector('h1')
  }
  const sentences = Array.from({ length: 7 }, (_, n) => owned(`c${n}`, KIM, `Do ${n}`, { different: `Seen ${n}.` }))
  const heading = wall(sentences)
  expect(heading?.textContent).toBe('What is different now?')
  expect(heading?.className).not.toContain('hidden')
  expect(text()).toContain(FRAME.step.prompt)
  expect([...page().querySelectorAll('li')].map((one) => one.textContent)).toEqual(
    [0, 1, 2, 3, 4].map((n) => `Seen ${n}.Kim · Do ${n}`),
  )
  expect(text()).toContain('2 more are on your phone.')
  for (const old of ['The old statement', 'Who pays for it']) expect(text()).not.toContain(old)
  wall([owned('c1', KIM, 'One rota')])
  expect(text()).toContain(NOBODY_SAID)
  wall([], { liveCheckin: null })
  expect(text()).toContain('The old statement')
})

test('console: whoever says theirs aloud has it written here', async () => {
  const console = aConsole()
  const view = aView(FRAME.step, { ...FRAME, commitments: [owned('c1', KIM, 'One rota')] })
  show(<ConsoleFrame console={console} view={view} />)
  expect(text()).toContain(NOBODY_SAID)
  expect(text()).toContain('One rotaKim')
  expect(text()).not.toContain('The old statement')
  await tap(say('Say what will be different'))
  await type(page().querySelector('textarea'), 'Same-day answers.')
  await tap(say('Save'))
  expect(console.sent).toEqual([{ name: 'different.set', data: { commitment: 'c1', text: 'Same-day answers.' } }])
})

test('phone: under what asks for words stands who will read them, as at a check-in on one’s own; under nothing else', () => {
  const question = { min: 0, max: 10, unit: '', open: false, options: [], type: 'text' as const }
  const step: Step = {
    id: 'day30-ask',
    kind: 'ask',
    title: '',
    minutes: 0,
    prompt: '',
    group: 'solo',
    settings: {
      questions: [
        { ...question, id: 'day30-way', text: 'What is in the way?' },
        { ...question, id: 'more', text: 'How many?', type: 'number' as const },
      ],
    },
  }
  const round = cardRound('ask.1', { step: step.id, purpose: 'answer', slots: ['day30-way', 'more'] })
  const ask = (over: Parameters<typeof writing>[1], state: 'open' | 'written' = 'open') => {
    const { within } = aPhone()
    const view = writing([{ ...round, state }], { step, ...over })
    show(within(<AskScreen view={view} mine={me(null, ['ask.1'])} />))
    return [...page().querySelectorAll('section')].map((one) => one.textContent?.includes(WAY_SHOWN))
  }
  expect(ask(LIVE)).toEqual([true, false])
  expect(ask({})).toEqual([false, false])
  // When nothing can be left out any more.
  expect(ask(LIVE, 'written')).toEqual([false, false])
})

const PEOPLE = [aPerson('p1', 'Ana'), aPerson('p2', 'Ben', { connected: false }), aPerson('p3', 'Chi')]

test('console lobby: how many are here of how many', () => {
  const lobby = (over: Partial<ConsoleView>) => {
    show(<LobbyScreen console={aConsole()} view={aView(onStep('lobby'), { people: PEOPLE, ...over })} />)
    return page().querySelector('#lobby-people')?.textContent
  }
  expect(lobby(LIVE)).toBe('2 of 3 are here')
  expect(lobby({ ...LIVE, people: PEOPLE.slice(0, 2) })).toBe('1 of 2 is here')
  expect(lobby({})).toBe('3 people')
})

test('people in no room are counted and named so once somebody is in one', () => {
  const panel = (over: Partial<ConsoleView>) => {
    show(<PeoplePanel console={aConsole()} view={aView(onStep('board'), { people: PEOPLE, ...over })} />)
    return text()
  }
  expect(panel(LIVE)).not.toContain('in no room')
  expect(panel({})).toContain('3 people are in no room.')
  const [first, ...rest] = PEOPLE
  const placed = first === undefined ? rest : [{ ...first, room: 'Oak' }, ...rest]
  expect(panel({ ...LIVE, people: placed })).toContain('2 people are in no room.')
  const roster = (over: Partial<ConsoleView>) => {
    show(<PeopleRoster console={aConsole()} view={aView(onStep('lobby'), { people: PEOPLE, ...over })} />)
    return [...page().querySelectorAll('li')].filter((one) => one.textContent?.includes('in no room')).length
  }
  expect(roster(LIVE)).toBe(0)
  expect(roster({ ...LIVE, people: placed })).toBe(2)
})
