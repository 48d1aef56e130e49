// The table of step kinds: what participants may do in each, what must hold before it is left, and how long it takes.
// `decide` refuses by looking here, never by an `if` in a handler. Rules are numbered so that tests can quote them.
//
// S1  The facilitator may always drive; a participant may do what the current step's row or ALWAYS names.
// S2  The sponsor may also do what `sponsor` names.
// S3  A step is left forward only when its guard (which sees the step that would come) holds; going back is always
//     possible. `someone-here` includes `rooms-if-needed`.
// S4  Every agenda begins with one lobby and ends with one close.
import type { Step, StepKind } from './agenda.ts'
import type { CommandName } from './commands.ts'

export type GuardName = 'none' | 'someone-here' | 'rooms-if-needed' | 'ready-if-ballot' | 'ballot-closed'

export type StepRow = {
  readonly label: string
  /** One sentence for the facilitator who inserts a step. */
  readonly says: string
  readonly minutes: number
  readonly group: Step['group']
  readonly may: readonly CommandName[]
  readonly sponsor: readonly CommandName[]
  readonly guard: GuardName
}

/** What participants may do in every step. */
export const ALWAYS = [
  'me.update',
  'me.done',
  'help.ask',
  'owner.answer',
  'split.ask',
  'reminder.set',
] as const satisfies readonly CommandName[]

/** S5: what everybody who takes part may do on the board, in every step and after the end; participants where it is theirs (P1). */
export const ON_THE_BOARD = [
  'status.set',
  'smallstep.put',
  'smallstep.done',
  'smallstep.remove',
  'win.put',
  'win.remove',
  'barrier.put',
  'barrier.remove',
  'barrier.ask',
  'different.set',
  'different.seen',
  'owner.hand',
] as const satisfies readonly CommandName[]

export const STEPS: Readonly<Record<StepKind, StepRow>> = {
  lobby: {
    label: 'Lobby',
    says: 'People join; split them into rooms.',
    minutes: 10,
    group: 'plenary',
    may: [],
    sponsor: [],
    guard: 'someone-here',
  },
  frame: {
    label: 'Frame',
    says: 'Read the statement together.',
    minutes: 10,
    group: 'plenary',
    may: [],
    sponsor: ['frame.unknown'],
    guard: 'rooms-if-needed',
  },
  ask: {
    label: 'Ask',
    says: 'Sealed questions, or an open show of hands.',
    minutes: 5,
    group: 'plenary',
    may: ['hand.show'],
    sponsor: ['ask.predict'],
    guard: 'rooms-if-needed',
  },
  write: {
    label: 'Write',
    says: 'Quiet, anonymous writing of cards.',
    minutes: 8,
    group: 'solo',
    may: [],
    sponsor: [],
    guard: 'none',
  },
  discuss: {
    label: 'Discuss',
    says: 'Each room reads its cards, sorts them into piles and keeps notes.',
    minutes: 20,
    group: 'room',
    may: ['pile.put', 'heard.mark'],
    sponsor: [],
    guard: 'none',
  },
  gather: {
    label: 'Gather',
    says: 'The cards of all rooms become themes.',
    minutes: 15,
    group: 'plenary',
    may: ['question.take'],
    sponsor: [],
    guard: 'none',
  },
  draft: {
    label: 'Draft',
    says: 'Themes become commitments.',
    minutes: 25,
    group: 'plenary',
    may: ['owner.offer'],
    sponsor: [],
    guard: 'ready-if-ballot',
  },
  ballot: {
    label: 'Ballot',
    says: 'Is it clear enough to act, and are we committed?',
    minutes: 10,
    group: 'solo',
    may: [],
    sponsor: [],
    guard: 'ballot-closed',
  },
  board: {
    label: 'Board',
    says: 'What stands, and what to talk about next.',
    minutes: 15,
    group: 'plenary',
    may: [],
    sponsor: [],
    guard: 'none',
  },
  close: {
    label: 'Close',
    says: 'Summary, board link and thanks.',
    minutes: 5,
    group: 'plenary',
    may: [],
    sponsor: [],
    guard: 'none',
  },
}
