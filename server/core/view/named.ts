// People as views name them: an id and how the room knows it, also for someone who has left.
import type { Session } from '../../../shared/model.ts'

export type Named = { readonly id: string; readonly name: string }

export function named(session: Pick<Session, 'people'>, id: string | null): Named | null {
  const person = id === null ? undefined : session.people.find((one) => one.id === id)
  return person === undefined ? null : { id: person.id, name: person.name }
}
