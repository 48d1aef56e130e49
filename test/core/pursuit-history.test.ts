// What stays on record of a commitment: each change once, nobody's pushed out by somebody else's, and not all of it all the time.
import { expect, test } from 'vitest'
import type { Actor } from '../../server/core/command-handler.ts'
import { withLine } from '../../server/core/pursuit-history.ts'
import { boardRecord } from '../../server/core/view/board-record.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import { takenOff } from '../../shared/board-lines.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { utf8Bytes } from '../../shared/text.ts'
import { ended, onDay } from './given-board.ts'
import { does, phone } from './given-session.ts'
import { live as facts } from './given-views.ts'

const ana = phone('p1')
const visitor: Actor = { role: 'visitor', name: 'Vera' }
const DAY = onDay('2026-04-01')
const later = (minutes: number) => ({ ...DAY, now: DAY.now + minutes * 60_000 })

const pursuitOf = ({ commitments: [one] }: Session) => {
  if (one === undefined) throw new Error('no commitment')
  return one.pursuit
}
const linesOf = (session: Session) => pursuitOf(session).history.map(({ by, says }) => `${by}: ${says}`)
const named = (session: Session): Session => ({
  ...session,
  people: session.people.map((one) => ({ ...one, name: `Person ${one.id}` })),
})

const change = (session: Session, text: string, minute: number, by: Actor = ana, remover = 'p1') =>
  does(session, by, 'barrier.put', { commitment: 'c1', barrier: 'b1', text, remover }, later(minute))
const begun = () => {
  const other = { commitment: 'c1', barrier: 'b2', text: 'No room', remover: 'p1' }
  return change(does(named(ended(5)), ana, 'barrier.put', other, later(0)), 'No budget', 0)
}

test('a history notes what one person words anew within ten minutes once, and not what others say in between', () => {
  let session = change(change(begun(), 'No bugdet', 1), 'No budget at all', 2)
  session = does(session, phone('p2'), 'win.put', { commitment: 'c1', win: 'w', text: 'Signed' }, later(3))
  session = change(session, 'No budget in spring', 4)
  expect(linesOf(session)).toEqual([
    'Person p1: in the way: No room, Person p1 removes it',
    'Person p1: in the way: No budget, Person p1 removes it',
    'Person p2: a win: Signed',
    'Person p1: changed what is in the way: No budget in spring, Person p1 removes it',
  ])
  // Somebody else, another line, and a quarter of an hour later are changes of their own.
  session = change(session, 'No budget this year', 5, visitor)
  const other = { commitment: 'c1', barrier: 'b2', text: 'No room at all', remover: 'p1' }
  session = does(session, visitor, 'barrier.put', other, later(6))
  session = change(session, 'No budget at all', 20, visitor)
  expect(
    linesOf(session)
      .slice(3)
      .map((line) => line.replace(/^[^:]*: changed what is in the way: /, '')),
  ).toEqual([
    'No budget in spring, Person p1 removes it',
    'No budget this year, Person p1 removes it',
    'No room at all, Person p1 removes it',
    'No budget at all, Person p1 removes it',
  ])
})

test('a history is not filled by naming who removes a line in turns, nor by wording two in turns', () => {
  let session = begun()
  for (let n = 0; n < 40; n++) {
    session = change(session, 'No budget', 1, visitor, n % 2 === 0 ? 'p2' : 'p1')
    const text = `No room ${n}`
    const other = { commitment: 'c1', barrier: 'b2', text, remover: 'p1' }
    session = does(session, visitor, 'barrier.put', other, later(1))
  }
  expect(linesOf(session)).toHaveLength(4)
})

test('a history notes a small step and what is different in the same way', () => {
  let session = named(ended(3))
  for (const text of ['Write the ad', 'Write two ads', 'Write three ads'])
    session = does(session, visitor, 'smallstep.put', { commitment: 'c1', step: 's', text, by: null }, DAY)
  for (const text of ['Two more', 'Three more'])
    session = does(session, visitor, 'different.set', { commitment: 'c1', text }, DAY)
  expect(pursuitOf(session).history.map(({ says }) => says)).toEqual([
    'next step: Write the ad',
    'changed a step: Write three ads',
    'different will be: Three more',
  ])
})

test('a history is not emptied of what others said by one who says much, nor by one who calls themselves much', () => {
  let session = does(named(ended(3)), phone('p2'), 'win.put', { commitment: 'c1', win: 'w', text: 'Signed' }, DAY)
  for (let n = 0; n < LIMITS.history; n++) {
    const by: Actor = { role: 'visitor', name: `Vera ${n}` }
    session = does(session, by, 'barrier.put', { commitment: 'c1', barrier: 'b', text: `${n}`, remover: null }, DAY)
    session = does(session, by, 'barrier.remove', { commitment: 'c1', barrier: 'b' }, DAY)
  }
  expect(pursuitOf(session).history).toHaveLength(LIMITS.history)
  expect(linesOf(session)[0]).toBe('Person p2: a win: Signed')
  expect(linesOf(session).at(-1)).toBe(`Vera ${LIMITS.history - 1}, by link: took off the list: ${LIMITS.history - 1}`)
})

test('a history is shown by its latest lines everywhere, and whole in what is taken home', () => {
  const session = named(ended(3))
  const filled = {
    ...session,
    commitments: session.commitments.map((one) => ({
      ...one,
      barrier: 'No budget',
      pursuit: Array.from({ length: 50 }, (_, n) => n).reduce(
        (so, n) => withLine(so, { at: n, by: 'Ana', says: n === 3 ? takenOff('No budget') : `line ${n}` }),
        one.pursuit,
      ),
    })),
  }
  const views = [
    phoneView(filled, facts),
    screenView(filled, facts),
    consoleView(filled, facts),
    boardView(filled, facts, 'sees'),
    boardView(filled, facts, 'takes-part'),
  ]
  for (const { commitments } of views) {
    const { history, before } = commitments[0]?.pursuit ?? { history: [], before: 0 }
    // By the one of long ago a page knows that what was named at first is off the list.
    expect(history.map(({ says }) => says)).toEqual([
      takenOff('No budget'),
      ...Array.from({ length: LIMITS.historyShown }, (_, n) => `line ${n + 30}`),
    ])
    expect(before).toBe(50 - 1 - LIMITS.historyShown)
  }
  const record = boardRecord(filled, facts, 1, null, 'sees').board.commitments[0]?.pursuit
  expect(record?.history).toHaveLength(50)
  expect(record).not.toHaveProperty('before')
})

test('a history of long lines is shown as far as it is small', () => {
  const session = ended(3)
  const says = '漢'.repeat(LIMITS.field)
  const long = Array.from({ length: 40 }, (_, n) => n).reduce(
    (so, n) => withLine(so, { at: n, by: 'Ana', says }),
    pursuitOf(session),
  )
  const filled = { ...session, commitments: session.commitments.map((one) => ({ ...one, pursuit: long })) }
  const shown = boardView(filled, facts, 'sees').commitments[0]?.pursuit
  expect(shown?.history.length).toBeGreaterThan(5)
  expect(utf8Bytes(JSON.stringify(shown?.history))).toBeLessThan(LIMITS.historyShownBytes)
})
