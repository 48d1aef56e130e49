// The ballot and the board on the console: what goes on it, what is never shown while it is open, and the loop back.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { BallotScreen } from '../../client/console/ballot-screen.tsx'
import { nearest } from '../../client/console/board-loop.tsx'
import { headline, suggestTalk } from '../../client/console/board-next.ts'
import { BoardScreen } from '../../client/console/board-screen.tsx'
import type { CommitmentView, ConsoleView, RoundView } from '../../shared/views.ts'
import { aBallot, aCommitment, aResult } from '../support/commitments.ts'
import { aConsole, aPerson, aView, onStep, page, say, show, tap } from '../support/console-page.tsx'
import { cardRound } from '../support/round-view.ts'

const round = (state: RoundView['state']) =>
  cardRound('s5.1', {
    step: 's5',
    purpose: 'ballot',
    slots: ['s5.1.1'],
    state,
    phones: state === 'written' ? 22 : null,
  })
const people = [aPerson('p1', 'Ana', { done: true }), aPerson('p2', 'Ben'), aPerson('p3', 'Cleo', { connected: false })]
const reached = aResult({ verdict: 'reached', zone: 'high', floor: { count: 21, of: 24, percent: 87 } })

function balloting(commitments: CommitmentView[], over: Partial<ConsoleView> = {}) {
  const console = aConsole()
  show(<BallotScreen console={console} view={aView(onStep('ballot'), { people, commitments, ...over })} />)
  return console
}

