// The keys of a session and of its rounds, as phones check them: the hash that the QR code carries, the eight characters that
// people compare, and the signature under which a round's own key is announced.
import { ed25519 } from '@noble/curves/ed25519.js'
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
