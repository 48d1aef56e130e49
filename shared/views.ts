// Every message down: what each role is shown. A view is whole, never a delta; server/core/view makes it, and nothing that
// may not be shown is in it. `common` is the same for all of a role; `mine` is the small personal part.
import * as z from 'zod/mini'
import { StepSchema } from './agenda.ts'
import { Count, Day, Id, Keys, Millis, REQUIRED, Round, Wording } from './model.ts'
import { AskShown, BallotResult, Floors } from './thresholds.ts'

const Named = z.strictObject({ id: Id, name: z.string() })

/** A round as phones need it: what to send, when, and whether it is in. */
export const RoundView = z.extend(
  z.pick(Round, {
    id: true,
    step: true,
    purpose: true,
    slots: true,
    state: true,
    attempt: true,
    issue: true,
    collectBy: true,
    phones: true,
  }),
  {
    /** The round's own key, to which envelopes are sealed, and the session's signature over it; null once it is written. */
    key: z.nullable(z.strictObject({ public: z.string(), signature: z.string() })),
  },
)
export type RoundView = z.infer<typeof RoundView>

export const ThemeView = z.strictObject({
  id: Id,
  title: z.string(),
  count: Count,
  /** Distinct rooms behind it; null until a rule of thresholds allows the number. */
  rooms: Count,
  keywords: z.array(z.string()),
  /** Up to three cards, the most typical first. */
  samples: z.array(z.string()),
  hidden: z.nullable(z.string()),
})
export type ThemeView = z.infer<typeof ThemeView>

export const BallotView = z.strictObject({
  id: Id,
  round: Id,
  turn: z.int(),
  state: z.enum(['open', 'collecting', 'closed']),
  target: z.int(),
  wording: Wording,
  owner: z.nullable(Named),
  by: z.nullable(Day),
  firstStepBy: z.nullable(Day),
  /** Null until closed. */
  result: z.nullable(BallotResult),
  /** People who could answer; with `published.lines` it says how many lines are missing. */
  eligible: Count,
  /**
   * The list that every phone can check, once it is closed: how many lines, and 12 digits that are the same for everybody; null when
   * the thresholds were raised since and hide what the lines said.
   */
  published: z.nullable(z.strictObject({ lines: Count, digest: z.nullable(z.string()) })),
  /** Fields whose wording changed since the turn before. */
  changed: z.array(z.string()),
})
export type BallotView = z.infer<typeof BallotView>

export const CommitmentView = z.strictObject({
  id: Id,
  theme: z.nullable(Named),
  wording: Wording,
  owner: z.nullable(Named),
  accepted: z.boolean(),
  offers: z.array(Named),
  by: z.nullable(Day),
  firstStepBy: z.nullable(Day),
  remover: z.nullable(Named),
  decider: z.nullable(Named),
  missing: z.array(z.enum(REQUIRED)),
  waived: z.array(z.enum(REQUIRED)),
  /** All turns of its ballot, the latest last. */
  ballots: z.array(BallotView),
})
export type CommitmentView = z.infer<typeof CommitmentView>

/** A question's result, through the thresholds; for an open question the public count of hands. */
export const AskView = z.strictObject({
  question: Id,
  step: Id,
  shown: z.nullable(AskShown),
  hands: z.nullable(z.array(Count)),
  prediction: z.nullable(z.number()),
})
export type AskView = z.infer<typeof AskView>

const head = {
  session: Id,
  version: Count,
  status: z.enum(['live', 'ended']),
  /** The public halves of the session's keys; their fingerprint is computed by whoever shows it, never told. */
  keys: z.pick(Keys, { issue: true, sign: true }),
  title: z.string(),
  statement: z.string(),
  goal: z.string(),
  step: StepSchema,
  /** Position among the steps that are not skipped, from 1; `of` their number. */
  index: Count,
  of: Count,
  endsAt: z.nullable(Millis),
  /** The sponsor's "what I don't know yet". */
  unknown: z.string(),
  broadcast: z.nullable(z.strictObject({ id: Id, text: z.string() })),
  asks: z.array(AskView),
  themes: z.array(ThemeView),
  /** Cards that are in no theme. */
  ungrouped: Count,
  cards: Count,
  /** Cards that their authors took back. */
  withdrawn: Count,
  commitments: z.array(CommitmentView),
  talk: z.nullable(Id),
  /** How many it takes before anything, counts, a room's own cards are shown. */
  floors: Floors,
}

export const PhoneView = z.strictObject({
  ...head,
  next: z.nullable(z.string()),
  rounds: z.array(RoundView),
  functions: z.array(z.string()),
  levels: z.array(z.string()),
  /** The read-only board link's key, from the close on. */
  boardKey: z.nullable(z.string()),
})
export type PhoneView = z.infer<typeof PhoneView>

