// Copies of a session with one part changed. Nothing changed: the very same object, so that nobody saves or sends it.
import type { Step } from '../../shared/agenda.ts'
import type { Person, Room, Session } from '../../shared/model.ts'

/** Fields are compared with `Object.is`: hand over a new array only when its content is new. */
export function withFields<T extends object>(value: T, fields: Partial<T>): T {
  const names = Object.keys(fields) as (keyof T)[]
  return names.every((name) => Object.is(value[name], fields[name])) ? value : { ...value, ...fields }
}

/** The same array when no item changed. */
export function mapSame<T>(items: T[], change: (item: T) => T): T[] {
  const next = items.map(change)
  return next.every((item, index) => item === items[index]) ? items : next
}

/** The same array when every item stays. */
export function filterSame<T>(items: T[], keep: (item: T) => boolean): T[] {
  return items.every(keep) ? items : items.filter(keep)
}

/** The list with the id in it or not, as a set would have it. */
export function toggled(ids: string[], id: string, on: boolean): string[] {
  if (ids.includes(id) === on) return ids
  return on ? [...ids, id] : ids.filter((one) => one !== id)
}

export function withPerson(session: Session, id: string, fields: Partial<Person>): Session {
  return withFields(session, {
    people: mapSame(session.people, (one) => (one.id === id ? withFields(one, fields) : one)),
  })
}

export function withRoom(session: Session, id: string, fields: Partial<Room>): Session {
  return withFields(session, {
    rooms: mapSame(session.rooms, (one) => (one.id === id ? withFields(one, fields) : one)),
  })
}

export function withStep(session: Session, id: string, change: (step: Step) => Step): Session {
  return withFields(session, { agenda: mapSame(session.agenda, (one) => (one.id === id ? change(one) : one)) })
}
