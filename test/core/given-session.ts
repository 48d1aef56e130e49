// Sessions to begin a test with, and short ways to let somebody do something.
import { expect } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import type { Actor, Decision } from '../../server/core/command-handler.ts'
import { createSession } from '../../server/core/create-session.ts'
import { decide } from '../../server/core/decide.ts'
import type { SystemCommand } from '../../server/core/system-command.ts'
import type { Command, CommandData, CommandName } from '../../shared/commands.ts'
import type { Person, Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { alignmentOffsite } from '../../shared/templates/alignment-offsite.ts'

export const NOW = 1_000_000
export const MOMENT = { now: NOW, collectMs: 6500 }
export const laptop: Actor = { role: 'facilitator', label: 'Laptop' }
export const system: Actor = { role: 'system' }

export function phone(person: string): Actor {
  return { role: 'participant', person }
}

export function newSession(
  body: Partial<Parameters<typeof createSession>[0]['body']> = {},
  template = alignmentOffsite,
): Session {
  return createSession({
    template,
    body: {
      template: template.id,
      title: 'Ship the new platform',
      statement: 'We move everyone by June.',
      goal: 'Three commitments',
      roomSize: 5,
      minutes: {},
      functions: ['Sales', 'Product', 'Finance', 'Operations'],
      levels: ['Director', 'Manager'],
      robots: 0,
      ...body,
    },
    now: NOW,
    id: 'session1',
    code: 'BCD347',
    facilitator: { id: 'key1', hash: 'hash1', label: 'Laptop' },
    recovery: 'recoveryhash',
    screenKey: 'screenkey',
    boardKey: 'boardkey',
    keys: realIds.keys(),
  })
}

export function seat(id: string, fields: Partial<Person> = {}): Person {
  return {
    id,
    name: '',
    fn: null,
    level: null,
    role: 'participant',
    room: null,
    ticket: `ticket-${id}`,
    removed: false,
    ...fields,
  }
}

/** People p1 … pn have joined. */
export function withPeople(
  session: Session,
  count: number,
  fields: (n: number) => Partial<Person> = () => ({}),
): Session {
  let next = session
  for (let n = 1; n <= count; n++)
    next = tell(next, { name: 'system.join', data: { person: seat(`p${n}`, fields(n)) } })
  return next
}

export function decideBy<N extends CommandName>(
  session: Session,
  actor: Actor,
  name: N,
  data: CommandData<N>,
  moment = MOMENT,
): Decision {
  return decide(session, actor, { name, data } as unknown as Command, moment)
}

/** Fails the test when it is refused. */
export function does<N extends CommandName>(
  session: Session,
  actor: Actor,
  name: N,
  data: CommandData<N>,
  moment = MOMENT,
): Session {
  const decision = decideBy(session, actor, name, data, moment)
  if (!decision.ok) throw new Error(`${name} was refused: ${decision.refusal.code} ${decision.refusal.detail ?? ''}`)
  return decision.session
}

export function refused<N extends CommandName>(
  session: Session,
  actor: Actor,
  name: N,
  data: CommandData<N>,
  code: RefusalCode,
): void {
  const decision = decideBy(session, actor, name, data)
  expect(decision).toMatchObject({ ok: false, refusal: { code } })
}

export function tell(session: Session, command: SystemCommand, moment = MOMENT): Session {
  const decision = decide(session, system, command, moment)
  if (!decision.ok) throw new Error(`${command.name} was refused: ${decision.refusal.code}`)
  return decision.session
}

/** The session as if it had come to this step without passing the guards. */
export function at(session: Session, step: string): Session {
  if (!session.agenda.some((one) => one.id === step)) throw new Error(`no step ${step}`)
  return { ...session, step }
}

export function roomSizes(session: Session): number[] {
  return session.rooms.map((room) => session.people.filter((person) => person.room === room.id).length)
}
