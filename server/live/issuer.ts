// Gives every seat its blind tokens of a round: in full quota, once, and the same ones however often it asks.
import { createHash } from 'node:crypto'
import { functionIn, grantsOf, issueKey } from '../../shared/anon/grants.ts'
import { isBlinded } from '../../shared/anon/mint.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Round, Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { RequestData, RequestReply } from '../../shared/requests.ts'
import { stepOfRound } from '../core/agenda.ts'
import { askedIn } from '../core/asked.ts'
import { echoingIn } from '../core/echoes.ts'
import type { Mint, Store } from '../ports.ts'

export type IssuerParts = {
  readonly store: Store
  readonly mint: Mint
  readonly session: () => Session
  /** A seat has its tokens now: it is one more to wait for at the bell. */
  readonly onIssued: (round: Round, seat: string) => void
}

/** Who sent what is no blinded token this often is refused unread, for the tokens of this round: no phone sends such things. */
const BAD_AT_MOST = 10

type Given = { readonly hash: string; readonly reply: Promise<RequestReply['tokens'] | RefusalCode> }

export class Issuer {
  readonly #parts: IssuerParts
  readonly #given = new Map<string, Given>()
  /** How often a seat asked with something that no phone sends, by the same names. */
  readonly #bad = new Map<string, number>()

  constructor(parts: IssuerParts) {
    this.#parts = parts
  }

  async issue(seat: string, asked: RequestData<'tokens'>): Promise<RequestReply['tokens'] | RefusalCode> {
    const session = this.#parts.session()
    const round = session.rounds.find((one) => one.id === asked.round)
    const person = session.people.find((one) => one.id === seat)
    if (round === undefined || person === undefined) return 'not-found'
    if (round.state === 'written') return 'round-over'
    if (!round.seats.includes(seat)) return 'not-in-round'
    if (round.issue !== asked.issue) return 'other-room'
    if (asked.blinded.length !== round.slots.length) return 'bad-request'
    const hash = createHash('sha256').update(asked.blinded.join('.')).digest('base64url')
    const name = `${issueKey(round)} ${seat}`
    const before = this.#given.get(name)
    if (before !== undefined) return before.hash === hash ? before.reply : 'issued-elsewhere'
    if (asked.room !== person.room) return 'other-room'
    if ((asked.fn ?? null) !== functionIn(round, person.fn)) return 'other-function'
    const bad = this.#bad.get(name) ?? 0
    if (bad >= BAD_AT_MOST) return 'bad-request'
    const reply = this.#sign(session, round, seat, asked, hash)
    this.#given.set(name, { hash, reply })
    // What was refused, or could not be noted, is looked at again by whoever asks next.
    const drop = () => this.#given.delete(name)
    reply.then((answer) => {
      if (answer === 'bad-request') this.#bad.set(name, bad + 1)
      if (typeof answer === 'string') drop()
    }, drop)
    return reply
  }

  /** Answers of rounds that are over are not kept. */
  follow(): void {
    const open = new Set(
      this.#parts.session().rounds.flatMap((round) => (round.state === 'written' ? [] : [issueKey(round)])),
    )
    for (const names of [this.#given, this.#bad])
      for (const name of names.keys()) if (!open.has(name.split(' ')[0] ?? '')) names.delete(name)
  }

  /** Noted on disk before anything is signed: after a crash a seat must not get a second set. What is no token is not noted. */
  async #sign(
    session: Session,
    round: Round,
    seat: string,
    { room, fn, blinded }: RequestData<'tokens'>,
    hash: string,
  ): Promise<RequestReply['tokens'] | RefusalCode> {
    const step = stepOfRound(session, round.step)
    const { secret } = session.keys
    const asked = { ballots: askedIn(session, round), echoing: echoingIn(session, round) }
    const grants = step === null ? null : grantsOf({ session: session.id, round, step, room, fn: fn ?? null, ...asked })
    if (grants === null || secret === null) return 'not-now'
    let at = 0
    const groups = grants.map(({ info, slots }) => {
      const part = blinded.slice(at, at + slots.length)
      at += slots.length
      return { info, blinded: part.map(fromBase64Url) }
    })
    // Looked at here, so that nobody waits behind what is refused in the end.
    if (!groups.every((group) => group.blinded.every(isBlinded))) return 'bad-request'
    if (!(await this.#parts.store.issue(session.id, issueKey(round), seat, hash))) return 'issued-elsewhere'
    const signed = await this.#parts.mint.sign({ session: session.id, secret: fromBase64Url(secret.issue), groups })
    if (signed === null) return 'bad-request'
    this.#parts.onIssued(round, seat)
    return {
      signed: signed.map(({ evaluated, proof }) => ({
        evaluated: evaluated.map(toBase64Url),
        proof: toBase64Url(proof),
      })),
    }
  }
}
