// What the facilitator settles for the weeks after: dates, summary, links, messages, keeping; and opening something again.
// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import { sayMessages } from '../../client/console/afterwards-messages.tsx'
import { saySummary } from '../../client/console/afterwards-summary.tsx'
import { BallotScreen } from '../../client/console/ballot-screen.tsx'
import { BoardReopen } from '../../client/console/board-reopen.tsx'
import { BoardScreen } from '../../client/console/board-screen.tsx'
import { CloseScreen } from '../../client/console/close-screen.tsx'
import { LIMITS } from '../../shared/limits.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import type { CheckInView, ConsoleView } from '../../shared/views.ts'
import { aBallot, aCommitment, aPursuit, aResult } from '../support/commitments.ts'
import { aConsole, aView, onStep, page, say, show, tap, type } from '../support/console-page.tsx'

const NOW = Date.UTC(2026, 5, 15, 12)
const HOUR = 3_600_000
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

const checkin = (id: string, over: Partial<CheckInView> = {}): CheckInView => ({
  id,
  title: `${id} days`,
  opens: '2026-07-15',
  until: '2026-07-20',
  state: 'planned',
  statuses: [],
  way: null,
  ...over,
})

function open(over: Partial<ConsoleView> = {}, answers: Readonly<Record<string, unknown>> = {}) {
  const console = aConsole(answers)
  const draw = (more: Partial<ConsoleView> = {}) =>
    show(<CloseScreen console={console} view={aView(onStep('close'), { ...over, ...more })} />)
  draw()
  return { console, draw }
}
const after = (over: Partial<ConsoleView['afterwards']> = {}) => ({
  afterwards: { ...aView(onStep('close')).afterwards, ...over },
})
const text = () => page().textContent ?? ''
const dates = () => [...page().querySelectorAll<HTMLInputElement>('input[type=date]')]

test('nothing planned: three dates are proposed, and sent only when they are saved', async () => {
  const { console } = open()
  expect(text()).toContain('None planned')
  await tap(say('Plan 30, 60 and 90 days'))
  expect(console.sent).toEqual([])
  expect(dates().map((one) => one.value)).toEqual([
    '2026-07-15',
    '2026-07-20',
    '2026-08-14',
    '2026-08-19',
    '2026-09-13',
    '2026-09-18',
  ])
  await tap(say('Save the dates'))
  expect(console.sent).toMatchObject([
    { name: 'checkin.plan', data: { checkins: [{ title: '30 days' }, { title: '60 days' }, { title: '90 days' }] } },
  ])
})

test('a planned one is moved, taken away, added to; what somebody else saves meanwhile replaces what is typed', async () => {
  const { console, draw } = open({
    checkins: [checkin('30'), checkin('60', { opens: '2026-08-14', until: '2026-08-19' })],
  })
  await tap(page().querySelector('[aria-label="Take away: 60 days"]'))
  await type(dates()[0] ?? null, '2026-07-30')
  expect(dates()[1]?.value).toBe('2026-08-04')
  await tap(say('Save the dates'))
  expect(console.sent).toEqual([
    {
      name: 'checkin.plan',
      data: { checkins: [{ id: '30', title: '30 days', opens: '2026-07-30', until: '2026-08-04' }] },
    },
  ])
  draw({ checkins: [checkin('45', { opens: '2026-07-31', until: '2026-08-02' })] })
  expect(dates().map((one) => one.value)).toEqual(['2026-07-31', '2026-08-02'])
})

test('dates that nothing takes are not sent: the button waits until each field is right', async () => {
  const { console } = open({ checkins: [checkin('30'), checkin('60', { opens: '2026-08-14', until: '2026-08-19' })] })
  const save = () => say('Save the dates') as HTMLButtonElement
  const title = () => page().querySelector<HTMLInputElement>('input[type=text]')
  for (const [field, wrong, why, right] of [
    [title, ' ', 'Give it a name.', '30 days, again'],
    [() => dates()[0] ?? null, '2026-06-14', 'That day is past.', '2026-07-16'],
    [() => dates()[1] ?? null, '2026-07-01', 'It closes before it opens.', '2026-07-22'],
    [() => dates()[3] ?? null, '', 'Choose a day.', '2026-08-20'],
  ] as const) {
    const one = field()
    await type(one, wrong)
    expect(text()).toContain(why)
    expect(save().disabled).toBe(true)
    await tap(save())
    expect(console.sent).toEqual([])
    await type(one, right)
    expect([why, text().includes(why), save().disabled]).toEqual([why, false, false])
  }
  await type(title(), 'x'.repeat(LIMITS.label + 1))
  expect(save().disabled).toBe(true)
  await type(title(), '30 days')
  await tap(save())
  expect(console.sent).toMatchObject([
    {
      name: 'checkin.plan',
      data: { checkins: [{ opens: '2026-07-16', until: '2026-07-22' }, { until: '2026-08-20' }] },
    },
  ])
})

