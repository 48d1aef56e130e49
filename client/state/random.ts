// Randomness that also exists on plain http: getRandomValues, never Math.random, never randomUUID.

import { toBase64Url } from '../../shared/base64url.ts'

export function randomBytes(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes)
}

/** 22 characters, 128 random bits: an id or a mark. */
export function randomId(): string {
  return randomText(16)
}

/** 43 characters, 256 random bits: a ticket. */
export function randomSecret(): string {
  return randomText(32)
}

function randomText(length: number): string {
  const bytes = new Uint8Array(length)
  crypto.getRandomValues(bytes)
  return toBase64Url(bytes)
}

/** Evenly in [0, below). */
export function randomBelow(below: number): number {
  const words = new Uint32Array(1)
  const limit = Math.floor(0x1_0000_0000 / below) * below
  for (;;) {
    crypto.getRandomValues(words)
    const word = words[0] ?? 0
    if (word < limit) return word % below
  }
}
