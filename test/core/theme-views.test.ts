// What themes say of themselves: how far they reach, what was found of them, what changed, and which rooms stayed silent.
import { describe, expect, test } from 'vitest'
import type { LiveFacts } from '../../server/core/live-facts.ts'
import { newRound } from '../../server/core/rounds.ts'
import { silentRooms } from '../../server/core/silent-rooms.ts'
import { putByHand } from '../../server/core/themes-hand.ts'
import { foundView } from '../../server/core/view/found-view.ts'
import { themeChanges } from '../../server/core/view/theme-changes.ts'
import { hiddenThemes, themeViews } from '../../server/core/view/theme-views.ts'
import type { Echo, Finding, Round, Session, Theme } from '../../shared/model.ts'
import { at, does, laptop, newSession, tell, withPeople } from './given-session.ts'
import { live as facts } from './given-views.ts'

const theme = (id: string, cards: string[], fields: Partial<Theme> = {}): Theme => ({
  id,
  title: `Title ${id}`,
  cards,
  keywords: [],
  hidden: null,
  edited: false,
  ...fields,
})

/** Ids `r1.0` …, in the room before the dot; `pool.0` … in none. */
function cardsOf(counts: Readonly<Record<string, number>>): LiveFacts['cards'] {
  const ids = Object.entries(counts).flatMap(([room, count]) =>
    Array.from({ length: count }, (_, i) => ({ id: `${room}.${i}`, room: room === 'pool' ? null : room })),
  )
  return new Map(ids.map(({ id, room }) => [id, { id, kind: 'note', text: `words of ${id}`, round: 'write.1', room }]))
}

const WIDE = cardsOf({ r1: 6, r2: 6, r3: 6, r4: 1, pool: 2 })
const gathered = (...themes: Theme[]): Session => ({ ...at(withPeople(newSession(), 12), 'gather'), themes })
const heard = (id: string, people: number, echoed: readonly number[], phones = 40): Echo => ({
  theme: id,
  round: 'e1',
  title: `Title ${id}`,
  heard: {
    phones,
    people,
    functions: echoed.map((count, i) => ({
      fn: ['Sales', 'Product', 'Finance', 'Operations'][i] ?? '',
      of: 10,
      people: count,
    })),
  },
})

describe('how far a theme reaches', () => {
  const signal = theme('t1', ['r1.0', 'r2.0', 'r3.0'])
  const reach = (session: Session, cards = WIDE) => themeViews(session, { cards }, 'visible').map((one) => one.reach)

  test('in one word and in words for people, against what chance would give', () => {
    const session = gathered(
      signal,
      theme('t2', ['r1.1', 'r1.2']),
      theme('t3', ['r2.1', 'r2.2', 'r2.3', 'r2.4', 'r3.1']),
      theme('t4', ['r1.3', 'r2.5']),
    )
    const views = themeViews(session, { cards: WIDE }, 'visible')
    expect(views.map(({ id, reach: one }) => [id, one?.word])).toEqual([
      ['t1', 'signal'],
      ['t3', 'local'],
      ['t4', 'some'],
      ['t2', 'single'],
    ])
    expect(views[0]?.reach?.says).toMatch(
      /^Organisational signal: 3 of 4 rooms \(chance would give \d\.\d\), rooms only$/,
    )
    expect(views[0]?.rooms).toBe(3)
  })

  test('under fifteen cards nothing of the kind is claimed', () => {
    expect(reach(gathered(signal), cardsOf({ r1: 5, r2: 5, r3: 3, r4: 1 }))).toEqual([null])
    expect(reach(gathered(signal), cardsOf({ r1: 5, r2: 5, r3: 4, r4: 1 }))[0]?.word).toBe('signal')
  })

  test('functions have a say once they were heard, and may be told', () => {
    const echoed = (echo: Echo): Session => ({ ...gathered(signal), echoes: [echo] })
    expect(reach(echoed(heard('t1', 20, [5, 5, 5, 5])))[0]?.says).toContain('echoed in 4 functions')
    expect(reach(echoed({ ...heard('t1', 20, [5, 5, 5, 5]), heard: null }))[0]?.says).toContain('rooms only')
    expect(reach(echoed(heard('t2', 20, [5, 5, 5, 5])))[0]?.says).toContain('rooms only')
  })

  test('nothing that thresholds hide decides a word, a sentence or the order', () => {
    // four phones: whatever they said, everything looks the same
    const few = (people: number, echoed: readonly number[]): Session => ({
      ...gathered(signal, theme('t4', ['r1.3', 'r2.5']), theme('t5', ['r1.4', 'r3.5'])),
      echoes: [heard('t4', people, echoed, 4), heard('t5', 4 - people, echoed, 4)],
    })
    const seen = [few(0, []), few(4, [4, 0, 0, 0]), few(2, [1, 1, 0, 0])].map((session) =>
      JSON.stringify(themeViews(session, { cards: WIDE }, 'hidden')),
    )
    expect(new Set(seen).size).toBe(1)
    // from five to seven a word is shown, so within a word everything looks the same
    const bands = (people: number): Session => ({
      ...gathered(signal, theme('t4', ['r1.3', 'r2.5']), theme('t5', ['r1.4', 'r3.5'])),
      echoes: [heard('t4', people, [], 7), heard('t5', 7, [], 7)],
    })
    const [five, six, two] = [bands(5), bands(6), bands(2)].map((session) =>
      JSON.stringify(themeViews(session, { cards: WIDE }, 'visible')),
    )
    expect(five).toBe(six)
    expect(five).not.toBe(two)
  })
})

