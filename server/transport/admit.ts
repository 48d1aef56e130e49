// Who a socket is: its proof against the session's record, before anything it says is looked at.
import { LIMITS, PROTOCOL_VERSION } from '../../shared/limits.ts'
import { Auth } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { clip, plainLine } from '../../shared/text.ts'
import type { Directory } from '../live/directory.ts'
import type { LiveSession } from '../live/live-session.ts'
import type { Ids } from '../ports.ts'

export type Member = { readonly live: LiveSession; readonly tab: string } & (
  | { readonly role: 'phone'; readonly person: string }
  | { readonly role: 'console'; readonly device: string; readonly label: string }
  | { readonly role: 'screen' }
  /** `name`: under which the holder of the link to take part does so; null for those who only see. */
  | { readonly role: 'board'; readonly name: string | null }
)

/** The member, or why not. A session that does not exist and a wrong secret get the same answer. */
export async function admit(auth: unknown, directory: Directory, ids: Ids): Promise<Member | RefusalCode> {
  const parsed = Auth.safeParse(auth)
  if (!parsed.success)
    return typeof auth === 'object' && auth !== null && 'protocol' in auth && auth.protocol !== PROTOCOL_VERSION
      ? 'reload-needed'
      : 'bad-request'
  const { protocol, session, role, secret, person, label, tab = ids.id() } = parsed.data
  if (protocol !== PROTOCOL_VERSION) return 'reload-needed'
  const live = await directory.open(session)
  if (live === null) return 'bad-ticket'
  const hash = ids.hash(secret)
  const record = live.session
  if (role === 'phone') {
    const seat = record.people.find((one) => one.id === person && one.ticket === hash)
    if (seat === undefined) return 'bad-ticket'
    return seat.removed ? 'removed' : { live, tab, role, person: seat.id }
  }
  if (role === 'console') {
    const key = record.facilitators.find((one) => one.hash === hash)
    return key === undefined
      ? 'bad-ticket'
      : { live, tab, role, device: key.id, label: label?.trim().slice(0, 40) || key.label }
  }
  // Hashes are compared, not keys: equal time whatever was sent.
  if (role === 'screen') return ids.hash(record.screenKey) === hash ? { live, tab, role } : 'bad-ticket'
  const { takeKey } = record.afterwards
  if (takeKey !== null && ids.hash(takeKey) === hash)
    return { live, tab, role, name: clip(plainLine(label ?? ''), LIMITS.label) || 'A visitor' }
  return ids.hash(record.boardKey) === hash ? { live, tab, role, name: null } : 'bad-ticket'
}
