import { describe, expect, test } from 'vitest'
import { nextStep, stepIndex } from '../../server/core/agenda.ts'
import { blockedReason } from '../../server/core/guards.ts'
import type { Step } from '../../shared/agenda.ts'
import type { Session } from '../../shared/model.ts'
import {
  at,
  decideBy,
  does,
  laptop,
  MOMENT,
  NOW,
  newSession,
  phone,
  refused,
  tell,
  withPeople,
} from './given-session.ts'

const split = (session: Session) => does(session, laptop, 'rooms.split', { by: 'size', n: 5, mix: 'spread', seed: 1 })
const go = (session: Session, step: string, moment = MOMENT) =>
  does(session, laptop, 'step.go', { step, from: session.step }, moment)
const offsite = () => split(withPeople(newSession(), 10))
const ids = (session: Session) => session.agenda.map((step) => step.id)
const extra = (id: string, fields: Partial<Step> = {}): Step =>
  ({ id, kind: 'frame', title: 'Break', minutes: 5, prompt: '', group: 'plenary', settings: {}, ...fields }) as Step

describe('going to a step', () => {
  test('sets the time, forgets who was done, and remembers what was visited', () => {
    const here = does(offsite(), phone('p1'), 'me.done', { step: 'lobby', done: true })
    const there = go(here, 'frame', { ...MOMENT, now: NOW + 5 })
    expect(there).toMatchObject({
      step: 'frame',
      openedAt: NOW + 5,
      endsAt: NOW + 5 + 15 * 60_000,
      done: [],
      visited: ['lobby'],
    })
  })

  test('lobby, board and close have no timer; a step of no minutes has none either', () => {
    const session = at(offsite(), 'ballot')
    expect(go(session, 'board').endsAt).toBeNull()
    expect(go(at(session, 'board'), 'close').endsAt).toBeNull()
    expect(go(at(session, 'board'), 'lobby').endsAt).toBeNull()
    const untimed = does(session, laptop, 'step.edit', { step: 'gather', title: 'Gather', minutes: 0, prompt: '' })
    expect(go(untimed, 'gather').endsAt).toBeNull()
  })

  test('from a step that is not the current one is refused: somebody else was faster', () => {
    refused(go(offsite(), 'frame'), laptop, 'step.go', { step: 'baseline', from: 'lobby' }, 'moved-on')
  })

  test('two consoles that both wanted the same step both hear yes, and it is entered once', () => {
    const there = go(offsite(), 'frame')
    expect(does(there, laptop, 'step.go', { step: 'frame', from: 'lobby' }, { ...MOMENT, now: NOW + 9 })).toBe(there)
  })

  test('an unknown step is not found', () =>
    refused(offsite(), laptop, 'step.go', { step: 'nowhere', from: 'lobby' }, 'not-found'))

  test('a skipped step that is gone to is skipped no longer', () => {
    const skipping = does(offsite(), laptop, 'step.skip', { step: 'frame', skip: true })
    expect(nextStep(skipping)?.id).toBe('baseline')
    expect(go(skipping, 'frame').skipped).toEqual([])
  })

  test('entering writing opens its first round for everyone here; coming back does not open another', () => {
    const writing = go(at(offsite(), 'hands'), 'write')
    expect(writing.rounds).toMatchObject([
      { id: 'write.1', purpose: 'card', slots: ['1', '2', '3', '4'], state: 'open' },
    ])
    expect(writing.rounds[0]?.seats).toHaveLength(10)
    const back = go(go(writing, 'discuss'), 'write')
    expect(back.rounds.filter((round) => round.step === 'write')).toHaveLength(1)
  })

  test('leaving rings the bell of what is open', () => {
    const left = go(go(at(offsite(), 'hands'), 'write'), 'discuss')
    expect(left.rounds[0]).toMatchObject({ id: 'write.1', state: 'collecting', collectBy: NOW + MOMENT.collectMs })
    expect(left.rounds[1]).toMatchObject({ id: 'discuss.1', state: 'open' })
  })
})

