// Who a socket is: its proof against the session's record, before anything it says is looked at.
import { LIMITS, PROTOCOL_VERSION } from '../../shared/limits.ts'
import { Auth } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { clip, plainLine } from '../../shared/text.ts'
import type { BoardReader } from '../core/view/board-view.ts'
import type { Directory } from '../live/directory.ts'
import type { LiveSession } from '../live/live-session.ts'
import type { Ids } from '../ports.ts'

export type Member = { readonly live: LiveSession; readonly tab: string } & (
  | { readonly role: 'phone'; readonly person: string }
  /** `label`: its own name for itself, or its link's; two with the same link are told apart once they are here. */
  | { readonly role: 'console'; readonly device: string; readonly label: string; readonly ownLabel?: boolean }
  | { readonly role: 'screen' }
  /** `key`: the link they came by. `name`: under which the holder of the link to take part does so; null for those who only see. */
  | { readonly role: 'board'; readonly key: string; readonly name: string | null }
)

/**
 * The member, or why not. A session that does not exist and a wrong secret get the same answer; only who holds a board's link that
 * was good once is told that it was taken back.
 */
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
    const own = label?.trim().slice(0, 40) ?? ''
    return key === undefined
      ? 'bad-ticket'
      : { live, tab, role, device: key.id, label: own || key.label, ownLabel: own !== '' }
  }
  // Hashes are compared, not keys: equal time whatever was sent.
  if (role === 'screen') return ids.hash(record.screenKey) === hash ? { live, tab, role } : 'bad-ticket'
  const { boardKey } = record
  const { takeKey, revoked } = record.afterwards
  // All of them, whichever it is: so much work for a good link, one taken back, and one that never was.
  const [takes, sees] = [takeKey ?? '', boardKey].map((key) => ids.hash(key) === hash)
  const isRevoked = revoked.filter((one) => one === hash).length > 0
  if (takeKey !== null && takes)
    return { live, tab, role, key: takeKey, name: clip(plainLine(label ?? ''), LIMITS.label) || 'A visitor' }
  if (sees) return { live, tab, role, key: boardKey, name: null }
  return isRevoked ? 'link-revoked' : 'bad-ticket'
}

/** As what a visitor reads the board: whoever only sees it is shown less. */
export function readerOf({ name }: { readonly name: string | null }): BoardReader {
  return name === null ? 'sees' : 'takes-part'
}
