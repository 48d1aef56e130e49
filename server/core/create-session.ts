// A new session from a template and what the facilitator typed. Its secrets are drawn outside.
import { FLOORS, LIMITS, RETENTION_DAYS } from '../../shared/limits.ts'
import type { Keys, Session } from '../../shared/model.ts'
import type { CreateBody } from '../../shared/protocol.ts'
import type { Template } from '../../shared/templates/template.ts'
import { clip, plainLine, plainText } from '../../shared/text.ts'
import { logged } from './log.ts'

export type NewSession = {
  readonly template: Template
  readonly body: CreateBody
  readonly now: number
  readonly id: string
  readonly code: string
  readonly facilitator: Session['facilitators'][number]
  /** Hash of the recovery code. */
  readonly recovery: string
  readonly screenKey: string
  readonly boardKey: string
  readonly keys: Keys
}

/** Throws for a template that does not begin with the lobby and end with the close (S4). Words that are too long are cut. */
export function createSession(parts: NewSession): Session {
  const { template, body, now, id, code, facilitator, recovery, screenKey, boardKey, keys } = parts
  const agenda = template.agenda.map((step) => ({
    ...step,
    minutes: Object.hasOwn(body.minutes, step.id) ? (body.minutes[step.id] ?? step.minutes) : step.minutes,
  }))
  const lobby = agenda[0]
  if (lobby?.kind !== 'lobby' || agenda.at(-1)?.kind !== 'close')
    throw new Error('an agenda begins with the lobby and ends with the close')
  const session: Session = {
    id,
    version: 1,
    createdAt: now,
    template: template.id,
    title: clip(plainLine(body.title), LIMITS.title) || template.title,
    statement: clip(plainText(body.statement), LIMITS.statement),
    goal: clip(plainText(body.goal), LIMITS.goal) || template.goal,
    roomSize: body.roomSize,
    functions: listed(body.functions),
    levels: listed(body.levels),
    status: 'live',
    code,
    locked: false,
    facilitators: [facilitator],
    recovery,
    screenKey,
    boardKey,
    keys,
    people: [],
    rooms: [],
    pastRooms: [],
    agenda,
    step: lobby.id,
    openedAt: now,
    endsAt: null,
    visited: [],
    skipped: [],
    done: [],
    rounds: [],
    withdrawn: 0,
    results: [],
    hands: [],
    predictions: {},
    unknown: '',
    themes: [],
    sorting: null,
    finding: null,
    echoes: [],
    askers: [],
    themesPast: [],
    themesFuture: [],
    commitments: [],
    ballots: [],
    talk: null,
    broadcast: null,
    blackout: false,
    afterwards: {
      takeKey: null,
      checkins: [],
      summary: { text: '', due: null, given: null },
      retention: RETENTION_DAYS,
      ended: null,
      reminders: [],
      webhook: null,
      reconvened: [],
      revoked: [],
    },
    floors: { ...FLOORS },
    log: [],
  }
  return logged(session, now, facilitator.label, 'created the session')
}

/** Each once, in the order given; empty lines are no entry. */
function listed(labels: readonly string[]): string[] {
  return [...new Set(labels.map((label) => clip(plainLine(label), LIMITS.label)))]
    .filter((label) => label !== '')
    .slice(0, LIMITS.lists)
}
