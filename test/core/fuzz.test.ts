// Random commands by random actors: whatever happens, the session stays one that can be stored, shown and gone on with.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../../server/core/command-handler.ts'
import { decide } from '../../server/core/decide.ts'
import { isFacilitatorCommand } from '../../server/core/facilitator-commands.ts'
import type { SystemCommand } from '../../server/core/system-command.ts'
import type { Command, CommandName } from '../../shared/commands.ts'
import { COMMANDS } from '../../shared/commands.ts'
import { REQUIRED, Session } from '../../shared/model.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { at, does, laptop, newSession, phone, seat, system, withPeople } from './given-session.ts'
import { arbitraryOf } from './schema-arbitrary.ts'

/** Few ids, so that commands hit what is there. */
const IDS = [
  'lobby',
  'frame',
  'baseline',
  'hands',
  'write',
  'discuss',
  'gather',
  'draft',
  'ballot',
  'board',
  'close',
  'p1',
  'p2',
  'p3',
  'late1',
  'r1',
  'r2',
  'c1',
  'c2',
  't1',
  't2',
  'write.1',
  'write.2',
  'ballot.1',
  'support',
  'clear-now',
  'x1',
  'x2',
]
const id = fc.constantFrom(...IDS)

const participant = fc.constantFrom('p1', 'p1', 'p2', 'p3', 'late1', 'nobody').map(phone)
const anyone: fc.Arbitrary<Actor> = fc.oneof(fc.constant(laptop), participant)
const command: fc.Arbitrary<Command> = fc.oneof(
  ...(Object.keys(COMMANDS) as CommandName[]).map((name) => ({
    // Ending is the end of a run: rare, so that most runs are long.
    weight: name === 'session.end' ? 1 : name === 'step.go' ? 40 : 8,
    arbitrary: arbitraryOf(COMMANDS[name], id).map((data) => ({ name, data }) as Command),
  })),
)
const systemCommand: fc.Arbitrary<SystemCommand> = fc.oneof(
  fc
    .constantFrom('late1', 'late2', 'p1')
    .map((one) => ({ name: 'system.join', data: { person: seat(one, { name: 'Sam' }) } }) as const),
  id.map((round) => ({ name: 'system.bell', data: { round, collectBy: 5 } }) as const),
  id.map((round) => ({ name: 'system.recollect', data: { round, collectBy: 5 } }) as const),
  id.map(
    (round) =>
      ({
        name: 'system.written',
        data: { round, phones: 3, phonesByRoom: { r1: 3 }, pooled: [], results: [], tallies: [], withdrawn: [] },
      }) as const,
  ),
  fc.constant({ name: 'system.code', data: { code: 'ZZZ999' } } as const),
)
/** Mostly by whoever may; sometimes by whoever may not. */
const sent = command.chain((one) => {
  const usual: fc.Arbitrary<Actor> = isFacilitatorCommand(one.name) ? fc.constant(laptop) : participant
  return fc.record({
    actor: fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: anyone }),
    command: fc.constant(one),
    aim: fc.array(fc.nat(11), { minLength: 4, maxLength: 4 }),
  })
})
const act = fc.oneof(
  { weight: 6, arbitrary: sent },
  { weight: 1, arbitrary: systemCommand.map((one) => ({ actor: system, command: one, aim: [] as number[] })) },
)
const begin = fc.constantFrom('lobby', 'baseline', 'write', 'discuss', 'gather', 'draft', 'ballot', 'board')

