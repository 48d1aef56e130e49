// Blind tokens on the server's side: signs what it cannot read, and later recomputes what only a signed token can give.
import { ed25519, ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js'

export type Signed = { readonly evaluated: readonly Uint8Array[]; readonly proof: Uint8Array }

export type KeyPair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

/** The session's token key: fresh and random. */
export function newTokenKeys(): KeyPair {
  return ristretto255_oprf.poprf(new Uint8Array()).generateKeyPair()
}

/** The session's signing key (Ed25519), which vouches for the key of every round. */
export function newSigningKeys(): KeyPair {
  return ed25519.keygen()
}

/** Whether it can be signed at all. Takes a quarter of a millisecond, where signing takes six. */
export function isBlinded(element: Uint8Array): boolean {
  try {
    return !ristretto255.Point.fromBytes(element).is0()
  } catch {
    return false
  }
}

/** One proof for all of them; null when one is no blinded token. */
export function signBlinded(info: Uint8Array, secretKey: Uint8Array, blinded: readonly Uint8Array[]): Signed | null {
  try {
    return ristretto255_oprf.poprf(info).blindEvaluateBatch(secretKey, [...blinded])
  } catch {
    return null
  }
}

/** The function's value for a token that is being spent. */
export function evaluateToken(info: Uint8Array, secretKey: Uint8Array, input: Uint8Array): Uint8Array {
  return ristretto255_oprf.poprf(info).evaluate(secretKey, input)
}