describe('what was found', () => {
  const finding: Finding = {
    made: { pipeline: 'p', model: 'm', prior: 'c', tau: 0.17, cards: 20, piles: 2, answers: 90 },
    themes: [
      { theme: 't1', people: 7, weakest: ['r1.0', 'r2.0'] },
      { theme: 't2', people: 2, weakest: ['r1.1'] },
    ],
    mayBeOne: [{ a: 't1', b: 't2' }],
  }
  const session = { ...gathered(theme('t1', ['r1.0', 'r2.0', 'r3.0']), theme('t2', ['r1.1', 'r1.2'])), finding }

  test('is told with few people hidden', () => {
    expect(foundView(session, { ...facts, reading: 5 })).toEqual({
      answers: 90,
      tau: 0.17,
      reading: 5,
      themes: [
        { theme: 't1', people: 7, weakest: ['r1.0', 'r2.0'] },
        { theme: 't2', people: null, weakest: ['r1.1'] },
      ],
      mayBeOne: [{ a: 't1', b: 't2' }],
    })
    expect(foundView(gathered(), facts)).toEqual({ answers: 0, tau: null, reading: 0, themes: [], mayBeOne: [] })
  })

  test('holds only for what is still where it was put', () => {
    const moved = does(session, laptop, 'theme.move', { cards: ['r1.0'], theme: 't2' })
    expect(foundView(moved, facts).themes[0]?.weakest).toEqual(['r2.0'])
    const merged = does(session, laptop, 'theme.merge', { into: 't1', from: 't2' })
    expect(foundView(merged, facts)).toMatchObject({ themes: [{ theme: 't1' }], mayBeOne: [] })
    const hidden = does(session, laptop, 'theme.hide', { theme: 't2', reason: 'names a person' })
    expect(foundView(hidden, facts).mayBeOne).toEqual([])
  })
})

describe('what the last edit changed', () => {
  const live = { cards: WIDE }
  const three = () => gathered(theme('t1', ['r1.0', 'r1.1']), theme('t2', ['r2.0', 'r2.1']))

  test('nothing yet', () => {
    expect(themeChanges(three(), live)).toEqual({ says: null, cards: [], themes: [] })
  })

  test('a merge takes a theme away, a split makes one, a hidden one moves no card', () => {
    expect(themeChanges(does(three(), laptop, 'theme.merge', { into: 't1', from: 't2' }), live)).toEqual({
      says: 'Merged “Title t2” into “Title t1”',
      cards: [
        { card: 'r2.0', from: 't2', to: 't1' },
        { card: 'r2.1', from: 't2', to: 't1' },
      ],
      themes: [{ theme: 't2', title: 'Title t2', state: 'gone' }],
    })
    expect(
      themeChanges(does(three(), laptop, 'theme.split', { theme: 't1', cards: ['r1.1'], as: 't9' }), live),
    ).toEqual({
      says: 'Split “Title t1”',
      cards: [{ card: 'r1.1', from: 't1', to: 't9' }],
      themes: [{ theme: 't9', title: 'words of r1.1', state: 'new' }],
    })
    expect(
      themeChanges(does(three(), laptop, 'theme.hide', { theme: 't1', reason: 'said twice' }), live).cards,
    ).toEqual([])
  })

  test('cards come from, and go to, where nothing is grouped; a proposal is a change like any other', () => {
    const out = does(three(), laptop, 'theme.move', { cards: ['r1.0'], theme: null })
    expect(themeChanges(out, live).cards).toEqual([{ card: 'r1.0', from: 't1', to: null }])
    const proposed = tell(three(), {
      name: 'system.themes',
      data: {
        themes: [theme('n1', ['r1.0', 'r1.1', 'r3.0']), theme('n2', ['r2.0', 'r2.1'])],
        finding: {
          made: { pipeline: 'p', model: null, prior: null, tau: 0.15, cards: 20, piles: 0, answers: 0 },
          themes: [],
          mayBeOne: [],
        },
      },
    })
    expect(themeChanges(proposed, live)).toMatchObject({
      says: 'New proposal',
      cards: [{ card: 'r3.0', from: null, to: 't1' }],
      themes: [],
    })
    expect([...putByHand(proposed, 't1')]).toEqual([])
    expect([...putByHand(does(proposed, laptop, 'theme.move', { cards: ['r2.0'], theme: 't1' }), 't1')]).toEqual([
      'r2.0',
    ])
  })
})