export const PhoneMine = z.strictObject({
  id: Id,
  name: z.string(),
  fn: z.nullable(z.string()),
  level: z.nullable(z.string()),
  role: z.enum(['participant', 'sponsor']),
  done: z.boolean(),
  /** My room, its people, and whether it called for help. `note` is the honest sentence's number: how few could have written. */
  room: z.nullable(
    z.strictObject({
      id: Id,
      name: z.string(),
      people: z.array(Named),
      help: z.boolean(),
      few: z.nullable(Count),
      pooled: z.boolean(),
      /** As it stands fewer people are in this room than its floor, so what they write goes to everyone's pool. */
      pool: z.boolean(),
      /** How many people write in this room: among so many a card of it is hidden. */
      hidden: Count,
    }),
  ),
  /** Rounds in which this seat holds tokens. */
  rounds: z.array(Id),
  /** For a written round of cards: how many phones share the place where this seat's room put them, the room or the pool. */
  among: z.record(Id, Count),
  /** My open hand by question. */
  hands: z.record(z.string(), Count),
  predictions: z.record(z.string(), z.number()),
})
export type PhoneMine = z.infer<typeof PhoneMine>

export const PersonView = z.strictObject({
  id: Id,
  name: z.string(),
  fn: z.nullable(z.string()),
  level: z.nullable(z.string()),
  role: z.enum(['participant', 'sponsor']),
  room: z.nullable(Id),
  connected: z.boolean(),
  done: z.boolean(),
  /** Why this person is in no room, in words; null when placed. */
  unplaced: z.nullable(z.string()),
})
export type PersonView = z.infer<typeof PersonView>

export const RoomView = z.strictObject({
  id: Id,
  name: z.string(),
  people: Count,
  connected: Count,
  done: Count,
  help: z.nullable(Millis),
  piles: Count,
  heard: Count,
})
export type RoomView = z.infer<typeof RoomView>

export const AgendaLine = z.strictObject({ step: StepSchema, state: z.enum(['ahead', 'now', 'done', 'skipped']) })

export const ConsoleView = z.strictObject({
  ...head,
  code: z.nullable(z.string()),
  locked: z.boolean(),
  blackout: z.boolean(),
  roomSize: z.int(),
  agenda: z.array(AgendaLine),
  openedAt: Millis,
  /** Why the next step cannot be entered now: a refusal code, or null. */
  blocked: z.nullable(z.string()),
  people: z.array(PersonView),
  rooms: z.array(RoomView),
  rounds: z.array(RoundView),
  /** Theme → its card ids; with request `cards` the console knows the texts. */
  grouping: z.array(z.strictObject({ theme: Id, cards: z.array(Id) })),
  undo: z.nullable(z.string()),
  redo: z.nullable(z.string()),
  past: Count,
  /** Commitments that may go on a ballot now. */
  ready: z.array(Id),
  functions: z.array(z.string()),
  levels: z.array(z.string()),
  screenKey: z.string(),
  boardKey: z.string(),
  consoles: z.array(z.strictObject({ id: Id, label: z.string() })),
  screens: Count,
  robots: Count,
  log: z.array(z.strictObject({ at: Millis, by: z.string(), says: z.string() })),
})
export type ConsoleView = z.infer<typeof ConsoleView>

export const ConsoleMine = z.strictObject({ device: Id, label: z.string() })
export type ConsoleMine = z.infer<typeof ConsoleMine>

export const ScreenView = z.strictObject({
  ...head,
  code: z.nullable(z.string()),
  locked: z.boolean(),
  blackout: z.boolean(),
  people: Count,
  connected: Count,
  /** In the lobby: who is here. Rooms with their people once split. */
  names: z.array(z.string()),
  rooms: z.array(z.strictObject({ id: Id, name: z.string(), people: z.array(z.string()) })),
  done: Count,
  rounds: z.array(RoundView),
  next: z.nullable(z.string()),
  boardKey: z.nullable(z.string()),
})
export type ScreenView = z.infer<typeof ScreenView>

/** What a visitor with the board link sees. */
export const BoardView = z.strictObject({
  session: Id,
  title: z.string(),
  statement: z.string(),
  goal: z.string(),
  status: z.enum(['live', 'ended']),
  people: Count,
  themes: z.array(ThemeView),
  commitments: z.array(CommitmentView),
  talk: z.nullable(Id),
})
export type BoardView = z.infer<typeof BoardView>

export const VIEWS = { phone: PhoneView, console: ConsoleView, screen: ScreenView, board: BoardView } as const
export const MINE = {
  phone: PhoneMine,
  console: ConsoleMine,
  screen: z.strictObject({}),
  board: z.strictObject({}),
} as const
export type Role = keyof typeof VIEWS
