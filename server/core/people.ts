// People of a session: joining, what they say about themselves, done, leaving, who the sponsor is.
import { LIMITS } from '../../shared/limits.ts'
import type { Person, Round, Session } from '../../shared/model.ts'
import { fits, plainLine } from '../../shared/text.ts'
import { liveCheckin } from './agenda.ts'
import type { By, Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { freeName } from './people-names.ts'
import { smallestRoom } from './rooms-placing.ts'
import { filterSame, mapSame, toggled, withFields, withPerson } from './session-with.ts'

/** What the ticket of a seat begins with that waits for whoever is called so: no hash looks like it, so it opens nothing. */
export const WAITING_SEAT = 'waits:'

/** Null for whoever is not there any more, removed people included. */
export function seatedPerson(session: Pick<Session, 'people'>, id: string): Person | null {
  return session.people.find((person) => person.id === id && !person.removed) ?? null
}

export function seatedPeople(session: Pick<Session, 'people'>): Person[] {
  return session.people.filter((person) => !person.removed)
}

/** Only after access was checked: a participant without a seat never comes here. */
export function seatOf(session: Session, by: By): Person {
  const seat = by.actor.role === 'participant' ? seatedPerson(session, by.actor.person) : null
  if (seat === null) throw new Error('a participant’s command was decided without a seat')
  return seat
}

/** A late joiner is placed at once, and writes and answers in what is open, but for frozen rounds. */
const join: SystemHandler<'system.join'> = (session, { person }) => {
  if (session.people.some((one) => one.id === person.id || one.ticket === person.ticket)) return accept(session)
  if (session.locked) return refuse('locked')
  if (seatedPeople(session).length >= LIMITS.people) return refuse('full')
  if (!onLists(session, person)) return refuse('not-on-list')
  const waiting = seatedPeople(session).find(
    (one) => one.ticket.startsWith(WAITING_SEAT) && one.name !== '' && one.name === plainLine(person.name),
  )
  const seat: Person = {
    ...person,
    id: waiting?.id ?? person.id,
    name: waiting?.name ?? freeName(session, person.id, person.name),
    room: sitTogether(session) ? null : smallestRoom(session),
    removed: false,
  }
  const rounds = mapSame(session.rounds, (round) =>
    round.state === 'open' && !isFrozen(round)
      ? withFields(round, { seats: toggled(round.seats, seat.id, true) })
      : round,
  )
  const others = session.people.filter((one) => one !== waiting)
  return accept({ ...session, people: [...others, seat], rounds })
}

/** At a live check-in all sit together until somebody is put in a room, though rooms of the offsite still stand. */
function sitTogether(session: Session): boolean {
  return liveCheckin(session) !== null && seatedPeople(session).every(({ room }) => room === null)
}

const update: Handler<'me.update'> = (session, data, by) => {
  const me = seatOf(session, by)
  if (!fits(plainLine(data.name), LIMITS.name)) return refuse('too-long', 'name')
  if (!onLists(session, data)) return refuse('not-on-list')
  if (data.fn !== me.fn && isCountedIn(session, me.id)) return refuse('function-held')
  // Sent twice, "Sam" stays the "Sam (2)" that it became.
  const name = freeName(session, me.id, data.name)
  return accept(withPerson(session, me.id, { name, fn: data.fn, level: data.level }))
}

const done: Handler<'me.done'> = (session, data, by) => {
  if (data.step !== session.step) return refuse('stale-step')
  return accept(withFields(session, { done: toggled(session.done, seatOf(session, by).id, data.done) }))
}

/**
 * What they gave anonymously stays: nobody can tell which it was. A frozen ballot keeps the seat as a silent one, so that
 * nobody can be removed to reach a target.
 */
const remove: Handler<'person.remove'> = (session, data) => {
  const person = session.people.find((one) => one.id === data.person)
  if (person === undefined) return refuse('not-found')
  if (person.removed) return accept(session)
  const gone = (id: string | null) => (id === person.id ? null : id)
  const left = withPerson(session, person.id, { removed: true, room: null })
  return accept({
    ...left,
    done: toggled(left.done, person.id, false),
    hands: filterSame(left.hands, (hand) => hand.person !== person.id),
    askers: filterSame(left.askers, (one) => one.person !== person.id),
    rounds: mapSame(left.rounds, (round) =>
      round.state === 'open' && !isFrozen(round)
        ? withFields(round, { seats: toggled(round.seats, person.id, false) })
        : round,
    ),
    commitments: mapSame(left.commitments, (one) =>
      withFields(one, {
        owner: gone(one.owner),
        accepted: one.owner === person.id ? false : one.accepted,
        offers: toggled(one.offers, person.id, false),
        remover: gone(one.remover),
        decider: gone(one.decider),
        pursuit: withFields(one.pursuit, {
          handover: gone(one.pursuit.handover),
          tooBig: toggled(one.pursuit.tooBig, person.id, false),
          barriers: mapSame(one.pursuit.barriers, (barrier) => withFields(barrier, { remover: gone(barrier.remover) })),
        }),
      }),
    ),
    afterwards: withFields(left.afterwards, {
      reminders: filterSame(left.afterwards.reminders, (one) => one.person !== person.id),
    }),
  })
}

/** The sponsor is the one leader whose decision it is: naming another takes it from the one before. */
const role: Handler<'person.role'> = (session, data) => {
  if (seatedPerson(session, data.person) === null) return refuse('not-found')
  const people = mapSame(session.people, (one) => {
    if (one.id === data.person) return withFields(one, { role: data.role })
    return data.role === 'sponsor' ? withFields(one, { role: 'participant' }) : one
  })
  return accept(withFields(session, { people }))
}

export const peopleHandlers = { 'me.update': update, 'me.done': done, 'person.remove': remove, 'person.role': role }
export const systemPeopleHandlers = { 'system.join': join }

/**
 * A ballot's seats are its heads. An echo's are groups by function, which whoever came later, alone of theirs, would make too small
 * to be told of.
 */
function isFrozen({ purpose }: Pick<Round, 'purpose'>): boolean {
  return purpose === 'ballot' || purpose === 'echo'
}

/** Whether a function is part of what a seat is asked right now. */
function isCountedIn({ rounds }: Session, seat: string): boolean {
  return rounds.some((round) => round.purpose === 'echo' && round.state !== 'written' && round.seats.includes(seat))
}

function onLists(session: Session, said: Pick<Person, 'fn' | 'level'>): boolean {
  return (
    (said.fn === null || session.functions.includes(said.fn)) &&
    (said.level === null || session.levels.includes(said.level))
  )
}
