// The small questions on a phone: one at a time, each answered once, kept and sent again, and every state in words.
// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GatherScreen } from '../../client/phone/gather-screen.tsx'
import { AGAIN_MS, HOLD_MS, WAIT_MS } from '../../client/phone/sort-asking.ts'
import type { Link } from '../../client/state/connection.ts'
import type { Writable } from '../../client/state/readable.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Asked, ShownCard } from '../../shared/requests.ts'
import type { PhoneView } from '../../shared/views.ts'
import { page, press, say, settle, show } from '../support/console-page.tsx'
import { aPhone, aRoom, me, writing } from '../support/phone-double.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const card = (id: string, text = `Card ${id}`): ShownCard => ({ id, kind: 'note', text })
const question = (n: number, of = 12): Asked => ({
  question: { card: card(`q${n}`), options: ['a', 'b', 'c', 'd'].map((id) => card(`${id}${n}`)) },
  done: n,
  of,
})
const nothing = (done: number, of: number): Asked => ({ question: null, done, of })

type Answer = Asked | RefusalCode

/** A phone in the gather step whose server says these things, one after the other; the last one stays. */
function sorting(...answers: Answer[]) {
  const made = aPhone()
  const sent: unknown[] = []
  let at = 0
  made.phone.ask = (async (name: string, data: unknown) => {
    sent.push(name === 'sort.answer' ? data : name)
    const said = answers[Math.min(at++, answers.length - 1)]
    return typeof said === 'string' ? { ok: false, refusal: { code: said } } : { ok: true, data: said }
  }) as typeof made.phone.ask
  const view = (over: Partial<PhoneView> = {}) =>
    writing([], {
      step: {
        id: 'g',
        kind: 'gather',
        title: 'What all rooms say',
        minutes: 15,
        prompt: '',
        group: 'plenary',
        settings: {},
      },
      sorting: { state: 'open', endsAt: Date.now() + 140_000, each: 12 },
      cards: 40,
      ...over,
    })
  const look = async (over: Partial<PhoneView> = {}) => {
    show(made.within(<GatherScreen view={view(over)} mine={me(aRoom())} />))
    await settle()
  }
  return { ...made, sent, look, says: (...more: Answer[]) => void answers.push(...more) }
}

/** Lets time pass for what waits, and promises go on. */
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const tapOn = (words: string) => act(() => say(words).click())

test('one card on top, four below, each as a whole; the choice is its place', async () => {
  const { sent, look } = sorting(question(4), question(5))
  await look()
  expect(sent).toEqual(['sort.next'])
  expect(page().textContent).toContain('5 of 12')
  expect(page().querySelector('section section')?.textContent).toBe('Card q4')
  expect([...page().querySelectorAll('ol button')].map((one) => one.textContent?.slice(1))).toEqual(
    ['a', 'b', 'c', 'd'].map((id) => `Card ${id}4`),
  )
  tapOn('3')
  await pass(HOLD_MS)
  expect(sent).toEqual(['sort.next', { card: 'q4', choice: 2 }])
  expect(page().textContent).toContain('6 of 12')
})

test('a second tap sends nothing, neither on the old question nor on the new one', async () => {
  const { sent, look } = sorting(question(0), question(1))
  await look()
  tapOn('1')
  tapOn('2')
  tapOn('None of these')
  await pass(HOLD_MS - 1)
  // Its answer is there, and still the old one is in sight.
  expect(page().textContent).toContain('Card q0')
  tapOn('None of these')
  await pass(1)
  expect(page().textContent).toContain('Card q1')
  expect(sent).toEqual(['sort.next', { card: 'q0', choice: 0 }])
})

test('keys answer, and what comes next has the focus and is announced', async () => {
  const { sent, look } = sorting(question(0), question(1), question(2), question(3), question(4))
  await look()
  const status = page().querySelector('[role=status]')
  for (const key of ['4', 'n', 's', '0']) {
    expect(document.activeElement?.textContent).toBe(`Card q${sent.length - 1}`)
    press(key)
    press(key)
    await pass(HOLD_MS)
  }
  press('7')
  press('n', { ctrlKey: true })
  press('n', { repeat: true })
  await pass(HOLD_MS)
  expect(sent.slice(1)).toEqual([
    { card: 'q0', choice: 3 },
    { card: 'q1', choice: 'none' },
    { card: 'q2', choice: 'skip' },
    { card: 'q3', choice: 'none' },
  ])
  expect(page().querySelector('[role=status]')).toBe(status)
  expect(status?.textContent).toBe('Question 5 of 12')
})

test('no connection: the choice stays in sight, goes once more when it is back, and once only', async () => {
  const { phone, sent, look } = sorting(question(0), 'offline', question(1))
  const link = phone.link as Writable<Link>
  await look()
  act(() => link.set('offline'))
  tapOn('2')
  await pass(0)
  expect(page().textContent).toContain('It goes by itself as soon as you are back.')
  expect(page().querySelector('[data-chosen]')?.textContent).toContain('Card b0')
  act(() => link.set('live'))
  await pass(HOLD_MS)
  expect(sent.slice(1)).toEqual([
    { card: 'q0', choice: 1 },
    { card: 'q0', choice: 1 },
  ])
  expect(page().textContent).toContain('Card q1')
})

test('a busy server is asked again by itself, for the first question and for an answer', async () => {
  const { sent, look } = sorting('busy', question(0), 'busy', question(1))
  await look()
  expect(page().textContent).toContain('server is busy')
  await pass(AGAIN_MS)
  tapOn('None of these')
  await pass(0)
  expect(page().textContent).toContain('It goes by itself in a moment.')
  await pass(AGAIN_MS + HOLD_MS)
  expect(page().textContent).toContain('Card q1')
  expect(sent).toHaveLength(4)
})

