// What is happening now and is not remembered: the views need it beside the session.
import type { ShownCard } from '../../shared/requests.ts'
import type { SortingProgress } from '../../shared/views.ts'

export type LiveFacts = {
  /** Person ids with a phone connected. */
  readonly connected: ReadonlySet<string>
  readonly consoles: readonly { readonly id: string; readonly label: string }[]
  readonly screens: number
  readonly robots: number
  /** Whether this server can send e-mail. */
  readonly canMail: boolean
  /** The own keys of the rounds that take envelopes now, with the session's signature, by round. */
  readonly roundKeys: ReadonlyMap<string, { readonly public: string; readonly signature: string }>
  /** How far the room is with its small questions; null while none are answered. */
  readonly progress: SortingProgress | null
  /** Cards whose vectors are still being made. */
  readonly reading: number
  /** All cards on disk by id, with the round and the room they came from (null: the plenary pool). */
  readonly cards: ReadonlyMap<string, ShownCard & { readonly round: string; readonly room: string | null }>
}