/** People, rooms, themes and commitments are there; the sponsor is p1. */
function furnished(step: string): Session {
  let session = withPeople(newSession(), 6)
  session = does(session, laptop, 'rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 1 })
  session = does(session, laptop, 'person.role', { person: 'p1', role: 'sponsor' })
  for (const commitment of ['c1', 'c2']) {
    session = does(session, laptop, 'commitment.add', { commitment, theme: null, what: 'Ship it' })
    for (const field of REQUIRED)
      session = does(session, laptop, 'commitment.waive', { commitment, field, waived: true })
  }
  session = does(session, laptop, 'theme.add', { theme: 't1', title: 'Staffing', cards: ['x1'] })
  session = does(session, laptop, 'theme.add', { theme: 't2', title: 'Dates', cards: ['x2'] })
  const before = session.agenda[session.agenda.findIndex((one) => one.id === step) - 1]
  if (before === undefined) return session
  return does(at(session, before.id), laptop, 'step.go', { step, from: before.id })
}

/** Most of what a command names is there: otherwise nearly everything is refused as not found. */
function aimed(session: Session, command: Command | SystemCommand, aim: readonly number[]): Command | SystemCommand {
  const there: Readonly<Record<string, readonly string[]>> = {
    step: session.agenda.map((one) => one.id),
    from: [session.step],
    person: session.people.map((one) => one.id),
    room: session.rooms.map((one) => one.id),
    round: session.rounds.map((one) => one.id),
    theme: session.themes.map((one) => one.id),
    commitment: session.commitments.map((one) => one.id),
    commitments: session.commitments.map((one) => one.id),
    question: session.agenda.flatMap((one) => (one.kind === 'ask' ? one.settings.questions.map(({ id }) => id) : [])),
    past: [String(session.themesPast.length)],
  }
  const makes = ['commitment.add', 'room.add', 'theme.add', 'ballot.open', 'round.open', 'step.insert'].includes(
    command.name,
  )
  const data = Object.entries(command.data).map(([field, value], index) => {
    const ids = there[field] ?? []
    const turn = aim[index % 4] ?? 0
    const id = ids[turn % Math.max(1, ids.length)]
    const own = makes && `${field}s`.startsWith(command.name.split('.')[0] ?? '')
    if (id === undefined || turn < 2 || own || (makes && field === 'round')) return [field, value]
    if (typeof value === 'number') return [field, field === 'past' ? Number(id) : value]
    if (field === 'step' && ['me.done', 'step.time', 'round.open'].includes(command.name)) return [field, session.step]
    return [field, Array.isArray(value) ? [id] : typeof value === 'string' ? id : value]
  })
  return { name: command.name, data: Object.fromEntries(data) } as Command
}

const accepted: Record<string, number> = {}

test('whatever is sent, in whatever order, the session stays whole', () => {
  fc.assert(
    fc.property(begin, fc.array(act, { minLength: 20, maxLength: 80, size: 'max' }), (step, acts) => {
      let session = furnished(step)
      acts.forEach(({ actor, command, aim }, turn) => {
        const sent = actor.role === 'system' && command.name === 'system.join' ? command : aimed(session, command, aim)
        const before = session
        const frozen = JSON.stringify(before)
        const decision = decide(before, actor, sent, { now: 1000 + turn, collectMs: 100 })
        expect(JSON.stringify(before), 'the session before is never changed').toBe(frozen)
        if (!decision.ok) {
          expect(Object.hasOwn(REFUSALS, decision.refusal.code)).toBe(true)
          return
        }
        if (actor.role === 'participant') expect(isFacilitatorCommand(sent.name as CommandName)).toBe(false)
        if (decision.session === before) return
        expect(JSON.stringify(decision.session), `${sent.name} changed nothing, yet made a new session`).not.toBe(
          frozen,
        )
        if (before.status === 'ended') expect(decision.session.status).toBe('ended')
        accepted[sent.name] = (accepted[sent.name] ?? 0) + 1
        session = decision.session
        whole(session, sent.name)
      })
    }),
    { numRuns: 80 },
  )
  // A fuzz that is refused everywhere shows nothing.
  expect(Object.keys(accepted).length).toBeGreaterThan(25)
})

function whole(session: Session, after: string): void {
  const parsed = Session.safeParse(session)
  expect(
    parsed.success,
    `${after}: ${parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join()}`,
  ).toBe(true)
  const rooms = new Set(session.rooms.map((room) => room.id))
  for (const person of session.people) {
    if (person.room !== null) expect(rooms.has(person.room), `${after}: a room that is there`).toBe(true)
    if (person.removed) expect(person.room).toBeNull()
  }
  const ids = session.agenda.map((step) => step.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((one) => one === session.step)).toHaveLength(1)
  expect(session.agenda.map((step) => step.kind === 'lobby')).toEqual(ids.map((_, index) => index === 0))
  expect(session.agenda.map((step) => step.kind === 'close')).toEqual(ids.map((_, index) => index === ids.length - 1))
  expect(session.skipped).not.toContain(session.step)
  for (const list of [session.people, session.rooms, session.rounds, session.commitments, session.themes])
    expect(new Set(list.map((one) => one.id)).size).toBe(list.length)
  expect(session.people.filter((person) => person.role === 'sponsor').length).toBeLessThanOrEqual(1)
  expect(session.log.length).toBeLessThanOrEqual(60)
  if (session.status === 'ended') expect(session.code).toBeNull()
}
