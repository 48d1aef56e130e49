// The living parts of a commitment: who may change what, what is said in words, and that nothing typed is lost.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { LifeProvider } from '../../client/ui/commitment-life.ts'
import { CheckInList } from '../../client/ui/commitment-life-checkins.tsx'
import { REFUSALS } from '../../shared/refusals.ts'
import type { CheckInView } from '../../shared/views.ts'
import { aBallot, aResult } from '../support/commitments.ts'
import { page, say, show, tap, type } from '../support/console-page.tsx'
import { aLife, JON, live, mine, NOW, text } from '../support/life-page.tsx'

const radio = (label: string) => {
  const found = [...page().querySelectorAll('label')].find((one) => one.textContent === label)?.querySelector('input')
  if (!found) throw new Error(`no radio ${label}`)
  return found
}

test('the owner sets the status with one tap; dropping says why first; a tap can be taken back', async () => {
  const { life, sent } = aLife()
  live(life, mine())
  await tap(radio('Moving'))
  expect(sent).toEqual([{ name: 'status.set', data: { commitment: 'c1', status: 'moving', why: '' } }])
  live(life, mine({ status: 'moving' }))
  await tap(say('Undo'))
  expect(sent.at(-1)?.data).toEqual({ commitment: 'c1', status: 'open', why: '' })
  live(life, mine())
  await tap(radio('Dropped'))
  expect(sent).toHaveLength(2)
  expect(say('Drop it').matches(':disabled')).toBe(true)
  await type(page().querySelector('input[type=text]'), 'Overtaken by the merger')
  await tap(say('Drop it'))
  expect(sent.at(-1)?.data).toEqual({ commitment: 'c1', status: 'dropped', why: 'Overtaken by the merger' })
})

test('of somebody else’s a participant changes nothing but adds wins and barriers', async () => {
  const { life, sent } = aLife()
  live(life, mine({ steps: [{ id: 's', text: 'Ask finance', by: null, done: null }] }, { owner: JON }))
  expect(page().querySelectorAll('input')).toHaveLength(0)
  await tap(say('Add a win'))
  await type(page().querySelector('textarea'), 'Two answers on one day')
  await tap(say('Add win'))
  expect(sent[0]).toMatchObject({ name: 'win.put', data: { commitment: 'c1', text: 'Two answers on one day' } })
})

test('who only looks finds nothing to tap but what opens and closes', () => {
  const { life } = aLife({ send: null, role: 'visitor', me: null })
  live(life, mine({ history: [{ at: NOW, by: 'Mara', says: 'says it is moving' }] }))
  expect(page().querySelectorAll('button, input, textarea, select')).toHaveLength(0)
  expect(text()).toContain('History: one change')
})

test('a long history says how many of its changes are elsewhere, and where', () => {
  const { life } = aLife()
  const history = [{ at: NOW, by: 'Mara', says: 'says it is moving' }]
  live(life, mine({ history, before: 30 }))
  expect(text()).toContain('History: 31 changes')
  expect(text()).toContain('30 earlier changes are not shown here: “JSON” under “Take it home” has them all.')
  live(life, mine({ history }))
  expect(text()).not.toContain('earlier')
})

test('what was refused stays typed, with the reason beside it', async () => {
  const { life } = aLife({}, { ok: false, refusal: { code: 'too-many' } })
  live(life, mine())
  await tap(say('Add a win'))
  await type(page().querySelector('textarea'), 'A win too many')
  await tap(say('Add win'))
  expect(page().querySelector('textarea')?.value).toBe('A win too many')
  expect(page().querySelector('[role=alert]')?.textContent).toBe(REFUSALS['too-many'].say)
})

test('steps are ticked, and a date that is over is said in words unless all is done', async () => {
  const { life, sent } = aLife()
  const words = { what: 'One rota', givingUp: '', firstStep: 'Ask all', barrier: '', ifCond: '', thenDo: '' }
  const steps = [{ id: 's', text: 'Try two weeks', by: '2026-06-01', done: null }]
  live(life, mine({ steps, tooBig: 3 }, { wording: words, firstStepBy: '2026-07-01' }))
  expect(text()).toContain('First step, by 1 July')
  expect(text()).toContain('was due 1 June')
  expect(text()).toContain('3 people find it too big')
  await tap(page().querySelectorAll('input[type=checkbox]')[0])
  expect(sent.at(-1)).toEqual({ name: 'smallstep.done', data: { commitment: 'c1', step: null, done: true } })
  await tap(say('Change'))
  await type(page().querySelector('input[type=date]'), '2026-06-30')
  await tap(say('Save'))
  expect(sent.at(-1)).toEqual({
    name: 'smallstep.put',
    data: { commitment: 'c1', step: 's', text: 'Try two weeks', by: '2026-06-30' },
  })
  live(life, mine({ steps, status: 'done' }))
  expect(page().querySelector('[data-late]')).toBeNull()
})

