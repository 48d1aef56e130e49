// The session as a whole: its words, its door, what every screen shows at once, its keys, its end.
import { LIMITS } from '../../shared/limits.ts'
import { fits, plainLine, plainText } from '../../shared/text.ts'
import { endedAt, withRevoked } from './afterwards.ts'
import type { Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { withoutKeys } from './keys.ts'
import { liveCheckinOver } from './reconvene.ts'
import { leaveRounds } from './rounds.ts'
import { withFields } from './session-with.ts'

const edit: Handler<'session.edit'> = (session, data) => {
  const words = { title: plainLine(data.title), statement: plainText(data.statement), goal: plainText(data.goal) }
  if (words.title === '') return refuse('empty', 'title')
  for (const field of ['title', 'statement', 'goal'] as const)
    if (!fits(words[field], LIMITS[field])) return refuse('too-long', field)
  return accept(withFields(session, words))
}

const lock: Handler<'session.lock'> = (session, data) => accept(withFields(session, { locked: data.locked }))

/** What is still open is collected and written; nothing else happens any more. */
const end: Handler<'session.end'> = (session, _data, by) => {
  if (session.status === 'ended') return accept(session)
  const closed = leaveRounds(liveCheckinOver(session), by.now + by.collectMs)
  const sorting = closed.sorting === null ? null : withFields(closed.sorting, { state: 'over' })
  const quiet = { code: null, endsAt: null, broadcast: null, blackout: false, talk: null, sorting }
  return accept(withoutKeys(endedAt({ ...closed, ...quiet, status: 'ended' }, by.now)))
}

const broadcast: Handler<'broadcast.set'> = (session, data) => {
  if (data.broadcast === null) return accept(withFields(session, { broadcast: null }))
  const { id } = data.broadcast
  const text = plainLine(data.broadcast.text)
  if (text === '') return refuse('empty')
  if (!fits(text, LIMITS.broadcast)) return refuse('too-long')
  if (session.broadcast?.id === id && session.broadcast.text === text) return accept(session)
  return accept({ ...session, broadcast: { id, text } })
}

const blackout: Handler<'blackout.set'> = (session, data) => accept(withFields(session, { blackout: data.on }))

export const sessionHandlers = {
  'session.edit': edit,
  'session.lock': lock,
  'session.end': end,
  'broadcast.set': broadcast,
  'blackout.set': blackout,
}

const code: SystemHandler<'system.code'> = (session, data) => accept(withFields(session, { code: data.code }))

/** When there are too many devices the oldest makes room, but never the one that created the session. */
const facilitator: SystemHandler<'system.facilitator'> = (session, data) => {
  if (session.facilitators.some((key) => key.id === data.id)) return accept(session)
  const label = plainLine(data.label)
  const kept = session.facilitators.length < LIMITS.keys ? session.facilitators : session.facilitators.toSpliced(1, 1)
  return accept({ ...session, facilitators: [...kept, { ...data, label }] })
}

const only: SystemHandler<'system.only'> = (session, data) => {
  const key = session.facilitators.find((one) => one.id === data.id)
  if (key === undefined) return refuse('not-found')
  return accept(session.facilitators.length === 1 ? session : { ...session, facilitators: [key] })
}

const recovery: SystemHandler<'system.recovery'> = (session, data) =>
  accept(withFields(session, { recovery: data.hash }))

const keys: SystemHandler<'system.keys'> = (session, data) =>
  accept(session.keys.secret === null ? { ...session, keys: data.keys } : session)

const board: SystemHandler<'system.board'> = (session, { key, revoked }) =>
  accept(withFields(withRevoked(session, revoked), { boardKey: key }))

export const systemSessionHandlers = {
  'system.code': code,
  'system.facilitator': facilitator,
  'system.only': only,
  'system.recovery': recovery,
  'system.board': board,
  'system.keys': keys,
}
