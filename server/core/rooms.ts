// Breakout rooms: splitting everyone, placing one person, adding, renaming, removing, and calls for help.
import { LIMITS } from '../../shared/limits.ts'
import type { Room, Session } from '../../shared/model.ts'
import { fits, plainLine } from '../../shared/text.ts'
import type { Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { seatedPeople, seatedPerson, seatOf } from './people.ts'
import { reissued } from './rounds.ts'
import { mapSame, withFields, withPerson, withRoom } from './session-with.ts'
import { roomCount, splitPeople } from './split.ts'

/** Rooms keep their ids, names and cards; only people move. A room that holds cards stays even when nobody is put in it. */
const split: Handler<'rooms.split'> = (session, data) => {
  const people = seatedPeople(session)
  if (people.length === 0) return refuse('nobody-here')
  const count = roomCount(people.length, data.by, data.n, LIMITS.rooms)
  const now = arrangement(session)
  const split = (past: Session['pastRooms']) => splitPeople(people, count, data.mix, data.seed, past)
  // The same command sent twice finds its own work: what it would do without today's rooms among the past is what stands.
  if (now.length > 0 && JSON.stringify(sets(split(session.pastRooms))) === JSON.stringify(sets(now)))
    return accept(session)
  const past = pastRooms(session)
  const groups = split(past)
  const rooms = [...session.rooms]
  // A removed room's notes and cards are still somewhere under its id: a later split draws ids that nobody ever had.
  const fresh = reissued(session)
  if (fresh === null) return refuse('not-written')
  const suffix = past.length === 0 ? '' : `-${data.seed.toString(36)}`
  while (rooms.length < count) rooms.push(newRoom(rooms, freeRoomId(rooms, suffix)))
  const roomOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, rooms[index]?.id ?? null] as const)))
  return accept({
    ...fresh,
    pastRooms: past,
    rooms: rooms.filter((room, index) => index < count || holdsCards(session, room)),
    people: mapSame(session.people, (person) => withFields(person, { room: roomOf.get(person.id) ?? null })),
  })
}

const place: Handler<'room.place'> = (session, data) => {
  if (seatedPerson(session, data.person) === null) return refuse('not-found')
  if (data.room !== null && !session.rooms.some((room) => room.id === data.room)) return refuse('not-found')
  return accept(withPerson(session, data.person, { room: data.room }))
}

const add: Handler<'room.add'> = (session, data) => {
  if (session.rooms.some((room) => room.id === data.room)) return accept(session)
  // A room's id is part of its documents' names, which have no dots.
  if (data.room.includes('.')) return refuse('bad-request', 'room')
  if (session.rooms.length >= LIMITS.rooms) return refuse('too-many', `at most ${LIMITS.rooms} rooms`)
  return accept({ ...session, rooms: [...session.rooms, newRoom(session.rooms, data.room)] })
}

const rename: Handler<'room.rename'> = (session, data) => {
  if (!session.rooms.some((room) => room.id === data.room)) return refuse('not-found')
  const name = plainLine(data.name)
  if (name === '') return refuse('empty', 'name')
  if (!fits(name, LIMITS.label)) return refuse('too-long', 'name')
  return accept(withRoom(session, data.room, { name }))
}

/** Its people are in no room until someone places them; its cards are still gathered. */
const remove: Handler<'room.remove'> = (session, data) => {
  if (!session.rooms.some((room) => room.id === data.room)) return refuse('not-found')
  const fresh = reissued(session)
  if (fresh === null) return refuse('not-written')
  return accept({
    ...fresh,
    rooms: session.rooms.filter((room) => room.id !== data.room),
    people: mapSame(session.people, (person) => (person.room === data.room ? { ...person, room: null } : person)),
  })
}

const ask: Handler<'help.ask'> = (session, data, by) => {
  if (seatOf(session, by).room !== data.room) return refuse('not-in-room')
  const waiting = session.rooms.find((room) => room.id === data.room)?.help ?? null
  return accept(withRoom(session, data.room, { help: data.on ? (waiting ?? by.now) : null }))
}

const clear: Handler<'help.clear'> = (session, data) => {
  if (!session.rooms.some((room) => room.id === data.room)) return refuse('not-found')
  return accept(withRoom(session, data.room, { help: null }))
}

export const roomHandlers = {
  'rooms.split': split,
  'room.place': place,
  'room.add': add,
  'room.rename': rename,
  'room.remove': remove,
  'help.ask': ask,
  'help.clear': clear,
}

/** Who sits together now: person ids by room, empty rooms left out. */
function arrangement(session: Session): string[][] {
  const people = seatedPeople(session)
  return session.rooms
    .map((room) => people.filter((person) => person.room === room.id).map((person) => person.id))
    .filter((room) => room.length > 0)
}

/** An arrangement without the order of people in a room. */
function sets(rooms: readonly (readonly string[])[]): string[][] {
  return rooms.map((room) => [...room].sort())
}

/** Who sat with whom, today's rooms included, for a split that keeps old pairs apart. */
export function pastRooms(session: Session): Session['pastRooms'] {
  const now = arrangement(session)
  return now.length === 0 ? session.pastRooms : [...session.pastRooms, now].slice(-LIMITS.pastRooms)
}

function holdsCards(session: Session, room: Room): boolean {
  const wrote = session.rounds.some(
    (round) => round.purpose === 'card' && (round.phonesByRoom[room.id] ?? 0) > 0 && !round.pooled.includes(room.id),
  )
  return wrote || room.piles.length > 0 || room.heard.length > 0
}

function newRoom(rooms: readonly Room[], id: string): Room {
  const names = new Set(rooms.map((room) => room.name))
  let n = rooms.length + 1
  while (names.has(`Room ${n}`)) n++
  return { id, name: `Room ${n}`, piles: [], heard: [], help: null }
}

function freeRoomId(rooms: readonly Room[], suffix: string): string {
  const ids = new Set(rooms.map((room) => room.id))
  let n = 1
  while (ids.has(`r${n}${suffix}`)) n++
  return `r${n}${suffix}`
}
