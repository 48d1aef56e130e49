// The nouns of a session as schemas with their limits. Types are inferred; nothing is written twice.
import * as z from 'zod/mini'
import { StepSchema } from './agenda.ts'
import { Afterwards, Pursuit, Wording } from './board.ts'
import { Tally } from './clarity.ts'
import { Echo, Finding, Sorting } from './gathered.ts'
import { CODE_LENGTH, LIMITS } from './limits.ts'
import { Count, Day, Id, Millis } from './nouns.ts'
import { Floors } from './thresholds.ts'

export { Wording } from './board.ts'
export { Echo, Finding, Sorting } from './gathered.ts'
export { Count, Day, Id, Millis } from './nouns.ts'
export { WORDING, type WordingField } from './wording.ts'

const line = (max: number) => z.string().check(z.maxLength(max * 4))

export const Person = z.strictObject({
  id: Id,
  name: line(LIMITS.name),
  fn: z.nullable(line(LIMITS.label)),
  level: z.nullable(line(LIMITS.label)),
  role: z.enum(['participant', 'sponsor']),
  room: z.nullable(Id),
  /** Hash of the ticket; the ticket itself is only on the phone. */
  ticket: z.string(),
  removed: z.boolean(),
})
export type Person = z.infer<typeof Person>

export const Pile = z.strictObject({ id: Id, cards: z.array(Id) })
export type Pile = z.infer<typeof Pile>

export const Room = z.strictObject({
  id: Id,
  name: line(LIMITS.label),
  piles: z.array(Pile),
  heard: z.array(Id),
  /** The room asked for the facilitator at this time. */
  help: z.nullable(Millis),
})
export type Room = z.infer<typeof Room>

/** The sealed collection of anonymous acts of a step. One token per slot and seat. */
export const Round = z.strictObject({
  id: Id,
  step: Id,
  purpose: z.enum(['card', 'withdraw', 'answer', 'echo', 'ballot']),
  /** card, withdraw: '1'…'n'. answer: question ids. echo: theme ids. ballot: ballot ids. */
  slots: z.array(z.string()),
  state: z.enum(['open', 'collecting', 'written']),
  /** Grows when collecting starts again after a crash: phones then send everything once more. */
  attempt: Count,
  /** Grows when tokens are given anew, because rooms changed under the round: the earlier ones are good for nothing. */
  issue: Count,
  /** When collecting ends at the latest. */
  collectBy: z.nullable(Millis),
  /** The seats that hold tokens; frozen for ballots and echoes. */
  seats: z.array(Id),
  /** After the batch: how many phones completed the round, in all and by room. */
  phones: z.nullable(Count),
  phonesByRoom: z.record(z.string(), Count),
  /** Rooms whose cards went to the plenary pool because too few could have written. */
  pooled: z.array(Id),
  /** Marks of earlier cards that were taken back with its batch. */
  gone: z.array(z.string()),
  /** echo: functions whose people get tokens of their own, fixed when it opened; empty for every other purpose. */
  functions: z.array(line(LIMITS.label)),
})
export type Round = z.infer<typeof Round>

export const Theme = z.strictObject({
  id: Id,
  title: line(LIMITS.themeTitle),
  cards: z.array(Id),
  keywords: z.array(line(40)),
  hidden: z.nullable(line(LIMITS.reason)),
  /** A person named, merged, split or moved here: a new proposal leaves it alone. */
  edited: z.boolean(),
})
export type Theme = z.infer<typeof Theme>

/** What an edit of themes replaced: enough to take it back. */
export const ThemeEdit = z.strictObject({
  says: line(120),
  before: z.array(Theme),
  added: z.array(Id),
  order: z.array(Id),
})
export type ThemeEdit = z.infer<typeof ThemeEdit>

export const FACTS = ['owner', 'by', 'firstStepBy', 'remover', 'decider'] as const
/** What must be there, or be waived aloud, before a ballot. */
export const REQUIRED = ['what', 'owner', 'by', 'givingUp'] as const

export type RequiredField = (typeof REQUIRED)[number]

export const Commitment = z.strictObject({
  id: Id,
  theme: z.nullable(Id),
  cards: z.array(Id),
  ...Wording.shape,
  owner: z.nullable(Id),
  accepted: z.boolean(),
  /** People who tapped "I'll own it". */
  offers: z.array(Id),
  by: z.nullable(Day),
  firstStepBy: z.nullable(Day),
  remover: z.nullable(Id),
  decider: z.nullable(Id),
  waived: z.array(z.enum(REQUIRED)),
  pursuit: Pursuit,
})
export type Commitment = z.infer<typeof Commitment>

