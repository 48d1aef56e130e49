// What gathering comes to: the small questions as far as they are a decision, what was found, what was echoed.
import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import { Count, Id, Millis } from './nouns.ts'
import { Floors } from './thresholds.ts'

const line = (max: number) => z.string().check(z.maxLength(max * 4))

/** The room's small questions in a gather step: everything of them that is a decision. What phones say is a log of its own. */
export const Sorting = z.strictObject({
  step: Id,
  /** closing: no question is asked any more, and what the room came to is being worked out; nobody but the facilitator sees themes yet. */
  state: z.enum(['open', 'closing', 'over']),
  /** After this no new question is asked (server time). */
  endsAt: Millis,
  /** Questions for each phone. */
  each: Count,
  /** When it is over: how many answers there were. */
  answers: Count,
})
export type Sorting = z.infer<typeof Sorting>

/** What the machine and the room came to when themes were last proposed, beside the themes themselves. */
export const Finding = z.strictObject({
  /** Enough to make the same proposal again. */
  made: z.strictObject({
    pipeline: z.string(),
    model: z.nullable(z.string()),
    prior: z.nullable(z.string()),
    tau: z.number(),
    cards: Count,
    piles: Count,
    /** Answers of people that counted; 0: the machine alone. */
    answers: Count,
  }),
  /** By theme: how many people put cards of it together, and the two cards that fit it least, the worst first. */
  themes: z.array(z.strictObject({ theme: Id, people: Count, weakest: z.array(Id) })),
  /** Themes that may be one, the likeliest first. */
  mayBeOne: z.array(z.strictObject({ a: Id, b: Id })),
})
export type Finding = z.infer<typeof Finding>

/** "True where I work": what people were asked of one theme, as it was called then, and exact counts; only thresholds.ts decides what is shown. */
export const Echo = z.strictObject({
  theme: Id,
  round: Id,
  title: line(LIMITS.themeTitle),
  /** Null until the round is written. `functions`: of those that had tokens of their own, how many people said it. */
  heard: z.nullable(
    z.strictObject({
      phones: Count,
      people: Count,
      functions: z.array(z.strictObject({ fn: line(LIMITS.label), of: Count, people: Count })),
    }),
  ),
  /** The floors when it came: raised since, they only hide. */
  floors: z.optional(Floors),
})
export type Echo = z.infer<typeof Echo>
