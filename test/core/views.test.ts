// What each role is shown: views that parse, that hold no secret and no card outside a theme, and that wait for the batch.
import { describe, expect, test } from 'vitest'
import type { LiveFacts } from '../../server/core/live-facts.ts'
import { openRound } from '../../server/core/rounds.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { phoneMine, phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import type { AskResult, Round, Session, Theme } from '../../shared/model.ts'
import { MINE, VIEWS } from '../../shared/views.ts'
import { at, does, laptop, MOMENT, newSession, phone, seat, tell, withPeople } from './given-session.ts'

const CARDS: readonly (readonly [string, string | null, string])[] = [
  ['k1', 'r1', 'tradeoff'],
  ['k2', 'r2', 'staffing'],
  ['k3', 'r1', 'note'],
  ['k4', null, 'note'],
  ['k5', 'r2', 'note'],
]
const cards: LiveFacts['cards'] = new Map(
  CARDS.map(([id, room, kind]) => [id, { id, kind, text: `secret words of ${id}`, room }]),
)
const live: LiveFacts = {
  connected: new Set(['p1', 'p5']),
  consoles: [{ id: 'key1', label: 'Laptop' }],
  screens: 1,
  robots: 0,
  cards,
}
const theme = (id: string, ids: string[], fields: Partial<Theme> = {}): Theme => ({
  id,
  title: `Theme ${id}`,
  cards: ids,
  keywords: [],
  hidden: null,
  edited: false,
  ...fields,
})

const THEMES = [theme('t1', ['k3']), theme('t2', ['k1', 'k2', 'k4']), theme('t3', ['k5'], { hidden: 'names a person' })]

/** Eight people in two rooms, p8 the sponsor, somewhere in the middle of the day. */
function given(step: string): Session {
  let session = withPeople(newSession(), 8)
  session = does(session, laptop, 'person.role', { person: 'p8', role: 'sponsor' })
  session = does(session, laptop, 'rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 7 })
  session = does(session, laptop, 'theme.add', { theme: 'gone', title: 'Gone', cards: [] })
  session = { ...session, themes: THEMES, themesPast: [], talk: null }
  session = does(session, laptop, 'commitment.add', { commitment: 'c1', theme: 't2', what: 'Hire two' })
  session = does(session, laptop, 'commitment.set', { commitment: 'c1', field: 'owner', person: 'p2' })
  for (const field of ['by', 'givingUp'] as const)
    session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
  return openRound(at(session, step), step, `${step}.1`)
}

const STEPS = newSession().agenda.map(({ id }) => id)
const all = (session: Session, facts: LiveFacts = live) => ({
  phone: phoneView(session, facts),
  console: consoleView(session, facts),
  screen: screenView(session, facts),
  board: boardView(session, facts),
})
const commons = (session: Session, facts: LiveFacts = live) => Object.entries(all(session, facts))

/** Another round of cards, written by so many phones of a room. */
function cardRound(id: string, phonesByRoom: Record<string, number>, pooled: string[] = []): Round {
  const [step = ''] = id.split('.')
  return {
    id,
    step,
    purpose: 'card',
    slots: ['1'],
    state: 'written',
    attempt: 0,
    collectBy: null,
    seats: [],
    phones: 8,
    phonesByRoom,
    pooled,
  }
}

describe('every view', () => {
  test.each(STEPS)('parses with its schema in %s', (step) => {
    const session =
      step === 'ballot'
        ? does(given(step), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })
        : given(step)
    const views = all(session)
    for (const role of ['phone', 'console', 'screen', 'board'] as const)
      expect(VIEWS[role].safeParse(views[role]).error).toBeUndefined()
    expect(MINE.phone.safeParse(phoneMine(session, live, 'p1')).error).toBeUndefined()
    expect(views.phone.step.id).toBe(step)
  })

  test.each(STEPS)('holds no secret in %s', (step) => {
    const session = {
      ...given(step),
      facilitators: [{ id: 'key1', hash: 'HASH-of-a-key', label: 'Laptop' }],
      recovery: 'HASH-of-recovery',
      tokenKey: 'TOKEN-key',
    }
    for (const [role, view] of commons(session)) {
      const text = JSON.stringify([view, role === 'phone' ? phoneMine(session, live, 'p1') : null])
      for (const secret of ['HASH-of-a-key', 'HASH-of-recovery', 'TOKEN-key', 'ticket-p1', 'seats', 'phonesByRoom'])
        expect(text).not.toContain(secret)
    }
  })

  test('holds card texts only as samples of themes that are shown; a visitor sees none', () => {
    const seen = Object.fromEntries(
      commons(given('gather')).map(([role, view]) => [
        role,
        [...JSON.stringify(view).matchAll(/secret words of (k\d)/g)].map(([, id]) => id),
      ]),
    )
    expect(seen).toEqual({
      phone: ['k1', 'k3'],
      console: ['k1', 'k2', 'k4', 'k3', 'k5'],
      screen: ['k1', 'k2', 'k4', 'k3'],
      board: [],
    })
  })

  test('is the same whatever is held in memory before the batch', () => {
    const open = given('write')
    const rung = does(open, laptop, 'round.ring', { round: 'write.1' })
    for (const [role, view] of commons(rung)) {
      if (role !== 'board')
        expect(view).toMatchObject({ rounds: [{ id: 'write.1', state: 'collecting', phones: null }] })
    }
    const ready = does(open, phone('p3'), 'me.done', { step: 'write', done: true })
    const withoutDone = (view: object) =>
      JSON.stringify(view, (key, value) => (key === 'done' || key === 'version' ? undefined : value))
    for (const [role, view] of commons(ready)) expect(withoutDone(view)).toBe(withoutDone(all(open)[role as 'phone']))
    expect(all(ready).phone).toEqual(all(open).phone)
  })
})

