// An address is somebody's own once its owner said so there (C1 to C3): until then there is one question to it, and nothing else.
import { expect, test } from 'vitest'
import { decide } from '../../server/core/decide.ts'
import { askKeys, askState } from '../../server/core/reminder-asks.ts'
import { notesLeft, reminderDues } from '../../server/core/reminders.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { phoneMine } from '../../server/core/view/phone-view.ts'
import { CONFIRMS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { atBoard, ended, offsite, onDay } from './given-board.ts'
import { decideBy, does, laptop, phone, system, tell } from './given-session.ts'
import { live } from './given-views.ts'

const ANA = 'ana@team.example'
const set = (session: Session, address: string | null, day = '2026-03-02', person = 'p1') =>
  does(session, phone(person), 'reminder.set', { address }, onDay(day))
const confirm = (session: Session, address: string, day = '2026-03-03', person = 'p1') =>
  tell(session, { name: 'system.remind', data: { person, address } }, onDay(day))
const opened = (session: Session) =>
  tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))
function entry(session: Session, person = 'p1') {
  const found = session.afterwards.reminders.find((one) => one.person === person)
  if (found === undefined) throw new Error('no reminders')
  return found
}
const noted = (session: Session, is: 'sent' | 'left') =>
  tell(session, { name: 'system.told', data: { person: 'p1', keys: [askKeys(entry(session))[is]] } }, offsite)
const AT_ONCE = { at: { day: '2026-03-02', hour: 0 }, what: 'reminder', id: 'mail' }

test('C1: an address is asked at once, in a live session too, and not again once the question is out', () => {
  for (const session of [ended(6), atBoard(6)]) {
    const asked = set(session, ANA)
    expect(entry(asked)).toMatchObject({ address: ANA, confirmed: null })
    expect(reminderDues(asked)).toContainEqual(AT_ONCE)
    for (const is of ['sent', 'left'] as const) {
      expect(reminderDues(noted(asked, is))).not.toContainEqual(AT_ONCE)
      expect(askState(entry(noted(asked, is)))).toBe(is === 'sent' ? 'sent' : 'failed')
    }
    expect(askState(entry(asked))).toBe('sending')
  }
})

test('C1: nothing else is for an address before it is confirmed, and what came between then is', () => {
  const asked = opened(noted(set(ended(6), ANA, '2026-03-30'), 'sent'))
  expect(notesLeft(asked, entry(asked))).toEqual([])
  expect(reminderDues(asked)).not.toContainEqual(AT_ONCE)
  const sure = confirm(asked, ANA, '2026-04-01')
  expect(notesLeft(sure, entry(sure)).map(({ key }) => key)).toEqual(['open.day30'])
  expect(reminderDues(sure)).toContainEqual(AT_ONCE)
  // While the team meets on its board nobody is written.
  expect(notesLeft({ ...sure, status: 'live' }, entry(sure))).toEqual([])
})

