// Where a person belongs: the smallest room for a late joiner, and the reason why somebody is in none.
import type { Person, Session } from '../../shared/model.ts'
import { liveCheckin } from './agenda.ts'

/** The first of the smallest rooms; null when there are none. */
export function smallestRoom(session: Pick<Session, 'people' | 'rooms'>): string | null {
  const size = new Map(session.rooms.map((room) => [room.id, 0]))
  for (const { room, removed } of session.people)
    if (!removed && room !== null) size.set(room, (size.get(room) ?? 0) + 1)
  let smallest: string | null = null
  for (const [room, people] of size) if (smallest === null || people < (size.get(smallest) ?? 0)) smallest = room
  return smallest
}

/** In words, for the facilitator; null when placed. */
export function unplacedReason(
  session: Pick<Session, 'rooms' | 'status' | 'afterwards'>,
  person: Person,
): string | null {
  if (person.removed) return 'Removed from the session.'
  if (person.room !== null) return null
  if (session.rooms.length === 0) return 'There are no rooms yet.'
  if (liveCheckin(session) !== null) return 'In no room: everybody is together.'
  return 'Taken out of a room, or the room was removed. Choose a room.'
}
