// The pieces that views of several roles share: rounds, themes, ballots, commitments, questions.
import * as z from 'zod/mini'
import { Barrier, Change, CheckIn, Pursuit, Reopening } from './board.ts'
import { Count, Day, Id, REQUIRED, Round, Wording } from './model.ts'
import { AskShown, BallotResult, EchoShown } from './thresholds.ts'

export const Named = z.strictObject({ id: Id, name: z.string() })

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
    functions: true,
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
  /** How widely it is felt, in words and as one word for it; null where too few cards are in to claim an order. */
  reach: z.nullable(z.strictObject({ word: z.enum(['signal', 'local', 'single', 'some']), says: z.string() })),
  /** "True where I work", through the thresholds; null when it was not asked, or nothing of it may be shown. */
  echo: z.nullable(EchoShown),
})
export type ThemeView = z.infer<typeof ThemeView>

export const BallotView = z.strictObject({
  id: Id,
  round: Id,
  turn: z.int(),
  /** When it was asked, as the board calls it: the offsite, or a check-in's title. */
  asked: z.string(),
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

/** What a commitment has lived through, with names where people are named. */
export const PursuitView = z.strictObject({
  ...z.pick(Pursuit, {
    status: true,
    why: true,
    firstStepDone: true,
    steps: true,
    wins: true,
    different: true,
    seen: true,
  }).shape,
  barriers: z.array(z.extend(z.omit(Barrier, { remover: true }), { remover: z.nullable(Named) })),
  handover: z.nullable(Named),
  /** How many people find it too big. */
  tooBig: Count,
  reopened: z.array(Reopening),
  earlier: Pursuit.shape.earlier,
  /** The latest lines; in a file all of them. */
  history: z.array(Change),
  /** How many earlier lines are not among them; missing where none. */
  before: z.optional(Count),
  /** The clear share fell by 20 points or more since the first asking, whatever the silent think; never told below counts. */
  decay: z.boolean(),
})
export type PursuitView = z.infer<typeof PursuitView>

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
  pursuit: PursuitView,
})
export type CommitmentView = z.infer<typeof CommitmentView>

/** A dated return to the board; `way`: what is in the way, through the thresholds, once it is closed. */
export const CheckInView = z.extend(
  z.pick(CheckIn, { id: true, title: true, opens: true, until: true, state: true, statuses: true }),
  {
    way: z.nullable(AskShown),
  },
)
export type CheckInView = z.infer<typeof CheckInView>

/** A question's result, through the thresholds; for an open question the public count of hands. */
export const AskView = z.strictObject({
  question: Id,
  step: Id,
  shown: z.nullable(AskShown),
  hands: z.nullable(z.array(Count)),
  prediction: z.nullable(z.number()),
})
export type AskView = z.infer<typeof AskView>

/** A card that says "I don't know": a question that needs somebody who looks for its answer. */
export const OpenQuestion = z.strictObject({
  card: Id,
  text: z.string(),
  theme: z.nullable(Id),
  owner: z.nullable(Named),
})
export type OpenQuestion = z.infer<typeof OpenQuestion>

/** How far the room is with its small questions: totals and rooms, never people. */
export const SortingProgress = z.strictObject({
  answers: Count,
  of: Count,
  /** Themes that are taking shape. */
  themes: Count,
  /** Of rooms large enough to be one's own: how far, 0 to 5 dots. */
  rooms: z.array(z.strictObject({ id: Id, name: z.string(), dots: z.int().check(z.minimum(0), z.maximum(5)) })),
})
export type SortingProgress = z.infer<typeof SortingProgress>
