// What the tokens of a round may be spent on, and what their number says of how many phones took part.
import { grantsOf } from '../../shared/anon/grants.ts'
import type { Round, Session } from '../../shared/model.ts'
import { stepOfRound } from '../core/agenda.ts'
import { askedIn } from '../core/asked.ts'
import { echoingIn } from '../core/echoes.ts'
import type { Good, HeldAct } from './round-collector.ts'

/** Rooms that were removed meanwhile are left out: what was written there goes to nobody's table. */
export function goodFor(session: Session, round: Round): Good[] {
  const step = stepOfRound(session, round.step)
  if (step === null) return []
  const asked = { ballots: askedIn(session, round), echoing: echoingIn(session, round) }
  const rooms = round.purpose === 'card' ? session.rooms.map(({ id }) => ({ room: id, fn: null })) : []
  // Only echoes have functions; each of their tokens is one function's, or everybody else's.
  const functions = round.functions.map((fn) => ({ room: null, fn }))
  return [{ room: null, fn: null }, ...rooms, ...functions].flatMap(({ room, fn }) =>
    (grantsOf({ session: session.id, round, step, room, fn, ...asked }) ?? []).map(({ info, slots }) => ({
      info,
      slot: hasOwnSlots(round) ? (slots[0] ?? null) : null,
      room,
      fn,
    })),
  )
}

/** A token of it is good for one question, ballot or theme. */
const hasOwnSlots = ({ purpose }: Pick<Round, 'purpose'>) =>
  purpose === 'answer' || purpose === 'ballot' || purpose === 'echo'

export type Completed = { readonly phones: number; readonly completedByRoom: Readonly<Record<string, number>> }

/** Every phone sends every slot, so whole sets are phones; an incomplete set counts for none. */
export function completed(
  round: Pick<Round, 'purpose' | 'slots'>,
  acts: readonly Pick<HeldAct, 'slot' | 'room'>[],
): Completed {
  if (hasOwnSlots(round)) {
    const bySlot = round.slots.map((slot) => acts.filter((act) => act.slot === slot).length)
    return { phones: bySlot.length === 0 ? 0 : Math.min(...bySlot), completedByRoom: {} }
  }
  const tokens = new Map<string | null, number>()
  for (const { room } of acts) tokens.set(room, (tokens.get(room) ?? 0) + 1)
  const phones = (count: number) => Math.floor(count / Math.max(1, round.slots.length))
  const rooms = [...tokens].flatMap(([room, count]) => (room === null ? [] : [[room, phones(count)] as const]))
  const all = [...tokens.values()].reduce((sum, count) => sum + phones(count), 0)
  return { phones: all, completedByRoom: Object.fromEntries(rooms.filter(([, count]) => count > 0)) }
}
