// The room's small questions as a decision: when they begin and end, who may say so, and that nobody sees themes before.
import { describe, expect, test } from 'vitest'
import { decide } from '../../server/core/decide.ts'
import type { SystemCommand } from '../../server/core/system-command.ts'
import { phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import type { Finding, Session, Sorting, Theme } from '../../shared/model.ts'
import { at, does, laptop, MOMENT, NOW, newSession, phone, refused, system, tell, withPeople } from './given-session.ts'
import { live } from './given-views.ts'

const gathering = () => at(withPeople(newSession(), 4), 'gather')
const open: Sorting = { step: 'gather', state: 'open', endsAt: NOW + 140_000, each: 12, answers: 0 }
const begin = (sorting: Sorting): SystemCommand => ({ name: 'system.sorting', data: { sorting } })
const begun = () => tell(gathering(), begin(open))

const themes: Theme[] = [
  { id: 't1', title: 'Sign-off', cards: ['a', 'b'], keywords: [], hidden: null, edited: false },
  { id: 't2', title: 'Staffing', cards: ['c', 'd'], keywords: [], hidden: null, edited: false },
]
const found = (answers: number, people = 0): Finding => ({
  made: { pipeline: 'p', model: null, prior: null, tau: 0.15, cards: 4, piles: 0, answers },
  themes: themes.map(({ id: theme }) => ({ theme, people, weakest: [] })),
  mayBeOne: [],
})
const proposes = (answers: number, people = 0): SystemCommand => ({
  name: 'system.themes',
  data: { themes, finding: found(answers, people) },
})
/** The refusal's code, or null. */
function systemDecision(session: Session, command: SystemCommand): string | null {
  const decision = decide(session, system, command, MOMENT)
  return decision.ok ? null : decision.refusal.code
}
const shown = (session: Session) =>
  [phoneView(session, live).themes, screenView(session, live).themes].map((all) => all.length)

describe('the end', () => {
  test('the facilitator ends them; until the themes are there nobody else sees any, and a second tap does nothing', () => {
    const session = tell(begun(), proposes(0))
    expect(shown(session)).toEqual([0, 0])
    const closing = does(session, laptop, 'sort.end', { step: 'gather' })
    expect(closing.sorting).toEqual({ ...open, state: 'closing' })
    expect(shown(closing)).toEqual([0, 0])
    expect(phoneView(closing, live).sorting).toEqual({ state: 'over', endsAt: open.endsAt, each: 12 })
    expect(does(closing, laptop, 'sort.end', { step: 'gather' }).sorting).toEqual(closing.sorting)
    const over = tell(closing, proposes(48))
    expect(over.sorting).toEqual({ ...open, state: 'over', answers: 48 })
    expect(shown(over)).toEqual([2, 2])
  })

  test('what is proposed while they are open ends nothing; once the session has moved on it does', () => {
    expect(tell(begun(), proposes(0)).sorting).toEqual(open)
    const left = { ...begun(), step: 'draft' }
    expect(shown(tell(left, proposes(7)))).toEqual([2, 2])
    expect(tell(left, proposes(7)).sorting).toMatchObject({ state: 'over', answers: 7 })
  })

  test('a session that ends leaves no questions open', () => {
    const ended = does(begun(), laptop, 'session.end', {})
    expect(ended.sorting?.state).toBe('over')
  })

  test('how many people there were is known after it is forgotten whose the answers were', () => {
    const counted = tell(begun(), proposes(40, 6))
    expect(tell(counted, proposes(38, 0)).finding?.themes.map(({ people }) => people)).toEqual([6, 6])
    expect(tell(counted, proposes(38, 7)).finding?.themes.map(({ people }) => people)).toEqual([7, 7])
    expect(tell(counted, proposes(0, 0)).finding?.themes.map(({ people }) => people)).toEqual([0, 0])
  })
})

describe('more time', () => {
  const more = { step: 'gather', endsAt: NOW + 60_000, each: 6 }

  test('after the end they begin once more; where they did not begin by themselves they begin now', () => {
    const over = tell(does(begun(), laptop, 'sort.end', { step: 'gather' }), proposes(48))
    expect(does(over, laptop, 'sort.extend', more).sorting).toEqual({ ...more, state: 'open', answers: 48 })
    expect(does(gathering(), laptop, 'sort.extend', more).sorting).toEqual({ ...more, state: 'open', answers: 0 })
  })

  test('not in another step, not for ever, not while people are asked about the themes as they are', () => {
    refused(gathering(), laptop, 'sort.extend', { ...more, step: 'write' }, 'moved-on')
    refused(at(gathering(), 'write'), laptop, 'sort.extend', { ...more, step: 'write' }, 'not-now')
    refused(gathering(), laptop, 'sort.extend', { ...more, endsAt: NOW + 481 * 60_000 }, 'too-many')
    const named = does(tell(gathering(), proposes(0)), laptop, 'theme.rename', { theme: 't1', title: 'Ours' })
    const echoing = does(named, laptop, 'echo.open', { round: 'echo.1', themes: ['t1'] })
    refused(echoing, laptop, 'sort.extend', more, 'not-now')
  })

  test('a bell that rang before it was given does not end it', () => {
    const extended = does(begun(), laptop, 'sort.extend', more)
    expect(systemDecision(extended, begin({ ...open, state: 'closing' }))).toBe('moved-on')
    expect(systemDecision(begun(), begin({ ...open, state: 'closing' }))).toBeNull()
    expect(systemDecision(begun(), begin(open))).toBe('moved-on')
  })
})

test('they begin in a gather step only, and phones have no say in them', () => {
  expect(systemDecision(at(gathering(), 'write'), begin({ ...open, step: 'write' }))).toBe('moved-on')
  expect(systemDecision(at(gathering(), 'write'), begin(open))).toBe('moved-on')
  refused(begun(), phone('p1'), 'sort.end', { step: 'gather' }, 'forbidden')
  refused(begun(), phone('p1'), 'sort.extend', { step: 'gather', endsAt: NOW, each: 1 }, 'forbidden')
  refused(gathering(), laptop, 'sort.end', { step: 'gather' }, 'moved-on')
  refused(begun(), laptop, 'sort.end', { step: 'write' }, 'moved-on')
})
