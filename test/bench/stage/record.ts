// What one played session leaves: the truth, which stays in the harness, and what was recorded of it for the attackers.
import type { Conversation } from '../network/tap.ts'
import type { Disk } from './disk.ts'
import type { Confession } from './server-process.ts'

export type PersonTruth = {
  readonly index: number
  /** The member's id as the server knows it. */
  id: string
  readonly name: string
  readonly address: string
  /** The room at the bell of the writing step. */
  room: string | null
  /** The honest-but-curious participant of view V1: one in every room. */
  curious: boolean
  /** Joined after the writing step had opened. */
  readonly late: boolean
  /** A real page in Chromium instead of the phone module in Node. */
  readonly page: boolean
  /** When the page was hidden: what a phone sends then, it may send. */
  readonly hides: number[]
  readonly reloads: number[]
  /** When it was out of reach: from, to. */
  readonly away: { from: number; to: number }[]
  leftAt: number | null
  joinedAt: number
  /** First card typed in the writing step. */
  firstKey: number | null
}

export type CardTruth = {
  /** As it was last before it was sent. */
  text: string
  mark: string
  readonly person: number
  readonly round: string
  edited: boolean
  /** Taken back before the bell, or after everybody had seen it. */
  withdrawn: 'no' | 'before' | 'after'
  /** The round with which it was taken back, once everybody had seen it. */
  takenBackIn: string | null
}

/** `slot`: the ballot or question; `choice` as a thief of the disk would find it; null for silence. */
export type AnswerTruth = {
  readonly round: string
  readonly slot: string
  readonly person: number
  readonly choice: string | null
}

export type RoundTruth = {
  readonly id: string
  opened: number
  /** When the bell was rung; again after a restart. */
  readonly bells: number[]
  written: number
  readonly quota: number
}

export type SessionRecord = {
  readonly number: number
  readonly id: string
  readonly people: readonly PersonTruth[]
  readonly cards: readonly CardTruth[]
  readonly answers: readonly AnswerTruth[]
  readonly rounds: readonly RoundTruth[]
  /** V3, by person. */
  readonly wire: readonly (readonly Conversation[])[]
  /** V2: everything the facilitator's console was told. */
  readonly console: readonly Conversation[]
  /** When the first envelope with this mark left its phone: known from over the shoulder, for the order checks. */
  readonly sentAt: ReadonlyMap<string, number>
  /** The server was killed while these rounds were open or collecting. */
  readonly killedIn: readonly string[]
}

export type BatchRecord = {
  readonly sessions: readonly SessionRecord[]
  readonly killed: Disk
  readonly closed: Disk
  readonly confessions: readonly Confession[]
}