describe('guards (S3)', () => {
  const blocked = (session: Session, id: string) => {
    const target = session.agenda.find((step) => step.id === id)
    if (target === undefined) throw new Error(id)
    return blockedReason(session, target)
  }

  test('the lobby is left only when somebody is here', () => {
    refused(newSession(), laptop, 'step.go', { step: 'frame', from: 'lobby' }, 'nobody-here')
    const removed = does(withPeople(newSession(), 1), laptop, 'person.remove', { person: 'p1' })
    expect(blocked(removed, 'frame')).toBe('nobody-here')
    expect(blocked(withPeople(newSession(), 1), 'frame')).toBeNull()
  })

  test('a step that happens in rooms needs rooms with somebody in them', () => {
    const session = withPeople(newSession(), 6)
    expect(blocked(session, 'discuss')).toBe('rooms-needed')
    expect(blocked(at(session, 'frame'), 'discuss')).toBe('rooms-needed')
    expect(blocked(does(session, laptop, 'room.add', { room: 'empty' }), 'discuss')).toBe('rooms-needed')
    expect(blocked(split(session), 'discuss')).toBeNull()
  })

  test('writing needs rooms when its cards are talked about in rooms, and only then', () => {
    const session = at(withPeople(newSession(), 6), 'hands')
    expect(blocked(session, 'write')).toBe('rooms-needed')
    const plenary = does(session, laptop, 'step.skip', { step: 'discuss', skip: true })
    expect(blocked(plenary, 'write')).toBeNull()
  })

  test('a ballot needs a commitment that is ready', () => {
    const drafting = at(offsite(), 'draft')
    expect(blocked(drafting, 'ballot')).toBe('nothing-ready')
    let ready = does(drafting, laptop, 'commitment.add', { commitment: 'c1', theme: null, what: 'Ship it' })
    expect(blocked(ready, 'ballot')).toBe('nothing-ready')
    for (const field of ['what', 'owner', 'by', 'givingUp'] as const)
      ready = does(ready, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
    expect(blocked(ready, 'ballot')).toBeNull()
    expect(blocked(drafting, 'board')).toBeNull()
  })

  test('an open ballot is not left forward, but back it always goes', () => {
    let session = does(at(offsite(), 'draft'), laptop, 'commitment.add', {
      commitment: 'c1',
      theme: null,
      what: 'Ship it',
    })
    for (const field of ['what', 'owner', 'by', 'givingUp'] as const)
      session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
    session = does(go(session, 'ballot'), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })
    refused(session, laptop, 'step.go', { step: 'board', from: 'ballot' }, 'ballot-open')
    expect(go(session, 'draft').rounds.at(-1)?.state).toBe('collecting')
    expect(go(does(session, laptop, 'round.ring', { round: 'ballot.1' }), 'board').step).toBe('board')
  })
})

describe('timer, skip, reopen', () => {
  test('the timer is set or taken away, in the current step only', () => {
    const session = go(offsite(), 'frame')
    expect(does(session, laptop, 'step.time', { step: 'frame', endsAt: NOW + 60_000 }).endsAt).toBe(NOW + 60_000)
    expect(does(session, laptop, 'step.time', { step: 'frame', endsAt: null }).endsAt).toBeNull()
    refused(session, laptop, 'step.time', { step: 'lobby', endsAt: null }, 'moved-on')
    refused(session, laptop, 'step.time', { step: 'frame', endsAt: NOW + 481 * 60_000 }, 'too-many')
  })

  test('lobby, close and the current step cannot be skipped', () => {
    const session = go(offsite(), 'frame')
    refused(session, laptop, 'step.skip', { step: 'lobby', skip: true }, 'first-and-last')
    refused(session, laptop, 'step.skip', { step: 'close', skip: true }, 'first-and-last')
    refused(session, laptop, 'step.skip', { step: 'frame', skip: true }, 'already-begun')
    const skipping = does(session, laptop, 'step.skip', { step: 'hands', skip: true })
    expect(does(skipping, laptop, 'step.skip', { step: 'hands', skip: true })).toBe(skipping)
    expect(does(skipping, laptop, 'step.skip', { step: 'hands', skip: false }).skipped).toEqual([])
  })

  test('reopening goes there and opens a fresh round, once for each id', () => {
    const written = tell(go(go(at(offsite(), 'hands'), 'write'), 'discuss'), {
      name: 'system.written',
      data: { round: 'write.1', phones: 10, phonesByRoom: {}, pooled: [], results: [], tallies: [] },
    })
    const again = does(written, laptop, 'step.reopen', { step: 'write', from: 'discuss', round: 'write.2' })
    expect(again.step).toBe('write')
    expect(again.rounds.find((round) => round.id === 'write.2')).toMatchObject({ step: 'write', state: 'open' })
    expect(again.rounds.find((round) => round.id === 'discuss.1')?.state).toBe('collecting')
    expect(does(again, laptop, 'step.reopen', { step: 'write', from: 'discuss', round: 'write.2' })).toBe(again)
    refused(again, laptop, 'step.reopen', { step: 'write', from: 'write', round: 'write.3' }, 'round-open')
  })

  test('a step whose cards are still being collected is not reopened yet', () => {
    const collecting = go(go(at(offsite(), 'hands'), 'write'), 'discuss')
    refused(collecting, laptop, 'step.reopen', { step: 'write', from: 'discuss', round: 'write.2' }, 'not-written')
  })

  test('reopening a step without rounds just goes there', () => {
    const session = go(go(offsite(), 'frame'), 'baseline')
    expect(does(session, laptop, 'step.reopen', { step: 'frame', from: 'baseline', round: 'x1' })).toMatchObject({
      step: 'frame',
    })
    refused(session, laptop, 'step.reopen', { step: 'frame', from: 'lobby', round: 'x1' }, 'moved-on')
  })
})

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
