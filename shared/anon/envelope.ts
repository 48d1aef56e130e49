// The equal-sized, encrypted packet in which an anonymous act travels (ANONYMITY §2).
// On the wire (bytes): ephemeral X25519 key 32 | ChaCha20-Poly1305 of what follows 1008 | tag 16.
// Inside: info id 32 | token 32 | code 32 | length 2 | body 910, and the body: sequence number 4 | head length 2 | head (JSON)
// | text (UTF-8). The text stands outside the JSON so that no quotation mark in a card costs two bytes.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ENVELOPE_BYTES } from '../limits.ts'
import { fromUtf8, toUtf8 } from '../utf8.ts'
import { PROTOCOL, pack } from './pack.ts'
import { TOKEN_BYTES, type Token, tokenMac } from './token.ts'

const KEY = 32
const TAG = 16
const PLAIN = ENVELOPE_BYTES - KEY - TAG
const HEAD = 98
const BODY = PLAIN - HEAD
/** The key is used once, so the nonce need not differ. */
const NONCE = new Uint8Array(12)

/** What an act may carry; what it is good for (which card, question or ballot) belongs to the token. */
export type Act =
  | { readonly is: 'blank' }
  | { readonly is: 'card'; readonly kind: string; readonly text: string; readonly mark: string }
  | { readonly is: 'withdraw'; readonly reveal: string }
  | { readonly is: 'answer'; readonly answer: unknown; readonly mark?: string }
  | { readonly is: 'echo' }

export type Opened = {
  readonly infoId: Uint8Array
  readonly input: Uint8Array
  readonly mac: Uint8Array
  /** What the code was made over. */
  readonly body: Uint8Array
}

/** What a body says; the act is not yet trusted. */
export type Said = { readonly seq: number; readonly act: unknown }

/** Always ENVELOPE_BYTES long. RangeError when the act does not fit: check the text first (`cardFit`). */
export function sealEnvelope(
  roundKey: Uint8Array,
  infoId: Uint8Array,
  token: Token,
  seq: number,
  act: Act,
): Uint8Array<ArrayBuffer> {
  const body = bodyOf(seq, act)
  const plain = new Uint8Array(PLAIN)
  plain.set(infoId, 0)
  plain.set(token.input, 32)
  plain.set(tokenMac(token.key, body), 64)
  new DataView(plain.buffer).setUint16(96, body.length)
  plain.set(body, HEAD)
  const own = x25519.keygen()
  const key = contentKey(x25519.getSharedSecret(own.secretKey, roundKey), own.publicKey, roundKey)
  const out = new Uint8Array(ENVELOPE_BYTES)
  out.set(own.publicKey, 0)
  out.set(chacha20poly1305(key, NONCE).encrypt(plain), KEY)
  plain.fill(0)
  own.secretKey.fill(0)
  return out
}

/**
 * Null for whatever was not sealed to this round's key. `agree` is X25519 with the round's secret key; it may throw for a key
 * that is none.
 */
export function openEnvelope(
  bytes: Uint8Array,
  roundKey: Uint8Array,
  agree: (publicKey: Uint8Array) => Uint8Array,
): Opened | null {
  if (bytes.length !== ENVELOPE_BYTES) return null
  try {
    const theirs = bytes.slice(0, KEY)
    const plain = chacha20poly1305(contentKey(agree(theirs), theirs, roundKey), NONCE).decrypt(bytes.subarray(KEY))
    const length = new DataView(plain.buffer, plain.byteOffset).getUint16(96)
    if (length > BODY) return null
    const [infoId, input, mac] = [plain.slice(0, 32), plain.slice(32, 32 + TOKEN_BYTES), plain.slice(64, 96)]
    return { infoId, input, mac, body: plain.slice(HEAD, HEAD + length) }
  } catch {
    return null
  }
}

/** Null for a body that says nothing; call it when the code fitted. */
export function readBody(body: Uint8Array): Said | null {
  try {
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
    const head = 6 + view.getUint16(4)
    const act: unknown = JSON.parse(fromUtf8(body.subarray(6, head)))
    return { seq: view.getUint32(0), act: withText(act, fromUtf8(body.subarray(head))) }
  } catch {
    return null
  }
}

function bodyOf(seq: number, act: Act): Uint8Array {
  const { head, text } = withoutText(act)
  const [first, last] = [toUtf8(JSON.stringify(head)), toUtf8(text)]
  const body = new Uint8Array(6 + first.length + last.length)
  if (body.length > BODY) throw new RangeError('act too large for an envelope')
  const view = new DataView(body.buffer)
  view.setUint32(0, seq)
  view.setUint16(4, first.length)
  body.set(first, 6)
  body.set(last, 6 + first.length)
  return body
}

function contentKey(shared: Uint8Array, ephemeral: Uint8Array, roundKey: Uint8Array): Uint8Array {
  return hkdf(sha256, shared, pack(ephemeral, roundKey), pack(`${PROTOCOL} envelope`), 32)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function withoutText(act: Act): { head: unknown; text: string } {
  if (act.is === 'card') return { head: { ...act, text: null }, text: act.text }
  if (act.is === 'answer' && isRecord(act.answer) && typeof act.answer.text === 'string')
    return { head: { ...act, answer: { ...act.answer, text: null } }, text: act.answer.text }
  return { head: act, text: '' }
}

function withText(act: unknown, text: string): unknown {
  if (!isRecord(act)) return act
  if (act.text === null) return { ...act, text }
  return isRecord(act.answer) && act.answer.text === null ? { ...act, answer: { ...act.answer, text } } : act
}
