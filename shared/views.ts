// Every message down: what each role is shown. A view is whole, never a delta; server/core/view makes it, and nothing that
// may not be shown is in it. `common` is the same for all of a role; `mine` is the small personal part.
import * as z from 'zod/mini'
import { StepSchema } from './agenda.ts'
import { Afterwards } from './board.ts'
import { Count, Day, Id, Keys, Millis } from './model.ts'
import { EchoMap, Floors } from './thresholds.ts'
import {
  AskView,
  CheckInView,
  CommitmentView,
  Named,
  OpenQuestion,
  RoundView,
  SortingProgress,
  ThemeView,
} from './view-parts.ts'

export {
  AskView,
  BallotView,
  CheckInView,
  CommitmentView,
  OpenQuestion,
  PursuitView,
  RoundView,
  SortingProgress,
  ThemeView,
} from './view-parts.ts'

const LiveCheckin = z.strictObject({ id: Id, title: z.string() })

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
  /** The small questions of this step; null when it has none. While they are open nobody but the facilitator sees themes. */
  sorting: z.nullable(z.strictObject({ state: z.enum(['open', 'over']), endsAt: Millis, each: Count })),
  openQuestions: z.array(OpenQuestion),
  /** Whether themes were proposed and may be seen: if there are none then, the cards stand by themselves. */
  gathered: z.boolean(),
  checkins: z.array(CheckInView),
  /** What the facilitator hid, for everyone: the reasons and how many themes each hides, never which. */
  hiddenThemes: z.array(z.strictObject({ reason: z.string(), themes: Count })),
  commitments: z.array(CommitmentView),
  talk: z.nullable(Id),
  /** How many it takes before anything, counts, a room's own cards are shown. */
  floors: Floors,
  /** The check-in that is held live right now, with everybody in a room; null at the offsite, and after the end. */
  liveCheckin: z.nullable(LiveCheckin),
}

export const PhoneView = z.strictObject({
  ...head,
  next: z.nullable(z.string()),
  rounds: z.array(RoundView),
  functions: z.array(z.string()),
  levels: z.array(z.string()),
  /** The read-only board link's key, from the close on. */
  boardKey: z.nullable(z.string()),
  /** The check-in that is open: its sealed steps, whose rounds are among `rounds`. */
  checkin: z.nullable(z.strictObject({ id: Id, title: z.string(), until: Day, steps: z.array(StepSchema) })),
  /** Earlier keys of this session, each vouching for the next. */
  keysBefore: Keys.shape.before,
  /** While the board lives: who may be named as an owner or remover. Empty before, since it goes to hundreds of phones. */
  names: z.array(Named),
  /** Whether this server can send reminders by e-mail. */
  canMail: z.boolean(),
  /** Themes that people are asked to echo now, as they were called when it began; `round` says in which round. */
  echoing: z.array(z.strictObject({ theme: Id, round: Id, title: z.string() })),
})
export type PhoneView = z.infer<typeof PhoneView>

export const PhoneMine = z.strictObject({
  id: Id,
  name: z.string(),
  fn: z.nullable(z.string()),
  level: z.nullable(z.string()),
  role: z.enum(['participant', 'sponsor']),
  done: z.boolean(),
  /** Where my reminders go, and whether its owner has said yes there (`asked`: how far that question is); null: nowhere. */
  reminders: z.nullable(
    z.strictObject({ address: z.string(), confirmed: z.boolean(), asked: z.enum(['sending', 'sent', 'failed']) }),
  ),
  /** What I find too big. */
  tooBig: z.array(Id),
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
  afterwards: z.strictObject({
    takeKey: z.nullable(z.string()),
    summary: Afterwards.shape.summary,
    retention: Count,
    /** When everything is deleted as it stands; null while no end is known. */
    deletes: z.nullable(Day),
    /** When it is taken for over if nobody ends it and nothing moves; null once it has ended. */
    ends: z.nullable(Day),
    /** Why no check-in can be held live now: a refusal code, or null. */
    reconvene: z.nullable(z.enum(['live-already', 'keys-gone', 'checkin-open', 'not-written'])),
    /** How many people get reminders by e-mail, and how many asked for them who have not confirmed their address. */
    reminders: Count,
    unconfirmed: Count,
    /** Whether this server can send any. */
    canMail: z.boolean(),
    webhook: Afterwards.shape.webhook,
  }),
  /** Null while no questions are being answered. */
  progress: z.nullable(SortingProgress),
  /** What the last proposal came to: by theme how many people put cards together (null below the floor), and its doubtful cards. */
  found: z.strictObject({
    answers: Count,
    tau: z.nullable(z.number()),
    /** Cards whose vectors are still being made: until then shared words propose. */
    reading: Count,
    themes: z.array(z.strictObject({ theme: Id, people: z.nullable(Count), weakest: z.array(Id) })),
    mayBeOne: z.array(z.strictObject({ a: Id, b: Id })),
  }),
  /** Rooms that wrote no card although enough of their people could: a question to ask, not a result. */
  silent: z.array(Named),
  /** What was echoed, by theme and function; null when nothing of it may be shown. */
  map: z.nullable(EchoMap),
  /** Themes that nobody named yet: they are shown by a card, and not asked about. */
  unnamed: z.array(Id),
  /** Commitments that may go on a ballot now. */
  ready: z.array(Id),
  /** Barriers that may be closed by word, since those they concern cannot be asked or too few of them answered. */
  byWord: z.array(z.strictObject({ commitment: Id, barrier: Id })),
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
  /** Null while no questions are being answered. */
  progress: z.nullable(SortingProgress),
  map: z.nullable(EchoMap),
  rounds: z.array(RoundView),
  next: z.nullable(z.string()),
  boardKey: z.nullable(z.string()),
})
export type ScreenView = z.infer<typeof ScreenView>

/** What a visitor with the board link sees, and takes home. */
export const BoardContent = z.strictObject({
  session: Id,
  title: z.string(),
  statement: z.string(),
  goal: z.string(),
  status: z.enum(['live', 'ended']),
  people: Count,
  themes: z.array(ThemeView),
  commitments: z.array(CommitmentView),
  talk: z.nullable(Id),
  /** The day of the offsite. */
  offsite: Day,
  checkins: z.array(CheckInView),
  summary: z.string(),
  /** Who may be named as an owner or remover. */
  names: z.array(Named),
})
export type BoardContent = z.infer<typeof BoardContent>

/** … and whether a check-in is held live right now, which no file says. */
export const BoardView = z.extend(BoardContent, { liveCheckin: z.nullable(LiveCheckin) })
export type BoardView = z.infer<typeof BoardView>

/** Whether this link lets its holder take part, not only see. */
export const BoardMine = z.strictObject({ takesPart: z.boolean() })
export type BoardMine = z.infer<typeof BoardMine>

export const VIEWS = { phone: PhoneView, console: ConsoleView, screen: ScreenView, board: BoardView } as const
export const MINE = {
  phone: PhoneMine,
  console: ConsoleMine,
  screen: z.strictObject({}),
  board: BoardMine,
} as const
export type Role = keyof typeof VIEWS
