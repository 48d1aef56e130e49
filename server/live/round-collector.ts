// One round's envelopes, opened and held in memory until its batch is written: of each token the highest number counts.
// Nothing here knows a seat: a token says what it is good for, and nobody can say whose it is.
import { createPrivateKey, createPublicKey, diffieHellman, timingSafeEqual } from 'node:crypto'
import { ACTS } from '../../shared/anon/act.ts'
import type { Act, Opened } from '../../shared/anon/envelope.ts'
import { openEnvelope, readBody } from '../../shared/anon/envelope.ts'
import { infoId } from '../../shared/anon/grants.ts'
import { nullifierOf, tokenKey, tokenMac } from '../../shared/anon/token.ts'
import { toBase64Url } from '../../shared/base64url.ts'
import type { Round } from '../../shared/model.ts'

/** What a token is good for; `slot` is null where any slot will do, `room` where no room keeps the act, `fn` where no function is told. Only echoes have one. */
export type Good = {
  readonly info: Uint8Array
  readonly slot: string | null
  readonly room: string | null
  readonly fn?: string | null
}
export type HeldAct = Required<Omit<Good, 'info'>> & { readonly nullifier: Uint8Array; readonly act: Act }
export type RoundKey = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

export type CollectorParts = {
  readonly purpose: Round['purpose']
  readonly key: RoundKey
  readonly good: readonly Good[]
  /** The mint's value for a token; null when it is not to be had now. */
  readonly evaluate: (info: Uint8Array, input: Uint8Array, last: boolean) => Promise<Uint8Array | null>
  /** Where envelopes wait that must outlast a restart, by token; null when there is no place for it, and then it is not held. */
  readonly put?: ((token: string, envelope: Uint8Array, isNews: boolean) => Promise<void> | null) | undefined
}

type Known = {
  readonly good: Good
  readonly nullifier: Uint8Array
  /** Null until the mint has answered, and for good when there is no such token. */
  readonly key: Promise<Uint8Array | null>
  held: { readonly seq: number; readonly act: Act } | null
}

export class RoundCollector {
  readonly #parts: CollectorParts
  readonly #agree: (publicKey: Uint8Array) => Uint8Array
  readonly #good = new Map<string, Good>()
  readonly #known = new Map<string, Known>()
  /** Tokens that came after the bell of this attempt; an earlier flush of a hidden page does not complete a round. */
  readonly #fresh = new Set<string>()
  readonly #opening = new Set<Promise<unknown>>()
  #bells = 0

  constructor(parts: CollectorParts) {
    this.#parts = parts
    this.#agree = agreement(parts.key)
    this.allow(parts.good)
  }

  /** Rooms that came later are good, too. */
  allow(good: readonly Good[]): void {
    for (const one of good) this.#good.set(toBase64Url(infoId(one.info)), one)
  }

  /** The bell: from here on arrivals are the phones' last word. */
  ring(): void {
    this.#bells++
    this.#fresh.clear()
  }

  /** False for what no phone of this round would send; its sender gets the same answer. `last`: after everybody else's. */
  hold(envelope: Uint8Array, last: boolean): Promise<boolean> {
    const opening = this.#hold(envelope, last)
    this.#opening.add(opening)
    const done = () => this.#opening.delete(opening)
    opening.then(done, done)
    return opening
  }

  /** Resolves when everything that came so far was looked at. What comes meanwhile is not waited for: a flood would never end. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#opening])
  }

  /** Distinct tokens since the bell. */
  get fresh(): number {
    return this.#fresh.size
  }

  acts(): HeldAct[] {
    return [...this.#known.values()].flatMap(({ good, nullifier, held }) =>
      held === null ? [] : [{ slot: good.slot, room: good.room, fn: good.fn ?? null, nullifier, act: held.act }],
    )
  }

  async #hold(envelope: Uint8Array, last: boolean): Promise<boolean> {
    // What arrived before the bell stays an earlier word, however long it takes to be looked at.
    const bells = this.#bells
    const opened = openEnvelope(envelope, this.#parts.key.publicKey, this.#agree)
    const good = opened === null ? undefined : this.#good.get(toBase64Url(opened.infoId))
    if (opened === null || good === undefined) return false
    const nullifier = nullifierOf(good.info, opened.input)
    const name = toBase64Url(nullifier)
    // Known tokens cost nothing more: the mint is asked once for each.
    const known = this.#known.get(name) ?? this.#meet(name, good, nullifier, opened, last)
    const key = await known.key
    if (key !== null && timingSafeEqual(tokenMac(key, opened.body), opened.mac))
      return this.#keep(name, known, { envelope, body: opened.body, fresh: bells === this.#bells })
    // Made-up tokens leave nothing behind.
    if (known.held === null) this.#known.delete(name)
    return false
  }

  #meet(name: string, good: Good, nullifier: Uint8Array, opened: Opened, last: boolean): Known {
    const key = this.#parts
      .evaluate(good.info, opened.input, last)
      .then((output) => (output === null ? null : tokenKey(output, good.info)))
      .catch(() => null)
    const known: Known = { good, nullifier, key, held: null }
    this.#known.set(name, known)
    return known
  }

  async #keep(
    name: string,
    known: Known,
    { envelope, body, fresh }: { readonly envelope: Uint8Array; readonly body: Uint8Array; readonly fresh: boolean },
  ): Promise<boolean> {
    const said = readBody(body)
    const parsed = ACTS[this.#parts.purpose].safeParse(said?.act)
    if (said === null || !parsed.success) return false
    const isNews = known.held === null || known.held.seq < said.seq
    const isSame = known.held?.seq === said.seq
    const putting = isNews || isSame ? this.#parts.put?.(name, envelope, isNews) : undefined
    if (putting === null) {
      if (known.held === null) this.#known.delete(name)
      return false
    }
    if (fresh) this.#fresh.add(name)
    if (isNews) known.held = { seq: said.seq, act: parsed.data }
    await putting
    return true
  }
}

/** X25519 by the platform's own library: it is ten times as fast as the portable one. */
function agreement({ publicKey, secretKey }: RoundKey): (theirs: Uint8Array) => Uint8Array {
  const base = { kty: 'OKP', crv: 'X25519' }
  const own = createPrivateKey({
    key: { ...base, x: toBase64Url(publicKey), d: toBase64Url(secretKey) },
    format: 'jwk',
  })
  return (theirs) =>
    diffieHellman({
      privateKey: own,
      publicKey: createPublicKey({ key: { ...base, x: toBase64Url(theirs) }, format: 'jwk' }),
    })
}
