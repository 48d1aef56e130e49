// What people answered about a barrier stays under the seal, whichever way it was asked, and counts for the words it was asked in.
import { expect, test } from 'vitest'
import { closedByWord } from '../../server/core/barriers.ts'
import { askViews } from '../../server/core/view/ask-views.ts'
import { GONE } from '../../shared/board-lines.ts'
import type { Session } from '../../shared/model.ts'
import { answered, calledBack, ended, onDay, renewed, written } from './given-board.ts'
import { does, laptop, refused, tell } from './given-session.ts'

const LEGAL = { commitment: 'c1', barrier: 'legal' }
const GONE_LEGAL = 'gone-legal'
const asked = (session: Session) => {
  const put = does(session, laptop, 'barrier.put', { ...LEGAL, text: 'Wait for legal', remover: null })
  return does(put, laptop, 'barrier.ask', { ...LEGAL, gone: true })
}
const opened = (session: Session) =>
  tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))
const closing = (session: Session) =>
  tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'closed' } }, onDay('2026-04-07'))
const gave = (...counts: readonly number[]) =>
  counts.flatMap((count, option) => Array.from({ length: count }, () => answered(GONE_LEGAL, { option })))
const held = (...counts: readonly number[]) => renewed(written(closing(opened(asked(ended()))), gave(...counts), 10))
const live = (session: Session) => calledBack(session, '2026-04-20')
const shown = (session: Session) => askViews(session).filter(({ question }) => question === GONE_LEGAL)
const barrier = (session: Session) => session.commitments[0]?.pursuit.barriers[0]

test('a live check-in does not show what an earlier one kept, nor what it asks itself', () => {
  let session = live(does(held(4, 4, 2), laptop, 'barrier.ask', { ...LEGAL, gone: true }))
  expect(shown(session)).toEqual([])
  for (const step of ['frame', 'way'])
    session = does(session, laptop, 'step.go', { step: `again1-${step}`, from: session.step }, onDay('2026-04-20'))
  expect(session.rounds.at(-1)?.slots).toContain(GONE_LEGAL)
  session = does(session, laptop, 'step.go', { step: 'again1-wins', from: session.step }, onDay('2026-04-20'))
  session = written(session, gave(6, 1, 0), 7)
  expect(shown(session)).toEqual([])
  expect(barrier(session)?.closed).toMatchObject({ how: 'agreed' })
})

test('nor does a question that only bears the name of one about a barrier', () => {
  const session = live(held(4, 4, 2))
  const named = { id: GONE_LEGAL, type: 'choice' as const, min: 0, max: 0, unit: '', open: false }
  const step = (options: readonly string[]) => ({
    id: 'own',
    kind: 'ask' as const,
    title: 'Own',
    minutes: 1,
    prompt: '',
    group: 'plenary' as const,
    settings: { questions: [{ ...named, text: 'Tea or coffee?', options: [...options] }] },
  })
  const other = step(['Tea', 'Coffee', 'Both'])
  refused(session, laptop, 'step.insert', { after: session.step, step: other }, 'bad-request')
  expect(shown(does(session, laptop, 'step.insert', { after: session.step, step: step(GONE) }))).toEqual([])
})

test('a question is put once in a step: what one person answers counts once', () => {
  const session = live(does(held(4, 4, 2), laptop, 'barrier.ask', { ...LEGAL, gone: true }))
  const question = { id: GONE_LEGAL, type: 'choice' as const, min: 0, max: 0, unit: '', open: false }
  const same = { ...question, text: 'Is this still in the way? Wait for legal', options: [...GONE] }
  const step = (questions: (typeof same)[]) => ({
    ...{ id: 'own', kind: 'ask' as const, title: 'Own', minutes: 1, prompt: '', group: 'plenary' as const },
    settings: { questions },
  })
  refused(session, laptop, 'step.insert', { after: session.step, step: step([same, same]) }, 'bad-request')
  const once = does(session, laptop, 'step.insert', { after: session.step, step: step([same]) })
  refused(once, laptop, 'step.questions', { step: 'own', questions: [same, { ...same }] }, 'bad-request')
})

