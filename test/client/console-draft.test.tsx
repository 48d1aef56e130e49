// Drafting on the console: what is missing or waived, who owns it and by when, and wording that several people type at once.
// @vitest-environment jsdom
import { act } from 'react'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { dayHint } from '../../client/console/draft-day.tsx'
import { DraftEditor, isNothing } from '../../client/console/draft-editor.tsx'
import { DraftScreen } from '../../client/console/draft-screen.tsx'
import { writable } from '../../client/state/readable.ts'
import type { Replica } from '../../client/state/replica.ts'
import { wordingText } from '../../shared/docs.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { aBallot, aCommitment, aResult } from '../support/commitments.ts'
import { aConsole, aPerson, aTheme, aView, onStep, page, say, show, tap, type } from '../support/console-page.tsx'

const people = [aPerson('p1', 'Ana'), aPerson('p2', 'Ben', { fn: 'Sales' }), aPerson('p3', 'Cleo')]

/** A doc that is in sync without a server. */
function aReplica(): Replica {
  return {
    doc: new Y.Doc(),
    synced: writable(true),
    status: writable('live'),
    trouble: writable(null),
    retry: () => {},
    close: () => {},
  }
}

function drafting(over: Partial<CommitmentView> = {}, ready: readonly string[] = []) {
  const console = aConsole()
  const replica = aReplica()
  const commitment = aCommitment('k1', 'One rota', { missing: ['owner', 'by'], ...over })
  const view = aView(onStep('draft'), { people, commitments: [commitment], ready: [...ready] })
  show(<DraftEditor console={console} view={view} commitment={commitment} replica={replica} />)
  return { console, replica }
}

const field = <E extends HTMLElement>(label: string): E => {
  const id = say(label, 'label').getAttribute('for') ?? ''
  return document.getElementById(id) as E
}

test('the words typed by others arrive in the field, and what is typed here goes to them', async () => {
  const { replica } = drafting()
  const theirs = new Y.Doc()
  replica.doc.on('update', (update: Uint8Array) => Y.applyUpdate(theirs, update))
  await type(field<HTMLTextAreaElement>('What will be done'), 'One rota')
  expect(wordingText(theirs, 'k1', 'what').toString()).toBe('One rota')
  theirs.on('update', (update: Uint8Array, origin: unknown) => origin === 'them' && Y.applyUpdate(replica.doc, update))
  act(() => theirs.transact(() => wordingText(theirs, 'k1', 'what').insert(3, ' shared'), 'them'))
  expect(field<HTMLTextAreaElement>('What will be done').value).toBe('One shared rota')
  expect(wordingText(replica.doc, 'k1', 'what').toString()).toBe('One shared rota')
})

test('what is missing can be waived aloud, each field by itself', async () => {
  const { console } = drafting({ waived: ['givingUp'] })
  expect(page().querySelectorAll('[data-state=missing]')).toHaveLength(2)
  await tap(page().querySelector('[aria-label="Waive aloud: By when"]'))
  await tap(page().querySelector('[aria-label="Take back: Giving up was waived"]'))
  expect(console.sent).toEqual([
    { name: 'commitment.waive', data: { commitment: 'k1', field: 'by', waived: true } },
    { name: 'commitment.waive', data: { commitment: 'k1', field: 'givingUp', waived: false } },
  ])
})

test('an offer becomes the owner with one tap, and the owner’s answer is said', async () => {
  const { console } = drafting({ offers: [{ id: 'p2', name: 'Ben' }] })
  expect(page().textContent).toContain('Ben offered')
  await tap(say('Make owner'))
  expect(console.sent).toEqual([{ name: 'commitment.set', data: { commitment: 'k1', field: 'owner', person: 'p2' } }])
  drafting({ owner: { id: 'p2', name: 'Ben' } })
  expect(page().textContent).toContain('Waiting for Ben to accept')
  drafting({ owner: { id: 'p2', name: 'Ben' }, accepted: true })
  expect(page().textContent).toContain('Ben accepted')
})

