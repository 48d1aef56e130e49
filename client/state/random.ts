// Randomness that also exists on plain http: getRandomValues, never Math.random, never randomUUID.

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function randomBytes(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes)
}

/** base64url without padding: 16 bytes are 22 characters, 32 bytes are 43. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const symbols = Math.min(4, Math.ceil(((bytes.length - at) * 8) / 6))
    for (let symbol = 0; symbol < symbols; symbol++) text += URL_SAFE[(triple >> (18 - 6 * symbol)) & 63]
  }
  return text
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const symbol of text) {
    held = (held << 6) | URL_SAFE.indexOf(symbol)
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return bytes
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
