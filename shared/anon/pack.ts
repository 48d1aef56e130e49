// Bytes put one after the other so that nothing can be read in two ways: every part is preceded by its length.
import { toUtf8 } from '../utf8.ts'

/** Names this protocol and its version in every hash and signature: bytes made for one purpose fit no other. */
export const PROTOCOL = 'eighty/1'

/** Each part as length (2 bytes, big-endian) and bytes; text as UTF-8. RangeError for a part of 65,536 bytes or more. */
export function pack(...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => (typeof part === 'string' ? toUtf8(part) : part))
  const out = new Uint8Array(all.reduce((sum, part) => sum + 2 + part.length, 0))
  const view = new DataView(out.buffer)
  let at = 0
  for (const part of all) {
    if (part.length > 0xffff) throw new RangeError('a part is too long to be packed')
    view.setUint16(at, part.length)
    out.set(part, at + 2)
    at += 2 + part.length
  }
  return out
}
