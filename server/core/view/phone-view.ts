// What a phone is shown: the same for all of them, and a small part of its own.
import type { Session } from '../../../shared/model.ts'
import { roomNote } from '../../../shared/thresholds.ts'
import type { PhoneMine, PhoneView } from '../../../shared/views.ts'
import type { LiveFacts } from '../live-facts.ts'
import { boardKeyOf, headOf, nextTitle, roundViews } from './head.ts'

/** The version is left out: what changes for others only is not pushed to every phone. */
export function phoneView(session: Session, live: LiveFacts): PhoneView {
  return {
    ...headOf(session, live, 'visible'),
    version: 0,
    next: nextTitle(session),
    rounds: roundViews(session),
    functions: session.functions,
    levels: session.levels,
    boardKey: boardKeyOf(session),
  }
}

/** Throws for a person who is not there: a member was admitted, so that is a fault of ours. */
export function phoneMine(session: Session, _live: LiveFacts, personId: string): PhoneMine {
  const person = session.people.find((one) => one.id === personId)
  if (person === undefined) throw new Error('no such person')
  const hands = session.hands.filter((hand) => hand.person === personId)
  return {
    id: person.id,
    name: person.name,
    fn: person.fn,
    level: person.level,
    role: person.role,
    done: session.done.includes(personId),
    room: roomOf(session, person.room),
    rounds: session.rounds.filter((round) => round.seats.includes(personId)).map((round) => round.id),
    hands: Object.fromEntries(hands.map((hand) => [hand.question, hand.option])),
    predictions: person.role === 'sponsor' ? session.predictions : {},
  }
}

function roomOf(session: Session, id: string | null): PhoneMine['room'] {
  const room = session.rooms.find((one) => one.id === id)
  if (room === undefined) return null
  const written = session.rounds.filter((round) => round.purpose === 'card' && round.state === 'written')
  const last = written.filter((round) => session.agenda.find((step) => step.id === round.step)?.kind === 'write').at(-1)
  const strict = session.agenda.some((step) => step.id === last?.step && step.kind === 'write' && step.settings.strict)
  const note = last === undefined ? null : roomNote(last.phonesByRoom[room.id] ?? 0, strict)
  return {
    id: room.id,
    name: room.name,
    people: session.people.filter((one) => !one.removed && one.room === room.id).map(({ id, name }) => ({ id, name })),
    help: room.help !== null,
    few: note?.note === 'few' ? note.n : null,
    pooled: last?.pooled.includes(room.id) ?? false,
  }
}