test('a link confirms the address it was sent to, for its own seat, and twice is once', () => {
  const asked = noted(set(set(ended(6), ANA), 'bea@team.example', '2026-03-02', 'p2'), 'sent')
  const sure = confirm(asked, ANA)
  expect(entry(sure).confirmed).toBe(onDay('2026-03-03').now)
  expect(entry(sure, 'p2').confirmed).toBeNull()
  expect(confirm(sure, ANA, '2026-03-05')).toBe(sure)
  const no = (person: string, address: string) =>
    decide(asked, system, { name: 'system.remind', data: { person, address } }, offsite)
  for (const [person, address] of [
    ['p2', ANA],
    ['p1', 'bea@team.example'],
    ['p3', ANA],
    ['nobody', ANA],
  ] as const)
    expect(no(person, address)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
  // Nobody but the server says so.
  for (const by of [phone('p1'), laptop])
    expect(
      decide(asked, by, { name: 'system.remind', data: { person: 'p1', address: ANA } } as const, offsite),
    ).toMatchObject({ ok: false, refusal: { code: 'forbidden' } })
})

test('C2: the same address again asks again, another one is asked anew, and a confirmed one stays as it is', () => {
  const first = set(ended(6), ANA)
  // It is on its way already.
  expect(set(first, ANA, '2026-03-03')).toBe(first)
  const again = set(noted(first, 'sent'), ` ${ANA} `, '2026-03-03')
  expect([entry(again).since, askState(entry(again))]).toEqual([onDay('2026-03-03').now, 'sending'])
  // Out since a moment ago: whoever sends it again heard no answer, and it was done.
  const out = noted(first, 'sent')
  const at = (ms: number) => ({ ...offsite, now: entry(out).since + ms })
  const resent = (ms: number, one = out) => does(one, phone('p1'), 'reminder.set', { address: ANA }, at(ms))
  expect([resent(0), resent(CONFIRMS.pause - 1)]).toEqual([out, out])
  expect(askState(entry(resent(CONFIRMS.pause)))).toBe('sending')
  // What could not be delivered may be tried at once.
  expect(askState(entry(resent(1, noted(first, 'left'))))).toBe('sending')
  // What was noted of the first question says nothing of the second.
  const late = tell(again, { name: 'system.told', data: { person: 'p1', keys: [askKeys(entry(first)).sent] } }, offsite)
  expect(askState(entry(late))).toBe('sending')
  const sure = confirm(noted(again, 'sent'), ANA)
  expect(set(sure, ANA, '2026-03-09')).toBe(sure)
  const other = set(sure, 'ana@home.example', '2026-03-09')
  expect(entry(other)).toMatchObject({ address: 'ana@home.example', confirmed: null })
  expect(askState(entry(other))).toBe('sending')
  expect(other.afterwards.reminders).toHaveLength(1)
  const back = set(other, ANA, '2026-03-09')
  expect(entry(back).confirmed).toBeNull()
  const none = set(back, null)
  expect(none.afterwards.reminders).toEqual([])
  expect(set(none, null)).toBe(none)
})

test('C3: an address that nobody confirmed is dropped after seven days, by itself; a confirmed one stays', () => {
  const asked = set(noted(set(ended(6), ANA), 'sent'), 'bea@team.example', '2026-03-02', 'p2')
  const both = confirm(asked, 'bea@team.example', '2026-03-02', 'p2')
  const lapse = (day: string, hour = 8) => tell(both, { name: 'system.lapse', data: {} }, onDay(day, hour))
  expect(lapse('2026-03-09', 7)).toBe(both)
  expect(lapse('2026-03-09').afterwards.reminders.map(({ person }) => person)).toEqual(['p2'])
  expect(reminderDues(noted(set(ended(6), ANA), 'sent'))).toContainEqual({
    at: { day: '2026-03-10', hour: 14 },
    what: 'reminder',
    id: 'mail',
  })
  // Whoever is gone takes theirs along.
  expect(does(both, laptop, 'person.remove', { person: 'p2' }, offsite).afterwards.reminders).toHaveLength(1)
})

test('the phone is told how far it is; the console only how many', () => {
  const asked = set(ended(6), ANA)
  const mine = (session: Session) => phoneMine(session, live, 'p1').reminders
  expect(mine(ended(6))).toBeNull()
  expect(mine(asked)).toEqual({ address: ANA, confirmed: false, asked: 'sending' })
  expect(mine(noted(asked, 'left'))).toMatchObject({ confirmed: false, asked: 'failed' })
  const sure = confirm(noted(asked, 'sent'), ANA)
  expect(mine(sure)).toMatchObject({ confirmed: true })
  const counts = (session: Session) => {
    const { reminders, unconfirmed } = consoleView(session, live).afterwards
    return [reminders, unconfirmed]
  }
  expect([counts(asked), counts(sure)]).toEqual([
    [0, 1],
    [1, 0],
  ])
  expect(JSON.stringify(consoleView(sure, live))).not.toContain(ANA)
})

test('what is no address is refused and changes nothing', () => {
  for (const address of [
    '',
    'ana',
    'a@b@c',
    'a b@team.example',
    'ana@team.example\r\nBcc: x@y.example',
    '<a@b>',
    'a,b@c',
  ])
    expect(decideBy(ended(6), phone('p1'), 'reminder.set', { address }, offsite)).toMatchObject({
      ok: false,
      refusal: { code: 'bad-address' },
    })
})