describe('themes', () => {
  test('are ranked by rooms, count no pool as a room, and are not sent hidden to anyone but the console', () => {
    const { phone: view, console: driving, screen, board } = all(given('gather'))
    const ids = (themes: readonly { id: string }[]) => themes.map(({ id }) => id)
    expect(ids(driving.themes)).toEqual(['t2', 't1', 't3'])
    expect(driving.themes[0]).toMatchObject({ count: 3, rooms: 2 })
    expect(driving.themes[2]).toMatchObject({ hidden: 'names a person' })
    for (const view_ of [view, screen, board]) expect(ids(view_.themes)).toEqual(['t2', 't1'])
    expect(driving.grouping).toContainEqual({ theme: 't3', cards: ['k5'] })
  })

  test('count what is in none', () => {
    const session = does(given('gather'), laptop, 'theme.move', { cards: ['k3', 'k4'], theme: null })
    expect(all(session).phone).toMatchObject({ cards: 5, ungrouped: 2 })
  })

  test('without a name are called by their most typical card', () => {
    const session = does(given('gather'), laptop, 'theme.split', { theme: 't2', cards: ['k2'], as: 't9' })
    expect(all(session).screen.themes.find(({ id }) => id === 't9')?.title).toBe('secret words of k2')
  })
})

describe('a phone', () => {
  test('has no roster in its common part, and the names of its own room in its own', () => {
    const session = given('discuss')
    const names = session.people.filter(({ id }) => id !== 'p2').map(({ name }) => name)
    const common = JSON.stringify(all(session).phone)
    for (const name of names) expect(common).not.toContain(`"${name}"`)
    const mine = phoneMine(session, live, 'p1')
    expect(mine.room?.people).toHaveLength(4)
    expect(mine.room?.people.map(({ id }) => id)).toContain('p1')
  })

  test('knows the rounds it holds tokens in', () => {
    const session = tell(does(given('ballot'), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] }), {
      name: 'system.join',
      data: { person: seat('late') },
    })
    expect(phoneMine(session, live, 'p1').rounds).toEqual(['ballot.1'])
    expect(phoneMine(session, live, 'late').rounds).toEqual([])
  })

  test('is told how few could have written, by the smallest number of its room since the last writing', () => {
    const session = given('discuss')
    const room = phoneMine(session, live, 'p1').room?.id ?? ''
    const told = (...rounds: Round[]) => phoneMine({ ...session, rounds }, live, 'p1').room
    expect(told()).toMatchObject({ few: null, pooled: false })
    expect(told(cardRound('write.1', { [room]: 5 }))).toMatchObject({ few: null, pooled: false })
    expect(told(cardRound('write.1', { [room]: 4 }), cardRound('discuss.1', { [room]: 3 }))).toMatchObject({
      few: 3,
      pooled: false,
    })
    expect(told(cardRound('write.1', { [room]: 3 }), cardRound('write.2', { [room]: 5 }))).toMatchObject({ few: null })
    expect(told(cardRound('write.1', {}, [room]))).toMatchObject({ few: null, pooled: true })
  })

  test('sees its own hand, and predictions only as the sponsor', () => {
    let session = given('hands')
    session = does(session, phone('p8'), 'ask.predict', { question: 'support', value: 1 })
    session = does(session, phone('p1'), 'hand.show', { question: 'support', option: 2 })
    expect(phoneMine(session, live, 'p1')).toMatchObject({ hands: { support: 2 }, predictions: {} })
    expect(phoneMine(session, live, 'p8')).toMatchObject({ hands: {}, predictions: { support: 1 } })
  })
})

