// What a commitment lives through after the offsite, and the dated returns to the board: schemas of it, with their limits.
import * as z from 'zod/mini'
import { StepSchema } from './agenda.ts'
import { LIMITS } from './limits.ts'
import { Day, Id, Millis } from './nouns.ts'
import { BallotResult } from './thresholds.ts'

const line = (max: number) => z.string().check(z.maxLength(max * 4))

export const STATUSES = ['open', 'moving', 'stuck', 'done', 'dropped'] as const
export const Status = z.enum(STATUSES)
export type Status = z.infer<typeof Status>

/** A step after the first one; who said so is in the commitment's history. */
export const SmallStep = z.strictObject({
  id: Id,
  text: line(LIMITS.field),
  by: z.nullable(Day),
  done: z.nullable(Millis),
})
export type SmallStep = z.infer<typeof SmallStep>

export const Win = z.strictObject({ id: Id, text: line(LIMITS.field), at: Millis })
export type Win = z.infer<typeof Win>

/**
 * Something in the way. Whoever removes it says that it is gone (`asked`: since then it waits for the next check-in's sealed
 * question); it is closed when those it concerns agree.
 */
export const Barrier = z.strictObject({
  id: Id,
  text: line(LIMITS.field),
  remover: z.nullable(Id),
  since: Millis,
  asked: z.nullable(Millis),
  /** `agreed`: by a sealed question; `said`: in the room, by the facilitator's word, where too few could answer. */
  closed: z.nullable(z.strictObject({ at: Millis, how: z.enum(['agreed', 'said']) })),
})
export type Barrier = z.infer<typeof Barrier>

/** Every named change, the latest last. */
export const Change = z.strictObject({ at: Millis, by: line(LIMITS.label), says: line(LIMITS.field) })
export type Change = z.infer<typeof Change>

/** What a commitment says, all in one line each; '' where it says nothing. */
export const Wording = z.strictObject({
  what: line(LIMITS.field),
  givingUp: line(LIMITS.field),
  firstStep: line(LIMITS.field),
  barrier: line(LIMITS.field),
  ifCond: line(LIMITS.field),
  thenDo: line(LIMITS.field),
})
export type Wording = z.infer<typeof Wording>

/** Opened once more on purpose: what is new, and what stood before. */
export const Reopening = z.strictObject({
  at: Millis,
  by: line(LIMITS.label),
  why: line(LIMITS.field),
  /** What had decided: a ballot's id, or the name of a result that came with an imported board (`earlierId`). */
  decided: Id,
})
export type Reopening = z.infer<typeof Reopening>

/** What a commitment has beside its wording. */
export const Pursuit = z.strictObject({
  status: Status,
  /** Why it is stuck, or was dropped. */
  why: line(LIMITS.reason),
  firstStepDone: z.nullable(Millis),
  steps: z.array(SmallStep),
  wins: z.array(Win),
  barriers: z.array(Barrier),
  /** "What is different now?", as a sentence that can be checked; `seen`: whether it was, the last time its owner looked. */
  different: line(LIMITS.field),
  seen: z.nullable(z.strictObject({ at: Millis, yes: z.boolean() })),
  /** Who was asked to own it from now on; the owner stays until they say yes. */
  handover: z.nullable(Id),
  /** People who find it too big and ask for a split. */
  tooBig: z.array(Id),
  reopened: z.array(Reopening),
  /** Results that came with an imported board, as they were shown there; the oldest first. `wording`: what was asked about. */
  earlier: z.array(z.strictObject({ asked: line(LIMITS.label), result: BallotResult, wording: z.optional(Wording) })),
  history: z.array(Change),
})
export type Pursuit = z.infer<typeof Pursuit>

/** A dated return to the board. Its two steps (sealed questions, ballots) are made when it opens and carry its rounds. */
export const CheckIn = z.strictObject({
  id: Id,
  title: line(LIMITS.label),
  opens: Day,
  /** The last day on which answers are taken. */
  until: Day,
  state: z.enum(['planned', 'open', 'closed']),
  steps: z.array(StepSchema),
  /** How each commitment stood when it closed. */
  statuses: z.array(z.strictObject({ commitment: Id, status: Status })),
})
export type CheckIn = z.infer<typeof CheckIn>

export const WEBHOOKS = ['json', 'slack', 'teams'] as const

/** The session went live again: for which check-in, and the agenda until then, whose rounds stay readable. */
export const Reconvened = z.strictObject({ checkin: Id, before: z.array(StepSchema) })
export type Reconvened = z.infer<typeof Reconvened>

/** What a session is after its day: links, dates, a summary, how long it is kept. */
export const Afterwards = z.strictObject({
  /** The link that lets its holder take part; null while there is none. */
  takeKey: z.nullable(z.string()),
  checkins: z.array(CheckIn),
  /** Written by the facilitator from a draft; due 48 hours after the end. */
  summary: z.strictObject({ text: line(LIMITS.summary), due: z.nullable(Millis), given: z.nullable(Millis) }),
  /** Days after the last check-in (or the end) until everything is deleted. 0: at the end. */
  retention: z.int().check(z.minimum(0), z.maximum(LIMITS.retention)),
  /** When it ended; null while it is live. */
  ended: z.nullable(Millis),
  /**
   * Who wants reminders where; the address is its owner's own. `confirmed`: when the link in the first message was followed, until
   * then nothing else is sent there. `told`: what they were written already, by key.
   */
  reminders: z.array(
    z.strictObject({
      person: Id,
      address: line(LIMITS.address),
      since: Millis,
      confirmed: z.nullable(Millis),
      told: z.array(z.string()),
    }),
  ),
  webhook: z.nullable(z.strictObject({ url: line(LIMITS.url), kind: z.enum(WEBHOOKS) })),
  /** What the webhook was told already, by key. Missing until one is set. */
  webhookTold: z.optional(z.array(z.string())),
  /** Each time a check-in was held live; the oldest first. */
  reconvened: z.array(Reconvened),
  /** Hashes of board links that were taken back, the latest last: whoever follows one is told that it is gone. */
  revoked: z.array(z.string()).check(z.maxLength(LIMITS.revoked)),
})
export type Afterwards = z.infer<typeof Afterwards>
