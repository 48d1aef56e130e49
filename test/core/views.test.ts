// What each role is shown: views that parse, that hold no secret and no card outside a theme, and that wait for the batch.
import { describe, expect, test } from 'vitest'
import { phoneMine } from '../../server/core/view/phone-view.ts'
import type { Session } from '../../shared/model.ts'
import { MINE, VIEWS } from '../../shared/views.ts'
import { does, laptop, MOMENT, newSession, phone } from './given-session.ts'
import { all, commons, given, live } from './given-views.ts'

const STEPS = newSession().agenda.map(({ id }) => id)

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
      keys: {
        issue: 'PUBLIC',
        sign: 'PUBLIC',
        secret: { issue: 'TOKEN-key', sign: 'SIGNING-key' },
        before: [],
        next: {
          issue: 'PUBLIC',
          sign: 'PUBLIC',
          secret: { issue: 'NEXT-token-key', sign: 'NEXT-signing-key' },
          vouched: 'VOUCHED',
        },
      },
    }
    for (const [role, view] of commons(session)) {
      const text = JSON.stringify([view, role === 'phone' ? phoneMine(session, live, 'p1') : null])
      for (const secret of [
        'HASH-of-a-key',
        'HASH-of-recovery',
        'TOKEN-key',
        'NEXT-token-key',
        'NEXT-signing-key',
        'SIGNING-key',
        'ticket-p1',
        'seats',
        'phonesByRoom',
      ])
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

  test('holds no question of another room before people gather, and neither it nor a theme while they still sort', () => {
    const unknown = { id: 'k9', kind: 'unknown', text: 'secret question', round: 'write.1', room: 'r1' }
    const facts = { ...live, cards: new Map([...live.cards, ['k9', unknown]]) }
    const seen = (session: Session) =>
      commons(session, facts).flatMap(([role, view]) =>
        JSON.stringify(view).includes('secret question') ? [role] : [],
      )
    const written = (step: string) => ({ ...given(step), rounds: [...given('write').rounds, ...given(step).rounds] })
    const sorting = { step: 'gather', state: 'open', endsAt: 9, each: 12, answers: 0 } as const
    expect(seen(written('discuss'))).toEqual(['console'])
    expect(seen({ ...written('gather'), sorting })).toEqual(['console'])
    expect(seen(written('gather')).sort()).toEqual(['console', 'phone', 'screen'])
    const themes = ({ phone, screen, board }: ReturnType<typeof all>) =>
      [phone, screen, board].map((view) => view.themes.length)
    expect(themes(all({ ...written('gather'), sorting }, facts))).toEqual([0, 0, 0])
    expect(themes(all(written('gather'), facts))).toEqual([2, 2, 2])
  })

  test('holds a question of a live check-in’s room back, though the offsite’s were gathered', () => {
    const { rounds, agenda, ...gathered } = given('gather')
    const write = agenda.find(({ id }) => id === 'write')
    if (write === undefined) throw new Error('no such step')
    const more = { ...write, id: 'more' }
    const session = {
      ...gathered,
      agenda: [...agenda.filter(({ kind }) => kind === 'lobby' || kind === 'close'), more],
      step: 'more',
      visited: ['gather'],
      rounds: [
        ...given('write').rounds,
        ...given('write').rounds.map((one) => ({ ...one, id: 'more.1', step: 'more' })),
      ],
      afterwards: { ...gathered.afterwards, reconvened: [{ checkin: 'day30', before: agenda }] },
    }
    const question = (id: string, round: string) => ({ id, kind: 'unknown', text: `secret ${id}`, round, room: 'r1' })
    const cards = [question('k8', 'write.1'), question('k9', 'more.1')].map((card) => [card.id, card] as const)
    const { phone } = all(session, { ...live, cards: new Map(cards) })
    expect(phone.openQuestions.map(({ card }) => card)).toEqual(['k8'])
  })

  test('tells a visitor no title that is a card’s own words, whatever was done to its theme', () => {
    const texts: readonly string[] = [
      'The boss decides it alone',
      'Nobody asks us. Ever.',
      'Hiring takes half a year and then they leave',
    ]
    const cards = new Map(
      texts.map((text, i) => [`c${i}`, { id: `c${i}`, kind: 'note', text, round: 'write.1', room: 'r1' }]),
    )
    const titles = (...given_: string[]) => {
      const themes = given_.map((title, i) => ({
        ...{ id: `t${i}`, title, cards: [`c${i}`], keywords: ['word'] },
        ...{ hidden: null, edited: true },
      }))
      return all({ ...given('gather'), themes }, { ...live, cards }).board.themes.map(({ title }) => title)
    }
    expect(titles('The boss decides it alone', 'Nobody asks us', 'Hiring takes half a year…')).toEqual(
      Array(3).fill('word'),
    )
    expect(titles('', '', '')).toEqual(Array(3).fill('word'))
    expect(titles('The boss', 'Nobody asks', 'Hiring').sort()).toEqual(['Hiring', 'Nobody asks', 'The boss'])
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
