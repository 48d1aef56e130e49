// Editing the agenda and the questions of its steps.
import { describe, expect, test } from 'vitest'
import { stepIndex } from '../../server/core/agenda.ts'
import type { Step } from '../../shared/agenda.ts'
import type { Session } from '../../shared/model.ts'
import { decideBy, does, laptop, MOMENT, newSession, refused, tell, withPeople } from './given-session.ts'

const split = (session: Session) => does(session, laptop, 'rooms.split', { by: 'size', n: 5, mix: 'spread', seed: 1 })
const go = (session: Session, step: string, moment = MOMENT) =>
  does(session, laptop, 'step.go', { step, from: session.step }, moment)
const offsite = () => split(withPeople(newSession(), 10))
const ids = (session: Session) => session.agenda.map((step) => step.id)
const extra = (id: string, fields: Partial<Step> = {}): Step =>
  ({ id, kind: 'frame', title: 'Break', minutes: 5, prompt: '', group: 'plenary', settings: {}, ...fields }) as Step

describe('editing the agenda', () => {
  test('a step is inserted after another, once', () => {
    const session = does(offsite(), laptop, 'step.insert', {
      step: extra('break', { title: '  Coffee\u200b  break ' }),
      after: 'write',
    })
    expect(session.agenda[stepIndex(session, 'write') + 1]).toMatchObject({ id: 'break', title: 'Coffee break' })
    expect(does(session, laptop, 'step.insert', { step: extra('break'), after: 'frame' })).toBe(session)
  })

  test('without a title it has its kind’s', () => {
    expect(
      does(offsite(), laptop, 'step.insert', { step: extra('x', { title: ' ' }), after: 'write' }).agenda,
    ).toContainEqual(extra('x', { title: 'Frame' }))
  })

  test('the lobby stays first and the close last (S4)', () => {
    const session = offsite()
    refused(session, laptop, 'step.insert', { step: extra('x'), after: 'close' }, 'first-and-last')
    refused(session, laptop, 'step.insert', { step: extra('x', { kind: 'lobby' }), after: 'write' }, 'first-and-last')
    refused(session, laptop, 'step.move', { step: 'lobby', after: 'write' }, 'first-and-last')
    refused(session, laptop, 'step.move', { step: 'write', after: 'close' }, 'first-and-last')
    refused(session, laptop, 'step.remove', { step: 'close' }, 'first-and-last')
  })

  test('words are counted as people count them', () => {
    refused(
      offsite(),
      laptop,
      'step.insert',
      { step: extra('x', { title: 'x'.repeat(121) }), after: 'write' },
      'too-long',
    )
    refused(offsite(), laptop, 'step.edit', { step: 'write', title: ' ', minutes: 5, prompt: '' }, 'empty')
    refused(
      offsite(),
      laptop,
      'step.edit',
      { step: 'write', title: 'W', minutes: 5, prompt: 'x'.repeat(301) },
      'too-long',
    )
  })

  test('an agenda has an end', () => {
    let session = offsite()
    while (session.agenda.length < 40)
      session = does(session, laptop, 'step.insert', { step: extra(`s${session.agenda.length}`), after: 'lobby' })
    refused(session, laptop, 'step.insert', { step: extra('more'), after: 'lobby' }, 'too-many')
  })

  test('moving puts it after another; where it is already, nothing changes', () => {
    const moved = does(offsite(), laptop, 'step.move', { step: 'hands', after: 'frame' })
    expect(ids(moved).slice(0, 4)).toEqual(['lobby', 'frame', 'hands', 'baseline'])
    expect(does(moved, laptop, 'step.move', { step: 'hands', after: 'frame' })).toBe(moved)
  })

  test('only a step that has not begun is removed', () => {
    const session = go(offsite(), 'frame')
    expect(ids(does(session, laptop, 'step.remove', { step: 'hands' }))).not.toContain('hands')
    refused(session, laptop, 'step.remove', { step: 'frame' }, 'already-begun')
    refused(go(session, 'baseline'), laptop, 'step.remove', { step: 'frame' }, 'already-begun')
  })
})

describe('questions', () => {
  const question = {
    id: 'q1',
    text: 'Ready?',
    type: 'choice' as const,
    options: ['Yes', 'No'],
    min: 0,
    max: 0,
    unit: '',
    open: false,
  }
  const ask = (questions: (typeof question | Record<string, unknown>)[]) => ({ step: 'baseline', questions }) as never

  test('are replaced before anybody answers, and not while they do', () => {
    const session = does(offsite(), laptop, 'step.questions', ask([question]))
    const asking = go(go(session, 'frame'), 'baseline')
    expect(asking.rounds[0]?.slots).toEqual(['q1'])
    refused(asking, laptop, 'step.questions', ask([{ ...question, text: 'Steady?' }]), 'question-open')
    expect(does(asking, laptop, 'step.questions', ask([question]))).toBe(asking)
  })

  test('that were answered keep their words', () => {
    const asked = go(go(go(does(offsite(), laptop, 'step.questions', ask([question])), 'frame'), 'baseline'), 'hands')
    const written = tell(asked, {
      name: 'system.written',
      data: {
        round: 'baseline.1',
        phones: 10,
        phonesByRoom: {},
        pooled: [],
        results: [{ question: 'q1', round: 'baseline.1', eligible: 10, counts: [6, 4], values: [], texts: [] }],
        tallies: [],
        withdrawn: [],
      },
    })
    refused(written, laptop, 'step.questions', ask([{ ...question, options: ['No', 'Yes'] }]), 'question-open')
    expect(
      decideBy(written, laptop, 'step.questions', ask([question, { ...question, id: 'q2', text: 'Steady?' }])).ok,
    ).toBe(true)
  })

  test.each([
    ['two of the same id', [question, question], 'bad-request'],
    ['the id of another step’s question', [{ ...question, id: 'support' }], 'bad-request'],
    ['no text', [{ ...question, text: ' ' }], 'empty'],
    ['one answer only', [{ ...question, options: ['Yes'] }], 'empty'],
    ['an empty answer', [{ ...question, options: ['Yes', ' '] }], 'empty'],
    ['an open number', [{ ...question, type: 'number', max: 5, open: true }], 'bad-request'],
    ['a range without room', [{ ...question, type: 'number', min: 5, max: 5 }], 'bad-request'],
    ['a text that is too long', [{ ...question, text: 'x'.repeat(301) }], 'too-long'],
  ] as const)('with %s are refused', (_what, questions, code) =>
    refused(offsite(), laptop, 'step.questions', ask([...questions]), code),
  )

  test('belong to steps that ask', () =>
    refused(offsite(), laptop, 'step.questions', { step: 'write', questions: [question] }, 'bad-request'))
})
