// A session that has ended with commitments, and with keys for its check-ins: to begin tests of the board with.
import { realIds } from '../../server/adapters/ids.ts'
import { type Held, makeBatch } from '../../server/core/batch.ts'
import { nextKeysFor } from '../../server/live/check-in-keys.ts'
import type { Session } from '../../shared/model.ts'
import { at, does, laptop, MOMENT, newSession, tell, withPeople } from './given-session.ts'

export const DAY = 86_400_000
/** The morning of the offsite. */
export const OFFSITE = Date.parse('2026-03-02T09:00:00Z')
export const onDay = (day: string, hour = 8) => ({ ...MOMENT, now: Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000 })
export const offsite = { ...MOMENT, now: OFFSITE }

/** The board step of a session with people p1 … pn and these commitments, without any ballot yet. */
export function atBoard(people = 12, commitments: readonly string[] = ['c1', 'c2']): Session {
  let session = at(withPeople({ ...newSession(), createdAt: OFFSITE, openedAt: OFFSITE }, people), 'board')
  for (const id of commitments)
    session = does(session, laptop, 'commitment.add', { commitment: id, theme: null, what: `Do ${id}` }, offsite)
  return session
}

/** What the live session does after every saved version. */
export function renewed(session: Session): Session {
  const next = nextKeysFor(session, realIds)
  return next === null ? session : tell(session, { name: 'system.next-keys', data: { next } }, offsite)
}

/** Ended on the day of the offsite, with the usual check-ins after 30, 60 and 90 days. */
export function ended(people = 12, commitments: readonly string[] = ['c1', 'c2']): Session {
  const close = atBoard(people, commitments).agenda.at(-1)?.id ?? ''
  const closing = does(atBoard(people, commitments), laptop, 'step.go', { step: close, from: 'board' }, offsite)
  return renewed(does(renewed(closing), laptop, 'session.end', {}, offsite))
}

/** Called back for a check-in that is held live. */
export function calledBack(session: Session, day: string, checkin: string | null = null): Session {
  const data = { code: 'ABCDEF', checkin, day, by: 'Laptop' }
  return tell(session, { name: 'system.reconvene', data }, onDay(day))
}

/** All rounds that are being collected are written, with these acts in them, each from as many phones as sent one. */
export function written(session: Session, acts: readonly Held[] = [], phones = 0): Session {
  const over = session.rounds.filter(({ state }) => state === 'collecting')
  return over.reduce((now, { id }) => {
    const round = now.rounds.find((one) => one.id === id)
    if (round === undefined) throw new Error('no such round')
    const held = acts.filter(({ slot }) => round.slots.includes(slot))
    const facts = { phones, completedByRoom: {}, beacon: 'beacon', cardOf: () => null }
    const batch = makeBatch(now, round, held, facts)
    return renewed(tell(now, { name: 'system.written', data: batch.written }, offsite))
  }, session)
}

/** An answer to a question of a check-in. */
export const answered = (slot: string, answer: unknown): Held => ({
  slot,
  room: null,
  act: { is: 'answer', answer, mark: 'm'.repeat(22) },
  line: '',
})
