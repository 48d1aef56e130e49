// Whom something is written to and when (N1 to N4), and that nothing is said twice.
import { expect, test } from 'vitest'
import { dayAfter } from '../../server/core/calendar.ts'
import { duesOf, nextDue } from '../../server/core/dues.ts'
import { newsOf, notesFor, notesLeft, reminderDues, untold } from '../../server/core/reminders.ts'
import type { Session } from '../../shared/model.ts'
import { atBoard, calledBack, ended, offsite, onDay, renewed } from './given-board.ts'
import { decideBy, does, laptop, phone, tell } from './given-session.ts'

const keys = (all: readonly { readonly key: string }[]) => all.map(({ key }) => key)
/** Gives an address and says yes there. */
function wants(session: Session, person: string, address: string, moment = offsite): Session {
  const given = does(session, phone(person), 'reminder.set', { address }, moment)
  return tell(given, { name: 'system.remind', data: { person, address } }, moment)
}

/** p1 owns c1, which is due on 20 March with a first step on the 10th, and wants mails. */
function owned(): Session {
  let session = ended(6)
  session = {
    ...session,
    commitments: session.commitments.map((one) =>
      one.id === 'c1'
        ? { ...one, owner: 'p1', accepted: true, by: '2026-03-20', firstStepBy: '2026-03-10', firstStep: 'Ask Kim' }
        : one,
    ),
  }
  return wants(session, 'p1', 'ana@team.example')
}
const opened = (session: Session) =>
  tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))
const told = (session: Session, person: string | null, which: readonly string[]) =>
  tell(session, { name: 'system.told', data: { person, keys: which } }, offsite)

test('N1: nothing before the end, and nobody who did not ask', () => {
  const board = wants(atBoard(6), 'p1', 'ana@team.example')
  const dated = { ...board, commitments: board.commitments.map((one) => ({ ...one, owner: 'p1', by: '2026-03-20' })) }
  expect(notesFor(dated, 'p1')).not.toEqual([])
  expect(reminderDues(dated)).toEqual([])
  const quiet = { ...owned(), afterwards: { ...owned().afterwards, reminders: [] } }
  expect(reminderDues(quiet)).toEqual([])
})

test('N2: two days before a first step and a due date, the day after it, and when a check-in opens', () => {
  const session = does(
    owned(),
    phone('p1'),
    'smallstep.put',
    { commitment: 'c1', step: 's1', text: 'Call them', by: '2026-03-15' },
    offsite,
  )
  expect(notesFor(session, 'p1').map(({ key, at, is }) => [is, key, at.day, at.hour])).toEqual([
    ['first', 'first.c1.2026-03-10', '2026-03-08', 8],
    ['step', 'step.s1.2026-03-15', '2026-03-13', 8],
    ['soon', 'soon.c1.2026-03-20', '2026-03-18', 8],
    ['after', 'after.c1.2026-03-20', '2026-03-21', 8],
  ])
  expect(keys(notesFor(opened(session), 'p1'))).toContain('open.day30')
  expect(keys(notesFor(opened(session), 'p2'))).toEqual(['open.day30'])
  const stepped = does(session, phone('p1'), 'smallstep.done', { commitment: 'c1', step: null, done: true }, offsite)
  expect(keys(notesFor(stepped, 'p1'))).not.toContain('first.c1.2026-03-10')
  const done = does(session, phone('p1'), 'status.set', { commitment: 'c1', status: 'done', why: '' }, offsite)
  expect(notesFor(done, 'p1')).toEqual([])
})

test('what was said is not due again; another day for it is', () => {
  const session = owned()
  expect(nextDue(session)).toEqual({ at: { day: '2026-03-08', hour: 8 }, what: 'reminder', id: 'mail' })
  const first = told(session, 'p1', ['first.c1.2026-03-10'])
  expect(nextDue(first)).toMatchObject({ at: { day: '2026-03-18', hour: 8 } })
  const all = told(first, 'p1', keys(notesFor(first, 'p1')))
  expect(reminderDues(all)).toEqual([])
  expect(told(all, 'p1', ['first.c1.2026-03-10'])).toBe(all)
  const later = {
    ...all,
    commitments: all.commitments.map((one) => (one.id === 'c1' ? { ...one, by: '2026-03-27' } : one)),
  }
  expect(reminderDues(later)).toMatchObject([{ at: { day: '2026-03-25' } }])
})