describe('questions', () => {
  const result = (question: string, fields: Partial<AskResult>): AskResult => ({
    question,
    round: 'baseline.1',
    eligible: 8,
    counts: [],
    values: [],
    texts: [],
    ...fields,
  })

  test('show nothing before the batch, the prediction included', () => {
    const session = does(given('baseline'), phone('p8'), 'ask.predict', { question: 'weeks', value: 6 })
    for (const view of [all(session).phone, all(session).console, all(session).screen]) expect(view.asks).toEqual([])
  })

  test('show what the thresholds let through, and beside it what the sponsor predicted', () => {
    const predicted = does(given('baseline'), phone('p8'), 'ask.predict', { question: 'weeks', value: 6 })
    const results = [
      result('clear-now', { counts: [0, 2, 3, 3, 0] }),
      result('weeks', { values: [1, 2, 3, 4, 5, 6, 7, 52] }),
      result('one-word', { texts: ['b', 'a', 'c', 'd'] }),
    ]
    const { asks } = all({ ...predicted, results }).screen
    expect(asks).toMatchObject([
      {
        question: 'clear-now',
        step: 'baseline',
        shown: { type: 'choices', level: 'counts', n: 8 },
        hands: null,
        prediction: null,
      },
      { question: 'weeks', shown: { type: 'numbers', level: 'counts' }, prediction: 6 },
      { question: 'one-word', shown: { type: 'texts', level: 'none', texts: [] }, prediction: null },
    ])
    expect(JSON.stringify(asks)).not.toContain('52')
  })

  test('asked again show the last result', () => {
    const results = [
      result('weeks', { values: [1, 1, 1, 1, 1, 1, 1, 1] }),
      result('weeks', { round: 'baseline.2', values: Array(8).fill(9) }),
    ]
    expect(all({ ...given('baseline'), results }).phone.asks).toMatchObject([{ shown: { median: 9 } }])
  })

  test('open ones count the hands as they rise, once they are asked', () => {
    expect(all(given('write')).screen.asks).toEqual([])
    const session = does(given('hands'), phone('p1'), 'hand.show', { question: 'support', option: 2 })
    expect(all(given('hands')).screen.asks).toMatchObject([{ question: 'support', hands: [0, 0, 0], shown: null }])
    expect(all(at(session, 'write')).screen.asks).toMatchObject([{ hands: [0, 0, 1] }])
  })
})

