// Who may read or write which Y.Doc: a room's own people and the facilitator, wording for whoever may draft.
import { parseDocName } from '../../shared/docs.ts'
import type { Member } from './admit.ts'

/** `owner` binds a Yjs client id to one member, so that nobody can write under another's. Null: no such document for this member. */
export type DocRight = { readonly owner: string; readonly write: boolean }

export function docRight(member: Member, name: string): DocRight | null {
  const ref = parseDocName(name)
  if (ref === null) return null
  const { session } = member.live
  const live = session.status === 'live'
  const kind = session.agenda.find((step) => step.id === session.step)?.kind
  if (member.role === 'phone') {
    const room = session.people.find((person) => person.id === member.person)?.room ?? null
    const owner = `person:${member.person}`
    if (ref.doc === 'board') return { owner, write: live && kind === 'draft' }
    if (ref.room !== room) return null
    return { owner, write: live && ref.doc === 'notes' }
  }
  if (member.role !== 'console') return null
  const owner = `console:${member.device}:${member.tab}`
  if (ref.doc === 'board') return { owner, write: live }
  if (!session.rooms.some((room) => room.id === ref.room)) return null
  return { owner, write: live && ref.doc === 'notes' }
}