test('ready commitments are ticked, unready ones say what is missing and the way back', async () => {
  const commitments = [
    aCommitment('k1', 'One rota'),
    aCommitment('k2', 'Hire two'),
    aCommitment('k3', 'Late', { missing: ['owner'] }),
  ]
  const console = balloting(commitments, { ready: ['k1', 'k2'] })
  const boxes = [...page().querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  expect(boxes.map((box) => box.checked)).toEqual([true, true])
  expect(page().textContent).toContain('Missing: an owner')
  await tap(boxes[1])
  await tap(say('Open the ballot on 1 commitment'))
  expect(console.sent).toEqual([{ name: 'ballot.open', data: { round: 's5.1', commitments: ['k1'] } }])
  await tap(say('Fill it in'))
  expect(console.sent[1]).toEqual({ name: 'step.go', data: { step: 's4', from: 's5' } })
})

test('a refusal to open is said under its button', async () => {
  const console = balloting([aCommitment('k1', 'One rota')], { ready: ['k1'] })
  console.refuse = { code: 'not-ready' }
  await tap(say('Open the ballot'))
  expect(page().textContent).toContain('Something is missing in a commitment')
})

test('an open ballot shows who say they are done and the frozen words, never an answer, and asks before it closes early', async () => {
  const commitments = [
    aCommitment('k1', 'Changed meanwhile', { ballots: [aBallot(1, 'One rota', { state: 'open', result: null })] }),
  ]
  const console = balloting(commitments, { rounds: [round('open')] })
  expect(page().textContent).toContain('1 of 3 say they are done')
  expect(page().textContent).toContain('One rota')
  expect(page().textContent).not.toContain('Changed meanwhile')
  await tap(say('Close the ballot'))
  expect(page().querySelector('dialog')?.textContent).toContain('One person here has')
  expect(console.sent).toEqual([])
  await tap(say('Close it'))
  expect(console.sent).toEqual([{ name: 'round.ring', data: { round: 's5.1' } }])
})

test('collecting says so', () => {
  balloting(
    [aCommitment('k1', 'One rota', { ballots: [aBallot(1, 'One rota', { state: 'collecting', result: null })] })],
    { rounds: [round('collecting')] },
  )
  expect(page().textContent).toContain('Collecting everyone’s answers')
})

test('results, then asking again from there', async () => {
  const commitments = [
    aCommitment('k1', 'One rota', { ballots: [aBallot(1, 'One rota')] }),
    aCommitment('k2', 'Hire two', { ballots: [aBallot(1, 'Hire two', { id: 's5.1.2', result: reached })] }),
  ]
  const console = balloting(commitments, { rounds: [round('written')], ready: ['k1', 'k2'] })
  expect(page().querySelector('h2')?.textContent).toBe('1 of 2 commitments reached 80%')
  await tap(say('Ask again'))
  // What stands unchanged is not asked again unless somebody ticks it.
  expect([...page().querySelectorAll<HTMLInputElement>('input')].map((box) => box.checked)).toEqual([true, false])
  await tap(say('Open the ballot on 1 commitment'))
  expect(console.sent[0]).toEqual({ name: 'ballot.open', data: { round: 's5.2', commitments: ['k1'] } })
})

test('after a fix the ballot step opens with the choice, and says what changed', async () => {
  const commitments = [aCommitment('k1', 'One shared rota', { by: '2030-01-01', ballots: [aBallot(1, 'One rota')] })]
  balloting(commitments, { rounds: [round('written')], ready: ['k1'] })
  expect(page().textContent).toContain('Changed since: what, date')
  await tap(say('Back to the results'))
  expect(page().textContent).toContain('0 of 1 commitment reached 80%')
})

test('the board’s first line counts the latest ballots, with the mark they had', () => {
  expect(headline([])).toBe('No ballot yet')
  expect(headline([aBallot(1, 'a', { target: 75 })])).toBe('0 of 1 commitment reached 75%')
  expect(headline([aBallot(1, 'a'), aBallot(1, 'b', { target: 75, result: reached })])).toBe(
    '1 of 2 commitments reached their target',
  )
})

test('to talk about next: the biggest missing facet, then what is short, then what is open; nothing when all stands', () => {
  const one = (id: string, over: Parameters<typeof aResult>[0]) =>
    aCommitment(id, id, { ballots: [aBallot(1, id, { result: aResult(over) })] })
  const open = one('open', { verdict: 'open', reason: 'silent' })
  const short = one('short', {})
  const facet = (id: string, count: number) => one(id, { facets: [{ gap: 'when', count }] })
  expect(suggestTalk([open, short, facet('few', 3), facet('many', 9)])).toEqual({
    commitment: 'many',
    because: '9 of 24 people say what’s missing is by when.',
  })
  expect(suggestTalk([open, short])?.commitment).toBe('short')
  expect(suggestTalk([open])?.commitment).toBe('open')
  expect(suggestTalk([one('done', { verdict: 'reached' })])).toBeNull()
})

test('the board suggests, shows earlier ballots, and leads back to the wording and the ballot', async () => {
  const console = aConsole()
  const commitments = [
    aCommitment('k1', 'One rota', {
      ballots: [
        aBallot(1, 'A rota'),
        aBallot(2, 'One rota', { changed: ['what'], result: aResult({ verdict: 'open', reason: 'silent', more: 2 }) }),
      ],
    }),
    aCommitment('k2', 'Hire two', { ballots: [aBallot(1, 'Hire two', { result: reached })] }),
  ]
  show(<BoardScreen console={console} view={aView(onStep('board'), { commitments, talk: 'k2' })} />)
  expect(page().querySelector('h2')?.textContent).toBe('1 of 2 commitments reached 80%')
  expect(page().textContent).toContain('2 more answers decide')
  expect(page().textContent).toContain('Asked for the second time. Changed since: what.')
  expect(page().querySelector('details ol')?.textContent).toContain('A rota')
  await tap(say('Talk about this next'))
  await tap(say('Not this one next'))
  await tap(say('Fix the wording'))
  await tap(say('Ask again'))
  expect(console.sent).toEqual([
    { name: 'talk.set', data: { commitment: 'k1' } },
    { name: 'talk.set', data: { commitment: null } },
    { name: 'step.go', data: { step: 's4', from: 's6' } },
    { name: 'step.go', data: { step: 's5', from: 's6' } },
  ])
})

test('the way back is the last such step before now, else the next one, and never a skipped one', () => {
  const view = aView(onStep('ballot'))
  expect([nearest(view, 'draft'), nearest(view, 'board'), nearest(view, 'ballot'), nearest(view, 'ask')]).toEqual([
    's4',
    's6',
    null,
    null,
  ])
  const skipped = view.agenda.map((line) =>
    line.step.kind === 'draft' ? { ...line, state: 'skipped' as const } : line,
  )
  expect(nearest({ ...view, agenda: skipped }, 'draft')).toBeNull()
})
