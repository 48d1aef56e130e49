// The session's keys in a form that a QR code carries (256 bits) and one that people compare by eye (40 bits).
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url, toBase64Url } from '../base64url.ts'
import { PROTOCOL, pack } from './pack.ts'

/** The public halves, base64url of 32 bytes each. */
export type PublicKeys = { readonly issue: string; readonly sign: string }

/** Crockford's base 32: no letter that looks like another. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 43 characters: goes into the QR code, so that a phone knows the keys before it has spoken to any server. */
export function keyHash(keys: PublicKeys): string {
  return toBase64Url(sha256(pack(`${PROTOCOL} keys`, fromBase64Url(keys.issue), fromBase64Url(keys.sign))))
}

/** Eight characters of a key hash, XXXX-XXXX: on the projector, the console and every phone. */
export function fingerprint(hash: string): string {
  return readable(fromBase64Url(hash))
}

/** The first 40 bits, as XXXX-XXXX. */
export function readable(bytes: Uint8Array): string {
  let text = ''
  for (let bit = 0; bit < 40; bit += 5) {
    const two = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    text += SYMBOLS[(two >> (11 - (bit & 7))) & 31]
    if (bit === 15) text += '-'
  }
  return text
}