describe('a console', () => {
  test('says who is here, who is done, and why somebody is in no room', () => {
    let session = does(given('write'), phone('p1'), 'me.done', { step: 'write', done: true })
    session = does(session, laptop, 'room.place', { person: 'p5', room: null })
    const { people, rooms } = all(session).console
    expect(people.find(({ id }) => id === 'p1')).toMatchObject({ connected: true, done: true, unplaced: null })
    expect(people.find(({ id }) => id === 'p5')).toMatchObject({
      room: null,
      unplaced: expect.stringContaining('room'),
    })
    expect(rooms.map((room) => room.people).reduce((a, b) => a + b)).toBe(7)
    expect(rooms.map((room) => room.done).reduce((a, b) => a + b)).toBe(1)
    const removed = does(session, laptop, 'person.remove', { person: 'p1' })
    expect(all(removed).console.people.map(({ id }) => id)).not.toContain('p1')
  })

  test('knows what may go on a ballot now', () => {
    const session = given('ballot')
    expect(all(session).console.ready).toEqual(['c1'])
    expect(all(does(session, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })).console.ready).toEqual(
      [],
    )
  })

  test('knows what undo would take back', () => {
    const session = does(given('gather'), laptop, 'theme.merge', { into: 't1', from: 't2' })
    expect(all(session).console).toMatchObject({ undo: 'Merged “Theme t2” into “Theme t1”', redo: null, past: 1 })
    const back = does(session, laptop, 'theme.undo', { redo: false, past: 1 })
    expect(all(back).console).toMatchObject({ undo: null, redo: 'Merged “Theme t2” into “Theme t1”', past: 0 })
  })

  test('shows the agenda as it stands and what blocks the next step', () => {
    const session = { ...given('draft'), visited: ['lobby', 'frame', 'board'], skipped: ['hands'] }
    const states = Object.fromEntries(all(session).console.agenda.map(({ step, state }) => [step.id, state]))
    expect(states).toMatchObject({ lobby: 'done', hands: 'skipped', draft: 'now', ballot: 'ahead', board: 'done' })
    expect(all(session).console.blocked).toBe(null)
    expect(all({ ...session, commitments: [] }).console.blocked).toBe('nothing-ready')
    expect(all(session).console).toMatchObject({ index: 7, of: 10 })
  })
})

describe('the projector', () => {
  test('names people in the lobby and in their rooms, and nowhere else', () => {
    expect(all(given('lobby')).screen.names).toHaveLength(8)
    expect(all(given('write')).screen.names).toEqual([])
    expect(all(given('write')).screen.rooms.flatMap(({ people }) => people)).toHaveLength(8)
    expect(all(given('write')).screen).toMatchObject({ people: 8, connected: 2, done: 0 })
  })

  test('stays complete while it is dark: the page hides it', () => {
    const dark = does(given('gather'), laptop, 'blackout.set', { on: true })
    expect(all(dark).screen).toMatchObject({ blackout: true, themes: [{ id: 't2' }, { id: 't1' }] })
  })
})

test('the board’s key is everyone’s from the close on, and before that the console’s alone', () => {
  const keys = (session: Session) => [all(session).phone.boardKey, all(session).screen.boardKey]
  expect(keys(given('board'))).toEqual([null, null])
  expect(keys(given('close'))).toEqual(['boardkey', 'boardkey'])
  expect(keys({ ...given('board'), visited: ['close'] })).toEqual(['boardkey', 'boardkey'])
  expect(keys(does(given('board'), laptop, 'session.end', {}, MOMENT))).toEqual(['boardkey', 'boardkey'])
  expect(all(given('write')).console.boardKey).toBe('boardkey')
})

test('commitments name people, their theme and what is missing; a hidden theme lends no name', () => {
  const session = given('draft')
  expect(all(session).phone.commitments).toMatchObject([
    {
      id: 'c1',
      theme: { id: 't2', name: 'Theme t2' },
      owner: { id: 'p2' },
      accepted: false,
      missing: [],
      waived: ['by', 'givingUp'],
      ballots: [],
    },
  ])
  const hidden = does(session, laptop, 'theme.hide', { theme: 't2', reason: 'names a person' })
  expect(all(hidden).board.commitments[0]?.theme).toBe(null)
})
