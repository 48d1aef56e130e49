// A proposal laid over what people did: their themes stay, sets keep their ids, all of it can be taken back; and the ranking.
import { describe, expect, test } from 'vitest'
import { heldCards } from '../../server/core/themes-hand.ts'
import { rankThemes } from '../../server/core/themes-rank.ts'
import type { Finding, Session, Theme } from '../../shared/model.ts'
import type { EchoShown } from '../../shared/thresholds.ts'
import { does, laptop, tell } from './given-session.ts'
import { FINDING, gathered, shape, theme, three, undo } from './given-themes.ts'

describe('the machine’s proposal', () => {
  const propose = (session: Session, ...themes: Theme[]) =>
    tell(session, { name: 'system.themes', data: { themes, finding: FINDING } })

  test('is taken as it is the first time, and cannot be taken back then', () => {
    const session = propose(gathered(), theme('n1', 'abc'), theme('n2', 'de'))
    expect(shape(session)).toEqual(['n1:abc', 'n2:de'])
    expect(session.themesPast).toEqual([])
  })

  test('made by itself replaces the machine’s first one as long as nobody did anything: there is nothing to take back', () => {
    const again = (session: Session, ...themes: Theme[]) =>
      tell(session, { name: 'system.themes', data: { themes, finding: FINDING, byItself: true } })
    const first = again(gathered(), theme('n1', 'abc'))
    const second = again(first, theme('n2', 'abcd'), theme('n3', 'ef'))
    expect(shape(second)).toEqual(['n1:abcd', 'n3:ef'])
    expect(second.themesPast).toEqual([])
    // Asked for, by somebody who saw the one before: that can be taken back.
    const asked = propose(second, theme('n1', 'ab'), theme('n4', 'cdef'))
    expect(asked.themesPast.map(({ says }) => says)).toEqual(['New proposal'])
    expect(shape(undo(asked))).toEqual(['n1:abcd', 'n3:ef'])
    // Once somebody edited, every later one can be taken back, also one that came by itself.
    const edited = does(second, laptop, 'theme.rename', { theme: 'n1', title: 'Ours' })
    const later = again(edited, theme('n3', 'efg'))
    expect(later.themesPast.map(({ says }) => says)).toEqual([expect.stringMatching(/^Renamed/), 'New proposal'])
    // What the room's answers made of it is no second thought of the machine.
    const room = tell(second, {
      name: 'system.themes',
      data: {
        themes: [theme('n1', 'abc')],
        finding: { ...FINDING, made: { ...FINDING.made, answers: 40 } },
        byItself: true,
      },
    })
    expect(room.themesPast.map(({ says }) => says)).toEqual(['The room’s sorting'])
  })

  test('leaves alone what people edited, and their cards with it', () => {
    const edited = does(three(), laptop, 'theme.rename', { theme: 't1', title: 'Ours' })
    const session = propose(edited, theme('n1', 'abde'), theme('n2', 'cx'), theme('n3', 'fgh'))
    expect(shape(session)).toEqual(['t1:abc!', 't2:de', 't3:fgh'])
    expect(session.themes[0]?.title).toBe('Ours')
  })

  test('lets late cards join a theme that people made, and changes nothing else of it', () => {
    const edited = does(three(), laptop, 'theme.rename', { theme: 't1', title: 'Ours' })
    const session = propose(edited, theme('t1', 'abcz', { title: 'Theirs' }), theme('n2', 'de'), theme('n3', 'fgh'))
    expect(shape(session)).toEqual(['t1:abcz!', 't2:de', 't3:fgh'])
    expect(session.themes[0]?.title).toBe('Ours')
    expect(undo(session).themes).toEqual(edited.themes)
  })

  test('takes out again what it let join, until somebody touches the theme', () => {
    const edited = does(three(), laptop, 'theme.rename', { theme: 't1', title: 'Ours' })
    const coarser = propose(edited, theme('t1', 'abcde'), theme('n3', 'fgh'))
    expect(shape(coarser)).toEqual(['t1:abcde!', 't3:fgh'])
    expect(shape(propose(coarser, theme('t1', 'abc'), theme('n2', 'de'), theme('n3', 'fgh')))).toEqual([
      't1:abc!',
      'n2:de',
      't3:fgh',
    ])
    const touched = does(coarser, laptop, 'theme.move', { cards: ['a'], theme: null })
    expect(shape(propose(touched, theme('t1', 'bc'), theme('n2', 'dea'), theme('n3', 'fgh')))).toEqual([
      't1:bcde!',
      't3:fgh',
    ])
    expect([...heldCards(coarser)]).toEqual([['t1', ['a', 'b', 'c']]])
    expect([...heldCards(touched)]).toEqual([['t1', ['b', 'c', 'd', 'e']]])
  })

  test('keeps the id of a set that is mostly the same', () => {
    expect(shape(propose(three(), theme('n1', 'abx'), theme('n2', 'fghyzw'), theme('n3', 'dq')))).toEqual([
      't1:abx',
      't3:fghyzw',
      'n3:dq',
    ])
  })

  test('that says the same again changes nothing', () => {
    const session: Session = { ...three(), finding: FINDING }
    expect(
      propose(
        session,
        theme('n1', 'abc', { title: 'Title t1' }),
        theme('n2', 'de', { title: 'Title t2' }),
        theme('n3', 'fgh', { title: 'Title t3' }),
      ),
    ).toBe(session)
  })

  test('names what it found by the ids that themes have here, and only themes that came to be', () => {
    const edited = does(three(), laptop, 'theme.rename', { theme: 't1', title: 'Ours' })
    const themes = [theme('n1', 'abx'), theme('n2', 'de'), theme('n3', 'yz'), theme('n4', 'c')]
    const finding: Finding = {
      ...FINDING,
      themes: themes.map(({ id, cards }) => ({ theme: id, people: 2, weakest: [...cards.slice(0, 1)] })),
      mayBeOne: [
        { a: 'n2', b: 'n3' },
        { a: 'n2', b: 'n4' },
      ],
    }
    const session = tell(edited, { name: 'system.themes', data: { themes, finding } })
    expect(shape(session)).toEqual(['t1:abc!', 't2:de', 'n3:yz'])
    expect(session.finding?.themes.map((one) => one.theme)).toEqual(['t2', 'n3'])
    expect(session.finding?.mayBeOne).toEqual([{ a: 't2', b: 'n3' }])
  })

  test('never gives one id to two themes, though the cards that made it one were taken away meanwhile', () => {
    const session = gathered(theme('t1', 'abcd'), theme('mine', 'b', { edited: true }))
    // as it was proposed before somebody took b: half of t1 each, and the first was taken for it
    expect(shape(propose(session, theme('t1', 'abe'), theme('n2', 'cd')))).toEqual(['mine:b!', 't1:ae', 'n2:cd'])
  })

  test('says what kind of proposal it was', () => {
    const made = (fields: Partial<Finding['made']>): Finding => ({ ...FINDING, made: { ...FINDING.made, ...fields } })
    const says = (before: Finding | null, after: Finding) =>
      tell(
        { ...three(), finding: before },
        { name: 'system.themes', data: { themes: [theme('n1', 'abcdef')], finding: after } },
      ).themesPast.at(-1)?.says
    expect(says(null, FINDING)).toBe('New proposal')
    expect(says(FINDING, made({ tau: 0.13 }))).toBe('Coarser themes')
    expect(says(FINDING, made({ tau: 0.17, answers: 90 }))).toBe('Finer themes')
    expect(says(FINDING, made({ answers: 90 }))).toBe('The room’s sorting')
    // with other cards another threshold is usual: nobody asked for it
    expect(says(FINDING, made({ tau: 0.17, cards: 300 }))).toBe('New proposal')
  })

  test('can be taken back', () => {
    const session = three()
    expect(undo(propose(session, theme('n1', 'abcdefgh'))).themes).toEqual(session.themes)
  })
})

