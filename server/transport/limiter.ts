// Token buckets and failure counters, in memory only. Hotel wifi puts everybody behind one address, so addresses are only
// ever counted by their failures, never by their joins.
import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../ports.ts'

export class Bucket {
  readonly #perSecond: number
  readonly #burst: number
  readonly #clock: Clock
  #left: number
  #at: number

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#burst = burst
    this.#left = burst
    this.#at = clock.now()
  }

  take(): boolean {
    const now = this.#clock.now()
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}

const MINUTE = 60_000

/** Counts failures in a sliding minute: by address (under a key of this process, so that nothing stored names one) and in all. */
export class Failures {
  readonly #clock: Clock
  readonly #perAddress: number
  readonly #inAll: number
  readonly #key = randomBytes(32)
  readonly #byAddress = new Map<string, number[]>()
  #all: number[] = []

  constructor(clock: Clock, limits: { readonly perAddress: number; readonly inAll: number }) {
    this.#clock = clock
    this.#perAddress = limits.perAddress
    this.#inAll = limits.inAll
  }

  /** Whether a further guess from here is still looked at. */
  allows(address: string): boolean {
    const since = this.#clock.now() - MINUTE
    this.#all = this.#all.filter((at) => at > since)
    for (const [key, times] of this.#byAddress) if ((times.at(-1) ?? 0) <= since) this.#byAddress.delete(key)
    const mine = (this.#byAddress.get(this.#keyOf(address)) ?? []).filter((at) => at > since)
    return mine.length < this.#perAddress && this.#all.length < this.#inAll
  }

  add(address: string): void {
    const key = this.#keyOf(address)
    const now = this.#clock.now()
    if (this.#inAll !== Number.POSITIVE_INFINITY) this.#all.push(now)
    // The latest that matter: a flood must not become a long list.
    this.#byAddress.set(key, [...(this.#byAddress.get(key) ?? []), now].slice(-this.#perAddress))
  }

  #keyOf(address: string): string {
    return createHmac('sha256', this.#key).update(address).digest('base64url')
  }
}

/** The address a request came from; a forwarded one only where the operator says a proxy is trusted. */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = request.headers['x-forwarded-for']
  if (trustProxy && typeof forwarded === 'string') return forwarded.split(',').at(-1)?.trim() ?? ''
  return request.socket.remoteAddress ?? ''
}