test('what is refused is said under the row, and belongs to its button', async () => {
  const { console } = open({ status: 'ended', checkins: [checkin('30')] })
  console.refuse = { code: 'checkin-open' }
  const saysNo = (button: HTMLElement) => {
    const no = document.getElementById(button.getAttribute('aria-describedby') ?? '')
    return [no?.textContent, no?.parentElement === button.parentElement]
  }
  await tap(say('Open it now'))
  expect(saysNo(say('Open it now'))).toEqual([REFUSALS['checkin-open'].say, true])
  await type(dates()[0] ?? null, '2026-07-30')
  expect(saysNo(say('Save the dates'))[0]).toBe('')
  console.refuse = { code: 'not-a-day' }
  await tap(say('Save the dates'))
  expect(saysNo(say('Save the dates'))).toEqual([REFUSALS['not-a-day'].say, true])
  await tap(say('As it was'))
  expect(text()).not.toContain(REFUSALS['not-a-day'].say)
})

const many = (n: number, state: CheckInView['state']) =>
  Array.from({ length: n }, (_, at) => checkin(`${state}${at}`, { state }))
const hasButton = (words: string) => [...page().querySelectorAll('button')].some((one) => one.textContent === words)

test('where no more fit it says why: of planned ones at once, and of all that a board holds', async () => {
  open({ checkins: many(LIMITS.checkins - 1, 'planned') })
  await tap(say('Add a check-in'))
  expect(hasButton('Add a check-in')).toBe(false)
  expect(text()).toContain(`${LIMITS.checkins} check-ins can be planned at once.`)
  // What is over does not count among those.
  open({ checkins: [...many(LIMITS.checkins, 'closed'), checkin('30')] })
  expect(hasButton('Add a check-in')).toBe(true)
  open({ checkins: many(LIMITS.allCheckins, 'closed') })
  expect(hasButton('Plan 30, 60 and 90 days')).toBe(false)
  expect(text()).toContain(`A board holds ${LIMITS.allCheckins} check-ins, and this one has as many.`)
  // No more dates are proposed than fit.
  open({ checkins: many(LIMITS.allCheckins - 2, 'closed') })
  await tap(say('Plan 30, 60 and 90 days'))
  expect(dates()).toHaveLength(4)
})

test('ending it speaks of planned check-ins only while some are; a live one is today’s, in the room', async () => {
  const planned = 'the check-ins that are planned above'
  open({ checkins: [checkin('30')] })
  expect(text()).toContain(planned)
  const over = checkin('30', { state: 'closed', statuses: [{ commitment: 'c1', status: 'open' }] })
  open({ checkins: [over], liveCheckin: { id: '30', title: '30 days' } })
  expect(text()).not.toContain(planned)
  expect(text()).toContain('30 days today, in the room')
  await tap(say('End session'))
  expect(text()).toContain('This cannot be taken back.')
  open({ checkins: [over], commitments: [aCommitment('c1', 'One rota')] })
  expect(text()).toContain('The room code stops working for good.')
  expect(text()).toContain('No check-in is planned.')
})

test('after the end one is opened by hand; an open one is closed only when sure', async () => {
  const { console, draw } = open({ status: 'ended', checkins: [checkin('30')] })
  await tap(say('Open it now'))
  draw({ checkins: [checkin('30', { state: 'open' })] })
  expect(text()).toContain('30 days is open until 20 July')
  await tap(say('Close it now'))
  expect(console.sent).toEqual([{ name: 'checkin.open', data: { checkin: '30' } }])
  await tap(say('Close it'))
  expect(console.sent.at(-1)).toEqual({ name: 'checkin.close', data: { checkin: '30' } })
})

test('the summary’s clock is said in words; a draft comes into the field and is saved by hand', async () => {
  expect(saySummary({ text: '', due: NOW + 31 * HOUR, given: null }, NOW)).toBe('Not written yet; due in 31 hours')
  expect(saySummary({ text: 'x', due: NOW - 5 * HOUR, given: null }, NOW)).toBe(
    'Written, not sent; was due 5 hours ago',
  )
  expect(saySummary({ text: 'x', due: NOW, given: NOW }, NOW)).toBe('Sent 15 June')
  const { console, draw } = open({}, { 'summary.draft': { text: 'Three commitments.' } })
  await tap(say('Draft it from what stands'))
  expect(page().querySelector('textarea')?.value).toBe('Three commitments.')
  expect(console.sent).toEqual([])
  await tap(say('Save'))
  expect(console.sent).toEqual([{ name: 'summary.write', data: { text: 'Three commitments.' } }])
  draw(after({ summary: { text: 'Three commitments.', due: null, given: null } }))
  await tap(say('It was sent'))
  expect(console.sent.at(-1)).toEqual({ name: 'summary.sent', data: { sent: true } })
})