test('people are chosen from a list and taken back with its first line', async () => {
  const { console } = drafting({ decider: { id: 'p1', name: 'Ana' } })
  const decides = field<HTMLSelectElement>('Who decides')
  expect([...decides.options].map((option) => option.text)).toEqual(['Nobody yet', 'Ana', 'Ben (Sales)', 'Cleo'])
  await type(decides, 'p3')
  await type(decides, '')
  expect(console.sent.map(({ data }) => data)).toEqual([
    { commitment: 'k1', field: 'decider', person: 'p3' },
    { commitment: 'k1', field: 'decider', person: null },
  ])
})

test('a date goes out when its year is one that people mean', async () => {
  const { console } = drafting()
  await type(field<HTMLInputElement>('By when'), '0002-12-01')
  expect(console.sent).toEqual([])
  await type(field<HTMLInputElement>('By when'), '2030-12-01')
  expect(console.sent).toEqual([
    { name: 'commitment.date', data: { commitment: 'k1', field: 'by', day: '2030-12-01' } },
  ])
})

test('a first step beyond two weeks, and a day that is over, get a word', () => {
  expect(dayHint('2026-06-20', '2026-06-01', '2026-06-15')).toContain('more than two weeks')
  expect(dayHint('2026-06-15', '2026-06-01', '2026-06-15')).toBe('')
  expect(dayHint('2026-05-31', '2026-06-01', null)).toContain('over')
  expect(dayHint('2027-01-01', '2026-06-01', null)).toBe('')
})

test('giving up nothing is asked about', () => {
  expect(['nothing', ' Nothing. ', 'None', 'n/a', '0', 'nothing at all'].map(isNothing)).not.toContain(false)
  expect(['', 'No new hires', 'the dashboard'].map(isNothing)).not.toContain(true)
  drafting({ wording: { ...aCommitment('k', '').wording, what: 'One rota', givingUp: 'nothing' } })
  expect(page().textContent).toContain('Really nothing?')
})

test('after a ballot the editor says what people missed, and what was changed since', () => {
  const ballots = [aBallot(1, 'A rota', { result: aResult({ facets: [{ gap: 'when', count: 9 }] }) })]
  drafting({ ballots })
  expect(page().textContent).toContain('by when (9 of 24)')
  expect(page().textContent).toContain('Changed since: what')
})

test('while it is on the ballot nothing can be typed or removed', () => {
  drafting({ ballots: [aBallot(1, 'One rota', { state: 'open', result: null })] })
  expect(field<HTMLTextAreaElement>('What will be done').readOnly).toBe(true)
  expect(say('Remove…')).toHaveProperty('disabled', true)
  expect(page().querySelector('[aria-label^="Waive aloud"]')).toBeNull()
})

test('removing asks first', async () => {
  const { console } = drafting()
  await tap(say('Remove…'))
  expect(console.sent).toEqual([])
  await tap(say('Remove it'))
  expect(console.sent).toEqual([{ name: 'commitment.remove', data: { commitment: 'k1' } }])
})

test('a new commitment begins from a theme that is not hidden, or blank', async () => {
  const console = aConsole()
  const themes = [
    aTheme('t1', { title: 'On-call', rooms: 3, count: 9 }),
    aTheme('t2', { title: 'Secret', hidden: 'why' }),
  ]
  show(<DraftScreen console={console} view={aView(onStep('draft'), { themes })} />)
  expect(page().textContent).toContain('Who does what by when')
  await tap(say('New commitment'))
  expect([...page().querySelectorAll('[role=menuitem]')].map((item) => item.textContent)).toEqual([
    'On-call3 of 3 rooms, 9 cards',
    'A blank oneBelongs to no theme',
  ])
  await tap(say('On-call', '[role=menuitem]'))
  expect(console.sent[0]).toMatchObject({ name: 'commitment.add', data: { theme: 't1', what: '' } })
})
