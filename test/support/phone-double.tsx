// A phone without a server, for tests that only render: a real outbox, and what it is told set by the test.
import type { ReactNode } from 'react'
import { PhoneProvider } from '../../client/phone/phone-context.ts'
import type { Check } from '../../client/state/ballot-check.ts'
import type { Link } from '../../client/state/connection.ts'
import { memoryKeep } from '../../client/state/keep.ts'
import { openOutbox } from '../../client/state/outbox.ts'
import type { Phone } from '../../client/state/phone.ts'
import { writable } from '../../client/state/readable.ts'
import type { Trust } from '../../client/state/trust.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { alignmentOffsite } from '../../shared/templates/alignment-offsite.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'

export type Room = NonNullable<PhoneMine['room']>

/** `lists`: what the request for a round's marks brings; null for no connection. */
export function aPhone(facts: { readonly tokensFor?: string | null; readonly lists?: unknown } = {}) {
  const keep = memoryKeep()
  const trust = writable<Trust>({ is: 'seen', fingerprint: 'AB12-CD34', because: null })
  const checks = writable<Readonly<Record<string, Check>>>({})
  const barred = writable<Readonly<Record<string, RefusalCode>>>({})
  /** Everything that left this phone over its connection. */
  const asked: string[] = []
  const phone: Phone = {
    seat: { session: 's1', person: 'p1', ticket: 't1' },
    outbox: openOutbox(keep),
    trust,
    checks,
    keysHash: () => null,
    roomOf: () => facts.tokensFor ?? null,
    arrived: writable<ReadonlySet<string>>(new Set()),
    barred,
    erase: () => {
      phone.outbox.erase()
      keep.clear([])
    },
    flush: async () => undefined,
    link: writable<Link>('live'),
    refusal: writable(null),
    common: writable<PhoneView | null>(null),
    mine: writable<PhoneMine | null>(null),
    offset: writable(0),
    spreadMs: writable(0),
    origin: writable<string | null>(null),
    send: async (name) => {
      asked.push(name)
      return { ok: true }
    },
    ask: async (name) => {
      asked.push(name)
      return facts.lists == null
        ? { ok: false, refusal: { code: 'offline' } }
        : ({ ok: true, data: { marks: [], gone: [], phones: 3, lists: facts.lists } } as never)
    },
    retry: () => undefined,
    close: () => undefined,
  }
  const within = (node: ReactNode) => <PhoneProvider value={{ phone, keep }}>{node}</PhoneProvider>
  return { phone, keep, trust, checks, barred, asked, within }
}

export const aRoom = (facts: Partial<Room> = {}): Room => ({
  id: 'oak',
  name: 'Oak',
  people: [],
  help: false,
  few: null,
  pooled: false,
  pool: false,
  hidden: 5,
  ...facts,
})

export const me = (room: PhoneMine['room'], rounds: readonly string[] = ['write.1']): PhoneMine => ({
  id: 'p1',
  name: 'Ana',
  fn: null,
  level: null,
  role: 'participant',
  done: false,
  room,
  rounds: [...rounds],
  among: {},
  hands: {},
  predictions: {},
  reminders: null,
  tooBig: [],
})

/** A phone's view in the writing step, with these rounds. */
export function writing(rounds: readonly RoundView[] = [], facts: Partial<PhoneView> = {}): PhoneView {
  const step = alignmentOffsite.agenda.find((one) => one.kind === 'write')
  if (step === undefined) throw new Error('the template has no write step')
  return {
    session: 's1',
    version: 0,
    status: 'live',
    keys: { issue: 'A'.repeat(43), sign: 'B'.repeat(43) },
    title: 'Spring offsite',
    statement: '',
    goal: '',
    step: { ...step, id: 'write' },
    index: 5,
    of: 11,
    endsAt: null,
    unknown: '',
    broadcast: null,
    asks: [],
    themes: [],
    ungrouped: 0,
    cards: 0,
    withdrawn: 0,
    sorting: null,
    openQuestions: [],
    checkins: [],
    checkin: null,
    keysBefore: [],
    names: [],
    canMail: false,
    gathered: true,
    hiddenThemes: [],
    liveCheckin: null,
    echoing: [],
    commitments: [],
    talk: null,
    floors: { show: 5, counts: 8, room: 3 },
    next: null,
    rounds: [...rounds],
    functions: [],
    levels: [],
    boardKey: null,
    ...facts,
  }
}
