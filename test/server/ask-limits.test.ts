// How often addresses may be asked: nobody is written to often, whoever gives their address, and a large session still fits.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { AskLimits } from '../../server/live/ask-limits.ts'
import { CONFIRMS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { newSession, withPeople } from '../core/given-session.ts'
import { fakeClock } from '../support/fake-clock.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const session = (id: string, seats = 6): Session => ({ ...withPeople(newSession(), seats), id })

function limits() {
  const clock = fakeClock(Date.parse('2026-03-02T17:00:00Z'))
  const asks = new AskLimits({ clock, ids: realIds })
  const ask = (of: Session, person: string, address: string) => asks.take(of, { person, address })
  /** Another address for each. */
  const many = (of: Session, count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => ask(of, `p${n + from}`, `p${n + from}@${of.id}.example`))
  return { clock, ask, many }
}

test('a seat has three messages a day, whatever the addresses', () => {
  const { clock, ask } = limits()
  const of = session('s')
  for (const n of [1, 2, 3]) expect(ask(of, 'p1', `n${n}@team.example`)).toBeNull()
  expect(ask(of, 'p1', 'n4@team.example')).toBe('mail-enough')
  expect(ask(of, 'p2', 'n4@team.example')).toBeNull()
  clock.advance(DAY - 1)
  expect(ask(of, 'p1', 'n5@team.example')).toBe('mail-enough')
  clock.advance(1)
  expect(ask(of, 'p1', 'n5@team.example')).toBeNull()
})

test('a mailbox gets one in ten minutes and three a day from the whole server, in whatever spelling', () => {
  const { clock, ask } = limits()
  expect(ask(session('s'), 'p1', 'ana@team.example')).toBeNull()
  for (const again of ['ana@team.example', 'Ana@Team.Example', 'ana+x@team.example'])
    expect(ask(session('t'), 'p2', again)).toBe('mail-wait')
  for (const n of [2, 3]) {
    clock.advance(10 * MINUTE)
    expect(ask(session('t'), `p${n}`, `ana+${n}@team.example`)).toBeNull()
  }
  clock.advance(10 * MINUTE)
  expect(ask(session('u'), 'p1', 'ana@team.example')).toBe('mail-enough')
  clock.advance(DAY)
  expect(ask(session('u'), 'p1', 'ana@team.example')).toBeNull()
})

test('two hundred people ask at the close and all are written; a session that asks for more than its seats is stopped', () => {
  const { clock, many } = limits()
  const large = session('large', 200)
  expect(many(large, 200).filter((no) => no !== null)).toEqual([])
  clock.advance(10 * MINUTE)
  const small = session('small')
  expect(many(small, CONFIRMS.session).filter((no) => no !== null)).toEqual([])
  expect(many(small, 1, 100)).toEqual(['mail-enough'])
})

test('the server as a whole has a pace and a day’s worth, and a no counts for nothing', () => {
  const { clock, many, ask } = limits()
  let sent = 0
  for (let n = 0; sent < CONFIRMS.all.pause; n++)
    sent += many(session(`s${n}`), CONFIRMS.session).filter((no) => no === null).length
  const late = session('late')
  for (let n = 0; n < 50; n++) expect(ask(late, 'p1', 'ana@team.example')).toBe('mail-wait')
  clock.advance(10 * MINUTE)
  expect(ask(late, 'p1', 'ana@team.example')).toBeNull()
  sent++
  for (let n = 0; sent < CONFIRMS.all.day; n++) {
    clock.advance(10 * MINUTE)
    sent += many(session(`t${n}`, 200), CONFIRMS.all.pause).filter((no) => no === null).length
  }
  clock.advance(10 * MINUTE)
  expect(sent).toBe(CONFIRMS.all.day)
  expect(ask(late, 'p2', 'ben@team.example')).toBe('mail-wait')
  clock.advance(DAY)
  expect(ask(late, 'p2', 'ben@team.example')).toBeNull()
})