test('two barriers are never asked about by one name', () => {
  const session = asked(ended())
  const put = (barrier: string) => ({ commitment: 'c2', barrier, text: 'Mine', remover: null })
  refused(session, laptop, 'barrier.put', put('legal'), 'bad-request')
  const dotted = does(session, laptop, 'barrier.put', put('a.b'))
  refused(dotted, laptop, 'barrier.put', put('a_b'), 'bad-request')
})

test('steps and questions of a check-in that is still to come are called by nothing else', () => {
  const session = live(held(4, 4, 2))
  const ask = (id: string, question: string) => ({
    ...{ id, kind: 'ask' as const, title: 'Own', minutes: 1, prompt: '', group: 'plenary' as const },
    settings: {
      questions: [
        { id: question, text: 'Say it', type: 'text' as const, options: [], min: 0, max: 0, unit: '', open: false },
      ],
    },
  })
  const insert = (id: string, question: string) => ({ after: session.step, step: ask(id, question) })
  refused(session, laptop, 'step.insert', insert('own', 'day60-way'), 'bad-request')
  refused(session, laptop, 'step.insert', insert('day60-ask', 'free'), 'bad-request')
  const own = does(session, laptop, 'step.insert', insert('own', 'later-way'))
  const plan = { checkins: [{ id: 'later', title: 'Later', opens: '2026-08-01', until: '2026-08-03' }] }
  refused(own, laptop, 'checkin.plan', plan, 'bad-request')
  // What a live check-in asks is called by it, and can be worded anew.
  const way = session.agenda.find(({ id }) => id === 'again1-way')
  if (way?.kind !== 'ask') throw new Error('no such step')
  does(session, laptop, 'step.questions', { step: way.id, questions: way.settings.questions.toReversed() })
})

test('a step that was put away lends its name to no other', () => {
  const session = live(held(4, 4, 2))
  const [, frame] = session.afterwards.reconvened[0]?.before ?? []
  if (frame === undefined) throw new Error('no earlier agenda')
  refused(session, laptop, 'step.insert', { after: session.step, step: frame }, 'bad-request')
})

test('while it is being asked about it keeps its words, and so do the answers', () => {
  const open = opened(asked(ended()))
  const put = { ...LEGAL, text: 'Nobody has time', remover: null }
  refused(open, laptop, 'barrier.put', put, 'being-asked')
  refused(open, laptop, 'barrier.ask', { ...LEGAL, gone: false }, 'being-asked')
  // Who removes it may be settled all the same.
  expect(barrier(does(open, laptop, 'barrier.put', { ...put, text: 'Wait for legal', remover: 'p2' }))?.remover).toBe(
    'p2',
  )
})

test('a barrier that was mended before the question is asked about as it is now', () => {
  let session = live(asked(ended()))
  session = does(session, laptop, 'barrier.put', { ...LEGAL, text: 'Wait for the lawyers', remover: null })
  session = does(session, laptop, 'barrier.ask', { ...LEGAL, gone: true })
  for (const step of ['frame', 'way'])
    session = does(session, laptop, 'step.go', { step: `again1-${step}`, from: session.step }, onDay('2026-04-20'))
  const way = session.agenda.find(({ id }) => id === 'again1-way')
  const texts = way?.kind === 'ask' ? way.settings.questions.map(({ text }) => text) : []
  expect(texts.at(-1)).toBe('Is this still in the way? Wait for the lawyers')
})

test('what enough people said is closed by nobody’s word: not by raising floors, nor by removing people', () => {
  const over = held(3, 3, 0)
  const raised = { ...over, floors: { ...over.floors, show: 13, counts: 13 } }
  const few = { ...over, people: over.people.map((one, at) => ({ ...one, removed: at > 2 })) }
  for (const session of [over, raised, few]) {
    refused(session, laptop, 'barrier.close', LEGAL, 'ask-them')
    expect(closedByWord(session)).toEqual([])
  }
})