test('the trend says each time its label and how many of how many; where only words may be shown there is no number', () => {
  const { life } = aLife()
  const bands = aResult({
    level: 'bands',
    of: null,
    floor: null,
    ceiling: null,
    silent: null,
    zone: 'high',
    wilson: null,
  })
  const ballots = [
    aBallot(1, 'One rota', {
      asked: 'Offsite',
      result: aResult({ verdict: 'reached', of: 20, silent: 0, floor: { count: 18, of: 20, percent: 90 } }),
    }),
    aBallot(2, 'One rota', { asked: '30 days', result: bands }),
  ]
  live(life, mine({ decay: true }, { ballots }))
  const times = [...page().querySelectorAll('ol li')].map((one) => one.textContent ?? '')
  expect(times[0]).toContain('Offsite')
  expect(times[0]).toContain('18 of 20 clear and committed')
  expect(times[1]).toContain('30 days')
  expect(times[1]).toContain('Most are clear and committed')
  expect(times[1]).not.toMatch(/\d+ of \d+/)
  expect(text()).toContain('Fewer people are clear and committed than the first time')
})

test('one that was opened again shows what stood: by how many, giving up what, and what is new', () => {
  const { life } = aLife()
  const wording = { what: 'One rota', givingUp: 'The night shift', firstStep: '', barrier: '', ifCond: '', thenDo: '' }
  const ballots = [aBallot(1, 'One rota', { wording })]
  const reopened = [{ at: NOW, by: 'Laptop', why: 'Two people left', decided: 's5.1.1' }]
  live(life, mine({ reopened }, { ballots }))
  expect(text()).toContain('New since then: Two people left')
  expect(text()).toContain('What stood (Offsite): “One rota” Not reached, 14 of 24 clear and committed')
  expect(text()).toContain('Giving up: The night shift')
})

test('what stood before the board was brought here is said like any ballot, with its words where they are known', () => {
  const { life } = aLife()
  const wording = {
    what: 'Three rotas',
    givingUp: 'The night shift',
    firstStep: '',
    barrier: '',
    ifCond: '',
    thenDo: '',
  }
  const earlier = [
    { asked: 'Offsite', result: aResult() },
    { asked: '30 days', result: aResult({ verdict: 'reached' }), wording },
  ]
  const opened = (decided: string) => [{ at: NOW, by: 'Laptop', why: 'Two people left', decided }]
  live(life, mine({ earlier, reopened: opened('earlier-2') }))
  expect(text()).toContain('What stood (30 days): “Three rotas” Reached, 14 of 24 clear and committed')
  expect(text()).toContain('Giving up: The night shift')
  live(life, mine({ earlier, reopened: opened('earlier-1') }))
  expect(text()).toContain('What stood (Offsite, as it is worded today): “One rota” Not reached')
  live(life, mine({ earlier, reopened: opened('earlier-0') }))
  expect(text()).toContain('What stood before is not here any more.')
})

test('a handover is asked of somebody else, and the owner stays until the answer', async () => {
  const { life, sent } = aLife()
  live(life, mine())
  await tap(say('Hand it over'))
  const options = [...page().querySelectorAll('option')].map((one) => one.textContent)
  expect(options).toEqual(['Choose somebody', 'Jon'])
  await type(page().querySelector('select'), 'p2')
  // A wheel under a thumb picks names by accident: asking takes a tap of its own.
  expect(sent).toEqual([])
  await tap(say('Ask them'))
  expect(sent.at(-1)).toEqual({ name: 'owner.hand', data: { commitment: 'c1', person: 'p2' } })
  live(life, mine({ handover: JON }))
  expect(text()).toContain('Jon was asked to own it from now on. Until the answer is yes it stays with you.')
})

test('check-ins: planned, not held, and one whose answers were too few to show', () => {
  const checkin = (id: string, over: Partial<CheckInView>): CheckInView => ({
    id,
    title: `${id} days`,
    opens: '2026-07-01',
    until: '2026-07-06',
    state: 'planned',
    statuses: [],
    way: null,
    ...over,
  })
  const { life } = aLife()
  const closed = { state: 'closed', opens: '2026-06-01', until: '2026-06-06' } as const
  show(
    <LifeProvider value={life}>
      <CheckInList
        commitments={[mine()]}
        checkins={[
          checkin('10', closed),
          checkin('20', {
            ...closed,
            statuses: [{ commitment: 'c1', status: 'stuck' }],
            way: { type: 'texts', level: 'none', texts: [] },
          }),
          checkin('30', {}),
        ]}
      />
    </LifeProvider>,
  )
  expect(text()).toContain('was to open on 1 June; not held')
  expect(text()).toContain('Too few answers to show any without pointing at somebody.')
  expect(text()).toContain('opens 1 July, for 6 days')
})
