// Rooms of which no card is there although enough of their people took part: a question to ask them, not a result.
import type { Session } from '../../shared/model.ts'
import { roomFloor } from '../../shared/thresholds.ts'
import { stepOfRound } from './agenda.ts'
import { isStrict } from './batch.ts'
import type { LiveFacts } from './live-facts.ts'

/**
 * In the order of the session. Never a room whose cards lie in the pool, once is enough: whether it wrote any is nobody's business.
 * Nor one of which fewer phones than keep a room's cards completed the last writing: of two people "they wrote nothing" tells what
 * each of them did. None while cards are still to come, or when there are none at all. Nor any once somebody took a card back: which
 * room that was is forgotten, and a room that took back its only card was not silent.
 */
export function silentRooms(
  session: Session,
  { cards }: Pick<LiveFacts, 'cards'>,
): { readonly id: string; readonly name: string }[] {
  const rounds = session.rounds.filter(({ purpose }) => purpose === 'card')
  const last = rounds.findLast(({ step }) => stepOfRound(session, step)?.kind === 'write')
  if (
    session.withdrawn > 0 ||
    cards.size === 0 ||
    last === undefined ||
    rounds.some(({ state }) => state !== 'written')
  )
    return []
  const pooled = new Set(rounds.flatMap((round) => round.pooled))
  const spoke = new Set([...cards.values()].map(({ room }) => room))
  const least = roomFloor(isStrict(session, last), session.floors)
  return session.rooms
    .filter(({ id }) => !spoke.has(id) && !pooled.has(id) && phonesIn(last, id) >= least)
    .map(({ id, name }) => ({ id, name }))
}

function phonesIn({ phonesByRoom }: Session['rounds'][number], room: string): number {
  return Object.hasOwn(phonesByRoom, room) ? (phonesByRoom[room] ?? 0) : 0
}
