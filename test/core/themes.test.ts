// Themes in people's hands: every edit by its rule, and all of it reversible, whatever was proposed in between.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommandData } from '../../shared/commands.ts'
import { LIMITS } from '../../shared/limits.ts'
import { type Session, Session as SessionSchema } from '../../shared/model.ts'
import { decideBy, does, laptop, phone, refused, tell } from './given-session.ts'
import { FINDING, gathered, shape, theme, three, undo } from './given-themes.ts'

describe('edits', () => {
  test('merge: the cards of one go to the other, which keeps its name', () => {
    const session = does(three(), laptop, 'theme.merge', { into: 't1', from: 't3' })
    expect(shape(session)).toEqual(['t1:abcfgh!', 't2:de'])
    expect(session.themes[0]?.title).toBe('Title t1')
    expect(session.themesPast.at(-1)?.says).toBe('Merged “Title t3” into “Title t1”')
    refused(session, laptop, 'theme.merge', { into: 't1', from: 't3' }, 'not-found')
    expect(does(session, laptop, 'theme.merge', { into: 't1', from: 't1' })).toBe(session)
  })

  test('split: some cards become a theme of their own, beside the first', () => {
    const session = does(three(), laptop, 'theme.split', { theme: 't1', cards: ['b', 'x'], as: 't9' })
    expect(shape(session)).toEqual(['t1:ac!', 't9:b!', 't2:de', 't3:fgh'])
    expect(session.themes[1]?.title).toBe('')
    expect(does(session, laptop, 'theme.split', { theme: 't1', cards: ['b'], as: 't9' })).toBe(session)
    refused(session, laptop, 'theme.split', { theme: 't1', cards: ['x'], as: 't8' }, 'not-found')
    expect(does(session, laptop, 'theme.split', { theme: 't2', cards: ['d', 'e'], as: 't8' })).toBe(session)
  })

  test('rename: a line that is not empty', () => {
    const session = does(three(), laptop, 'theme.rename', { theme: 't2', title: '  Not enough\npeople ' })
    expect(session.themes[1]).toMatchObject({ title: 'Not enough people', edited: true })
    expect(does(session, laptop, 'theme.rename', { theme: 't2', title: 'Not enough people' })).toBe(session)
    refused(session, laptop, 'theme.rename', { theme: 't2', title: ' \u200b ' }, 'empty')
    refused(session, laptop, 'theme.rename', { theme: 't2', title: 'a'.repeat(LIMITS.themeTitle + 1) }, 'too-long')
    refused(session, laptop, 'theme.rename', { theme: 't7', title: 'a' }, 'not-found')
  })

  test('move: a card is in one theme at most; a theme that lost its last card goes', () => {
    expect(shape(does(three(), laptop, 'theme.move', { cards: ['a', 'd'], theme: 't3' }))).toEqual([
      't1:bc!',
      't2:e!',
      't3:fghad!',
    ])
    expect(shape(does(three(), laptop, 'theme.move', { cards: ['d', 'e'], theme: null }))).toEqual(['t1:abc', 't3:fgh'])
    const session = three()
    expect(does(session, laptop, 'theme.move', { cards: ['a'], theme: 't1' })).toBe(session)
    refused(session, laptop, 'theme.move', { cards: ['a'], theme: 't7' }, 'not-found')
  })

  test('add: with a name or with cards', () => {
    const session = does(three(), laptop, 'theme.add', { theme: 't4', title: 'New', cards: ['a', 'z'] })
    expect(shape(session)).toEqual(['t1:bc!', 't2:de', 't3:fgh', 't4:az!'])
    expect(does(session, laptop, 'theme.add', { theme: 't4', title: 'Again', cards: [] })).toBe(session)
    expect(shape(does(session, laptop, 'theme.add', { theme: 't5', title: 'Empty', cards: [] }))).toContain('t5:!')
    refused(session, laptop, 'theme.add', { theme: 't5', title: '', cards: [] }, 'empty')
    const full = gathered(...Array.from({ length: LIMITS.themes }, (_, i) => theme(`t${i}`, 'a')))
    refused(full, laptop, 'theme.add', { theme: 'more', title: 'more', cards: [] }, 'too-many')
  })

  test('hide: with a reason, until it is shown again', () => {
    const session = does(three(), laptop, 'theme.hide', { theme: 't1', reason: 'names a person' })
    expect(session.themes[0]).toMatchObject({ hidden: 'names a person', edited: true })
    expect(does(session, laptop, 'theme.hide', { theme: 't1', reason: null }).themes[0]?.hidden).toBe(null)
    refused(session, laptop, 'theme.hide', { theme: 't1', reason: '  ' }, 'empty')
  })

  test('are the facilitator’s', () => {
    refused(three(), phone('p1'), 'theme.rename', { theme: 't1', title: 'mine' }, 'forbidden')
  })
})

