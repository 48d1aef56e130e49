// The sessions this laptop started: their facilitator links, kept here and nowhere else.
import { browserKeep } from '../state/keep.ts'

export type RecentSession = { readonly session: string; readonly secret: string; readonly title: string }

const keep = browserKeep('eighty.home.')
const MOST = 12

export function recentSessions(): readonly RecentSession[] {
  return keep.get<RecentSession[]>('recent') ?? []
}

export function rememberSession(one: RecentSession): void {
  keep.set('recent', [one, ...recentSessions().filter((other) => other.session !== one.session)].slice(0, MOST))
}

export function forgetSession(session: string): readonly RecentSession[] {
  const left = recentSessions().filter((one) => one.session !== session)
  keep.set('recent', left)
  return left
}

export function consoleLink(one: Pick<RecentSession, 'session' | 'secret'>, origin: string): string {
  return `${origin}/console#s=${one.session}&k=${one.secret}`
}