test('keeping nothing is warned about before it is saved; deleting takes the title', async () => {
  const { console } = open({ status: 'ended', ...after({ deletes: '2027-03-21' }) })
  expect(text()).toContain('Everything is deleted on 21 March 2027')
  await tap(
    [...page().querySelectorAll('label')].find((one) => one.textContent === 'Not at all')?.querySelector('input'),
  )
  expect(text()).toContain('everything is deleted soon after you save this')
  expect(console.sent).toEqual([])
  await tap(say('Delete this session now'))
  const sure = () => say('Delete everything') as HTMLButtonElement
  expect(sure().disabled).toBe(true)
  await type(page().querySelector('dialog input'), 'Spring')
  expect(sure().disabled).toBe(false)
  await tap(sure())
  expect(page().querySelector('dialog')?.textContent).toContain('busy')
})

test('messages are told by what is set, and a saved address can be tested', async () => {
  const { afterwards } = after({ webhook: { url: 'https://hooks.example/x', kind: 'slack' } })
  expect(sayMessages(afterwards)).toBe('Messages to Slack')
  expect(sayMessages({ ...afterwards, webhook: null })).toBe('None')
  expect(sayMessages({ ...afterwards, canMail: true, reminders: 4 })).toBe('4 people by e-mail, messages to Slack')
  const mails = { ...afterwards, webhook: null, canMail: true }
  expect(sayMessages({ ...mails, reminders: 3, unconfirmed: 1 })).toBe('3 people by e-mail (1 has not confirmed yet)')
  expect(sayMessages({ ...mails, unconfirmed: 2 })).toBe('Nobody by e-mail yet (2 have not confirmed yet)')
  open({ afterwards }, { 'webhook.test': { sent: false, says: 'It answered 404.' } })
  await tap(say('Send a test message'))
  expect(text()).toContain('The test message was not taken. It answered 404.')
})

test('the link to take part is made, replaced and ended apart from the link to read', async () => {
  open()
  expect(say('Make a link to take part')).toBeTruthy()
  open(after({ takeKey: 'tk' }))
  expect(text()).toContain('One link to read, one to take part')
  expect(say('End it')).toBeTruthy()
})

test('opening it again shows what stood and asks what is new', async () => {
  const console = aConsole()
  const wording = { what: 'One rota', givingUp: 'The night shift', firstStep: '', barrier: '', ifCond: '', thenDo: '' }
  const decided = aCommitment('c1', 'One rota', { ballots: [aBallot(1, 'One rota', { wording })] })
  show(<BoardReopen console={console} commitment={decided} />)
  await tap(say('Open it again'))
  const sheet = page().querySelector('dialog')?.textContent ?? ''
  expect(sheet).toContain('14 of 24 clear and committed')
  expect(sheet).toContain('Giving up: The night shift')
  await type(page().querySelector('textarea'), 'Two people left')
  await tap(page().querySelector('dialog button[type=submit]'))
  expect(console.sent).toEqual([
    { name: 'commitment.reopen', data: { commitment: 'c1', why: 'Two people left', past: 0 } },
  ])
  show(<BoardReopen console={console} commitment={aCommitment('c2', 'Never asked')} />)
  expect(page().querySelector('button')).toBeNull()
})

test('what was decided before the board was brought here is opened again like anything else', async () => {
  const console = aConsole()
  const wording = { what: 'One rota', givingUp: 'The night shift', firstStep: '', barrier: '', ifCond: '', thenDo: '' }
  const earlier = [{ asked: '30 days', result: aResult({ verdict: 'reached' }), wording }]
  const brought = aCommitment('c1', 'One rota', { wording, pursuit: aPursuit({ earlier }) })
  show(<BoardScreen console={console} view={aView(onStep('board'), { commitments: [brought] })} />)
  expect(text()).toContain('1 of 1 reached 80%')
  expect(text()).toContain('Last asked before this board was brought here (30 days).')
  expect(page().querySelector('[role=img]')?.getAttribute('aria-label')).toContain('30 days: 14 of 24 clear')
  expect(text()).not.toContain('Not put to a ballot')
  await tap(say('Open it again'))
  const sheet = page().querySelector('dialog')?.textContent ?? ''
  expect(sheet).toContain('What stood (30 days): “One rota” Reached, 14 of 24 clear and committed')
  expect(sheet).toContain('Giving up: The night shift')
  // Before its ballot: as it stands it is asked, worded anew it is decided.
  const choose = (over: Partial<ConsoleView>) =>
    show(<BallotScreen console={console} view={aView(onStep('ballot'), { commitments: [brought], ...over })} />)
  choose({ ready: ['c1'] })
  expect(page().querySelector<HTMLInputElement>('input[type=checkbox]')?.checked).toBe(true)
  expect(text()).toContain('Unchanged since the last ballot.')
  const reworded = { ...brought, wording: { ...wording, what: 'Two rotas' } }
  choose({ commitments: [reworded] })
  expect(page().querySelector('#ballot-decided')?.textContent).toBe('Decided')
  expect(say('Open it again')).toBeTruthy()
})

test('a session that nobody ends says when it ends by itself', () => {
  open(after({ ends: '2026-07-01' }))
  expect(text()).toContain('it ends by itself on 1 July')
  open(after({ deletes: '2027-03-21' }))
  expect(text()).not.toContain('ends by itself')
})
