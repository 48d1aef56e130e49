// One round's envelopes, held in memory until its batch is written: the highest sequence number of each token counts.
import { ACTS } from '../../shared/anon/act.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { openEnvelope } from '../../shared/anon/envelope.ts'
import type { Round } from '../../shared/model.ts'
import type { Right } from './credentials.ts'

export type HeldAct = { readonly slot: string; readonly seat: string; readonly act: Act }

type Held = { readonly seq: number; readonly act: Act }

export class RoundCollector {
  readonly #purpose: Round['purpose']
  readonly #held = new Map<string, Held>()
  /** Tokens that came after the bell of this attempt; an earlier flush of a hidden page does not complete a round. */
  readonly #fresh = new Set<string>()
  #rights: ReadonlyMap<string, Right>

  constructor(purpose: Round['purpose'], rights: ReadonlyMap<string, Right>) {
    this.#purpose = purpose
    this.#rights = rights
  }

  /** Later joiners hold tokens too. */
  admit(rights: ReadonlyMap<string, Right>): void {
    this.#rights = rights
  }

  /** The bell: from here on arrivals are the phones' last word. */
  ring(): void {
    this.#fresh.clear()
  }

  /** Returns nothing about the envelope: the answer to its sender is the same whatever it was. */
  hold(envelope: Uint8Array): void {
    const opened = openEnvelope(envelope)
    if (opened === null) return
    const token = Buffer.from(opened.token).toString('base64url')
    if (!this.#rights.has(token)) return
    const parsed = ACTS[this.#purpose].safeParse(opened.act)
    if (!parsed.success) return
    const before = this.#held.get(token)
    this.#fresh.add(token)
    if (before !== undefined && before.seq >= opened.seq) return
    this.#held.set(token, { seq: opened.seq, act: parsed.data })
  }

  /** Whether every slot of each of these seats has arrived since the bell. */
  completeFor(seats: ReadonlySet<string>): boolean {
    for (const [token, right] of this.#rights) if (seats.has(right.seat) && !this.#fresh.has(token)) return false
    return true
  }

  /** Seats of which every slot is held. */
  completedSeats(): string[] {
    const missing = new Set<string>()
    const seats = new Set<string>()
    for (const [token, right] of this.#rights) {
      seats.add(right.seat)
      if (!this.#held.has(token)) missing.add(right.seat)
    }
    return [...seats].filter((seat) => !missing.has(seat))
  }

  acts(): HeldAct[] {
    return [...this.#held].flatMap(([token, held]) => {
      const right = this.#rights.get(token)
      return right === undefined ? [] : [{ slot: right.slot, seat: right.seat, act: held.act }]
    })
  }
}
