// Blind tokens on the phone's side: drawn, blinded, proven and unblinded here, so that whoever signed them cannot tell which
// they were (RFC 9497, POPRF, ristretto255-SHA512).
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { PROTOCOL, pack } from './pack.ts'

/** Bytes of a token's input, of its blind, of a blinded or evaluated element. */
export const TOKEN_BYTES = 32
export const PROOF_BYTES = 64

export type Blinded = {
  /** The token's own secret number (32 bytes): what is shown when it is spent. */
  readonly input: Uint8Array
  /** Undone once the answer is here, and then erased: with it the server could recognise the token. */
  readonly blind: Uint8Array
  /** What the server gets to see. */
  readonly blinded: Uint8Array
}

/** A token ready to be spent: its number and the key that only its holder and the server can know. */
export type Token = { readonly input: Uint8Array; readonly key: Uint8Array }

export function blindToken(info: Uint8Array, publicKey: Uint8Array, input: Uint8Array): Blinded {
  const { blind, blinded } = ristretto255_oprf.poprf(info).blind(input, publicKey)
  return { input, blind, blinded }
}

/** Throws when the proof does not show that all were signed with the key behind `publicKey` for this very `info`. */
export function finishTokens(
  info: Uint8Array,
  publicKey: Uint8Array,
  tokens: readonly Blinded[],
  evaluated: readonly Uint8Array[],
  proof: Uint8Array,
): Token[] {
  const suite = ristretto255_oprf.poprf(info)
  if (tokens.length === 0 || evaluated.length !== tokens.length) throw new RangeError('one answer for each token')
  const { tweakedKey } = suite.blind(tokens[0]?.input ?? new Uint8Array(), publicKey)
  const items = tokens.map((token, at) => ({ ...token, evaluated: evaluated[at] ?? new Uint8Array() }))
  const outputs = suite.finalizeBatch(items, proof, tweakedKey)
  return tokens.map(({ input }, at) => ({ input, key: tokenKey(outputs[at] ?? new Uint8Array(), info) }))
}

/** The key of a token's authentication code: the output of the function itself never travels. */
export function tokenKey(output: Uint8Array, info: Uint8Array): Uint8Array {
  return hkdf(sha256, output, undefined, pack(`${PROTOCOL} token`, info), 32)
}

/** Binds what an envelope says to the token it spends: on other content the code does not fit. */
export function tokenMac(key: Uint8Array, body: Uint8Array): Uint8Array {
  return hmac(sha256, key, body)
}

/** The same for every envelope that spends this token, and for no other: how a token is spent once (32 bytes). */
export function nullifierOf(info: Uint8Array, input: Uint8Array): Uint8Array {
  return sha256(pack(`${PROTOCOL} nullifier`, info, input))
}