test('a question whose card was taken back makes way for another', async () => {
  const { sent, look } = sorting(question(0), 'not-found', question(0, 11))
  await look()
  tapOn('1')
  await pass(HOLD_MS)
  expect(sent).toEqual(['sort.next', { card: 'q0', choice: 0 }, 'sort.next'])
  expect(page().textContent).toContain('1 of 11')
  expect(page().querySelector('[data-chosen]')).toBeNull()
})

test('through: thanks, what happens to the answers, my cards, and not a word about others', async () => {
  const { look } = sorting(nothing(12, 12))
  await look()
  expect(page().textContent).toContain('You’re through. Thank you.')
  expect(page().textContent).toContain('Nobody is shown who answered what')
  expect(page().textContent).toContain('My cards')
  expect(page().textContent).not.toMatch(/\d+ (people|others|of)/)
})

test('more time: a phone that was through is asked again', async () => {
  const { look, sent } = sorting(nothing(12, 12), question(12, 18))
  await look()
  expect(page().textContent).toContain('You’re through')
  await pass(WAIT_MS * 2)
  expect(sent).toHaveLength(1)
  await look({ sorting: { state: 'open', endsAt: Date.now() + 60_000, each: 18 } })
  await pass(0)
  expect(page().textContent).toContain('13 of 18')
})

test('nothing for now is asked again after a while', async () => {
  const { look } = sorting(nothing(7, 12), question(7))
  await look()
  expect(page().textContent).toContain('That’s all for now. Thank you.')
  await pass(WAIT_MS)
  expect(page().textContent).toContain('8 of 12')
})

test('a phone that slept has the same question, with what was chosen', async () => {
  const { look, sent } = sorting(question(3))
  await look()
  const before = page().querySelector('section section')
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  expect(sent).toEqual(['sort.next', 'sort.next'])
  // The very same, so that nobody loses their place in a long card.
  expect(page().querySelector('section section')).toBe(before)
})

test('one option is a yes or no', async () => {
  const { look } = sorting({ question: { card: card('q'), options: [card('a')] }, done: 0, of: 1 })
  await look()
  expect(page().textContent).toContain('Does this one say the same?')
  expect(say('No, another problem')).toBeTruthy()
})

test('time that is nearly up is said once, beside the question', async () => {
  const { look } = sorting(question(0))
  await look({ sorting: { state: 'open', endsAt: Date.now() + 30_000, each: 12 } })
  expect(page().textContent).not.toContain('Time is nearly up')
  await pass(10_001)
  expect(page().textContent).toContain('Time is nearly up')
})

test('over: the questions go, whatever was in hand, and a late refusal is in words', async () => {
  const { look } = sorting(question(0))
  await look()
  await look({ sorting: { state: 'over', endsAt: 0, each: 12 }, gathered: false })
  expect(page().textContent).toContain('Putting everyone’s answers together…')
  const late = sorting('sorting-over')
  await late.look()
  expect(page().textContent).toContain('The questions are over. Your answers are in.')
  expect(page().querySelector('[role=alert]')).toBeNull()
})

test('what phones ask for stops with the screen', async () => {
  const { look, sent } = sorting('busy')
  await look()
  show(null)
  await pass(AGAIN_MS * 3)
  expect(sent).toEqual(['sort.next'])
})

test('few cards: none, two that stand by themselves, and still gathering', async () => {
  const { look } = sorting(nothing(0, 0))
  await look({ sorting: null, cards: 0 })
  expect(page().textContent).toContain('No cards yet')
  await look({ sorting: null, cards: 2, ungrouped: 2, gathered: false })
  expect(page().textContent).toContain('Gathering the cards of all rooms…')
  await look({ sorting: null, cards: 2, ungrouped: 2 })
  expect(page().textContent).toContain('Every card stands by itself so far')
})

const QUESTIONS: PhoneView['openQuestions'] = [
  { card: 'k1', text: 'Who decides?', theme: null, owner: null },
  { card: 'k2', text: 'Until when?', theme: 't', owner: { id: 'p1', name: 'Ana' } },
  { card: 'k3', text: 'With whom?', theme: null, owner: { id: 'p9', name: 'Ben' } },
]

test('open questions: take one, give mine back, see whose the others are', async () => {
  const { look, phone } = sorting(nothing(0, 0))
  const commands: unknown[] = []
  phone.send = (async (name: string, data: unknown) => {
    commands.push([name, data])
    return { ok: true }
  }) as typeof phone.send
  await look({ sorting: null, openQuestions: QUESTIONS })
  const buttons = [...page().querySelectorAll('section li button')].map((one) => one.textContent)
  expect(buttons).toEqual(['I’ll find out', 'Give it back'])
  expect(page().textContent).toContain('Ben finds out.')
  tapOn('I’ll find out')
  await settle()
  tapOn('Give it back')
  await settle()
  expect(commands).toEqual([
    ['question.take', { card: 'k1', on: true }],
    ['question.take', { card: 'k2', on: false }],
  ])
  await look({ sorting: null, openQuestions: QUESTIONS, status: 'ended' })
  expect(page().querySelector('section li button')).toBeNull()
})

test('somebody else was faster: the refusal stands at the question', async () => {
  const { look, phone } = sorting(nothing(0, 0))
  phone.send = (async () => ({ ok: false, refusal: { code: 'not-owner' } })) as typeof phone.send
  await look({ sorting: null, openQuestions: QUESTIONS })
  tapOn('I’ll find out')
  await settle()
  expect(page().querySelector('section li')?.textContent).toContain('Somebody else was asked to own this.')
})
