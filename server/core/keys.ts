// The end of a session's keys: once nothing anonymous can be on its way any more, nobody needs them and nobody may find them.
import type { Session } from '../../shared/model.ts'

/** Without its secret keys, and the marks of cards that were taken back, when it is over and its last batch is written; else the same session. */
export function withoutKeys(session: Session): Session {
  const over = session.status === 'ended' && session.rounds.every((round) => round.state === 'written')
  if (!over || session.keys.secret === null) return session
  const rounds = session.rounds.map((round) => ({ ...round, gone: [] }))
  return { ...session, rounds, keys: { ...session.keys, secret: null } }
}
