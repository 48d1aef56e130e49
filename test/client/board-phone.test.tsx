// The phone after the end: a check-in in a few taps, said honestly where it is; what is mine first.
// @vitest-environment jsdom
import { act } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { BoardShell } from '../../client/phone/board-shell.tsx'
import type { Step } from '../../shared/agenda.ts'
import { REFUSALS, type RefusalCode } from '../../shared/refusals.ts'
import type { PhoneMine, PhoneView } from '../../shared/views.ts'
import { aBallot, aCommitment, aPursuit } from '../support/commitments.ts'
import { page, say, settle, show, tap, type } from '../support/console-page.tsx'
import { aPhone, me, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

beforeEach(() => {
  globalThis.scrollTo = () => undefined
})

const base = { title: '', minutes: 0, prompt: '', group: 'solo' as const }
const question = { text: '', min: 0, max: 10, unit: '', open: false, options: [] }
const STEPS: Step[] = [
  {
    ...base,
    id: 'd30-ask',
    kind: 'ask',
    settings: {
      questions: [
        { ...question, id: 'd30-way', text: 'What is in the way?', type: 'text' },
        {
          ...question,
          id: 'b1',
          text: 'Is this still in the way? Budgets',
          type: 'choice',
          options: ['Gone', 'Still'],
        },
      ],
    },
  },
  { ...base, id: 'd30-ballot', kind: 'ballot', settings: { target: 80 } },
]
const ROUNDS = [
  cardRound('d30-a.1', { step: 'd30-ask', purpose: 'answer', slots: ['d30-way', 'b1'] }),
  cardRound('d30-b.1', { step: 'd30-ballot', purpose: 'ballot', slots: ['v1', 'v2'] }),
]
const asked = (id: string, what: string) => aBallot(2, what, { id, round: 'd30-b.1', state: 'open', result: null })

function anEnded(over: Partial<PhoneView> = {}): PhoneView {
  return writing(ROUNDS, {
    status: 'ended',
    boardKey: 'k',
    commitments: [
      aCommitment('c1', 'Say no once a week', { ballots: [asked('v1', 'Say no once a week')] }),
      aCommitment('c2', 'One rota', {
        owner: { id: 'p1', name: 'Ana' },
        accepted: true,
        ballots: [asked('v2', 'One rota')],
      }),
    ],
    checkin: { id: 'd30', title: '30 days', until: '2026-12-26', steps: STEPS },
    ...over,
  })
}

function open(view = anEnded(), mine: Partial<PhoneMine> = {}) {
  const made = aPhone()
  const draw = () =>
    show(
      made.within(
        <BoardShell
          view={view}
          mine={{ ...me(null, ['d30-a.1', 'd30-b.1']), ...mine }}
          link="live"
          onLeave={() => undefined}
        />,
      ),
    )
  draw()
  return { ...made, draw }
}
const text = () => page().textContent ?? ''
const pick = (label: string) =>
  tap([...page().querySelectorAll('label')].find((one) => one.textContent === label)?.querySelector('input'))

test('a minute: two taps a commitment, the barriers, one sentence; then it is sent and may change', async () => {
  const { phone } = open()
  await tap(say('Start'))
  expect(page().querySelector('h1')?.textContent).toBe('1 of 4')
  expect(text()).not.toContain('Out of 10 people')
  await pick('Clear enough to act')
  expect(phone.outbox.answerOf('d30-b.1', 'v1')).toBeNull()
  await pick('Quite a bit')
  expect(phone.outbox.answerOf('d30-b.1', 'v1')?.answer).toMatchObject({ clear: 'clear', committed: 3 })
  await tap(say('Next'))
  await tap(say('Leave it open'))
  await pick('Still')
  expect(phone.outbox.answerOf('d30-a.1', 'b1')?.answer).toEqual({ option: 1 })
  await tap(say('Next'))
  await type(page().querySelector('textarea'), 'No time on Mondays')
  expect(phone.outbox.answerOf('d30-a.1', 'd30-way')?.answer).toEqual({ text: 'No time on Mondays' })
  await tap(say('Go on to send'))
  expect(text()).toContain('3 of 4 answered. What you leave open counts as silent.')
  expect(text()).not.toContain('Sent.')
  await tap(say('Send'))
  expect(text()).toContain('On its way.')
  act(() => (phone.arrived as unknown as { set(to: ReadonlySet<string>): void }).set(new Set(['d30-a.1', 'd30-b.1'])))
  expect(text()).toContain('Sent. It is opened with everyone’s on 26 December')
  await tap(say('To the board', '[data-size=l]'))
  expect(text()).toContain('until then you may change it')
  expect(say('Look at my answers')).toBeTruthy()
})

test('without a connection it says that it is kept, never that it is sent', async () => {
  const { phone } = open()
  act(() => (phone.link as unknown as { set(to: string): void }).set('offline'))
  act(() => phone.outbox.answer('d30-a.1', 'b1', { option: 0 }))
  await settle()
  expect(text()).toContain('kept on this phone and not with the others yet')
  await tap(say('Go on'))
  for (let n = 0; n < 4; n++) await tap(page().querySelector('button[data-size=l][data-wide]'))
  expect(text()).toContain('Kept on this phone. It is sent when you are back in reach')
})

test('who came later watches; who answers on another device is told so', () => {
  open(anEnded(), { rounds: [] })
  expect(text()).toContain('You came later: you can watch')
  expect([...page().querySelectorAll('button')].map((one) => one.textContent)).not.toContain('Start')
  const { barred, draw } = open()
  act(() => barred.set({ 'd30-a.1': 'issued-elsewhere' }))
  draw()
  expect(text()).toContain(REFUSALS['issued-elsewhere'].say)
})

test('once its days are over it says that everything is being opened', () => {
  open(anEnded({ rounds: ROUNDS.map((round) => ({ ...round, state: 'collecting' as const })) }))
  expect(text()).toContain('Opening everyone’s answers…')
  open(anEnded({ checkin: null, rounds: ROUNDS.map((round) => ({ ...round, state: 'collecting' as const })) }))
  expect(text()).toContain('Everyone’s answers are being opened.')
})

test('mine stands first and open; others are a few lines, with a way to ask for a split', async () => {
  const { asked } = open(anEnded({ checkin: null, rounds: [] }))
  expect([...page().querySelectorAll('h3')].map((one) => one.textContent)).toEqual(['One rota', 'Say no once a week'])
  expect(page().querySelectorAll('article')[0]?.querySelector('[class*=setter]')).not.toBeNull()
  const ask = say('Too big? Ask for a split')
  const warned = document.getElementById(ask.getAttribute('aria-describedby') ?? '')
  expect(warned?.textContent).toContain('How many ask is seen by everybody at once')
  expect(warned?.textContent).toContain('may guess')
  await tap(ask)
  expect(asked).toEqual(['split.ask'])
})

test('the new owner is asked on top and says yes or no', async () => {
  const handed = aCommitment('c3', 'Fill two seats', {
    owner: { id: 'p9', name: 'Kim' },
    accepted: true,
    pursuit: aPursuit({ handover: { id: 'p1', name: 'Ana' } }),
  })
  const { asked } = open(anEnded({ checkin: null, rounds: [], commitments: [handed] }))
  expect(text()).toContain('Kim owned it until now.')
  await tap(say('I own it'))
  expect(asked).toEqual(['owner.answer'])
})

test('reminders are offered only where mail can be sent and something is still to come', () => {
  const checkins = [
    {
      id: 'd',
      title: '60 days',
      opens: '2027-01-01',
      until: '2027-01-05',
      state: 'planned' as const,
      statuses: [],
      way: null,
    },
  ]
  open(anEnded({ checkin: null, rounds: [], checkins }))
  expect(text()).not.toContain('Remind me')
  open(anEnded({ checkin: null, rounds: [], checkins, canMail: true }))
  expect(text()).toContain('Remind me')
})

test('an address waits until its owner said yes: it can be asked again, changed and taken back', async () => {
  const view = anEnded({ checkin: null, rounds: [], canMail: true })
  const mine = (over: Partial<NonNullable<PhoneMine['reminders']>>) => ({
    reminders: { address: 'ana@example.org', confirmed: false, asked: 'sent' as const, ...over },
  })
  const buttons = () => [...section().querySelectorAll('button')].map((one) => one.textContent)
  const section = () => {
    const found = page().querySelector('section[aria-labelledby=reminder]')
    if (found === null) throw new Error('no reminders here')
    return found
  }
  open(view, mine({ asked: 'sending' }))
  expect(section().textContent).toContain('We are writing to ana@example.org…')
  expect(buttons()).toEqual(['Another address', 'No reminders'])
  open(view, mine({ asked: 'failed' }))
  expect(section().textContent).toContain('We could not write to ana@example.org')
  expect(buttons()[0]).toBe('Try again')
  open(view, mine({ confirmed: true }))
  expect(section().textContent).toContain('Reminders go to ana@example.org')
  expect(buttons()).toEqual(['Another address', 'No more reminders'])

  const { phone } = open(view, mine({}))
  const given: unknown[] = []
  let refusal: RefusalCode | null = 'mail-wait'
  phone.send = async (_name, data) => {
    given.push(data)
    return refusal === null ? { ok: true } : { ok: false, refusal: { code: refusal } }
  }
  expect(section().textContent).toContain('We wrote to ana@example.org. Follow the link in it, then reminders come.')
  await tap(say('Send it again'))
  expect(section().textContent).toContain(REFUSALS['mail-wait'].say)
  await tap(say('Another address'))
  expect(section().textContent).toContain('It takes the place of ana@example.org')
  await type(section().querySelector('input'), 'ana@home.example')
  await tap(say('Use this one'))
  expect(section().textContent).toContain(REFUSALS['mail-wait'].say)
  refusal = null
  await tap(say('Use this one'))
  await tap(say('No reminders'))
  expect(given).toEqual([
    { address: 'ana@example.org' },
    { address: 'ana@home.example' },
    { address: 'ana@home.example' },
    { address: null },
  ])
})
