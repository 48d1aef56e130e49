// How people are called: a plain line, a stand-in when they give none, and "(2)" when the name is taken.
import { LIMITS } from '../../shared/limits.ts'
import type { Person, Session } from '../../shared/model.ts'
import { clip, plainLine } from '../../shared/text.ts'

/**
 * The name this person will have. Names never identify: two people called Sam are "Sam" and "Sam (2)".
 * A typed name that is too long is cut; who wants to refuse it checks before.
 */
export function freeName(session: Pick<Session, 'people'>, personId: string, typed: string): string {
  const others = session.people.filter((person) => person.id !== personId && !person.removed)
  const index = session.people.findIndex((person) => person.id === personId)
  const place = index === -1 ? session.people.length : index
  const name = clip(plainLine(typed), LIMITS.name) || `Person ${place + 1}`
  return numbered(name, others)
}

function numbered(name: string, others: readonly Person[]): string {
  const taken = new Set(others.map((person) => person.name.toLowerCase()))
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : ` (${n})`
    const tried = clip(name, LIMITS.name - suffix.length) + suffix
    if (!taken.has(tried.toLowerCase())) return tried
  }
}