describe('the ranking', () => {
  const rooms: Record<string, string | null> = {
    a: 'r1',
    b: 'r2',
    c: 'r3',
    d: 'r1',
    e: 'r1',
    f: 'r1',
    g: 'r2',
    h: null,
  }
  const cards = new Map(
    Object.entries(rooms).map(([id, room]) => [id, { id, kind: 'note', text: id, round: 'write.1', room }]),
  )

  test('puts distinct rooms before cards before titles, and hidden themes last', () => {
    const themes = [
      theme('many', 'def'),
      theme('hidden', 'abc', { hidden: 'said twice' }),
      theme('b', 'ag', { title: 'B' }),
      theme('a', 'bd', { title: 'A' }),
      theme('wide', 'abc'),
    ]
    expect(rankThemes(themes, cards).map(({ theme: { id } }) => id)).toEqual(['wide', 'a', 'b', 'many', 'hidden'])
  })

  test('counts no room for cards of the pool, nor for cards that are not there', () => {
    const roomsOf = (ids: string) => rankThemes([theme('t', ids)], cards)[0]?.concentration.rooms
    expect(roomsOf('hq')).toBe(0)
    expect(roomsOf('ahq')).toBe(1)
  })

  test('puts functions that echoed before people who did, and people before cards', () => {
    const shown = (people: number | null, functions: number | null, word: EchoShown['word'] = null): EchoShown => ({
      level: people === null ? 'bands' : 'counts',
      n: people === null ? null : 20,
      people,
      word,
      functions: functions === null ? null : { echoed: functions, countable: 4 },
    })
    const order = (echoes: Record<string, EchoShown>) =>
      rankThemes(
        [theme('many', 'abd'), theme('b', 'ag'), theme('c', 'eg'), theme('d', 'bf')],
        cards,
        (id) => echoes[id] ?? null,
      ).map(({ theme: { id } }) => id)
    expect(order({})).toEqual(['many', 'b', 'c', 'd'])
    expect(order({ c: shown(9, 1), d: shown(12, null), b: shown(3, null) })).toEqual(['c', 'd', 'b', 'many'])
    expect(order({ c: shown(null, null, 'few'), d: shown(null, null, 'most') })).toEqual(['d', 'c', 'many', 'b'])
  })
})
