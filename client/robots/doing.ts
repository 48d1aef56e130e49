// What a robot has in hand while it does something, and what it does in most steps: it says that it is done.
import type { DocCard, DocPile } from '../../shared/docs.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import type { Phone } from '../state/phone.ts'
import type { FixtureCard } from './fixtures/fixture-card.ts'
import type { Mind } from './mind.ts'
import type { Sorter } from './sorter.ts'

export type Doing = {
  /** The phone it has now: it may have left and come back. */
  readonly phone: () => Phone
  readonly mind: Mind
  readonly number: number
  readonly sorter: Sorter
  soon(ms: number, then: () => void): void
  /** Runs `then` when it has thought about a small question for so long (s). */
  think(seconds: number, then: () => void): void
  /** What it would say next; null when it has said everything. */
  nextCard(room: string | null): FixtureCard | null
  wrote(by: number): void
  /** It was through with a small question after so long (s); one that it skipped is no answer. */
  sorted(seconds: number, answers: 0 | 1): void
  /** Sends a command and measures until the server says it is on disk. */
  timed(send: () => Promise<Reply>): Promise<void>
  cards(): readonly DocCard[]
  piles(): readonly DocPile[]
}

export type Acting = (doing: Doing, view: PhoneView, mine: PhoneMine) => void

export const openRound = (view: PhoneView, mine: PhoneMine): RoundView | undefined =>
  view.rounds.find((round) => round.state === 'open' && round.step === view.step.id && mine.rounds.includes(round.id))

/** After the bell a person stops writing; so does a robot. */
export const stillOpen = (doing: Doing, round: RoundView): boolean =>
  doing
    .phone()
    .common.get()
    ?.rounds.some((one) => one.id === round.id && one.state === 'open') ?? false

export const sayDone: Acting = ({ phone, soon, timed, mind }, view) => {
  const done = () => void timed(() => phone().send('me.done', { step: view.step.id, done: true }))
  soon(2500, done)
  // A double tap.
  if (mind.often(0.15)) soon(2500, done)
}
