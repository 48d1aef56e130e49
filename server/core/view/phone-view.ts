// What a phone is shown: the same for all of them, and a small part of its own.
import type { Person, Round, Session } from '../../../shared/model.ts'
import { roomFloor, roomNote } from '../../../shared/thresholds.ts'
import type { PhoneMine, PhoneView } from '../../../shared/views.ts'
import { liveCheckin, stepOfRound } from '../agenda.ts'
import { isStrict } from '../batch.ts'
import type { LiveFacts } from '../live-facts.ts'
import { seatedPeople } from '../people.ts'
import { reminderView } from '../reminder-asks.ts'
import { themesAreShown } from '../sorting.ts'
import { checkinNow } from './checkin-views.ts'
import { boardKeyOf, headOf, nextTitle, roundViews } from './head.ts'

/**
 * Small, because hundreds of them are sent: one sample a theme, and only while themes are looked at. The version is left out,
 * so that what changes for others only is not pushed to every phone.
 */
export function phoneView(session: Session, live: LiveFacts): PhoneView {
  const head = headOf(session, live, 'visible')
  return {
    ...head,
    themes: themesAreShown(session)
      ? head.themes.map((theme) => ({
          ...theme,
          samples: head.step.kind === 'gather' ? theme.samples.slice(0, 1) : [],
        }))
      : [],
    version: 0,
    next: nextTitle(session),
    rounds: roundViews(session, live),
    functions: session.functions,
    levels: session.levels,
    boardKey: boardKeyOf(session),
    echoing: echoing(session),
    checkin: checkinNow(session),
    keysBefore: session.keys.before,
    names: boardLives(session) ? seatedPeople(session).map(({ id, name }) => ({ id, name })) : [],
    canMail: live.canMail,
  }
}

/** After the end, when a check-in is held live, and from the start for a board that was imported with what became of it. */
function boardLives(session: Session): boolean {
  const imported = session.commitments.some(({ pursuit }) => pursuit.earlier.length > 0)
  return session.status === 'ended' || imported || liveCheckin(session) !== null
}

/** While the round takes envelopes: titles as they were when it began, whatever they are called by now. */
function echoing(session: Session): PhoneView['echoing'] {
  const open = new Set(
    session.rounds.flatMap(({ id, purpose, state }) => (purpose === 'echo' && state !== 'written' ? [id] : [])),
  )
  return session.echoes
    .filter(({ round }) => open.has(round))
    .map(({ theme, round, title }) => ({ theme, round, title }))
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
    reminders: reminderView(session, personId),
    tooBig: session.commitments.filter(({ pursuit }) => pursuit.tooBig.includes(personId)).map(({ id }) => id),
    room: roomOf(session, person.room),
    rounds: session.rounds.filter((round) => round.seats.includes(personId)).map((round) => round.id),
    among: Object.fromEntries(amongOf(session, person)),
    hands: Object.fromEntries(hands.map((hand) => [hand.question, hand.option])),
    predictions: person.role === 'sponsor' ? session.predictions : {},
  }
}

/** Where somebody sits now stands for where they wrote: who was moved since is told of the room they are in. */
function amongOf(session: Session, { id, room }: Pick<Person, 'id' | 'room'>): [string, number][] {
  return session.rounds.flatMap((round): [string, number][] => {
    if (round.purpose !== 'card' || round.state !== 'written' || !round.seats.includes(id)) return []
    const inRoom = room !== null && !round.pooled.includes(room)
    return [[round.id, inRoom ? (round.phonesByRoom[room] ?? 0) : phonesInPool(round)]]
  })
}

function phonesInPool({ phones, phonesByRoom, pooled }: Round): number {
  const inRooms = Object.entries(phonesByRoom).filter(([room]) => !pooled.includes(room))
  return Math.max(0, (phones ?? 0) - inRooms.reduce((sum, [, count]) => sum + count, 0))
}

function roomOf(session: Session, id: string | null): PhoneMine['room'] {
  const room = session.rooms.find((one) => one.id === id)
  if (room === undefined) return null
  const { few, pooled } = authorsOf(session, room.id)
  const people = session.people.filter((one) => !one.removed && one.room === room.id)
  return {
    id: room.id,
    name: room.name,
    people: people.map(({ id, name }) => ({ id, name })),
    help: room.help !== null,
    few,
    pooled,
    pool: people.length < roomFloor(isStrict(session, session), session.floors),
    hidden: people.length,
  }
}

/** Of the last writing and what was added to it since: the room's cards lie mixed, so the smallest number is the honest one. */
function authorsOf(session: Session, room: string): { few: number | null; pooled: boolean } {
  const written = session.rounds.filter((round) => round.purpose === 'card' && round.state === 'written')
  const last = written.findLastIndex((round) => stepOfRound(session, round.step)?.kind === 'write')
  // What was pooled then lies elsewhere, and a floor raised since has moved nothing.
  const stayed = (round: Round) => Object.hasOwn(round.phonesByRoom, room) && !round.pooled.includes(room)
  const counted = written.slice(Math.max(0, last)).filter(stayed)
  const notes = counted.map((round) => roomNote(round.phonesByRoom[room] ?? 0, false))
  const fews = notes.flatMap((note) => (note.note === 'few' ? [note.n] : []))
  return { few: fews.length === 0 ? null : Math.min(...fews), pooled: written[last]?.pooled.includes(room) ?? false }
}