describe('undo', () => {
  test('a double tap takes back one edit', () => {
    const edited = does(does(three(), laptop, 'theme.hide', { theme: 't1', reason: 'a' }), laptop, 'theme.hide', {
      theme: 't2',
      reason: 'b',
    })
    const past = edited.themesPast.length
    const once = does(edited, laptop, 'theme.undo', { redo: false, past })
    expect(does(once, laptop, 'theme.undo', { redo: false, past })).toBe(once)
    expect(once.themes.map(({ hidden }) => hidden)).toEqual(['a', null, null])
  })

  test('with nothing to take back changes nothing', () => {
    const session = three()
    expect(undo(session)).toBe(session)
    expect(undo(session, true)).toBe(session)
  })

  test('a new edit ends what could be put back', () => {
    const back = undo(does(three(), laptop, 'theme.merge', { into: 't1', from: 't2' }))
    expect(does(back, laptop, 'theme.hide', { theme: 't1', reason: 'a' }).themesFuture).toEqual([])
  })

  const cards = [...'abcdefgh']
  const someCards = fc.uniqueArray(fc.constantFrom(...cards, 'y', 'z'), { minLength: 1, maxLength: 4 })
  const id = fc.constantFrom('t1', 't2', 't3', 't4', 't5')
  const title = fc.constantFrom('One', 'Two', 'Three')
  const edit = fc.oneof(
    fc.record({ into: id, from: id }).map((data) => ['theme.merge', data] as const),
    fc.record({ theme: id, cards: someCards, as: id }).map((data) => ['theme.split', data] as const),
    fc.record({ theme: id, title }).map((data) => ['theme.rename', data] as const),
    fc.record({ cards: someCards, theme: fc.option(id) }).map((data) => ['theme.move', data] as const),
    fc.record({ theme: id, title, cards: someCards }).map((data) => ['theme.add', data] as const),
    fc.record({ theme: id, reason: fc.option(title) }).map((data) => ['theme.hide', data] as const),
  )
  const proposal = fc.array(someCards, { maxLength: 4 }).map((sets) => {
    const seen = new Set<string>()
    const fresh = sets.map((set) => set.filter((card) => !seen.has(card) && seen.add(card)))
    return fresh.map((set) => set.join(''))
  })

  type Step = { edit: readonly [string, unknown] } | { proposal: string[] }

  /** Ids of proposed themes are drawn afresh each time; `at` tells the proposals of one run apart. */
  function run(session: Session, step: Step, at: number): Session {
    if ('proposal' in step) {
      const themes = step.proposal.map((set, i) => theme(`n${at}-${i}`, set))
      return tell(session, { name: 'system.themes', data: { themes, finding: FINDING } })
    }
    const [name, data] = step.edit
    const decision = decideBy(session, laptop, name as 'theme.merge', data as CommandData<'theme.merge'>)
    return decision.ok ? decision.session : session
  }

  const steps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: edit.map((one) => ({ edit: one })) },
      { weight: 1, arbitrary: proposal.map((one) => ({ proposal: one })) },
    ),
    { maxLength: 25 },
  )

  test('restores every earlier state exactly, and redo every later one, after any edits and proposals', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const states = [three()]
        for (const [i, step] of list.entries()) {
          const now = states.at(-1) ?? three()
          const next = run(now, step, i)
          if (next.themes !== now.themes) states.push(next)
        }
        let session = states.at(-1) ?? three()
        for (const earlier of states.slice(0, -1).toReversed()) {
          session = undo(JSON.parse(JSON.stringify(session)))
          expect(session.themes).toEqual(earlier.themes)
        }
        expect(undo(session)).toBe(session)
        for (const later of states.slice(1)) {
          session = undo(session, true)
          expect(session.themes).toEqual(later.themes)
        }
        expect(undo(session, true)).toBe(session)
      }),
    )
  })

  test('no card is ever in two themes, and no edit leaves a session that cannot be kept', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const session = list.reduce(run, three())
        const all = session.themes.flatMap((one) => one.cards)
        expect(new Set(all).size).toBe(all.length)
        expect(new Set(session.themes.map((one) => one.id)).size).toBe(session.themes.length)
        expect(SessionSchema.safeParse(session).error).toBeUndefined()
      }),
    )
  })

  test('remembers a bounded number of edits, and of cards', () => {
    let session = three()
    for (let i = 0; i < LIMITS.undo + 5; i++)
      session = does(session, laptop, 'theme.rename', { theme: 't1', title: `name ${i}` })
    expect(session.themesPast).toHaveLength(LIMITS.undo)
    const big = gathered(theme('t1', ''), theme('t2', 'x'))
    const cards = Array.from({ length: LIMITS.cardsPerSession }, (_, i) => `card${i}`)
    let heavy: Session = { ...big, themes: [{ ...theme('t1', ''), cards }, theme('t2', 'x')] }
    for (let i = 0; i < 10; i++) heavy = does(heavy, laptop, 'theme.rename', { theme: 't1', title: `name ${i}` })
    expect(heavy.themesPast.length).toBeGreaterThan(0)
    expect(heavy.themesPast.flatMap((one) => one.before.flatMap((before) => before.cards)).length).toBeLessThanOrEqual(
      8000,
    )
    expect(undo(heavy).themes[0]?.title).toBe('name 8')
  })
})