test('everybody is told why themes are hidden and how many, never which', () => {
  const session = gathered(
    theme('t1', [], { hidden: 'names a person' }),
    theme('t2', []),
    theme('t3', [], { hidden: 'said twice' }),
    theme('t4', [], { hidden: 'said twice' }),
  )
  expect(hiddenThemes(session)).toEqual([
    { reason: 'said twice', themes: 2 },
    { reason: 'names a person', themes: 1 },
  ])
})

describe('a room that stayed silent', () => {
  const round = (fields: Partial<Round>): Round => ({
    ...newRound('write.1', 'write', { purpose: 'card', slots: ['1', '2'] }, ['p1']),
    state: 'written',
    phonesByRoom: { r1: 4, r2: 3, r3: 5 },
    ...fields,
  })
  function rooms(...rounds: Round[]): Session {
    const session = does(gathered(), laptop, 'rooms.split', { by: 'count', n: 3, mix: 'spread', seed: 7 })
    return { ...session, rooms: session.rooms.map((room, i) => ({ ...room, id: `r${i + 1}` })), rounds }
  }
  const silent = (session: Session, counts: Record<string, number>) =>
    silentRooms(session, { cards: cardsOf(counts) }).map(({ id }) => id)

  test('although enough of its people took part', () => {
    expect(silent(rooms(round({})), { r1: 3, r3: 2 })).toEqual(['r2'])
    expect(silent(rooms(round({})), { r1: 3, r2: 1, r3: 2 })).toEqual([])
  })

  test('is never named where too few took part, or where its cards went to the pool', () => {
    expect(silent(rooms(round({ phonesByRoom: { r1: 4, r2: 2 } })), { r1: 3 })).toEqual([])
    const pooled = round({ pooled: ['r2'] })
    expect(silent(rooms(pooled), { r1: 3, r3: 2, pool: 2 })).toEqual([])
    // pooled once is enough: its cards may be among those
    expect(silent(rooms(pooled, round({ id: 'write.2' })), { r1: 3, r3: 2, pool: 2 })).toEqual([])
  })

  test('follows a higher floor, and the strict rule', () => {
    const session = rooms(round({ phonesByRoom: { r1: 6, r2: 4, r3: 6 } }))
    expect(silent({ ...session, floors: { ...session.floors, room: 5 } }, { r1: 3, r3: 2 })).toEqual([])
    const agenda = session.agenda.map((step) =>
      step.kind === 'write' ? { ...step, settings: { ...step.settings, strict: true } } : step,
    )
    expect(silent({ ...session, agenda }, { r1: 3, r3: 2 })).toEqual([])
    expect(silent(session, { r1: 3, r3: 2 })).toEqual(['r2'])
  })

  test('is none any more once cards were taken back: one that did so was not silent', () => {
    const both = { r1: 3, r2: 1, r3: 2 }
    const session = rooms(round({}))
    expect(silent(session, both)).toEqual([])
    expect(silent({ ...session, withdrawn: 1 }, { r1: 3, r3: 2 })).toEqual([])
  })

  test('is nobody while cards are still to come, or nothing was written at all', () => {
    expect(silent(rooms(round({}), round({ id: 'write.2', state: 'collecting' })), { r1: 3 })).toEqual([])
    expect(silent(rooms(round({})), {})).toEqual([])
    expect(silent(rooms(), { r1: 3 })).toEqual([])
  })
})
