// "Who sees this at work?" on the phone: before, while and after it is asked, late, on a second device, and never in a way that shows.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { GatherScreen } from '../../client/phone/gather-screen.tsx'
import { REFUSALS } from '../../shared/refusals.ts'
import type { PhoneView, RoundView } from '../../shared/views.ts'
import { aTheme, onStep, page, say, show, tap } from '../support/console-page.tsx'
import { aPhone, aRoom, me, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

const TITLES = ['Too many priorities', 'Nobody decides']
const step = onStep('gather')
const asked = (state: RoundView['state'] = 'open', id = 'e1') =>
  cardRound(id, { step: step.id, purpose: 'echo', slots: ['t1', 't2'], state })
const withdrawals = cardRound('gather.1', { step: step.id, purpose: 'withdraw' })

function gather(rounds: readonly RoundView[], facts: Partial<PhoneView> = {}): PhoneView {
  const open = rounds.find((round) => round.purpose === 'echo' && round.state !== 'written')
  return writing([withdrawals, ...rounds], {
    step,
    themes: TITLES.map((title, at) => aTheme(`t${at + 1}`, { title: `${title} (now)` })),
    echoing: open === undefined ? [] : TITLES.map((title, at) => ({ theme: `t${at + 1}`, round: open.id, title })),
    ...facts,
  })
}
const seated = me(aRoom(), ['gather.1', 'e1'])
const toggles = () => [...page().querySelectorAll<HTMLButtonElement>('button[aria-pressed]')].slice(0, TITLES.length)
const look = (made: ReturnType<typeof aPhone>, view: PhoneView, mine = seated) =>
  show(made.within(<GatherScreen view={view} mine={mine} />))

test('nothing is asked: nothing of it is on the screen', () => {
  look(aPhone(), gather([]))
  expect(page().textContent).not.toContain('at work')
})

test('each theme, called as it was when it began, is marked and unmarked with one tap, and kept on the phone', async () => {
  const made = aPhone()
  look(made, gather([asked()]))
  expect(page().textContent).toContain(
    'Nobody learns who said it. Where your function is large enough it counts for it.',
  )
  expect(toggles().map((one) => one.textContent)).toEqual(TITLES.map((title) => `${title}True where I work`))
  expect(page().textContent).toContain('Nothing marked yet')
  await tap(say('Nobody decides'))
  await tap(say('Too many'))
  await tap(say('Too many'))
  expect(toggles().map((one) => one.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
  expect(page().textContent).toContain('One theme marked. Kept on your phone')
  expect(made.phone.outbox.load(asked()).map(({ is }) => is)).toEqual(['blank', 'echo'])
  // Nothing left this phone by being marked.
  expect(made.asked).toEqual([])
  await tap(say('I’m done'))
  expect(made.asked).toEqual(['me.done'])
})

test('after the bell nothing changes any more; then it says of each whether it is in', () => {
  const made = aPhone()
  made.phone.outbox.echo('e1', 't1', true)
  made.phone.outbox.echo('e1', 't2', true)
  look(made, gather([asked('collecting')]))
  expect(toggles().every((one) => one.disabled)).toBe(true)
  expect(page().textContent).toContain('Collecting everyone’s answers…')
  look(made, gather([asked('written')]))
  expect(page().textContent).toContain('Looking for it…')
  const after = aPhone()
  for (const theme of ['t1', 't2']) after.phone.outbox.echo('e1', theme, true)
  after.phone.outbox.settle('e1', { marks: new Set(), gone: new Set(), slots: new Set(['t1']) })
  look(after, gather([asked('written')]))
  expect(page().textContent).toContain('Too many priorities (now)In, among the others.')
  expect(page().textContent).toContain('Nobody decides (now)It did not arrive in time')
  // Behind a door that every phone has, whether it said something or not.
  expect(say('What I see at work', 'summary')).toBeDefined()
  look(aPhone(), gather([asked('written')]))
  expect(say('What I see at work', 'summary')).toBeDefined()
})

test('whoever joined too late, and a second device, read what is asked and can mark nothing', () => {
  look(aPhone(), gather([asked()]), me(aRoom(), ['gather.1']))
  expect(page().textContent).toContain('You joined after this was asked')
  expect(page().textContent).toContain('Nobody decides')
  expect(page().querySelectorAll('button[aria-pressed]')).toHaveLength(0)
  const second = aPhone()
  second.barred.set({ e1: 'issued-elsewhere' })
  look(second, gather([asked()]))
  expect(page().textContent).toContain(REFUSALS['issued-elsewhere'].say)
  expect(page().querySelectorAll('button[aria-pressed]')).toHaveLength(0)
  expect(page().querySelector('[role=alert]')).toBeNull()
})

test('while it is asked, cards can still be taken back: that is another round', () => {
  const made = aPhone()
  made.phone.outbox.addCard('note', 'Mine')
  made.phone.outbox.load(cardRound('write.1'))
  const [mark = ''] = made.phone.outbox.cards.get().map((card) => card.mark)
  made.phone.outbox.settle('write.1', { marks: new Set([mark]), gone: new Set(), slots: new Set() })
  look(made, gather([asked()]))
  expect(say('Withdraw')).toBeDefined()
})

test('asked a second time, the phone begins anew and keeps what it said before to itself', () => {
  const made = aPhone()
  made.phone.outbox.echo('e1', 't1', true)
  look(made, gather([asked('written'), asked('open', 'e2')]), me(aRoom(), ['gather.1', 'e1', 'e2']))
  expect(toggles().map((one) => one.getAttribute('aria-pressed'))).toEqual(['false', 'false'])
})
