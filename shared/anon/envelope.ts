// The equal-sized packet in which an anonymous act travels: token, sequence number, length, act, padding.
// Layout (bytes): token 32 | seq 4 (big-endian) | length 2 (big-endian) | UTF-8 JSON | random padding to ENVELOPE_BYTES.
// The plain credential of this release is sent as it is; the seam for blind tokens and encryption is this file.
import { ENVELOPE_BYTES } from '../limits.ts'
import { fromUtf8, toUtf8 } from '../utf8.ts'

const HEAD = 38
export const TOKEN_BYTES = 32

/** What an act may carry; its slot (which card, question or ballot) belongs to the token. */
export type Act =
  | { readonly is: 'blank' }
  | { readonly is: 'card'; readonly kind: string; readonly text: string; readonly mark: string }
  | { readonly is: 'answer'; readonly answer: unknown; readonly mark: string }

export type Opened = { readonly token: Uint8Array; readonly seq: number; readonly act: unknown }

/** Always ENVELOPE_BYTES long. Throws RangeError when the act does not fit: check the card first (`cardFit`). */
export function sealEnvelope(
  token: Uint8Array,
  seq: number,
  act: Act,
  random: (bytes: Uint8Array<ArrayBuffer>) => void,
): Uint8Array<ArrayBuffer> {
  if (token.length !== TOKEN_BYTES) throw new RangeError('token length')
  const body = toUtf8(JSON.stringify(act))
  if (HEAD + body.length > ENVELOPE_BYTES) throw new RangeError('act too large for an envelope')
  const out = new Uint8Array(ENVELOPE_BYTES)
  random(out)
  const view = new DataView(out.buffer)
  out.set(token, 0)
  view.setUint32(32, seq)
  view.setUint16(36, body.length)
  out.set(body, HEAD)
  return out
}

/** Null for anything that is not an envelope; the act inside is not yet trusted. */
export function openEnvelope(bytes: Uint8Array): Opened | null {
  if (bytes.length !== ENVELOPE_BYTES) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint16(36)
  if (HEAD + length > ENVELOPE_BYTES) return null
  try {
    const json = fromUtf8(bytes.subarray(HEAD, HEAD + length))
    return { token: bytes.slice(0, TOKEN_BYTES), seq: view.getUint32(32), act: JSON.parse(json) }
  } catch {
    return null
  }
}
