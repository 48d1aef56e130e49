// The keys of a session and of its check-ins: used for one thing each, vouched for by those before, gone when it is written.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { areFresh, wantsNextKeys } from '../../server/core/keys.ts'
import { keyHash } from '../../shared/anon/fingerprint.ts'
import { isVouchedFor } from '../../shared/anon/keys.ts'
import { fromBase64Url } from '../../shared/base64url.ts'
import type { Keys, Session } from '../../shared/model.ts'
import { atBoard, offsite, onDay, renewed, written } from './given-board.ts'
import { does, laptop, refused, tell } from './given-session.ts'

const goTo = (session: Session) => does(session, laptop, 'step.go', { step: 'close', from: 'board' }, offsite)
const hold = (session: Session, checkin: string, day: string) => {
  const opened = tell(session, { name: 'system.checkin', data: { checkin, state: 'open' } }, onDay(day))
  return written(tell(renewed(opened), { name: 'system.checkin', data: { checkin, state: 'closed' } }, onDay(day, 20)))
}
const chain = ({ id, keys }: Session) =>
  keys.before.every((one, at) => {
    const next = keys.before[at + 1] ?? keys
    return isVouchedFor(id, keyHash(next), fromBase64Url(one.vouches), fromBase64Url(one.sign))
  })
const secretsOf = ({ secret, next }: Keys) => [...Object.values(secret ?? {}), ...Object.values(next?.secret ?? {})]

test('without commitments and check-ins nothing follows: the keys are erased at the end', () => {
  const over = renewed(does(renewed(goTo(atBoard(3, []))), laptop, 'session.end', {}, offsite))
  expect(over.keys).toMatchObject({ secret: null, next: null, before: [] })
  refused(
    over,
    laptop,
    'checkin.plan',
    { checkins: [{ id: 'x', title: '', opens: '2027-01-01', until: '2027-01-02' }] },
    'keys-gone',
  )
})

test('those of the offsite vouch for the next and go; each check-in uses up one set', () => {
  const closing = goTo(atBoard())
  expect(wantsNextKeys(closing)).toBe(true)
  const session = renewed(does(renewed(closing), laptop, 'session.end', {}, offsite))
  const offsiteKeys = closing.keys
  expect(session.keys.before.map(({ issue, sign }) => ({ issue, sign }))).toEqual([
    { issue: offsiteKeys.issue, sign: offsiteKeys.sign },
  ])
  for (const secret of Object.values(offsiteKeys.secret ?? {})) expect(JSON.stringify(session)).not.toContain(secret)
  expect(areFresh(session)).toBe(true)
  expect(wantsNextKeys(session)).toBe(false)
  expect(chain(session)).toBe(true)
  let now = session
  const used: string[] = []
  for (const [checkin, day] of [
    ['day30', '2026-04-01'],
    ['day60', '2026-05-01'],
    ['day90', '2026-05-31'],
  ] as const) {
    used.push(...secretsOf(now.keys))
    now = hold(now, checkin, day)
    for (const secret of used) expect(JSON.stringify(now)).not.toContain(secret)
    expect(areFresh(now)).toBe(true)
    expect(chain(now)).toBe(true)
  }
  expect(now.keys.before).toHaveLength(4)
  // There is a board to come back to, so one more can be planned.
  const more = { checkins: [{ id: 'more', title: 'Autumn', opens: '2026-09-01', until: '2026-09-03' }] }
  expect(hold(does(now, laptop, 'checkin.plan', more), 'more', '2026-09-01').keys.before).toHaveLength(5)
})

test('until the next keys are on disk the old ones wait, and nothing opens with them', () => {
  const over = does(goTo(atBoard()), laptop, 'session.end', {}, offsite)
  expect(over.keys.secret).not.toBeNull()
  expect(over.keys.before).toEqual([])
  refused(over, laptop, 'checkin.open', { checkin: 'day30' }, 'not-written')
  expect(renewed(over).keys.before).toHaveLength(1)
})

test('the first keys that were vouched for stay, and a signature holds for one session and one successor', () => {
  const closing = renewed(goTo(atBoard()))
  const { next } = closing.keys
  if (next === null) throw new Error('no next keys')
  const { secret, ...other } = realIds.keys()
  if (secret === null) throw new Error('no keys')
  const again = { name: 'system.next-keys', data: { next: { ...other, secret, vouched: 'x' } } } as const
  expect(tell(closing, again)).toBe(closing)
  const [vouched, sign] = [fromBase64Url(next.vouched), fromBase64Url(closing.keys.sign)]
  expect(isVouchedFor(closing.id, keyHash(next), vouched, sign)).toBe(true)
  expect(isVouchedFor('another', keyHash(next), vouched, sign)).toBe(false)
  expect(isVouchedFor(closing.id, keyHash(other), vouched, sign)).toBe(false)
  expect(isVouchedFor(closing.id, keyHash(next), vouched.slice(1), sign)).toBe(false)
  expect(isVouchedFor(closing.id, keyHash(next), vouched, fromBase64Url(other.sign))).toBe(false)
})

test('in the session after keys were renewed no mark of a card that was taken back is left', () => {
  const closing = renewed(goTo(atBoard()))
  const marked = { ...closing, rounds: closing.rounds.map((round) => ({ ...round, gone: ['a mark'] })) }
  expect(JSON.stringify(does(marked, laptop, 'session.end', {}, offsite))).not.toContain('a mark')
})