/** A commitment put to everyone: its frozen wording, and after the close its tally. */
export const Ballot = z.strictObject({
  id: Id,
  commitment: Id,
  round: Id,
  /** 1 for the first time this commitment is asked, then 2, 3 … */
  turn: z.int().check(z.positive()),
  frozen: z.strictObject({
    ...Wording.shape,
    owner: z.nullable(Id),
    by: z.nullable(Day),
    firstStepBy: z.nullable(Day),
    remover: z.nullable(Id),
    decider: z.nullable(Id),
    accepted: z.boolean(),
    waived: z.array(z.enum(REQUIRED)),
  }),
  target: z.int().check(z.minimum(50), z.maximum(100)),
  eligible: Count,
  tally: z.nullable(Tally),
  /** The floors when its tally came: raised since, they only hide. Missing until then. */
  floors: z.optional(Floors),
  /** After the close: what belongs to the published list, whose lines are rows of their own. */
  published: z.nullable(z.strictObject({ beacon: z.string(), digest: z.string(), lines: Count })),
})
export type Ballot = z.infer<typeof Ballot>

/** What a question's sealed answers came to, kept exact; only thresholds.ts decides what is shown of it. */
export const AskResult = z.strictObject({
  question: Id,
  round: Id,
  eligible: Count,
  /** scale and choice: by option index. */
  counts: z.array(Count),
  /** number: all values, sorted. */
  values: z.array(z.number()),
  /** text: all answers, shuffled. */
  texts: z.array(z.string()),
  /** The floors when it came: raised since, they only hide. */
  floors: z.optional(Floors),
})
export type AskResult = z.infer<typeof AskResult>

/** An open show of hands: public by nature, so it names people. */
export const Hand = z.strictObject({ question: Id, person: Id, option: Count })

export const LogEntry = z.strictObject({ at: Millis, by: line(LIMITS.label), says: line(160) })
export type LogEntry = z.infer<typeof LogEntry>

export const Key = z.strictObject({ id: Id, hash: z.string(), label: line(LIMITS.label) })

/** The session's keys, base64url: tokens are signed with one, rounds' own keys with the other. */
export const Keys = z.strictObject({
  issue: z.string(),
  sign: z.string(),
  /** Erased when the session is over and its last batch is written. */
  secret: z.nullable(z.strictObject({ issue: z.string(), sign: z.string() })),
  /** Earlier keys, the oldest first; `vouches` is each one's signature for the keys that came next. */
  before: z.array(z.strictObject({ issue: z.string(), sign: z.string(), vouches: z.string() })),
  /** The keys of the next check-in, drawn and vouched for while the present ones can still sign. */
  next: z.nullable(
    z.strictObject({
      issue: z.string(),
      sign: z.string(),
      secret: z.strictObject({ issue: z.string(), sign: z.string() }),
      vouched: z.string(),
    }),
  ),
})
export type Keys = z.infer<typeof Keys>

export const Session = z.strictObject({
  id: Id,
  version: Count,
  createdAt: Millis,
  template: z.string(),
  title: line(LIMITS.title),
  statement: line(LIMITS.statement),
  goal: line(LIMITS.goal),
  roomSize: z.int().check(z.minimum(2), z.maximum(12)),
  functions: z.array(line(LIMITS.label)),
  levels: z.array(line(LIMITS.label)),
  status: z.enum(['live', 'ended']),
  code: z.nullable(z.string().check(z.length(CODE_LENGTH))),
  locked: z.boolean(),
  /** Hashes of the secrets that drive. */
  facilitators: z.array(Key),
  recovery: z.string(),
  /** Read-only capabilities on what this very record holds, so they may stand here in clear. */
  screenKey: z.string(),
  boardKey: z.string(),
  keys: Keys,
  people: z.array(Person),
  rooms: z.array(Room),
  /** Earlier arrangements (lists of person ids by room), so that a reshuffle can avoid repeat pairs. */
  pastRooms: z.array(z.array(z.array(Id))),
  agenda: z.array(StepSchema),
  step: Id,
  openedAt: Millis,
  endsAt: z.nullable(Millis),
  /** Steps that were left at least once. */
  visited: z.array(Id),
  skipped: z.array(Id),
  /** Who said "I'm done" in the current step. */
  done: z.array(Id),
  rounds: z.array(Round),
  /** Cards that their authors took back after they were shown. */
  withdrawn: Count,
  results: z.array(AskResult),
  hands: z.array(Hand),
  /** The sponsor's prediction by question: option index or number. */
  predictions: z.record(z.string(), z.number()),
  /** The sponsor's "what I don't know yet". */
  unknown: line(LIMITS.unknown),
  themes: z.array(Theme),
  sorting: z.nullable(Sorting),
  finding: z.nullable(Finding),
  echoes: z.array(Echo),
  /** Who looks for the answer to a card that asks ("I don't know"): named, by their own yes or the facilitator's word. */
  askers: z.array(z.strictObject({ card: Id, person: Id })),
  themesPast: z.array(ThemeEdit),
  themesFuture: z.array(ThemeEdit),
  commitments: z.array(Commitment),
  ballots: z.array(Ballot),
  /** The commitment to talk about next. */
  talk: z.nullable(Id),
  broadcast: z.nullable(z.strictObject({ id: Id, text: line(LIMITS.broadcast) })),
  blackout: z.boolean(),
  afterwards: Afterwards,
  /** How much is shown of answers; raised, never lowered, once a round has opened. */
  floors: Floors,
  log: z.array(LogEntry),
})
export type Session = z.infer<typeof Session>