const step = (session: Session, by: string | null, day = '2026-03-12', id = 's1') =>
  does(session, laptop, 'smallstep.put', { commitment: 'c1', step: id, text: 'Call them', by }, onDay(day))
const left = (session: Session) => {
  const [one] = session.afterwards.reminders
  return one === undefined ? [] : keys(notesLeft(session, one))
}
const toldAll = (session: Session) => told(session, 'p1', left(session))

test('N5: a day that is set to and fro is told once, and only so much of what was is remembered', () => {
  const days = ['2026-03-12', '2026-03-13', '2026-03-14']
  let session = owned()
  for (const day of days) session = toldAll(step(session, day))
  for (const day of [...days, ...days]) {
    session = step(session, day)
    expect(left(session)).toEqual([])
    session = toldAll(session)
  }
  // Taken away and put once more is no other step.
  session = does(session, laptop, 'smallstep.remove', { commitment: 'c1', step: 's1' }, offsite)
  expect(left(step(told(session, 'p1', []), '2026-03-13'))).toEqual([])
  const all = () => session.afterwards.reminders[0]?.told ?? []
  const before = all().length
  for (let n = 0; n < 100; n++) session = toldAll(step(session, dayAfter('2026-03-15', n)))
  expect(all().length).toBeLessThan(before + 50)
  expect(all()).toEqual(expect.arrayContaining(['after.c1.2026-03-20', 'first.c1.2026-03-10']))
})

test('N4: a day that was past when somebody set it is told to nobody; one of today or to come is', () => {
  const session = toldAll(owned())
  for (const day of ['2026-03-11', '2026-03-10', '2025-01-01']) expect(left(step(session, day))).toEqual([])
  for (const day of ['2026-03-12', '2026-03-13']) expect(left(step(session, day))).toEqual([`step.s1.${day}`])
  // It fell due long ago by the time somebody looks, and was to come when it was set: that is told.
  expect(left(step(session, '2026-03-12', '2026-03-02'))).toEqual(['step.s1.2026-03-12'])
  // However many, and whoever looks them up later, there is nothing to wait for.
  let many = session
  for (let n = 0; n < 100; n++) many = step(many, dayAfter('2026-03-01', -n))
  expect(reminderDues(many)).toEqual([])
  expect(many.afterwards.reminders[0]?.told.length).toBeLessThan(50)
  const handed = wants(step(session, '2026-03-11'), 'p2', 'bea@team.example')
  const asked = does(handed, laptop, 'owner.hand', { commitment: 'c1', person: 'p2' }, onDay('2026-03-25'))
  const now = does(asked, phone('p2'), 'owner.answer', { commitment: 'c1', accept: true }, onDay('2026-03-25'))
  expect(now.commitments[0]?.owner).toBe('p2')
  expect(now.afterwards.reminders.flatMap((one) => keys(notesLeft(now, one)))).toEqual([])
})

test('N4: who asks late is not told what is past; another address goes on where the first one stopped', () => {
  const late = opened(owned())
  const bea = wants(late, 'p2', 'bea@team.example', onDay('2026-04-02'))
  expect(bea.afterwards.reminders.find(({ person }) => person === 'p2')?.told).toEqual(['open.day30'])
  const heard = told(owned(), 'p1', ['first.c1.2026-03-10'])
  const moved = does(heard, phone('p1'), 'reminder.set', { address: 'ana@home.example' }, onDay('2026-03-09'))
  expect(moved.afterwards.reminders[0]?.told).toEqual(['first.c1.2026-03-10'])
  const none = does(moved, phone('p1'), 'reminder.set', { address: null }, onDay('2026-03-09'))
  expect(none.afterwards.reminders).toEqual([])
})

const HOOK = { url: 'https://chat.example/hook', kind: 'json' } as const
const hooked = (session: Session, day = '2026-03-02') =>
  does(session, laptop, 'webhook.set', { webhook: HOOK }, onDay(day))

