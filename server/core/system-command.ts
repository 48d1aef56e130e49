// Changes that the server itself makes: a timer rang, a batch is in, someone joined, a secret was drawn. Never from a socket.
import type { Tally } from '../../shared/clarity.ts'
import type {
  AskResult,
  Ballot,
  Echo,
  Finding,
  Keys,
  Person,
  Sorting,
  Theme,
  WordingField,
} from '../../shared/model.ts'

export type SystemCommand =
  /** A person with a fresh seat; placed in the smallest room when rooms exist, and given tokens of open rounds, except ballots and echoes. */
  | { readonly name: 'system.join'; readonly data: { readonly person: Person } }
  | { readonly name: 'system.code'; readonly data: { readonly code: string } }
  | {
      readonly name: 'system.facilitator'
      readonly data: { readonly id: string; readonly hash: string; readonly label: string }
    }
  /** Only this facilitator key stays. */
  | { readonly name: 'system.only'; readonly data: { readonly id: string } }
  | { readonly name: 'system.recovery'; readonly data: { readonly hash: string } }
  /** A session from before there were keys, or one that is open again, gets its keys. */
  | { readonly name: 'system.keys'; readonly data: { readonly keys: Keys } }
  /** `revoked`: the hash of the key that this one replaces; null when there is nothing to remember. */
  | { readonly name: 'system.board'; readonly data: { readonly key: string; readonly revoked: string | null } }
  /** The bell: an open round starts collecting until `collectBy`. Refused `round-over` when it is not open. */
  | { readonly name: 'system.bell'; readonly data: { readonly round: string; readonly collectBy: number } }
  /** After a restart: a collecting round starts again with a new attempt. */
  | { readonly name: 'system.recollect'; readonly data: { readonly round: string; readonly collectBy: number } }
  /** The batch is about to be on disk: in the same transaction the round becomes written. */
  | {
      readonly name: 'system.written'
      readonly data: {
        readonly round: string
        readonly phones: number
        readonly phonesByRoom: Readonly<Record<string, number>>
        readonly pooled: readonly string[]
        readonly results: readonly AskResult[]
        readonly tallies: readonly {
          readonly ballot: string
          readonly tally: Tally
          readonly published: NonNullable<Ballot['published']>
        }[]
        /** Of a round of echoes: what was heard of each theme. */
        readonly echoes?: readonly { readonly theme: string; readonly heard: NonNullable<Echo['heard']> }[]
        /** Cards that their authors took back with this batch. */
        readonly withdrawn: readonly { readonly card: string; readonly mark: string }[]
        /** What stood on those cards; kept nowhere. */
        readonly words?: readonly string[]
      }
    }
  /** The machine's proposal; themes that people edited stay as they are, with their cards. `byItself`: nobody asked for it. */
  | {
      readonly name: 'system.themes'
      readonly data: { readonly themes: readonly Theme[]; readonly finding: Finding; readonly byItself?: boolean }
    }
  /** The day of a check-in has come, or gone. */
  | { readonly name: 'system.checkin'; readonly data: { readonly checkin: string; readonly state: 'open' | 'closed' } }
  /** Keys for the next check-in, vouched for by the present ones. */
  | { readonly name: 'system.next-keys'; readonly data: { readonly next: NonNullable<Keys['next']> } }
  /** A check-in is held live, on this day: the session goes on under this code; `by` is the console that called it. */
  | {
      readonly name: 'system.reconvene'
      readonly data: {
        readonly code: string
        readonly checkin: string | null
        readonly day: string
        readonly by: string
      }
    }
  | { readonly name: 'system.take'; readonly data: { readonly key: string | null; readonly revoked: string | null } }
  /** Somebody followed the link in the first message to this address: reminders go there. Refused `not-found` when it is another by now. */
  | { readonly name: 'system.remind'; readonly data: { readonly person: string; readonly address: string } }
  | { readonly name: 'system.unremind'; readonly data: { readonly person: string } }
  /** Addresses that nobody confirmed in time go. */
  | { readonly name: 'system.lapse'; readonly data: Readonly<Record<string, never>> }
  /** Messages are out: to this person, or (null) to the webhook. */
  | {
      readonly name: 'system.told'
      readonly data: { readonly person: string | null; readonly keys: readonly string[] }
    }
  /** The small questions began, or ended because their time is up or everybody is done. */
  | { readonly name: 'system.sorting'; readonly data: { readonly sorting: Sorting } }
  /** The `board` doc's text of one field, mirrored. */
  | {
      readonly name: 'system.wording'
      readonly data: { readonly commitment: string; readonly field: WordingField; readonly text: string }
    }
