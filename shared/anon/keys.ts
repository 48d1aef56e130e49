// The keys of a session and of its rounds, as phones check them: the hash that the QR code carries, the eight characters that
// people compare, and the signature under which a round's own key is announced.
import { ed25519 } from '@noble/curves/ed25519.js'
import { fromBase64Url } from '../base64url.ts'
import { PROTOCOL, pack } from './pack.ts'

/** What is signed when a round's key is announced: it holds for this session and round alone. */
function announcement(session: string, round: string, key: Uint8Array): Uint8Array<ArrayBuffer> {
  return pack(`${PROTOCOL} round`, session, round, key)
}

export function signRoundKey(session: string, round: string, key: Uint8Array, signingKey: Uint8Array): Uint8Array {
  return ed25519.sign(announcement(session, round, key), signingKey)
}

/** False for whatever is no signature of this key. */
export function isRoundKey(
  session: string,
  round: string,
  key: Uint8Array,
  signature: Uint8Array,
  signedBy: Uint8Array,
): boolean {
  try {
    return ed25519.verify(signature, announcement(session, round, key), signedBy)
  } catch {
    return false
  }
}

/** What old keys sign for the next ones: it holds for this session alone. `next` is their hash (`keyHash`). */
function succession(session: string, next: string): Uint8Array<ArrayBuffer> {
  return pack(`${PROTOCOL} next keys`, session, fromBase64Url(next))
}

export function vouchForKeys(session: string, next: string, signingKey: Uint8Array): Uint8Array {
  return ed25519.sign(succession(session, next), signingKey)
}

/** False for whatever is no signature of this key. */
export function isVouchedFor(session: string, next: string, signature: Uint8Array, signedBy: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, succession(session, next), signedBy)
  } catch {
    return false
  }
}