test('N3: a webhook hears of check-ins, of what is stuck, done or dropped, and of the summary', () => {
  let session = hooked(ended(6))
  expect(duesOf(session)).toContainEqual({ at: { day: '2026-03-04', hour: 8 }, what: 'reminder', id: 'webhook' })
  session = does(session, laptop, 'summary.sent', { sent: true }, offsite)
  expect(reminderDues(session)).toEqual([])
  session = does(session, laptop, 'status.set', { commitment: 'c1', status: 'stuck', why: 'no budget' }, offsite)
  session = does(session, laptop, 'status.set', { commitment: 'c2', status: 'dropped', why: 'not now' }, offsite)
  session = opened(session)
  expect(keys(newsOf(session))).toEqual(['opened.day30', 'stuck.c1', 'dropped.c2'])
  expect(reminderDues(session)).toEqual([{ at: { day: '2026-03-02', hour: 0 }, what: 'reminder', id: 'webhook' }])
  session = told(session, null, keys(newsOf(session)))
  expect(reminderDues(session)).toEqual([])
  session = tell(session, { name: 'system.checkin', data: { checkin: 'day30', state: 'closed' } }, onDay('2026-04-07'))
  expect(untold(newsOf(session), session.afterwards.webhookTold ?? []).map(({ key }) => key)).toEqual(['closed.day30'])
})

test('a check-in that was never held is no news', () => {
  const slept = tell(
    ended(6),
    { name: 'system.checkin', data: { checkin: 'day30', state: 'closed' } },
    onDay('2026-05-20'),
  )
  expect(keys(newsOf(slept))).toEqual(['summary.2026-03-04'])
})

const live = (session: Session) => calledBack(session, '2026-04-01', 'day30')
const endsAgain = (session: Session) => does(renewed(session), laptop, 'session.end', {}, onDay('2026-04-01', 17))

test('N3: of a check-in that is held live in the room the webhook hears once it is over', () => {
  const session = live(told(hooked(ended(6)), null, ['summary.2026-03-04']))
  expect(reminderDues(session)).toEqual([])
  expect(keys(newsOf(session))).not.toContain('closed.day30')
  const over = endsAgain(session)
  expect(untold(newsOf(over), over.afterwards.webhookTold ?? []).map(({ key, is }) => [key, is])).toEqual([
    ['closed.day30', 'closed'],
    // Nobody was given the first summary: one is due anew.
    ['summary.2026-04-03', 'summary'],
  ])
  // A webhook that was set in the room hears of it too.
  const late = endsAgain(hooked(live(ended(6)), '2026-04-01'))
  expect(untold(newsOf(late), late.afterwards.webhookTold ?? []).map(({ key }) => key)).toContain('closed.day30')
  expect(keys(newsOf(endsAgain(live(does(ended(6), laptop, 'summary.sent', { sent: true }, offsite)))))).toEqual([
    'closed.day30',
  ])
})

test('stuck once more is news once more', () => {
  const set = (session: Session, status: 'stuck' | 'moving') =>
    does(session, laptop, 'status.set', { commitment: 'c1', status, why: '' }, offsite)
  const stuck = told(set(hooked(ended(6)), 'stuck'), null, ['stuck.c1'])
  const moving = set(stuck, 'moving')
  // Somebody is to forget it.
  expect(reminderDues(moving)).toContainEqual({ at: { day: '2026-03-02', hour: 0 }, what: 'reminder', id: 'webhook' })
  const forgot = told(moving, null, [])
  expect(forgot.afterwards.webhookTold).toEqual([])
  expect(keys(untold(newsOf(set(forgot, 'stuck')), forgot.afterwards.webhookTold ?? []))).toContain('stuck.c1')
})

test('N4: what was so before the webhook was set is no news to it', () => {
  const before = does(ended(6), laptop, 'status.set', { commitment: 'c1', status: 'stuck', why: '' }, offsite)
  const session = hooked(before, '2026-03-20')
  expect(untold(newsOf(session), session.afterwards.webhookTold ?? [])).toEqual([])
  const gone = does(session, laptop, 'webhook.set', { webhook: null }, offsite)
  expect(reminderDues(gone)).toEqual([])
})

test('an address as long as those of Teams is taken, and nothing that is none', () => {
  const set = (url: string) => decideBy(ended(6), laptop, 'webhook.set', { webhook: { url, kind: 'teams' } }, offsite)
  expect(set(`https://flow.example/workflows/${'a'.repeat(400)}?sig=${'b'.repeat(43)}`)).toMatchObject({ ok: true })
  for (const url of ['file:///etc/passwd', 'chat.example', 'javascript:1', `https://x.example/${'a'.repeat(1000)}`])
    expect(set(url)).toMatchObject({ ok: false, refusal: { code: 'bad-address' } })
})
