// Every message up that asks for a change: name → schema. Ids are made by the sender and values are absolute, so every
// command may safely be sent twice. How to add one: here → a row in steps.ts (or FACILITATOR) → a handler in server/core
// (the compiler asks for it) → a test → a control on a screen.
import * as z from 'zod/mini'
import { Question, StepSchema } from './agenda.ts'
import { Status, WEBHOOKS } from './board.ts'
import { LIMITS } from './limits.ts'
import { Count, Day, Id, Millis, REQUIRED } from './model.ts'
import { Floors } from './thresholds.ts'

/** Graphemes are counted after parsing, in core; this bounds the bytes that are looked at. */
const text = (max: number) => z.string().check(z.maxLength(max * 8))
const Label = z.nullable(text(LIMITS.label))
const Seed = z.int().check(z.minimum(0), z.maximum(0xffffffff))

export const COMMANDS = {
  // Participants
  'me.update': z.strictObject({ name: text(LIMITS.name), fn: Label, level: Label }),
  'me.done': z.strictObject({ step: Id, done: z.boolean() }),
  'help.ask': z.strictObject({ room: Id, on: z.boolean() }),
  'owner.answer': z.strictObject({ commitment: Id, accept: z.boolean() }),
  'owner.offer': z.strictObject({ commitment: Id, on: z.boolean() }),
  'hand.show': z.strictObject({ question: Id, option: z.nullable(Count) }),
  'pile.put': z.strictObject({ cards: z.array(Id).check(z.minLength(1), z.maxLength(400)), pile: z.nullable(Id) }),
  'heard.mark': z.strictObject({ card: Id, on: z.boolean() }),
  /** I look for the answer to a card that asks, or no longer. */
  'question.take': z.strictObject({ card: Id, on: z.boolean() }),
  // The sponsor
  'frame.unknown': z.strictObject({ text: text(LIMITS.unknown) }),
  'ask.predict': z.strictObject({ question: Id, value: z.nullable(z.number()) }),
  // Facilitators: the agenda
  'step.go': z.strictObject({ step: Id, from: Id }),
  'step.time': z.strictObject({ step: Id, endsAt: z.nullable(Millis) }),
  'step.skip': z.strictObject({ step: Id, skip: z.boolean() }),
  'step.reopen': z.strictObject({ step: Id, from: Id, round: Id }),
  'step.insert': z.strictObject({ step: StepSchema, after: Id }),
  'step.edit': z.strictObject({
    step: Id,
    title: text(LIMITS.title),
    minutes: z.int().check(z.minimum(0), z.maximum(LIMITS.minutes)),
    prompt: text(LIMITS.prompt),
  }),
  'step.questions': z.strictObject({
    step: Id,
    questions: z.array(Question).check(z.minLength(1), z.maxLength(LIMITS.questions)),
  }),
  'step.move': z.strictObject({ step: Id, after: Id }),
  'step.remove': z.strictObject({ step: Id }),
  'round.open': z.strictObject({ step: Id, round: Id }),
  'round.ring': z.strictObject({ round: Id }),
  // Facilitators: people and rooms
  'session.edit': z.strictObject({
    title: text(LIMITS.title),
    statement: text(LIMITS.statement),
    goal: text(LIMITS.goal),
  }),
  'session.lock': z.strictObject({ locked: z.boolean() }),
  'session.end': z.strictObject({}),
  'person.remove': z.strictObject({ person: Id }),
  'person.role': z.strictObject({ person: Id, role: z.enum(['participant', 'sponsor']) }),
  'rooms.split': z.strictObject({
    by: z.enum(['size', 'count']),
    n: z.int().check(z.minimum(1), z.maximum(LIMITS.rooms)),
    mix: z.enum(['spread', 'group']),
    seed: Seed,
  }),
  'room.place': z.strictObject({ person: Id, room: z.nullable(Id) }),
  'room.add': z.strictObject({ room: Id }),
  'room.rename': z.strictObject({ room: Id, name: text(LIMITS.label) }),
  'room.remove': z.strictObject({ room: Id }),
  'help.clear': z.strictObject({ room: Id }),
  'broadcast.set': z.strictObject({ broadcast: z.nullable(z.strictObject({ id: Id, text: text(LIMITS.broadcast) })) }),
  'blackout.set': z.strictObject({ on: z.boolean() }),
  /** Absolute values; once a round has opened, none below what it is now. */
  'floors.raise': Floors,
  // Facilitators: themes
  'theme.merge': z.strictObject({ into: Id, from: Id }),
  'theme.split': z.strictObject({
    theme: Id,
    cards: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.cardsPerSession)),
    as: Id,
  }),
  'theme.rename': z.strictObject({ theme: Id, title: text(LIMITS.themeTitle) }),
  'theme.move': z.strictObject({
    cards: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.cardsPerSession)),
    theme: z.nullable(Id),
  }),
  'theme.add': z.strictObject({ theme: Id, title: text(LIMITS.themeTitle), cards: z.array(Id) }),
  'theme.hide': z.strictObject({ theme: Id, reason: z.nullable(text(LIMITS.reason)) }),
  /** Undo or redo one edit; `past` is the number of edits the sender saw, so a double tap takes back one. */
  'theme.undo': z.strictObject({ redo: z.boolean(), past: Count }),
  /** No new small question is asked; who still holds one may answer it. */
  'sort.end': z.strictObject({ step: Id }),
  /** Absolute values: when it ends now, and how many questions each phone gets; after the end it begins once more. */
  'sort.extend': z.strictObject({
    step: Id,
    endsAt: Millis,
    each: z.int().check(z.minimum(1), z.maximum(LIMITS.asked)),
  }),
  /** Who sees these themes at work? Opens the round of echoes. */
  'echo.open': z.strictObject({ round: Id, themes: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.echoes)) }),
  'question.give': z.strictObject({ card: Id, person: z.nullable(Id) }),
  // Facilitators: commitments and ballots
  'commitment.add': z.strictObject({ commitment: Id, theme: z.nullable(Id), what: text(LIMITS.field) }),
  'commitment.set': z.strictObject({
    commitment: Id,
    field: z.enum(['owner', 'remover', 'decider']),
    person: z.nullable(Id),
  }),
  'commitment.date': z.strictObject({ commitment: Id, field: z.enum(['by', 'firstStepBy']), day: z.nullable(Day) }),
  'commitment.waive': z.strictObject({ commitment: Id, field: z.enum(REQUIRED), waived: z.boolean() }),
  'commitment.remove': z.strictObject({ commitment: Id }),
  'ballot.open': z.strictObject({
    round: Id,
    commitments: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.commitments)),
  }),
  'talk.set': z.strictObject({ commitment: z.nullable(Id) }),
  // The board, by owners, facilitators and whoever has the link to take part; also after the end
  'status.set': z.strictObject({ commitment: Id, status: Status, why: text(LIMITS.reason) }),
  'smallstep.put': z.strictObject({ commitment: Id, step: Id, text: text(LIMITS.field), by: z.nullable(Day) }),
  /** `step` null: the first step. */
  'smallstep.done': z.strictObject({ commitment: Id, step: z.nullable(Id), done: z.boolean() }),
  'smallstep.remove': z.strictObject({ commitment: Id, step: Id }),
  'win.put': z.strictObject({ commitment: Id, win: Id, text: text(LIMITS.field) }),
  'win.remove': z.strictObject({ commitment: Id, win: Id }),
  'barrier.put': z.strictObject({ commitment: Id, barrier: Id, text: text(LIMITS.field), remover: z.nullable(Id) }),
  /** It was a mistake, or stands elsewhere: taken off the list, and into the history. */
  'barrier.remove': z.strictObject({ commitment: Id, barrier: Id }),
  /** It is gone, I think: those it concerns are asked at the next check-in; or not yet after all. */
  'barrier.ask': z.strictObject({ commitment: Id, barrier: Id, gone: z.boolean() }),
  'different.set': z.strictObject({ commitment: Id, text: text(LIMITS.field) }),
  'different.seen': z.strictObject({ commitment: Id, yes: z.boolean() }),
  'owner.hand': z.strictObject({ commitment: Id, person: z.nullable(Id) }),
  // Participants on the board
  'split.ask': z.strictObject({ commitment: Id, on: z.boolean() }),
  'reminder.set': z.strictObject({ address: z.nullable(text(LIMITS.address)) }),
  // Facilitators on the board
  /** Closes it by word, where too few people could be asked. */
  'barrier.close': z.strictObject({ commitment: Id, barrier: Id }),
  'commitment.reopen': z.strictObject({ commitment: Id, why: text(LIMITS.field), past: Count }),
  /** The whole list of check-ins that have not begun; those that have stay. */
  'checkin.plan': z.strictObject({
    checkins: z
      .array(z.strictObject({ id: Id, title: text(LIMITS.label), opens: Day, until: Day }))
      .check(z.maxLength(LIMITS.checkins)),
  }),
  'checkin.open': z.strictObject({ checkin: Id }),
  'checkin.close': z.strictObject({ checkin: Id }),
  'summary.write': z.strictObject({ text: text(LIMITS.summary) }),
  'summary.sent': z.strictObject({ sent: z.boolean() }),
  'retention.set': z.strictObject({ days: z.int().check(z.minimum(0), z.maximum(LIMITS.retention)) }),
  'webhook.set': z.strictObject({
    webhook: z.nullable(z.strictObject({ url: text(LIMITS.url), kind: z.enum(WEBHOOKS) })),
  }),
} as const

export type CommandName = keyof typeof COMMANDS
export type CommandData<N extends CommandName> = z.infer<(typeof COMMANDS)[N]>
export type Command = { [N in CommandName]: { readonly name: N; readonly data: CommandData<N> } }[CommandName]

export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly field: string | null }

/** `Object.hasOwn`, so `__proto__` is an unknown command and not a crash. */
export function parseCommand(name: unknown, data: unknown): Parsed {
  if (typeof name !== 'string' || !Object.hasOwn(COMMANDS, name)) return { ok: false, field: null }
  const result = COMMANDS[name as CommandName].safeParse(data)
  if (!result.success) return { ok: false, field: result.error.issues[0]?.path.join('.') ?? null }
  return { ok: true, command: { name, data: result.data } as Command }
}
