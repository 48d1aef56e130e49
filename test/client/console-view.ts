// A console for tests that only render: a view of a session under way, and a connection that notes what is sent.
import type { Console } from '../../client/console/console.ts'
import type { Link } from '../../client/state/connection.ts'
import { writable } from '../../client/state/readable.ts'
import type { Step, StepKind } from '../../shared/agenda.ts'
import type { Reply } from '../../shared/protocol.ts'
import { alignmentOffsite } from '../../shared/templates/alignment-offsite.ts'
import type { ConsoleMine, ConsoleView } from '../../shared/views.ts'

const AT = Date.UTC(2026, 4, 4, 9)

const person = (id: string, name: string, room: string | null, facts: Partial<ConsoleView['people'][number]> = {}) => ({
  id,
  name,
  fn: 'Sales',
  level: null,
  role: 'participant' as const,
  room,
  connected: true,
  done: false,
  unplaced: room === null ? 'Joined after the split' : null,
  ...facts,
})

/** The alignment offsite standing in its first step of this kind: five people, two rooms, one call for help. */
export function viewAt(kind: StepKind, facts: Partial<ConsoleView> = {}): ConsoleView {
  const agenda: readonly Step[] = alignmentOffsite.agenda
  const now = agenda.findIndex((step) => step.kind === kind)
  const step = agenda[now]
  if (step === undefined) throw new Error(`the template has no ${kind}`)
  return {
    session: 's1',
    version: 1,
    status: 'live',
    keys: { issue: 'a'.repeat(43), sign: 'b'.repeat(43) },
    withdrawn: 0,
    title: 'Spring offsite',
    statement: 'We grow in two regions this year.',
    goal: 'Leave with commitments.',
    step,
    index: now + 1,
    of: agenda.length,
    endsAt: null,
    unknown: '',
    broadcast: null,
    asks: [],
    themes: [],
    ungrouped: 0,
    cards: 0,
    sorting: null,
    openQuestions: [],
    checkins: [],
    afterwards: {
      takeKey: null,
      summary: { text: '', due: null, given: null },
      retention: 180,
      deletes: null,
      ends: null,
      reconvene: 'live-already',
      reminders: 0,
      unconfirmed: 0,
      canMail: false,
      webhook: null,
    },
    gathered: true,
    hiddenThemes: [],
    liveCheckin: null,
    progress: null,
    found: { answers: 0, tau: null, reading: 0, themes: [], mayBeOne: [] },
    silent: [],
    map: null,
    commitments: [],
    talk: null,
    floors: { show: 5, counts: 8, room: 3 },
    code: 'BCD347',
    locked: false,
    blackout: false,
    roomSize: 5,
    agenda: agenda.map((one, at) => ({ step: one, state: at < now ? 'done' : at === now ? 'now' : 'ahead' })),
    openedAt: AT,
    blocked: null,
    people: [
      person('p1', 'Ana', 'oak', { done: true }),
      person('p2', 'Ben', 'oak', { role: 'sponsor' }),
      person('p3', 'Chi', 'elm', { connected: false }),
      person('p4', 'Dan', 'elm'),
      person('p5', 'Eve', null),
    ],
    rooms: [
      { id: 'oak', name: 'Oak', people: 2, connected: 2, done: 1, help: null, piles: 1, heard: 2 },
      { id: 'elm', name: 'Elm', people: 2, connected: 1, done: 0, help: AT, piles: 0, heard: 0 },
    ],
    rounds: [],
    grouping: [],
    unnamed: [],
    undo: null,
    redo: null,
    past: 0,
    ready: [],
    byWord: [],
    functions: ['Sales'],
    levels: [],
    screenKey: 'screen-key',
    boardKey: 'board-key',
    consoles: [{ id: 'd1.t1', label: 'Laptop' }],
    screens: 0,
    robots: 0,
    log: [{ at: AT, by: 'Laptop', says: 'created the session' }],
    ...facts,
  }
}

export type Sent = { readonly name: string; readonly data: unknown }

/** Whatever is sent gets `reply`, and is noted. */
export function consoleNoting(sent: Sent[], reply: Reply = { ok: true }): Console {
  return {
    link: writable<Link>('live'),
    refusal: writable(null),
    common: writable<ConsoleView | null>(null),
    mine: writable<ConsoleMine | null>(null),
    offset: writable(0),
    spreadMs: writable(0),
    origin: writable<string | null>('http://192.168.1.20:8080'),
    send: async (name, data) => {
      sent.push({ name, data })
      return reply
    },
    ask: async (name, data) => {
      sent.push({ name, data })
      return { ok: false, refusal: { code: 'offline' } }
    },
    retry: () => undefined,
    close: () => undefined,
  }
}
