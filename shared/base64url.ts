// base64url without padding: how bytes stand in JSON, in addresses and in what a device keeps.

const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 16 bytes are 22 characters, 32 bytes are 43. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const symbols = Math.min(4, Math.ceil(((bytes.length - at) * 8) / 6))
    for (let symbol = 0; symbol < symbols; symbol++) text += SYMBOLS[(triple >> (18 - 6 * symbol)) & 63]
  }
  return text
}

/** Symbols that are none of base64url's count as garbage: check what comes from outside first. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const symbol of text) {
    held = (held << 6) | SYMBOLS.indexOf(symbol)
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return bytes
}
