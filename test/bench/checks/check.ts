// What an exact check is: something that either holds for every envelope of every phone, or is broken and says where.
import type { BatchRecord, PersonTruth, RoundTruth, SessionRecord } from '../stage/record.ts'

export type Breach = { readonly check: CheckName; readonly says: string }

export const CHECK_NAMES = [
  'sizes',
  'counts',
  'moments',
  'asking',
  'sockets',
  'cookies',
  'identifiers',
  'logs',
  'early sight',
  'counters',
  'kept once',
  'order',
] as const
export type CheckName = (typeof CHECK_NAMES)[number]

export type Check = (batch: BatchRecord) => string[]

/** True if nothing kept this phone from doing in a round what every phone does: it may be judged by exact numbers. */
export function undisturbed(session: SessionRecord, person: PersonTruth, round: RoundTruth): boolean {
  const away = person.away.some(({ from, to }) => from < round.written && to > round.opened)
  const reloaded = person.reloads.some((at) => at > round.opened - 500 && at < round.written)
  return (
    !session.killedIn.includes(round.id) &&
    !away &&
    !reloaded &&
    person.leftAt === null &&
    person.joinedAt < round.opened
  )
}

export function eachRound<T>(
  batch: BatchRecord,
  look: (session: SessionRecord, person: PersonTruth, round: RoundTruth) => T[],
): T[] {
  return batch.sessions.flatMap((session) =>
    session.rounds.flatMap((round) => session.people.flatMap((person) => look(session, person, round))),
  )
}
