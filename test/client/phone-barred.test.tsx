// A second device of a seat: in a round whose tokens the first one has it says so, calmly, and offers no form.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { AskScreen } from '../../client/phone/ask-screen.tsx'
import { BallotScreen } from '../../client/phone/ballot-screen.tsx'
import { ReturnSheet } from '../../client/phone/return-sheet.tsx'
import { WriteScreen } from '../../client/phone/write-screen.tsx'
import { REFUSALS } from '../../shared/refusals.ts'
import { alignmentOffsite } from '../../shared/templates/alignment-offsite.ts'
import type { PhoneView } from '../../shared/views.ts'
import { aBallot, aCommitment } from '../support/commitments.ts'
import { page, show } from '../support/console-page.tsx'
import { aPhone, aRoom, me, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

const SAYS = REFUSALS['issued-elsewhere'].say
const controls = () => page().querySelectorAll('input, textarea')

function barredFrom(round: string) {
  const made = aPhone({ tokensFor: 'oak' })
  made.barred.set({ [round]: 'issued-elsewhere' })
  return made
}

function inStep(kind: 'ask' | 'ballot', facts: Partial<PhoneView> = {}): PhoneView {
  const step = alignmentOffsite.agenda.find((one) => one.kind === kind)
  if (step === undefined) throw new Error(`the template has no ${kind} step`)
  return writing([], { step: { ...step, id: kind } as PhoneView['step'], ...facts })
}

test('writing: no form, and what is kept goes with the next round', () => {
  const { within, phone } = barredFrom('write.1')
  phone.outbox.addCard('note', 'Kept meanwhile')
  show(within(<WriteScreen view={writing([cardRound('write.1')])} mine={me(aRoom())} />))
  expect(page().textContent).toContain(SAYS)
  expect(controls()).toHaveLength(0)
  expect(page().textContent).not.toContain('left.')
  expect(page().textContent).not.toContain('people write in this room')
  expect(page().textContent).toContain('Kept on your phone: it goes with the next round')
  expect(page().querySelector('[role=alert]')).toBeNull()
})

test('another round of the same step is this phone’s own again', () => {
  const { within } = barredFrom('write.1')
  const rounds = [cardRound('write.1', { state: 'written' }), cardRound('write.2')]
  show(within(<WriteScreen view={writing(rounds)} mine={me(aRoom(), ['write.1', 'write.2'])} />))
  expect(page().textContent).not.toContain(SAYS)
  expect(controls().length).toBeGreaterThan(0)
})

test('questions: they can be read, not answered, and nothing is said about an answer', () => {
  const { within } = barredFrom('ask.1')
  const round = cardRound('ask.1', { step: 'ask', purpose: 'answer' })
  const look = (state: 'open' | 'written') =>
    show(within(<AskScreen view={inStep('ask', { rounds: [{ ...round, state }] })} mine={me(aRoom(), ['ask.1'])} />))
  look('open')
  expect(page().textContent).toContain(SAYS)
  expect(page().querySelectorAll('h2').length).toBeGreaterThan(0)
  expect(controls()).toHaveLength(0)
  look('written')
  expect(page().textContent).not.toContain('You gave no answer')
})

test('a ballot: what is asked can be read; afterwards no line is looked for', () => {
  const { within } = barredFrom('ballot.1')
  const round = cardRound('ballot.1', { step: 'ballot', purpose: 'ballot' })
  const look = (state: 'open' | 'written') => {
    const ballot = aBallot(1, 'One rota', { round: 'ballot.1', state: state === 'open' ? 'open' : 'closed' })
    const commitments = [aCommitment('k1', 'One rota', { ballots: [ballot] })]
    const view = inStep('ballot', { rounds: [{ ...round, state }], commitments })
    show(within(<BallotScreen view={view} mine={me(aRoom(), ['ballot.1'])} />))
  }
  look('open')
  expect(page().textContent).toContain(SAYS)
  expect(page().textContent).toContain('One rota')
  expect(controls()).toHaveLength(0)
  look('written')
  expect(page().textContent).toContain('Check the list')
  expect(page().textContent).not.toContain('my answer')
})

test('the way back says so before it is used', () => {
  show(aPhone().within(<ReturnSheet open onClose={() => undefined} />))
  expect(page().textContent).toContain('In a round that is open now, only the first phone can answer.')
})
